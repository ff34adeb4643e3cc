using System.Text.Json.Nodes;

namespace Kith.Rules;

/// <summary>
/// Words that wait for somebody to approve them: no message yet, and no delivery. What was promised to the person goes on running. They leave once, by
/// the normal way, when somebody approves; else they come back to their author as a draft.
/// </summary>
public sealed partial class Approval : IOfWorkspace
{
    public const int LongestNote = 1_000;

    public Guid WorkspaceId { get; set; }
    public Guid Id { get; set; }
    public Guid RuleId { get; set; }
    public required string RuleName { get; set; }
    public ApprovalOf What { get; set; }
    public Guid AuthorId { get; set; }
    public Guid? PersonId { get; set; }
    public Guid? CaseId { get; set; }
    public Guid? CauseId { get; set; }
    public Guid DepartmentId { get; set; }
    public Guid? BranchId { get; set; }
    /// <summary>What makes it the one of its kind: of two with the same that wait, there is one.</summary>
    public required string Key { get; set; }
    public required string Text { get; set; }
    public string? EditedText { get; set; }
    public string? Channel { get; set; }
    public bool IsPublic { get; set; }
    /// <summary>The request as it was made, to be made again.</summary>
    public required JsonObject Body { get; set; }
    public DateTime AskedAt { get; set; }
    public ApprovalState State { get; set; }
    public DateTime? DecidedAt { get; set; }
    public Guid? DecidedBy { get; set; }
    public string? Note { get; set; }
    public Guid? MomentId { get; set; }
    public string? ProblemCode { get; set; }
    public string? ProblemWords { get; set; }
    /// <summary>Raised by every change: of two who decide at the same moment, one does.</summary>
    public int Version { get; set; }
}

public enum ApprovalOf { Message, Move, Tellings }

public enum ApprovalState { Waiting, Approved, SentBack, Withdrawn, CouldNot }
