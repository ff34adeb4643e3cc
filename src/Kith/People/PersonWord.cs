namespace Kith.People;

/// <summary>One word of a person's name, folded, so that a million people are found by any beginning of it.</summary>
public sealed class PersonWord : IOfWorkspace
{
    public Guid WorkspaceId { get; set; }
    public Guid PersonId { get; set; }
    public required string Word { get; set; }
}
