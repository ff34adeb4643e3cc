using System.Text.Json;

namespace Kith.People;

/// <summary>
/// Someone on the other side. <see cref="RootId"/> is the person's own id, or the surviving person's after a merge; a merge
/// rewrites nothing else, so that undoing it needs no rewriting either.
/// </summary>
public sealed class Person : IOfWorkspace
{
    public Guid WorkspaceId { get; set; }
    public Guid Id { get; set; }
    public Guid RootId { get; set; }
    public string? Name { get; set; }
    public string? Language { get; set; }
    public string? TimeZone { get; set; }
    /// <summary>The workspace's own fields, by key.</summary>
    public Dictionary<string, JsonElement> Fields { get; set; } = [];
    public Block Block { get; set; }
    public DateTime CreatedAt { get; set; }
    public DateTime LastAt { get; set; }
    /// <summary>The import that made this person, so that the import can be undone.</summary>
    public Guid? ImportId { get; set; }

    public bool IsRoot => RootId == Id;
}

public enum Block { None, Muted, Spam, Blocked }
