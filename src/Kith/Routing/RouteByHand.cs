namespace Kith.Routing;

/// <summary>Routes a case that opens by another door than a message: a call that nobody took, something brought in, a teammate's own deed.</summary>
static class RouteByHand
{
    public static async Task<(Routed Routed, HouseNames Names)> RouteAsync(this KithDb db, Person person, Guid? chosen, Occasion occasion, HouseHours hours, DateTime at, CancellationToken stop)
    {
        var house = await db.HouseRulesAsync(hours, stop);
        if (chosen is { } department) return (new(null, RoutedBy.Teammate, department, null, null), house.Names);

        var usual = await db.Departments.Where(d => d.IsDefault).Select(d => d.Id).SingleAsync(stop);
        var facts = house.Rules.AsksForPerson ? (await db.PersonFactsAsync([person.RootId], stop)).GetValueOrDefault(person.RootId) : null;
        var team = house.Rules.AsksForTeam && occasion.Here is { } here ? await db.TeamNowAsync(here, at, stop) : TeamNow.Nobody;
        var matter = new Matter(occasion.Channel, occasion.Connection, occasion.InPublic, Matter.TextOf(occasion.Title, occasion.Text), at, facts ?? PersonFacts.None);
        return (RouteCase.Of(house.Rules, matter, team, occasion.Department, usual), house.Names);
    }
}

/// <summary>How a case comes to be opened by another door than a message.</summary>
/// <param name="Department">The one in charge of the connection.</param>
/// <param name="Text">Words of the person, where there are any. Ours are no reason to send a case anywhere.</param>
/// <param name="Here">Who is in, where the case may be given to somebody; null where whoever opens it answers it in the same breath.</param>
readonly record struct Occasion(string? Channel = null, Guid? Connection = null, Guid? Department = null, bool InPublic = false, string? Title = null, string? Text = null, WhoIsIn? Here = null);
