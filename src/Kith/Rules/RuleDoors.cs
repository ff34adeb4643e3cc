using Kith.Channels;

namespace Kith.Rules;

/// <summary>/api/rules: what the house asks of its words, tried out before it counts and checked while somebody types.</summary>
static class RuleDoors
{
    const int Most = 200;

    public static void AddRules(this IServiceCollection services) =>
        services.AddSingleton<RuleBook>().AddSingleton<ApprovalWatch>().AddHostedService(provider => provider.GetRequiredService<ApprovalWatch>());

    public static void MapRules(this RouteGroupBuilder api)
    {
        var rules = api.MapGroup("/rules");
        rules.MapGet("", ListAsync).Allow(Role.Viewer);
        rules.MapPost("", AddAsync).Allow(Role.Admin);
        rules.MapPost("/check", CheckWords.CheckAsync).Allow(Role.Teammate);
        rules.MapPost("/trial", TryRule.TryAsync).Allow(Role.Admin);
        rules.MapPut("/{id:guid}", ChangeAsync).Allow(Role.Admin);
        rules.MapDelete("/{id:guid}", RemoveAsync).Allow(Role.Admin);
        rules.MapPut("/{id:guid}/force", (Guid id, KithDb db, TimeProvider clock, CancellationToken stop) => ForceAsync(id, true, db, clock, stop)).Allow(Role.Admin);
        rules.MapDelete("/{id:guid}/force", (Guid id, KithDb db, TimeProvider clock, CancellationToken stop) => ForceAsync(id, false, db, clock, stop)).Allow(Role.Admin);
        rules.MapGet("/{id:guid}/exceptions", ListExceptions.ListAsync).Allow(Role.Viewer);
    }

    static async Task<Page<HouseRuleRow>> ListAsync(KithDb db, CancellationToken stop)
    {
        var overruled = await db.Overrulings.GroupBy(o => o.RuleId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, stop);
        var changed = await db.HouseRules.Select(r => r.Id).ToListAsync(stop);
        return new([.. (await db.RulesAsync(stop)).Select(rule => HouseRuleRow.Of(rule, changed.Contains(rule.Id), overruled.GetValueOrDefault(rule.Id)))], null);
    }

    static async Task<Created<HouseRuleRow>> AddAsync(HouseRuleInput asked, KithDb db, ChannelRegistry channels, TimeProvider clock, CancellationToken stop)
    {
        if (await db.HouseRules.CountAsync(stop) >= Most) throw new Refusal("too_many", $"There may be {Most} rules.");

        var rule = new HouseRule { WorkspaceId = db.WorkspaceId, Id = Ids.New(clock), Name = "", Kind = asked.Kind };
        await asked.ApplyAsync(rule, db, channels, clock, stop);
        db.Add(rule);
        return TypedResults.Created($"/api/rules/{rule.Id}", HouseRuleRow.Of(rule, true, 0));
    }

    static async Task<Ok<HouseRuleRow>> ChangeAsync(Guid id, HouseRuleInput asked, KithDb db, ChannelRegistry channels, TimeProvider clock, CancellationToken stop)
    {
        var rule = await OwnAsync(db, id, stop);
        if (asked.Kind != rule.Kind) throw Refusal.Field("kind", "A rule stays of its kind. Make another one instead.");

        await asked.ApplyAsync(rule, db, channels, clock, stop);
        return TypedResults.Ok(HouseRuleRow.Of(rule, true, 0));
    }

    /// <summary>A rule of the house is gone; a built-in one is again as it was at first.</summary>
    static async Task<NoContent> RemoveAsync(Guid id, KithDb db, CancellationToken stop)
    {
        if (await db.HouseRules.SingleOrDefaultAsync(r => r.Id == id, stop) is { } own) db.Remove(own);
        else if (!BuiltInRules.Has(id)) throw Refusal.NotFound();
        return TypedResults.NoContent();
    }

    static async Task<NoContent> ForceAsync(Guid id, bool isInForce, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        var rule = await OwnAsync(db, id, stop);
        if (rule.IsInForce != isInForce) (rule.IsInForce, rule.ChangedAt, rule.Version) = (isInForce, clock.Now, rule.Version + 1);
        return TypedResults.NoContent();
    }

    /// <summary>A built-in rule gets a row of its own when somebody first changes it.</summary>
    static async Task<HouseRule> OwnAsync(KithDb db, Guid id, CancellationToken stop)
    {
        if (await db.HouseRules.SingleOrDefaultAsync(r => r.Id == id, stop) is { } own) return own;

        var rule = BuiltInRules.All(db.WorkspaceId).FirstOrDefault(one => one.Id == id) ?? throw Refusal.NotFound();
        db.Add(rule);
        return rule;
    }
}
