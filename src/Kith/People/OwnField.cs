namespace Kith.People;

/// <summary>A field that the workspace keeps of its people: a policy number, a branch, a birthday.</summary>
public sealed class OwnField : IOfWorkspace
{
    public Guid WorkspaceId { get; set; }
    public Guid Id { get; set; }
    public required string Key { get; set; }
    public required string Label { get; set; }
    public FieldKind Kind { get; set; }
    public List<string> Choices { get; set; } = [];
    public int Position { get; set; }
}

public enum FieldKind { Text, Number, Date, Choice, YesNo }
