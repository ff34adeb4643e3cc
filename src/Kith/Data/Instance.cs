namespace Kith.Data;

/// <summary>The one row of the installation. <see cref="Tx"/> counts SQLite's writes; PostgreSQL has its own transaction ids.</summary>
public sealed class Instance
{
    public int Id { get; set; }
    public int Epoch { get; set; }
    public long Tx { get; set; }
}

/// <summary>How far a reader of the stream has come: (Epoch, Tx, MomentId) for followers, N for lanes of the intake.</summary>
public sealed class Cursor
{
    public required string Name { get; set; }
    public int Epoch { get; set; }
    public long Tx { get; set; }
    public Guid MomentId { get; set; }
    public long N { get; set; }
}
