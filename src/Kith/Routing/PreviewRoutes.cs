using Kith.Channels;
using Visibility = Kith.Timelines.Visibility;

namespace Kith.Routing;

/// <summary>
/// POST /api/routes/preview: where the last thirty days' first words would have gone by these rules, beside where they go by the rules that are kept.
/// It reads page by page with a look of its own for each, so that nobody waits for it.
/// </summary>
static class PreviewRoutes
{
    const int Days = 30, AtOnce = 500, Most = 10_000, MostExamples = 30, MostOfARule = 3, LongestText = 160;

    public static async Task<Ok<RoutePreview>> PreviewAsync(
        RouteDoors.NewRoutes asked, Desk desk, Store store, ChannelRegistry channels, ConnectionBook book, TimeProvider clock, CancellationToken stop)
    {
        var (workspace, now) = (desk.Caller!.WorkspaceId, clock.Now);
        var sides = await SidesAsync(asked, workspace, store, channels, now, stop);
        var told = new Told(sides);
        var below = long.MaxValue;
        while (told.Read < Most)
        {
            await using var work = await store.ReadAsync(workspace, stop);
            var page = await PageAsync(work.Db, below, now.AddDays(-Days), stop);
            var facts = sides.AsksForPerson ? await work.Db.PersonFactsAsync([.. page.Select(item => item.RootId).Distinct()], stop) : [];
            foreach (var item in page) told.Add(item, facts.GetValueOrDefault(item.RootId), item.ConnectionId is { } connection ? book.Get(connection) : null);
            if (page.Count < AtOnce) return TypedResults.Ok(told.Answer(isCapped: false));
            below = page[^1].Number;
        }
        return TypedResults.Ok(told.Answer(isCapped: true));
    }

    static async Task<Sides> SidesAsync(RouteDoors.NewRoutes asked, Guid workspace, Store store, ChannelRegistry channels, DateTime now, CancellationToken stop)
    {
        await using var work = await store.ReadAsync(workspace, stop);
        var house = await HouseLists.ReadAsync(work.Db, channels, HouseLists.OrganisationsIn((asked.Items ?? []).Select(row => row?.Conditions)), stop);
        var hours = await work.Db.HouseHoursAsync(stop);
        var usual = await work.Db.Departments.Where(d => d.IsDefault).Select(d => d.Id).SingleAsync(stop);
        return new((await work.Db.HouseRulesAsync(hours, stop)).Rules, new(CheckRules.Clean(asked.Items, house, now), hours.OfHouse), house.Names, usual);
    }

    /// <summary>Cases that began with something the person said, or with their call; the newest first.</summary>
    static async Task<List<Item>> PageAsync(KithDb db, long below, DateTime since, CancellationToken stop)
    {
        var rows = await db.Cases.Where(c => c.Number < below && c.OpenedAt >= since).OrderByDescending(c => c.Number).Take(AtOnce).Select(c => new
        {
            c.Number,
            c.PersonId,
            c.PersonName,
            c.Title,
            c.OpenedAt,
            RootId = db.People.Where(p => p.Id == c.PersonId).Select(p => p.RootId).First(),
            First = db.Moments.Where(m => m.CaseId == c.Id && m.Direction == Direction.In && (m.Kind == MomentKind.Message || m.Kind == MomentKind.Call)).OrderBy(m => m.At).ThenBy(m => m.Id)
                .Select(m => new { m.ConnectionId, m.Text, m.Visibility }).FirstOrDefault(),
        }).ToListAsync(stop);
        return [.. rows.Select(row => new Item(row.Number, row.PersonId, row.RootId, row.PersonName, row.OpenedAt, row.First is not null, row.First?.ConnectionId, row.First?.Visibility == Visibility.Public, row.Title, row.First?.Text))];
    }

    sealed record Item(long Number, Guid PersonId, Guid RootId, string? PersonName, DateTime At, bool WasHeard, Guid? ConnectionId, bool InPublic, string? Title, string? Text);

