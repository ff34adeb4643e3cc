namespace Kith.People;

/// <summary>One file of people: read for a preview, then carried out, then perhaps undone.</summary>
public sealed class PeopleImport : IOfWorkspace
{
    public Guid WorkspaceId { get; set; }
    public Guid Id { get; set; }
    public Guid By { get; set; }
    public DateTime At { get; set; }
    public required string Csv { get; set; }
    public int Made { get; set; }
    public int Matched { get; set; }
    public int Skipped { get; set; }
    public DateTime? DoneAt { get; set; }
    public DateTime? UndoneAt { get; set; }
}

/// <summary>Somebody said that these two are not the same person; they are not suggested again.</summary>
public sealed class Dismissal : IOfWorkspace
{
    public Guid WorkspaceId { get; set; }
    public Guid PersonId { get; set; }
    public Guid OtherId { get; set; }
    public Guid By { get; set; }
    public DateTime At { get; set; }
}
