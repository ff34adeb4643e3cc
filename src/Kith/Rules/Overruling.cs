namespace Kith.Rules;

/// <summary>Somebody sent words in spite of a rule, and said why. It stays, whatever becomes of the rule.</summary>
public sealed class Overruling : IOfWorkspace
{
    public Guid WorkspaceId { get; set; }
    public Guid Id { get; set; }
    public Guid RuleId { get; set; }
    public required string RuleName { get; set; }
    public Guid TeammateId { get; set; }
    public Guid PersonId { get; set; }
    public Guid MomentId { get; set; }
    /// <summary>The words that the rule objected to.</summary>
    public required string Words { get; set; }
    public required string Why { get; set; }
    public DateTime At { get; set; }
}

/// <summary>Sends in spite of these rules, all of which only warn.</summary>
/// <param name="Reason">Why; it is kept with each of them.</param>
public sealed record Despite(IReadOnlyList<Guid>? Rules, string? Reason)
{
    public const int LongestReason = 300;
}
