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
    /// <summary>How far carrying it out has come, so that it goes on where it stopped.</summary>
    public int NextRow { get; set; }
    public Dictionary<string, string>? Mapping { get; set; }
    /// <summary>Which empty fields of people already known it filled, so that undoing empties just these.</summary>
    public Dictionary<Guid, List<string>>? Filled { get; set; }
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
