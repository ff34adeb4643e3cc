using System.Net;
using System.Text.Json.Nodes;

namespace Kith.Tests.Timelines;

public class ReadingATimeline(World world) : IClassFixture<World>
{
    [Fact]
    public async Task goes_up_and_down_and_around_without_a_gap()
    {
        await using var kith = await world.OpenAsync();
        var nomsa = await kith.MeetAsync("Nomsa Ndlovu");
        var start = Life.Now.AddHours(-1);
        var said = new List<Moment>();
        for (var i = 0; i < 9; i++) said.Add(await kith.SayAsync(nomsa, $"{i}", start.AddMinutes(i / 2)));

        var newest = await kith.As(Cast.Rosa).GetAsync($"/api/people/{nomsa.Id}/timeline?limit=4");
        Assert.Equal(["5", "6", "7", "8"], Texts(newest));
        Assert.Null(newest["after"]);
        var up = await kith.As(Cast.Rosa).GetAsync($"/api/people/{nomsa.Id}/timeline?limit=4&before={newest["before"]}");
        Assert.Equal(["1", "2", "3", "4"], Texts(up));
        var top = await kith.As(Cast.Rosa).GetAsync($"/api/people/{nomsa.Id}/timeline?limit=4&before={up["before"]}");
        Assert.Equal(["0"], Texts(top));
        Assert.Null(top["before"]);
        var down = await kith.As(Cast.Rosa).GetAsync($"/api/people/{nomsa.Id}/timeline?limit=4&after={top["after"]}");
        Assert.Equal(["1", "2", "3", "4"], Texts(down));
        var around = await kith.As(Cast.Rosa).GetAsync($"/api/people/{nomsa.Id}/timeline?limit=3&around={said[4].Id}");
        Assert.Equal(["3", "4", "5"], Texts(around));
        Assert.NotNull(around["before"]);
        Assert.NotNull(around["after"]);
    }

    [Fact]
    public async Task of_merged_people_is_one_and_says_who_they_became()
    {
        await using var kith = await world.OpenAsync();
        var (nomsa, again) = (await kith.MeetAsync("Nomsa Ndlovu"), await kith.MeetAsync("N. Ndlovu"));
        var start = Life.Now.AddHours(-1);
        await kith.SayAsync(nomsa, "first", start);
        await kith.SayAsync(again, "second", start.AddMinutes(1));
        await kith.SayAsync(nomsa, "third", start.AddMinutes(2));
        await kith.WriteAsync(kith.Marula, async db => (await db.People.SingleAsync(p => p.Id == again.Id)).RootId = nomsa.Id);

        var answer = await kith.As(Cast.Rosa).Http.GetAsync($"/api/people/{again.Id}/timeline");
        var timeline = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;

        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.Equal(["first", "second", "third"], Texts(timeline));
        Assert.Equal(nomsa.Id.ToString(), (string)timeline["mergedInto"]!);
        Assert.Null((await kith.As(Cast.Rosa).GetAsync($"/api/people/{nomsa.Id}/timeline"))["mergedInto"]);
        Assert.Equal(["first", "second"], Texts(await kith.As(Cast.Rosa).GetAsync($"/api/people/{nomsa.Id}/timeline?limit=2&before={PageCursor.WritePlace(start.AddMinutes(2), Guid.Empty)}")));
    }

    [Fact]
    public async Task shows_the_newest_words_and_says_that_they_were_changed()
    {
        await using var kith = await world.OpenAsync();
        var nomsa = await kith.MeetAsync("Nomsa Ndlovu");
        var start = Life.Now.AddHours(-1);
        var (first, second) = (await kith.SayAsync(nomsa, "teh policy", start), await kith.SayAsync(nomsa, "forget it", start.AddMinutes(1)));
        await kith.SayAsync(nomsa, "the policy", start.AddMinutes(2), change: m => (m.Kind, m.ReplyTo) = (MomentKind.Edited, first.Id));
        await kith.SayAsync(nomsa, "", start.AddMinutes(3), change: m => (m.Kind, m.ReplyTo) = (MomentKind.Withdrawn, second.Id));
        await kith.SayAsync(nomsa, "is it valid?", start.AddMinutes(4), change: m => m.ReplyTo = first.Id);

        var items = (await kith.As(Cast.Rosa).GetAsync($"/api/people/{nomsa.Id}/timeline"))["items"]!.AsArray();
        Assert.Equal(3, items.Count);
        Assert.Equal(("the policy", true, false), ((string)items[0]!["text"]!, (bool)items[0]!["edited"]!, (bool)items[0]!["withdrawn"]!));
        Assert.Equal((null, true), ((string?)items[1]!["text"], (bool)items[1]!["withdrawn"]!));
        Assert.Equal("Nomsa Ndlovu", (string)items[2]!["replyTo"]!["authorName"]!);
    }

    [Fact]
    public async Task of_one_case_holds_only_its_moments()
    {
        await using var kith = await world.OpenAsync();
        var nomsa = await kith.MeetAsync("Nomsa Ndlovu");
        var kase = await kith.OpenCaseAsync(nomsa, "claim photo");
        await kith.SayAsync(nomsa, "about the claim", kase: kase);
        await kith.SayAsync(nomsa, "about the weather");

        Assert.Equal(["about the claim"], Texts(await kith.As(Cast.Rosa).GetAsync($"/api/people/{nomsa.Id}/timeline?case={kase.Number}")));
        Assert.Equal(HttpStatusCode.NotFound, (await kith.As(Cast.Rosa).Http.GetAsync($"/api/people/{nomsa.Id}/timeline?case=99")).StatusCode);
    }

    [Fact]
    public async Task of_the_neighbours_person_is_nothing()
    {
        await using var kith = await world.OpenAsync();
        var nomsa = await kith.MeetAsync("Nomsa Ndlovu");
        var moment = await kith.SayAsync(nomsa, "a secret");
        var other = await kith.MeetAsync("Johan Pretorius");

        Assert.Equal(HttpStatusCode.NotFound, (await kith.AsNeighbour(Cast.Rosa).Http.GetAsync($"/api/people/{nomsa.Id}/timeline")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await kith.As(Cast.Rosa).Http.GetAsync($"/api/people/{other.Id}/timeline?around={moment.Id}")).StatusCode);
    }

    static IEnumerable<string> Texts(JsonNode timeline) => timeline["items"]!.AsArray().Select(item => (string)item!["text"]!);
}
