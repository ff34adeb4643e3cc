namespace Kith.Workspaces;

/// <summary>A workspace as its own team sees it.</summary>
/// <param name="AskMinutes">How soon a department answers what another one asks it.</param>
/// <param name="Greetings">What stands above mails where the department has no template, by language; the empty language is for everybody else.</param>
/// <param name="Signatures">What stands below them, in the same way.</param>
[WireName("Workspace")]
public sealed record WorkspaceWire(
    Guid Id, string Name, string Language, string TimeZone,
    int FirstAnswerMinutes, int NextAnswerMinutes, int? SolutionMinutes, int AskMinutes, int UndoSeconds, int RawDays, QuietHours? QuietHours,
    Dictionary<string, string> Greetings, Dictionary<string, string> Signatures)
{
    public static WorkspaceWire Of(Workspace w) =>
        new(w.WorkspaceId, w.Name, w.Language, w.TimeZone, w.FirstAnswerMinutes, w.NextAnswerMinutes, w.SolutionMinutes, w.AskMinutes, w.UndoSeconds, w.RawDays, w.QuietHours,
            MailFrame.Shown(w.Greetings), MailFrame.Shown(w.Signatures));
}

/// <summary>What may be changed; what is left out stays as it is.</summary>
/// <param name="SolutionMinutes">0 for not promising by when a matter is settled.</param>
/// <param name="QuietHours">Both ends alike take them away.</param>
public sealed record WorkspaceChange(
    string? Name, string? Language, string? TimeZone,
    int? FirstAnswerMinutes, int? NextAnswerMinutes, int? SolutionMinutes, int? AskMinutes, int? UndoSeconds, int? RawDays, QuietHours? QuietHours,
    IReadOnlyDictionary<string, string?>? Greetings, IReadOnlyDictionary<string, string?>? Signatures);
