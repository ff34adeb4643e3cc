using System.Text.Json.Nodes;

namespace Kith.Cases;

public sealed partial class Case
{
    /// <summary>People read the question, and nobody has read there yet how it ended.</summary>
    public bool OwesPublic { get; set; }
    public DateTime? OwesPublicSince { get; set; }

    /// <summary>The debt is as old as its first cause.</summary>
    public void OwePublic(DateTime since)
    {
        if (!OwesPublic) (OwesPublic, OwesPublicSince) = (true, since);
    }

    public void SaidInPublic() => (OwesPublic, OwesPublicSince) = (false, null);

    /// <summary>Nothing more is said in public, and why is on the record.</summary>
    public Moment? SettlePublic(string why, Actor by, DateTime at)
    {
        if (!OwesPublic) return null;

        SaidInPublic();
        return Fact(MomentKind.PublicSettled, by, at, new JsonObject { ["why"] = why });
    }

    JsonObject EndingOf(string? whyNotInPublic)
    {
        if (!OwesPublic) return [];
        if (whyNotInPublic is not { Length: > 0 } why) throw new Refusal("owes_public", "People saw the question, and nobody has read the outcome there yet. Answer in public first, or write why not.");

        SaidInPublic();
        return new JsonObject { ["whyNotInPublic"] = why };
    }
}
