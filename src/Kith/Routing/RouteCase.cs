using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kith.Routing;

/// <summary>Who gets a new case: the first rule that fits, else the department that the connection names, else the one where everything opens. Pure.</summary>
static class RouteCase
{
    public static Routed Of(RouteBook rules, in Matter matter, TeamNow team, Guid? ofConnection, Guid usual)
    {
        var rule = rules.Find(matter);
        var outcome = rule?.Outcome;
        var department = outcome?.DepartmentId ?? ofConnection ?? usual;
        var by = outcome?.DepartmentId is not null ? RoutedBy.Rule : ofConnection is not null ? RoutedBy.Connection : RoutedBy.Default;
        return new(rule, by, department, outcome?.BranchId, outcome is null ? null : OwnerOf(outcome, department, matter, team));
    }

    /// <summary>Where nobody of them is here, nobody is given it: it waits in its department, whose head answers for it.</summary>
    static Mate? OwnerOf(RuleOutcome outcome, Guid department, in Matter matter, TeamNow team)
    {
        var owner = outcome.Owner switch
        {
            OwnerPolicy.Teammate => team.StandingFor(outcome.OwnerId),
            OwnerPolicy.SameAsBefore => team.StandingFor(matter.Person.LastAnsweredBy),
            OwnerPolicy.LeastBusy => team.LeastBusy(department),
            _ => null,
        };
        if (owner is not null) team.Give(owner, matter.At);
        return owner;
    }
}

/// <summary>Where a case goes, and why.</summary>
/// <param name="Rule">The rule that took it; it may leave the department to the connection.</param>
public sealed record Routed(RoutingRule? Rule, RoutedBy By, Guid DepartmentId, Guid? BranchId, Mate? Owner)
{
    public IReadOnlyList<string> Tags => Rule?.Outcome.Tags ?? [];

    public void Place(Case kase)
    {
        (kase.DepartmentId, kase.BranchId, kase.OwnerId) = (DepartmentId, BranchId, Owner?.Id);
        kase.Tags = [.. Tags];
    }

    /// <summary>For the timeline. The names are kept as they were that day.</summary>
    public JsonObject Trace(HouseNames names, JsonObject? beside = null)
    {
        var told = beside ?? [];
        told["sentBy"] = JsonNamingPolicy.CamelCase.ConvertName(By.ToString());
        told["departmentName"] = names.Department(DepartmentId);
        if (Rule is null) return told;

        (told["ruleId"], told["ruleName"]) = (Rule.Id, Rule.Name);
        if (BranchId is { } branch) told["branchName"] = names.Branch(branch);
        if (Owner is not null) (told["ownerId"], told["ownerName"]) = (Owner.Id, Owner.Name);
        return told;
    }
}

/// <summary>What chose the department.</summary>
public enum RoutedBy { Default, Connection, Rule, Teammate }

/// <summary>What departments and branches are called.</summary>
public sealed class HouseNames(IReadOnlyDictionary<Guid, string> departments, IReadOnlyDictionary<Guid, string> branches)
{
    public static HouseNames None { get; } = new(new Dictionary<Guid, string>(), new Dictionary<Guid, string>());

    public string? Department(Guid id) => departments.GetValueOrDefault(id);

    public string? Branch(Guid id) => branches.GetValueOrDefault(id);

    public bool HasBranch(Guid id) => branches.ContainsKey(id);
}
