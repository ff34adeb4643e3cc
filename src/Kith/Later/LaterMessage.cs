using System.Text.Json.Nodes;

namespace Kith.Later;

/// <summary>
/// Words that leave at a time somebody chose: no message yet, and no delivery. At that time they go the way of every message, and the policy, the rules and whoever
/// approves are asked then. What says no holds them back for their author; they are never lost, and what was promised to the person goes on running.
/// </summary>
public sealed partial class LaterMessage : IOfWorkspace
{
    public Guid WorkspaceId { get; set; }
    public Guid Id { get; set; }
    /// <summary>Of the message that they become: kept twice they are one.</summary>
    public required string Key { get; set; }
    public Guid AuthorId { get; set; }
    public Guid PersonId { get; set; }
    public Guid? CaseId { get; set; }
    public required string Text { get; set; }
    public required string Channel { get; set; }
    public bool IsPublic { get; set; }
    /// <summary>The request as it was made, to be made again.</summary>
    public required JsonObject Body { get; set; }
    public DateTime AskedAt { get; set; }
    /// <summary>When they leave.</summary>
    public DateTime At { get; set; }
    /// <summary>Whether they stay when the person writes before that.</summary>
    public bool HoldsIfHeard { get; set; }
    /// <summary>When the author was told that the person wrote meanwhile.</summary>
    public DateTime? HeardAt { get; set; }
    public LaterState State { get; set; }
    public DateTime? NextAt { get; set; }
    public int Tries { get; set; }
    public Guid? MomentId { get; set; }
    public Guid? ApprovalId { get; set; }
    public string? ProblemCode { get; set; }
    public string? ProblemWords { get; set; }
    /// <summary>Raised by every change: of two who let it go at the same moment, one does.</summary>
    public int Version { get; set; }
}

public enum LaterState { Waiting, Sent, Held, Withdrawn, ToApprove }
