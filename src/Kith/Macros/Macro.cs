namespace Kith.Macros;

/// <summary>Steps with a name that a teammate takes on a case by one action: one's own, a department's, or everybody's.</summary>
public sealed class Macro : IOfWorkspace
{
    public const int LongestName = 80, MostOfOne = 50, MostSteps = 10;

    public Guid WorkspaceId { get; set; }
    public Guid Id { get; set; }
    public required string Name { get; set; }
    public Guid TeammateId { get; set; }
    public ViewFor For { get; set; }
    /// <summary>Of one for a department: which.</summary>
    public Guid? DepartmentId { get; set; }
    public required List<MacroStep> Steps { get; set; }
    public DateTime ChangedAt { get; set; }

    public bool MayChange(Teammate one) => TeammateId == one.Id || (For != ViewFor.Me && one.Role >= Role.Admin);
}
