using System.Net;
using System.Text.Json.Nodes;
using Visibility = Kith.Timelines.Visibility;

namespace Kith.Tests.Cases;

/// <summary>A list shows only what was said last by one channel, or in public, or not in public.</summary>
public class SiftingTheInbox(World world) : IClassFixture<World>
{
    [Fact]
    public async Task shows_only_the_channel_and_only_who_can_read_it()
    {
        await using var kith = await world.OpenAsync();
        var (sms, other, page) = (await kith.ConnectAsync("sms", "Number"), await kith.ConnectAsync("sms", "Second number"), await kith.ConnectAsync("messenger", "Page"));
        var rosa = kith.Marula.TeammateIds["Rosa"];
        await OpenAsync(kith, "by sms", sms.Id);
        await OpenAsync(kith, "by the second number", other.Id, owner: rosa);
        await OpenAsync(kith, "a comment", page.Id, Visibility.Public);
        await OpenAsync(kith, "by messenger", page.Id, owner: rosa);
        await OpenAsync(kith, "opened by hand", null);
        await OpenAsync(kith, "in accounts", page.Id, Visibility.Public, kith.Marula.Accounts);

        Assert.Equal(["by sms", "by the second number"], await TitlesAsync(kith, "channel=sms"));
        Assert.Equal(["a comment", "by messenger", "in accounts"], await TitlesAsync(kith, "channel=messenger"));
        Assert.Equal(["a comment", "in accounts"], await TitlesAsync(kith, "visibility=public"));
        Assert.Equal(["by sms", "by the second number", "by messenger", "opened by hand"], await TitlesAsync(kith, "visibility=private"));
        Assert.Equal(["by messenger"], await TitlesAsync(kith, "channel=messenger&visibility=private"));
        Assert.Equal(["by messenger"], await TitlesAsync(kith, "list=mine&channel=messenger"));
        Assert.Equal(["a comment"], await TitlesAsync(kith, "list=departments&visibility=public"));
        Assert.Equal(["in accounts"], await TitlesAsync(kith, $"list=department&department={kith.Marula.Accounts}&channel=messenger"));
        Assert.Empty(await TitlesAsync(kith, "channel=telegram"));
        Assert.Empty((await kith.AsNeighbour(Cast.Rosa).GetAsync("/api/cases?list=all&channel=sms"))["items"]!.AsArray());
    }

    /// <summary>However rare what is asked for is, a page looks through a stretch of the list and the next one goes on there.</summary>
    [Fact]
    public async Task goes_on_where_a_page_stopped_looking()
    {
        await using var kith = await world.OpenAsync();
        var (sms, page) = (await kith.ConnectAsync("sms", "Number"), await kith.ConnectAsync("messenger", "Page"));
        var nomsa = await kith.MeetAsync("Nomsa Ndlovu");
        var begin = Life.Now.AddHours(1);
        await kith.WriteAsync(kith.Marula, db =>
        {
            for (var n = 0; n < CaseSieve.Stretch + 20; n++)
                db.Add(Case(db, nomsa, n, begin.AddSeconds(n), n is 7 or CaseSieve.Stretch + 1 or CaseSieve.Stretch + 9 ? page.Id : sms.Id, n % 2 == 0 ? kith.Marula.Care : kith.Marula.Accounts));
            return Task.FromResult(0);
        });

        var first = await kith.As(Cast.Rosa).GetAsync("/api/cases?list=all&channel=messenger");
        Assert.Equal([8], NumbersOf(first));
        var second = await kith.As(Cast.Rosa).GetAsync($"/api/cases?list=all&channel=messenger&cursor={first["next"]}");
        Assert.Equal([CaseSieve.Stretch + 2, CaseSieve.Stretch + 10], NumbersOf(second));
        Assert.Null(second["next"]);

        var seen = new List<int>();
        for (var cursor = ""; cursor is not null;)
        {
            var one = await kith.As(Cast.Rosa).GetAsync($"/api/cases?list=all&channel=sms&limit=200{cursor}");
            seen.AddRange(NumbersOf(one));
            cursor = one["next"] is { } next ? $"&cursor={next}" : null;
        }
        Assert.Equal(CaseSieve.Stretch + 17, seen.Count);
        Assert.Equal(seen.Distinct().Order(), seen);
    }

    [Theory]
    [InlineData("channel=pigeon")]
    [InlineData("visibility=internal")]
    public async Task refuses_what_it_does_not_know(string query)
    {
        await using var kith = await world.OpenAsync();
        Assert.Equal(HttpStatusCode.BadRequest, (await kith.As(Cast.Rosa).Http.GetAsync($"/api/cases?{query}")).StatusCode);
    }

    static async Task OpenAsync(KithUnderTest kith, string title, Guid? connection, Visibility visibility = Visibility.Private, Guid? department = null, Guid? owner = null)
    {
        var kase = await kith.OpenCaseAsync(await kith.MeetAsync(title), title, department: department, owner: owner);
        await kith.WriteAsync(kith.Marula, async db =>
        {
            var row = await db.Cases.AsTracking().SingleAsync(c => c.Id == kase.Id);
            (row.ConnectionId, row.LastVisibility) = (connection, visibility);
            return row;
        });
    }

    static Case Case(KithDb db, Person person, int n, DateTime due, Guid connection, Guid department)
    {
        var kase = new Case
        {
            WorkspaceId = db.WorkspaceId,
            Id = Ids.New(due),
            Number = n + 1,
            PersonId = person.Id,
            DepartmentId = department,
            PromiseKind = PromiseKind.FirstAnswer,
            PromiseDue = due,
            OpenedAt = due,
            LastAt = due,
            ConnectionId = connection,
        };
        kase.RootId = kase.Id;
        return kase;
    }

    static async Task<IEnumerable<string>> TitlesAsync(KithUnderTest kith, string query) =>
        (await kith.As(Cast.Rosa).GetAsync($"/api/cases?{query}"))["items"]!.AsArray().OrderBy(one => (int)one!["number"]!).Select(one => (string)one!["title"]!);

    static IEnumerable<int> NumbersOf(JsonNode page) => page["items"]!.AsArray().Select(one => (int)one!["number"]!);
}
