namespace Kith.Automations;

/// <summary>Departments and branches that automations ask for and that are there no more. Whoever reads an automation is told.</summary>
sealed class MissingPlaces(HashSet<Guid> departments, HashSet<Guid> branches)
{
    public static async Task<MissingPlaces> OfAsync(KithDb db, IReadOnlyCollection<AutomationConditions> asked, CancellationToken stop)
    {
        var (departments, branches) = (asked.SelectMany(one => one.Departments ?? []).Distinct().ToList(), asked.SelectMany(one => one.Branches ?? []).Distinct().ToList());
        return new(departments.Count == 0 ? [] : [.. await db.Departments.Where(d => departments.Contains(d.Id)).Select(d => d.Id).ToListAsync(stop)],
            branches.Count == 0 ? [] : [.. await db.Branches.Where(b => branches.Contains(b.Id)).Select(b => b.Id).ToListAsync(stop)]);
    }

    /// <returns>What is missing, as a sentence; null where all is there.</returns>
    public string? Of(AutomationConditions asked) =>
        asked.Departments?.All(departments.Contains) == false ? "It asks for a department that is there no more."
        : asked.Branches?.All(branches.Contains) == false ? "It asks for a branch that is there no more." : null;
}
