namespace Kith.Connections;

/// <summary>How far a connection was read whose messages we fetch ourselves. One node at a time reads, by a lease.</summary>
public sealed class Reading : IOfWorkspace
{
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(3);

    /// <summary>The other side may be away for this long before somebody is told.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public Guid WorkspaceId { get; set; }
    public Guid ConnectionId { get; set; }
    /// <summary>In the words of whoever reads; null before anything was read.</summary>
    public string? Place { get; set; }
    public Guid? ReaderId { get; set; }
    public DateTime? LeasedUntil { get; set; }
    public DateTime? ReadAt { get; set; }
    public DateTime? FailingSince { get; set; }
    public string? Problem { get; set; }
    public DateTime? ToldAt { get; set; }

    public bool IsFree(Guid reader, DateTime now) => ReaderId is null || ReaderId == reader || LeasedUntil is null || LeasedUntil < now;

    public void Hold(Guid reader, DateTime now) => (ReaderId, LeasedUntil) = (reader, now + Lease);

    public void Reached(string? place, DateTime now) => (Place, ReadAt, FailingSince, Problem, ToldAt) = (place, now, null, null, null);

    /// <summary>True when it is time to tell somebody, once.</summary>
    public bool Fail(string problem, DateTime now)
    {
        (FailingSince, Problem) = (FailingSince ?? now, problem);
        if (ToldAt is not null || now - FailingSince < Patience) return false;

        ToldAt = now;
        return true;
    }
}
