namespace Kith.Data;

/// <summary>
/// The database behind one word: <see cref="SqliteStore"/> or <see cref="PostgresStore"/>. Everything that answers people runs in a
/// <see cref="Work"/> of one workspace; only what the host does for all workspaces (intake, applying, sending, followers) runs across.
/// </summary>
public abstract class Store(Dialect dialect, TimeProvider clock) : IAsyncDisposable
{
    public Dialect Dialect => dialect;

    protected TimeProvider Clock => clock;

    /// <summary>Raised after each commit with what the browsers may want to hear.</summary>
    public event Action<Announcement>? Announced;

    /// <summary>Raised after each commit that left an entry on the record of this workspace.</summary>
    public event Action<Guid>? Recorded;

    public abstract bool IsPostgres { get; }

    /// <summary>A consistent view of one workspace, for the host itself. Nothing can be written through it.</summary>
    public Task<Work> ReadAsync(Guid workspace, CancellationToken stop) => ReadAsync(workspace, Sight.All, stop);

    /// <summary>The same, of what this caller may see.</summary>
    public Task<Work> ReadAsync(Caller caller, CancellationToken stop) => ReadAsync(caller.WorkspaceId, caller.Sight, stop);

    public abstract Task<Work> ReadAsync(Guid workspace, Sight sight, CancellationToken stop);

    /// <summary>One transaction of one workspace. Its changes and its audit row are committed together, or not at all.</summary>
    public Task<Work> WriteAsync(Guid workspace, Actor actor, string action, CancellationToken stop) => WriteAsync(workspace, Sight.All, actor, action, stop);

    /// <summary>The same, through what this caller may see.</summary>
    public Task<Work> WriteAsync(Caller caller, string action, CancellationToken stop) =>
        WriteAsync(caller.WorkspaceId, caller.Sight, new Actor(AuthorKind.Teammate, caller.TeammateId), action, stop);

    public abstract Task<Work> WriteAsync(Guid workspace, Sight sight, Actor actor, string action, CancellationToken stop);

    /// <summary>A view across workspaces, for the host's own work; query with <c>IgnoreQueryFilters</c>.</summary>
    public abstract Task<Work> ReadAcrossAsync(CancellationToken stop);

    /// <summary>One transaction across workspaces, for the host's own work on its few tables; it leaves no audit row of its own.</summary>
    public abstract Task<Work> WriteAcrossAsync(CancellationToken stop);

    /// <summary>The full check that the database answers; false when it does not.</summary>
    public abstract Task<bool> AnswersAsync(CancellationToken stop);

    /// <summary>Told by whoever committed: the hot path says it once for a whole batch.</summary>
    public void Announce(Announcement news)
    {
        if (!news.IsEmpty) Announced?.Invoke(news);
    }

    public void HaveRecorded(Guid workspace) => Recorded?.Invoke(workspace);

    public abstract ValueTask DisposeAsync();
}
