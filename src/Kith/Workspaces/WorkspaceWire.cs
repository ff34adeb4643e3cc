namespace Kith.Workspaces;

/// <summary>A workspace as its own team sees it.</summary>
[WireName("Workspace")]
public sealed record WorkspaceWire(
    Guid Id, string Name, string Language, string TimeZone, IReadOnlyList<Opening> Openings,
    int FirstAnswerMinutes, int NextAnswerMinutes, int UndoSeconds, int RawDays)
{
    public static WorkspaceWire Of(Workspace w) =>
        new(w.WorkspaceId, w.Name, w.Language, w.TimeZone, w.Openings, w.FirstAnswerMinutes, w.NextAnswerMinutes, w.UndoSeconds, w.RawDays);
}

/// <summary>What may be changed; what is left out stays as it is.</summary>
public sealed record WorkspaceChange(
    string? Name, string? Language, string? TimeZone, List<Opening>? Openings,
    int? FirstAnswerMinutes, int? NextAnswerMinutes, int? UndoSeconds, int? RawDays);
