namespace Kith.People;

/// <summary>An address or name somebody says is theirs. It never routes, never sends, never joins.</summary>
public sealed class Claim : IOfWorkspace
{
    public Guid WorkspaceId { get; set; }
    public Guid Id { get; set; }
    public Guid PersonId { get; set; }
    public required string Kind { get; set; }
    public required string Value { get; set; }
    public string SaidWhere { get; set; } = "";
    public DateTime At { get; set; }
}
