namespace Kith.Cases;

/// <summary>Who will answer by when. The case shows the running one; this row remembers each that was made. It stands still while the person has the word.</summary>
public sealed class Promise : Deadline, IOfWorkspace
{
    public Guid WorkspaceId { get; set; }
    public Guid Id { get; set; }
    public Guid CaseId { get; set; }
    public PromiseKind Kind { get; set; }
    public DateTime? ToldAt { get; set; }
    public string? Reason { get; set; }

    /// <summary>Made by what the house promises.</summary>
    public static Promise By(Term term, Case kase, PromiseKind kind, DateTime at) => new()
    {
        WorkspaceId = kase.WorkspaceId,
        Id = Ids.New(at),
        CaseId = kase.Id,
        Kind = kind,
        MadeAt = at,
        Due = term.Due,
        Minutes = term.Minutes,
        CalendarId = term.CalendarId,
    };

    /// <summary>A time to look again went by. The person was promised nothing; it counts as broken all the same, for a case that nobody looks at sits.</summary>
    public static Promise Overlooked(Case kase, DateTime at) => new()
    {
        WorkspaceId = kase.WorkspaceId,
        Id = Ids.New(at),
        CaseId = kase.Id,
        Kind = PromiseKind.LookAgain,
        MadeAt = at,
        Due = kase.PromiseDue ?? at,
        WarnedAt = at,
    };

    /// <summary>The matter that was settled is not: what was left of the time to settle it runs on, and the days while it was closed do not count.</summary>
    public void Unsettle(HouseHours house, DateTime at)
    {
        if (Kind != PromiseKind.Solution || KeptAt is not { } settled) return;

        KeptAt = null;
        Pause(house, settled);
        Resume(house, at);
    }
}
