namespace Kith.Connections;

/// <summary>One request on its way: proved genuine, soon on disk, then read. <see cref="N"/> is its place in the order the intake writer gave.</summary>
sealed class Arrival(Guid workspace, Guid connection, string key, string head, byte[] body, DateTime receivedAt)
{
    TaskCompletionSource<bool>? kept;

    public Guid WorkspaceId => workspace;

    public Guid ConnectionId => connection;

    public string Key => key;

    /// <summary>What the channel asked to be kept beside the body.</summary>
    public string Head => head;

    public byte[] Body => body;

    public DateTime ReceivedAt => receivedAt;

    public long N { get; set; }

    /// <summary>True when the bytes are on disk, false when they could not be written; nobody may be told otherwise.</summary>
    public Task<bool> KeptAsync() => (kept ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>The same once more, for whoever has to try until it is kept.</summary>
    public Arrival Again() => new(workspace, connection, key, head, body, receivedAt);

    public void Settle(bool isKept) => kept?.TrySetResult(isKept);
}
