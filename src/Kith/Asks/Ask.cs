namespace Kith.Asks;

/// <summary>A question from a case to another department, with an owner and a promise of its own. What is said in it stands on the person's timeline, for the team alone.</summary>
public sealed partial class Ask : Deadline, IOfWorkspace
{
    public const int LongestText = 20_000;

    public Guid WorkspaceId { get; set; }
    public Guid Id { get; set; }
    /// <summary>The case it was asked in: where its words stand.</summary>
    public Guid CaseId { get; set; }
    /// <summary>The case that goes on in, after a merge; else the same.</summary>
    public Guid MatterId { get; set; }
    public Guid DepartmentId { get; set; }
    /// <summary>Who answers it; nobody yet where it is null, and then the head of the department does.</summary>
    public Guid? OwnerId { get; set; }
    public Guid AskedBy { get; set; }
    public required string Question { get; set; }
    public AskState State { get; set; }
    /// <summary>Raised by every change, so that two teammates pressing together are noticed.</summary>
    public int Version { get; set; }

    public bool IsOpen => State is AskState.Open or AskState.AskedBack;

    public static Ask Of(Case kase, Department asked, string question, Term term, Teammate by, DateTime at) => new()
    {
        WorkspaceId = kase.WorkspaceId,
        Id = Ids.New(at),
        CaseId = kase.Id,
        MatterId = kase.Id,
        DepartmentId = asked.Id,
        AskedBy = by.Id,
        Question = question,
        MadeAt = at,
        Due = term.Due,
        Minutes = term.Minutes,
        CalendarId = term.CalendarId,
    };

    /// <summary>What is said in it, as a moment of the person.</summary>
    public Moment Word(MomentKind kind, Case matter, string? text, Actor by, DateTime at, string department, List<AttachedFile>? files = null) => new()
    {
        WorkspaceId = WorkspaceId,
        Id = Ids.New(at),
        PersonId = matter.PersonId,
        CaseId = CaseId,
        At = at,
        RecordedAt = at,
        Kind = kind,
        Visibility = Visibility.Internal,
        AuthorKind = by.Kind,
        AuthorId = by.Id,
        Text = text,
        Attachments = files is { Count: > 0 } ? files : null,
        Detail = new() { ["ask"] = Id, ["departmentId"] = DepartmentId, ["departmentName"] = department },
    };
}

/// <summary>Asked back: the word is with whoever asked, and the promise stands still.</summary>
public enum AskState { Open, AskedBack, Answered, Withdrawn }
