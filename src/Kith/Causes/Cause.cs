using System.Text.Json.Nodes;

namespace Kith.Causes;

/// <summary>The root that many cases and words share. A department owns it, and when it is fixed each person who spoke about it hears of it where they said it.</summary>
public sealed partial class Cause : IOfWorkspace
{
    public const int LongestTitle = 160, LongestKnown = 4_000;

    public Guid WorkspaceId { get; set; }
    public Guid Id { get; set; }
    public required string Title { get; set; }
    /// <summary>What is known of it by now.</summary>
    public required string Known { get; set; }
    /// <summary>The words of the title as they are searched: folded, each once, each with a space before it.</summary>
    public required string Words { get; set; }
    public Guid DepartmentId { get; set; }
    public Guid? OwnerId { get; set; }
    /// <summary>What one contact about it costs us, as somebody set it; none where nobody did.</summary>
    public decimal? CostPerContact { get; set; }
    public string? Currency { get; set; }
    /// <summary>What everybody is told when it is fixed, by language; the empty language is for everybody else. It may hold fields.</summary>
    public JsonObject? Said { get; set; }
    public DateTime HeardAt { get; set; }
    /// <summary>Raised by every change, so that two teammates pressing together are noticed.</summary>
    public int Version { get; set; }

    public static Cause Heard(Guid workspace, string title, string known, Guid department, DateTime at) => new()
    {
        WorkspaceId = workspace,
        Id = Ids.New(at),
        Title = title,
        Known = known,
        Words = Folded(title),
        DepartmentId = department,
        HeardAt = at,
    };

    public void Describe(string? title, string? known)
    {
        if (title is not null) (Title, Words) = (title, Folded(title));
        if (known is not null) Known = known;
        Version++;
    }

    static string Folded(string title) => string.Concat(FoldedWords.In(title).Select(word => $" {word.Word}").Distinct());
}

public enum CauseState { Heard, Confirmed, BeingFixed, Fixed, Wont }
