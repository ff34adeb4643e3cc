namespace Kith.Views;

/// <summary>A filter of the inbox with a name: for oneself, for a department, or for everybody. Its order is always by promised time, and it opens nothing that its reader may not see.</summary>
public sealed class SavedView : IOfWorkspace
{
    public const int LongestName = 80, MostOfOne = 50;

    public Guid WorkspaceId { get; set; }
    public Guid Id { get; set; }
    public required string Name { get; set; }
    public Guid TeammateId { get; set; }
    public ViewFor For { get; set; }
    /// <summary>Of one for a department: which.</summary>
    public Guid? DepartmentId { get; set; }
    public required CaseFilter Filter { get; set; }
    public DateTime ChangedAt { get; set; }

    public bool MayChange(Teammate one) => TeammateId == one.Id || (For != ViewFor.Me && one.Role >= Role.Admin);
}

public enum ViewFor { Me, Department, Everybody }
