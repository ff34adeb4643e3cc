namespace Kith.Conversations;

public sealed class SavedAnswer : IOfWorkspace
{
    public Guid WorkspaceId { get; set; }
    public Guid Id { get; set; }
    public required string Title { get; set; }
    public required string Text { get; set; }
    public string? Channel { get; set; }
    public string? Language { get; set; }
    public string? Shortcut { get; set; }
    /// <summary>Suggested as the word that ends a matter in public.</summary>
    public bool Closing { get; set; }
    public DateTime At { get; set; }
}
