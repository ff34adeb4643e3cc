namespace Kith.Cases;

/// <summary>One matter inside a conversation. The row is also the inbox row: what a list shows sits here.</summary>
public sealed partial class Case : IOfWorkspace
{
    public Guid WorkspaceId { get; set; }
    public Guid Id { get; set; }
    public long Number { get; set; }
    public Guid PersonId { get; set; }
    public string? PersonName { get; set; }
    public string? Title { get; set; }
    public CaseState State { get; set; }
    /// <summary>The case's own id, or the one it was merged into.</summary>
    public Guid RootId { get; set; }
    public DateTime OpenedAt { get; set; }
    public DateTime LastAt { get; set; }
    public string? LastText { get; set; }
    public string? LastSurface { get; set; }
    public Direction LastDirection { get; set; }
    public Visibility LastVisibility { get; set; }
    public Guid? ConnectionId { get; set; }
    public List<string> Tags { get; set; } = [];
    public int Version { get; set; }
}

public enum CaseState { Open, Waiting, Snoozed, Closed }
