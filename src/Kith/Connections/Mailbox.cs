namespace Kith.Connections;

/// <summary>How far a mailbox was read. A place in it is (UIDVALIDITY, UID), RFC 9051 §2.3.1.1; one node at a time reads, by a lease.</summary>
public sealed class Mailbox : IOfWorkspace
{
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(3);

    /// <summary>A server may be away for this long before somebody is told.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public Guid WorkspaceId { get; set; }
    public Guid ConnectionId { get; set; }
    public long UidValidity { get; set; }
    public long Uid { get; set; }
    public Guid? ReaderId { get; set; }
    public DateTime? LeasedUntil { get; set; }
    public DateTime? ReadAt { get; set; }
    public DateTime? FailingSince { get; set; }
    public string? Problem { get; set; }
    public DateTime? ToldAt { get; set; }

    public bool IsFree(Guid reader, DateTime now) => ReaderId is null || ReaderId == reader || LeasedUntil is null || LeasedUntil < now;

    public void Hold(Guid reader, DateTime now) => (ReaderId, LeasedUntil) = (reader, now + Lease);

    /// <summary>Where the folder was made anew its UIDs begin again: everything in it is looked at once more, and told apart by its key.</summary>
    public void Reached(long uidValidity, long uid, DateTime now)
    {
        Uid = uidValidity == UidValidity ? Math.Max(Uid, uid) : uid;
        UidValidity = uidValidity;
        (ReadAt, FailingSince, Problem, ToldAt) = (now, null, null, null);
    }

    /// <summary>True when it is time to tell somebody, once.</summary>
    public bool Fail(string problem, DateTime now)
    {
        (FailingSince, Problem) = (FailingSince ?? now, problem);
        if (ToldAt is not null || now - FailingSince < Patience) return false;

        ToldAt = now;
        return true;
    }
}
