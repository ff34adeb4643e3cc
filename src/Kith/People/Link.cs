namespace Kith.People;

/// <summary>The statement that something belongs to something: a handle or a person to a person, a case to a case. Undoing ends it.</summary>
public sealed class Link : IOfWorkspace
{
    public Guid WorkspaceId { get; set; }
    public Guid Id { get; set; }
    public Linked What { get; set; }
    public Guid FromId { get; set; }
    public Guid ToId { get; set; }
    public required string Evidence { get; set; }
    /// <summary>The teammate who said so; empty when a verified handle said it.</summary>
    public Guid? By { get; set; }
    public DateTime At { get; set; }
    public Guid? UndoneBy { get; set; }
    public DateTime? UndoneAt { get; set; }
}

public enum Linked { Person, Handle, Case }
