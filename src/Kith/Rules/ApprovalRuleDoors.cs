using Kith.Channels;

namespace Kith.Rules;

/// <summary>/api/approvals/rules: whose words somebody else reads first, and who does.</summary>
static class ApprovalRuleDoors
{
    public static void MapApprovalRules(this RouteGroupBuilder approvals)
    {
        approvals.MapGet("/rules", ListAsync).Allow(Role.Viewer);
        approvals.MapPost("/rules", AddAsync).Allow(Role.Admin);
        approvals.MapPut("/rules/{id:guid}", ChangeAsync).Allow(Role.Admin);
        approvals.MapDelete("/rules/{id:guid}", RemoveAsync).Allow(Role.Admin);
    }

    static async Task<Page<ApprovalRuleRow>> ListAsync(KithDb db, CancellationToken stop) =>
        new([.. (await db.ApprovalRules.AsNoTracking().OrderBy(r => r.Id).ToListAsync(stop)).Select(ApprovalRuleRow.Of)], null);

    static async Task<Created<ApprovalRuleRow>> AddAsync(ApprovalRuleInput asked, KithDb db, ChannelRegistry channels, TimeProvider clock, CancellationToken stop)
    {
        const int most = 100;
        if (await db.ApprovalRules.CountAsync(stop) >= most) throw new Refusal("too_many", $"There may be {most} rules of approval.");

        var rule = new ApprovalRule { WorkspaceId = db.WorkspaceId, Id = Ids.New(clock), Name = "" };
        await ApplyAsync(rule, asked, db, channels, clock, stop);
        db.Add(rule);
        return TypedResults.Created($"/api/approvals/rules/{rule.Id}", ApprovalRuleRow.Of(rule));
    }

    static async Task<Ok<ApprovalRuleRow>> ChangeAsync(Guid id, ApprovalRuleInput asked, KithDb db, ChannelRegistry channels, TimeProvider clock, CancellationToken stop)
    {
        var rule = await FindAsync(db, id, stop);
        await ApplyAsync(rule, asked, db, channels, clock, stop);
        return TypedResults.Ok(ApprovalRuleRow.Of(rule));
    }

    /// <summary>What waits by it already goes on waiting.</summary>
    static async Task<NoContent> RemoveAsync(Guid id, KithDb db, CancellationToken stop)
    {
        db.Remove(await FindAsync(db, id, stop));
        return TypedResults.NoContent();
    }

    static async Task ApplyAsync(ApprovalRule rule, ApprovalRuleInput asked, KithDb db, ChannelRegistry channels, TimeProvider clock, CancellationToken stop)
    {
        (rule.Name, rule.IsInForce, rule.About, rule.Place) = (Written.RequiredLine(asked.Name, "name", ApprovalRule.LongestName), asked.IsInForce ?? true, asked.About, asked.Place);
        rule.NewDays = asked.NewDays is { } days ? WorkspaceDoors.Within("newDays", days, 1, ApprovalRule.MostDays) : null;
        rule.Above = asked.Above is null or >= 0 ? asked.Above : throw Refusal.Field("above", "A sum is a number from 0 on.");
        rule.Minutes = WorkspaceDoors.Within("minutes", asked.Minutes ?? 60, 1, ApprovalRule.MostMinutes);
        rule.Teammates = await RuleScope.TeammatesAsync(db, asked.Teammates, "teammates", stop);
        rule.Approvers = await RuleScope.TeammatesAsync(db, asked.Approvers, "approvers", stop);
        rule.StandInId = (await RuleScope.TeammatesAsync(db, asked.StandInId is { } one ? [one] : null, "standInId", stop)).Cast<Guid?>().FirstOrDefault();
        rule.Departments = await RuleScope.DepartmentsAsync(db, asked.Departments, stop);
        rule.Branches = await RuleScope.BranchesAsync(db, asked.Branches, stop);
        rule.Channels = RuleScope.Channels(channels, asked.Channels);
        (rule.ChangedAt, rule.Version) = (clock.Now, rule.Version + 1);
    }

    static async Task<ApprovalRule> FindAsync(KithDb db, Guid id, CancellationToken stop) => await db.ApprovalRules.SingleOrDefaultAsync(r => r.Id == id, stop) ?? throw Refusal.NotFound();
}

/// <summary>A rule of approval is written as a whole. Each condition that is set must hold; those left out hold always.</summary>
/// <param name="NewDays">Whoever joined within so many days.</param>
/// <param name="Above">A sum above this one is named in the words.</param>
/// <param name="Approvers">Left out, the head of the department.</param>
/// <param name="StandInId">Who is asked next; left out, the head, and at last the owners.</param>
/// <param name="Minutes">How long each has, in open minutes.</param>
public sealed record ApprovalRuleInput(
    string? Name, bool? IsInForce, ApprovalAbout About, int? NewDays, IReadOnlyList<Guid>? Teammates, RulePlace Place, IReadOnlyList<Guid>? Departments, IReadOnlyList<Guid>? Branches,
    IReadOnlyList<string>? Channels, decimal? Above, IReadOnlyList<Guid>? Approvers, Guid? StandInId, int? Minutes);

[WireName("ApprovalRule")]
public sealed record ApprovalRuleRow(
    Guid Id, string Name, bool IsInForce, ApprovalAbout About, int? NewDays, IReadOnlyList<Guid> Teammates, RulePlace Place, IReadOnlyList<Guid> Departments, IReadOnlyList<Guid> Branches,
    IReadOnlyList<string> Channels, decimal? Above, IReadOnlyList<Guid> Approvers, Guid? StandInId, int Minutes)
{
    public static ApprovalRuleRow Of(ApprovalRule r) => new(r.Id, r.Name, r.IsInForce, r.About, r.NewDays, r.Teammates, r.Place, r.Departments, r.Branches, r.Channels, r.Above, r.Approvers, r.StandInId, r.Minutes);
}
