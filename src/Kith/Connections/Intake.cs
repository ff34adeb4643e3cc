namespace Kith.Connections;

/// <summary>What arrived, as it arrived: raw bytes under the platform's key. (Lane, N) is the order the intake writer gave.</summary>
public sealed class Intake : IOfWorkspace
{
    public Guid WorkspaceId { get; set; }
    public Guid ConnectionId { get; set; }
    public required string Key { get; set; }
    public short Lane { get; set; }
    public long N { get; set; }
    public DateTime ReceivedAt { get; set; }
    public string? Headers { get; set; }
    public required byte[] Body { get; set; }
}

/// <summary>An item that could not be read after several tries; it waits here for a person and delays nobody.</summary>
public sealed class SetAside : IOfWorkspace
{
    public Guid WorkspaceId { get; set; }
    public Guid Id { get; set; }
    public Guid ConnectionId { get; set; }
    public required string Key { get; set; }
    public int Tries { get; set; }
    public required string Problem { get; set; }
    public DateTime At { get; set; }
}
