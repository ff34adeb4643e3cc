using Kith.Channels;

namespace Kith.Routing;

/// <summary>/api/routes: who gets what comes in. The order is written as a whole, for its rules speak about each other; trying it changes nothing.</summary>
static class RouteDoors
{
    public static void AddRoutes(this IServiceCollection services) => services.AddSingleton(provider => new WhoIsIn(provider.GetRequiredService<OpenSockets>()));

    public static void MapRoutes(this RouteGroupBuilder api)
    {
        var routes = api.MapGroup("/routes");
        routes.MapGet("", ListAsync).Allow(Role.Viewer);
        routes.MapPut("", ReplaceAsync).Allow(Role.Admin);
        routes.MapPost("/preview", PreviewRoutes.PreviewAsync).Allow(Role.Admin).NeedsAllCases().WithMetadata(new OwnDesk());
        routes.MapPost("/trial", TryRoutes.TryAsync).Allow(Role.Teammate).WithMetadata(new OwnDesk());
    }

    public sealed record NewRoutes(IReadOnlyList<RoutingRuleRow?>? Items);

    static async Task<Page<RoutingRuleRow>> ListAsync(KithDb db, ChannelRegistry channels, CancellationToken stop)
    {
        var rules = await db.RoutingRules.AsNoTracking().OrderBy(rule => rule.Position).ToListAsync(stop);
        return RowsOf(rules, await HouseLists.ReadAsync(db, channels, [], stop));
    }

    static async Task<Ok<Page<RoutingRuleRow>>> ReplaceAsync(NewRoutes asked, KithDb db, ChannelRegistry channels, TimeProvider clock, CancellationToken stop)
    {
        var house = await HouseLists.ReadAsync(db, channels, HouseLists.OrganisationsIn((asked.Items ?? []).Select(row => row?.Conditions)), stop);
        var rules = CheckRules.Clean(asked.Items, house, clock.Now);
        var before = await db.RoutingRules.ToDictionaryAsync(rule => rule.Id, stop);
        foreach (var rule in rules)
            if (before.Remove(rule.Id, out var kept)) db.Entry(kept).CurrentValues.SetValues(rule);
            else db.Add(rule);
        db.RemoveRange(before.Values);
        await db.SaveChangesAsync(stop);
        await db.HoursChangedAsync(stop);
        return TypedResults.Ok(RowsOf(rules, house));
    }

    static Page<RoutingRuleRow> RowsOf(IReadOnlyList<RoutingRule> rules, HouseLists house) =>
        new([.. rules.Zip(RuleShadow.Warnings(rules, house), (rule, warnings) => new RoutingRuleRow(rule.Id, rule.Name, rule.IsOff, rule.Conditions, rule.Outcome) { Warnings = warnings })], null);
}

/// <summary>One rule: when it fits, and what becomes of the case then. The first that fits takes it.</summary>
/// <param name="Id">Left out for a new one.</param>
/// <param name="Off">It is asked nothing for now.</param>
[WireName("RoutingRule")]
public sealed record RoutingRuleRow(Guid? Id, string? Name, bool Off, RuleConditions? Conditions, RuleOutcome? Outcome)
{
    /// <summary>What to know about it where it stands: that it never gets a turn, or takes everything.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