    sealed record Sides(RouteBook Now, RouteBook Then, HouseNames Names, Guid Usual)
    {
        public bool AsksForPerson => Now.AsksForPerson || Then.AsksForPerson;
    }

    sealed class Counted
    {
        public int Now { get; set; }

        public int Then { get; set; }
    }

    sealed class Told(Sides sides)
    {
        readonly Dictionary<Guid, Counted> departments = [];
        readonly Dictionary<string, int> rules = [];
        readonly List<PreviewExample> examples = [];
        int changed;

        public int Read { get; private set; }

        public void Add(Item item, PersonFacts? person, OpenConnection? connection)
        {
            if (!item.WasHeard) return;

            var matter = new Matter(connection?.Channel.Id, item.ConnectionId, item.InPublic, Matter.TextOf(item.Title, item.Text), item.At, person ?? PersonFacts.None);
            var (before, after) = (RouteCase.Of(sides.Now, matter, TeamNow.Nobody, connection?.Department, sides.Usual), RouteCase.Of(sides.Then, matter, TeamNow.Nobody, connection?.Department, sides.Usual));
            Read++;
            Count(before.DepartmentId).Now++;
            Count(after.DepartmentId).Then++;
            if (after.Rule is { } rule) rules[rule.Name] = rules.GetValueOrDefault(rule.Name) + 1;
            if (IsSame(before, after)) return;

            changed++;
            if (examples.Count < MostExamples && examples.Count(one => one.RuleName == after.Rule?.Name) < MostOfARule)
                examples.Add(new(item.Number, item.PersonId, item.PersonName ?? "", Short(matter.Text), connection?.Channel.Id, item.At, sides.Names.Department(before.DepartmentId) ?? "", sides.Names.Department(after.DepartmentId) ?? "", after.Rule?.Name));
        }

        public RoutePreview Answer(bool isCapped) => new(
            Read, isCapped, changed, [.. departments.Select(one => new PreviewDepartment(one.Key, sides.Names.Department(one.Key) ?? "", one.Value.Now, one.Value.Then)).OrderByDescending(one => one.After).ThenBy(one => one.Name, StringComparer.Ordinal)],
            [.. rules.OrderByDescending(one => one.Value).Select(one => new PreviewRule(one.Key, one.Value))], examples);

        Counted Count(Guid department) => departments.TryGetValue(department, out var counted) ? counted : departments[department] = new();

        static bool IsSame(Routed before, Routed after) => before.DepartmentId == after.DepartmentId && before.BranchId == after.BranchId
            && (before.Rule?.Outcome.Owner, before.Rule?.Outcome.OwnerId) == (after.Rule?.Outcome.Owner, after.Rule?.Outcome.OwnerId) && before.Tags.SequenceEqual(after.Tags);

        static string Short(string text) => text.Length <= LongestText ? text : text[..(char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText)];
    }
}

/// <summary>What rules would have made of the last thirty days.</summary>
/// <param name="Read">How many matters were looked at.</param>
/// <param name="Capped">There were more; the newest were looked at.</param>
/// <param name="Changed">How many would go elsewhere, or to somebody else.</param>
public sealed record RoutePreview(int Read, bool Capped, int Changed, IReadOnlyList<PreviewDepartment> Departments, IReadOnlyList<PreviewRule> Rules, IReadOnlyList<PreviewExample> Examples);

/// <param name="Before">How many it gets by the rules that are kept.</param>
/// <param name="After">How many by these.</param>
public sealed record PreviewDepartment(Guid DepartmentId, string Name, int Before, int After);

public sealed record PreviewRule(string Name, int Taken);

/// <summary>Something that would go another way.</summary>
/// <param name="Before">The department by the rules that are kept.</param>
/// <param name="After">The department by these.</param>
public sealed record PreviewExample(long CaseNumber, Guid PersonId, string PersonName, string Text, string? Channel, DateTime At, string Before, string After, string? RuleName);
