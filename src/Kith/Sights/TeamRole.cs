namespace Kith.Sights;

/// <summary>A role that the house made: a name and what whoever has it sees. What they may do is their <see cref="Role"/>.</summary>
public sealed class TeamRole : IOfWorkspace
{
    public const int LongestName = 80, MostRoles = 100, MostInList = 500;

    public Guid WorkspaceId { get; set; }
    public Guid Id { get; set; }
    public required string Name { get; set; }
    public required Scopes Scopes { get; set; }
    public DateTime CreatedAt { get; set; }
}
