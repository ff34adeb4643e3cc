using Kith.Channels;
using Visibility = Kith.Timelines.Visibility;

namespace Kith.Routing;

/// <summary>POST /api/routes/trial: which rule takes this message, and why not one before it. Nothing is kept.</summary>
static class TryRoutes
{
    const int LongestText = Matter.LongestText;

    /// <param name="Case">The number of a case whose first words are tried; else the words are given.</param>
    /// <param name="Text">What the person would say.</param>
    /// <param name="Items">Rules to try instead of those that are kept.</param>
    public sealed record Trial(long? Case, string? Text, Guid? ConnectionId, bool? InPublic, IReadOnlyList<RoutingRuleRow?>? Items);

    public static async Task<Ok<TrialAnswer>> TryAsync(Trial asked, Desk desk, Store store, ChannelRegistry channels, ConnectionBook book, WhoIsIn here, TimeProvider clock, CancellationToken stop)
    {
        await using var work = await store.ReadAsync(desk.Caller!, stop);
        var (db, now) = (work.Db, clock.Now);
        var hours = await db.HouseHoursAsync(stop);
        var rules = await RulesAsync(db, asked, channels, hours, now, stop);
        var (matter, department) = await MatterAsync(db, asked, book, now, stop);
        var usual = await db.Departments.Where(d => d.IsDefault).Select(d => d.Id).SingleAsync(stop);
        var routed = RouteCase.Of(rules, matter, await db.TeamNowAsync(here, now, stop), department, usual);
        var names = await db.HouseNamesAsync(stop);
        return TypedResults.Ok(new TrialAnswer(
            matter.Text, routed.By, routed.DepartmentId, names.Department(routed.DepartmentId) ?? "", routed.BranchId is { } branch ? names.Branch(branch) : null, routed.Owner?.Id, routed.Owner?.Name, routed.Rule?.Name,
            [.. rules.Explain(matter).Select(one => new TrialLine(one.Rule.Id, one.Rule.Name, one.Missed, one.Words))]));
    }

    static async Task<RouteBook> RulesAsync(KithDb db, Trial asked, ChannelRegistry channels, HouseHours hours, DateTime now, CancellationToken stop)
    {
        if (asked.Items is null) return (await db.HouseRulesAsync(hours, stop)).Rules;

        var house = await HouseLists.ReadAsync(db, channels, HouseLists.OrganisationsIn(asked.Items.Select(row => row?.Conditions)), stop);
        return new(CheckRules.Clean(asked.Items, house, now), hours.OfHouse);
    }

    static async Task<(Matter Matter, Guid? Department)> MatterAsync(KithDb db, Trial asked, ConnectionBook book, DateTime now, CancellationToken stop)
    {
        if (asked.Case is { } number) return await OfCaseAsync(db, number, book, stop);

        var connection = asked.ConnectionId is { } id ? book.Get(id) : null;
        if (asked.ConnectionId is not null && connection?.WorkspaceId != db.WorkspaceId) throw Refusal.NotFound("There is no such connection.");
        return (new(connection?.Channel.Id, connection?.Id, asked.InPublic == true, Written.Text(asked.Text, "text", LongestText), now, PersonFacts.None), connection?.Department);
    }

    static async Task<(Matter Matter, Guid? Department)> OfCaseAsync(KithDb db, long number, ConnectionBook book, CancellationToken stop)
    {
        var kase = await db.Cases.Where(c => c.Number == number).Select(c => new { c.Id, c.PersonId, c.Title, c.OpenedAt }).SingleOrDefaultAsync(stop) ?? throw Refusal.NotFound("There is no such case.");
        var first = await db.Moments.Where(m => m.CaseId == kase.Id && m.Direction == Direction.In && (m.Kind == MomentKind.Message || m.Kind == MomentKind.Call)).OrderBy(m => m.At).ThenBy(m => m.Id).FirstOrDefaultAsync(stop);
        var root = await db.People.Where(p => p.Id == kase.PersonId).Select(p => p.RootId).SingleAsync(stop);
        var facts = (await db.PersonFactsAsync([root], stop)).GetValueOrDefault(root) ?? PersonFacts.None;
        var connection = first?.ConnectionId is { } id ? book.Get(id) : null;
        return (new(connection?.Channel.Id, connection?.Id, first?.Visibility == Visibility.Public, Matter.TextOf(kase.Title, first?.Text), kase.OpenedAt, facts), connection?.Department);
    }
}

/// <summary>Where a message would go, with what each rule up to the one that takes it says of it.</summary>
/// <param name="OwnerName">Who would be given it at this moment.</param>
public sealed record TrialAnswer(
    string Text, RoutedBy By, Guid DepartmentId, string DepartmentName, string? BranchName, Guid? OwnerId, string? OwnerName, string? RuleName, IReadOnlyList<TrialLine> Rules);

/// <param name="Missed">What did not hold; none for the rule that takes it.</param>
/// <param name="Words">Of the words it looks for, those that are said.</param>
public sealed record TrialLine(Guid RuleId, string Name, Missed? Missed, IReadOnlyList<string> Words);
