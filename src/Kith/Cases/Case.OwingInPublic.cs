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

    /// <summary>
    /// What we said there was refused after all: nobody reads it, the debt is as old as before it, and a case that was closed with it is not
    /// over. Nothing happens where it is owed already. Whoever writes the case raises its version.
    /// </summary>
    public IReadOnlyList<Moment> OweAgain(Guid refused, DateTime since, DateTime lookAgain, DateTime at)
    {
        if (OwesPublic || IsMerged) return [];

        OwePublic(since);
        var owed = Told(MomentKind.PublicOwed, Actor.System, at, new JsonObject { ["refused"] = refused, ["since"] = since });
        if (!IsClosed) return [owed];

        (State, ClosedAt) = (CaseState.Open, null);
        LookAgain(lookAgain);
        return [Told(MomentKind.CaseReopened, Actor.System, at, []), owed];
    }

    /// <summary>Since when it was owed what this answer said.</summary>
    public static DateTime? OwedSince(Moment answer) => TimeIn(answer.Detail?["before"]?["owesPublicSince"]);

    /// <summary>Nothing more is said in public, and why is on the record.</summary>
    /// <param name="url">Where it was said by hand.</param>
    public Moment? SettlePublic(string? why, string? url, Actor by, DateTime at)
    {
        if (!OwesPublic) return null;

        SaidInPublic();
        return Fact(MomentKind.PublicSettled, by, at, new JsonObject { ["why"] = why, ["url"] = url });
    }

    JsonObject EndingOf(string? whyNotInPublic)
    {
        if (!OwesPublic) return [];
        if (whyNotInPublic is not { Length: > 0 } why) throw new Refusal("owes_public", "People saw the question, and nobody has read the outcome there yet. Answer in public first, or write why not.");

        SaidInPublic();
        return new JsonObject { ["whyNotInPublic"] = why };
    }
}
