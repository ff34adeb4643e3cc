namespace Kith.Retention;

/// <summary>A file that something named which is kept no longer. Its bytes go when it is seen that nothing else names it, also after a stop in between.</summary>
public sealed class FadingFile : IOfWorkspace
{
    public Guid WorkspaceId { get; set; }
    public required string Hash { get; set; }
    public DateTime At { get; set; }
}
