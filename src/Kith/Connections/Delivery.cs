namespace Kith.Connections;

/// <summary>The fate of one outgoing message to one handle. The state only moves forward.</summary>
public sealed partial class Delivery : IOfWorkspace
{
    public Guid WorkspaceId { get; set; }
    public Guid MomentId { get; set; }
    public Guid HandleId { get; set; }
    public Guid ConnectionId { get; set; }
    /// <summary>The id given to the platform before the bytes leave; every retry carries it.</summary>
    public Guid AttemptKey { get; set; }
    public DeliveryState State { get; set; }
    public int Tries { get; set; }
    /// <summary>When the outbox must look again: to send what is queued, to give up on a try that never ended, to settle what is unsure. Null when nothing is left to do.</summary>
    public DateTime? NextAt { get; set; }
    /// <summary>When it was first tried.</summary>
    public DateTime? TriedAt { get; set; }
    public DateTime StateAt { get; set; }
    /// <summary>When it goes by mail to its person, unless they read it before; only where it is delivered by being written down.</summary>
    public DateTime? MailAt { get; set; }
    public string? OutsideId { get; set; }
    public string? ProblemCode { get; set; }
    public string? ProblemWords { get; set; }
    /// <summary>What receipts of a text that left in several parts have said so far.</summary>
    public string? Parts { get; set; }
    public int Segments { get; set; }
    public decimal? Cost { get; set; }
}

public enum DeliveryState { Queued, Sending, Sent, Delivered, Read, Failed, Unsure, Withdrawn }
