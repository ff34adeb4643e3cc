using System.Text.Json.Nodes;

namespace Kith.Cases;

public sealed partial class Case
{
    public Guid? BranchId { get; set; }

    /// <summary>Which place it is about. Whoever has it keeps it, and what was promised stays promised.</summary>
    public Moment? BeAbout(Branch? branch, Actor by, DateTime at)
    {
        if (branch?.Id == BranchId) return null;

        BranchId = branch?.Id;
        return Fact(MomentKind.CaseAssigned, by, at, new JsonObject { ["branchId"] = branch?.Id, ["branchName"] = branch?.Name });
    }
}
