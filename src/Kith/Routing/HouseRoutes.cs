namespace Kith.Routing;

/// <summary>The rules of a house with what a trace needs, as they were at one version of the workspace's row.</summary>
public sealed record HouseRoutes(RouteBook Rules, HouseNames Names)
{
    public static HouseRoutes None { get; } = new(RouteBook.Empty, HouseNames.None);
}

static class ReadHouseRules
{
    public static async Task<HouseRoutes> HouseRulesAsync(this KithDb db, HouseHours hours, CancellationToken stop)
    {
        var rules = await db.RoutingRules.AsNoTracking().Where(rule => !rule.IsOff).OrderBy(rule => rule.Position).ToListAsync(stop);
        return new(new(rules, hours.OfHouse), await db.HouseNamesAsync(stop));
    }

    public static async Task<HouseNames> HouseNamesAsync(this KithDb db, CancellationToken stop) => new(
        await db.Departments.ToDictionaryAsync(d => d.Id, d => d.Name, stop), await db.Branches.ToDictionaryAsync(b => b.Id, b => b.Name, stop));
}
