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
    /// <summary>When that import was undone before anything else had touched this person, who is in no list since.</summary>
    public DateTime? TakenBackAt { get; set; }

    public bool IsRoot => RootId == Id;

    /// <summary>What this person is found by; to be written with the name, always.</summary>
    public IEnumerable<PersonWord> NameWords() =>
        PersonName.Words(Name).Select(word => new PersonWord { WorkspaceId = WorkspaceId, PersonId = Id, Word = word });

    public static Person New(Guid workspace, string? name, DateTime now)
    {
        var id = Ids.New(now);
        return new Person { WorkspaceId = workspace, Id = id, RootId = id, Name = name, CreatedAt = now, LastAt = now };
    }
}

public enum Block { None, Muted, Spam, Blocked }
