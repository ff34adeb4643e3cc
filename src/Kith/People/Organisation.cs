namespace Kith.People;

public sealed class Organisation : IOfWorkspace
{
    public Guid WorkspaceId { get; set; }
    public Guid Id { get; set; }
    public required string Name { get; set; }
    public List<string> Domains { get; set; } = [];
    public DateTime CreatedAt { get; set; }
}

public sealed class Membership : IOfWorkspace
{
    public Guid WorkspaceId { get; set; }
    public Guid OrganisationId { get; set; }
    public Guid PersonId { get; set; }
    public string? Role { get; set; }
}
