namespace Kith.Connections;

/// <summary>
/// The statements of the hot path, one twin for each database: keep raw bytes, read them back, and apply a batch — load what it names,
/// decide, write it all — in one transaction.
/// </summary>
abstract class HotPath
{
    /// <summary>How far the disk was written and how far that was applied, when this process begins.</summary>
    public abstract Task<(long Kept, long Applied)> BeginAsync(CancellationToken stop);

    /// <summary>Writes these to disk in one commit; returns the places of those that were not there before.</summary>
    public abstract Task<IReadOnlySet<long>> KeepAsync(IReadOnlyList<Arrival> arrivals, CancellationToken stop);

    public abstract Task<List<Arrival>> ReadAsync(long after, long upTo, int most, CancellationToken stop);

    /// <summary>One row as it was kept, to be read again; null when it is gone.</summary>
    public abstract Task<Arrival?> FindAsync(Guid workspace, Guid connection, string key, CancellationToken stop);

    /// <summary>One transaction: load, decide, write, and the cursor. <paramref name="upTo"/> is null for what is replayed out of its order.</summary>
    public abstract Task<IReadOnlyList<Announcement>> ApplyAsync(Wanted wanted, Func<Known, Plan> decide, long? upTo, CancellationToken stop);

    /// <summary>This one cannot be read: it waits for a person, and the cursor goes on.</summary>
    public abstract Task SetAsideAsync(Arrival arrival, SetAside aside, long? upTo, CancellationToken stop);

    /// <summary>Whether the database itself is in trouble, so that the same is to be tried again later; anything else is the batch's own fault.</summary>
    public abstract bool IsStoreTrouble(Exception broken);

    /// <summary>Whether somebody changed meanwhile what the batch was decided upon.</summary>
    public abstract bool IsChangedMeanwhile(Exception broken);

    public const short Lane = 0;

    public const string CursorName = "apply:0";
}
