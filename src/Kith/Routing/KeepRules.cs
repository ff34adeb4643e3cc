namespace Kith.Routing;

/// <summary>What rules name goes away: they go on without it, or with what stands in its place.</summary>
static class KeepRules
{
    public static Task HeirOfDepartmentAsync(this KithDb db, Guid gone, Guid heir, CancellationToken stop) =>
        ChangeAsync(db, rule => rule.Outcome.DepartmentId == gone, rule => rule.Outcome = rule.Outcome with { DepartmentId = heir }, stop);

    /// <summary>A rule that asked only for this branch is switched off: without the question it would take everything.</summary>
    public static Task WithoutBranchAsync(this KithDb db, Guid gone, CancellationToken stop) => ChangeAsync(db, rule => rule.Outcome.BranchId == gone || rule.Conditions.Branches?.Contains(gone) == true, rule =>
    {
        if (rule.Outcome.BranchId == gone) rule.Outcome = rule.Outcome with { BranchId = null };
        if (rule.Conditions.Branches is not { } branches || !branches.Contains(gone)) return;

        List<Guid> left = [.. branches.Where(branch => branch != gone)];
        rule.IsOff |= left.Count == 0;
        rule.Conditions = rule.Conditions with { Branches = left.Count == 0 ? null : left };
    }, stop);

    public static Task WithoutTeammateAsync(this KithDb db, Guid gone, Guid? heir, CancellationToken stop) => ChangeAsync(db, rule => rule.Outcome.OwnerId == gone,
        rule => rule.Outcome = rule.Outcome with { OwnerId = heir, Owner = heir is null ? OwnerPolicy.Nobody : OwnerPolicy.Teammate }, stop);

    static async Task ChangeAsync(KithDb db, Predicate<RoutingRule> names, Action<RoutingRule> change, CancellationToken stop)
    {
        var named = (await db.RoutingRules.ToListAsync(stop)).FindAll(names);
        if (named.Count == 0) return;

        foreach (var rule in named) change(rule);
        await db.HoursChangedAsync(stop);
    }
}
