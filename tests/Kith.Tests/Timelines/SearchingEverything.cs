using System.Diagnostics;
using System.Net;

namespace Kith.Tests.Timelines;

/// <summary>A teammate finds what was said. Reliability rows H2 (query syntax), A7 and A17 (only what may be seen) are held here.</summary>
public class SearchingEverything(World world) : IClassFixture<World>
{
    [Fact]
    public async Task finds_people_and_words_newest_first_with_what_was_hit()
    {
        await using var kith = await world.OpenAsync();
        var nomsa = await kith.MeetAsync("Nomsa Ndlovu", "+27825554417");
        var first = await SaidAsync(kith, nomsa, "I want to know more about the Policy for my car");
        var second = await SaidAsync(kith, nomsa, "Thank you for the policies", m => (m.Kind, m.AuthorKind) = (MomentKind.Note, AuthorKind.Teammate));
        await SaidAsync(kith, nomsa, "Something else");
        var answer = await kith.As(Cast.Rosa).GetAsync("/api/search?query=polic");

        Assert.Equal([second.Id.ToString(), first.Id.ToString()], answer["items"]!.AsArray().Select(h => (string)h!["moment"]!["id"]!));
        var hit = answer["items"]![1]!;
        Assert.Equal("Nomsa Ndlovu", (string)hit["personName"]!);
        var mark = hit["highlights"]![0]!;
        Assert.Equal("Policy", ((string)hit["snippet"]!).Substring((int)mark["start"]!, (int)mark["length"]!));
        Assert.Single((await kith.As(Cast.Rosa).GetAsync("/api/search?query=nomsa"))["people"]!.AsArray());
    }

    [Fact]
    public async Task needs_every_word_and_folds_what_one_cannot_type()
    {
        await using var kith = await world.OpenAsync();
        var nomsa = await kith.MeetAsync("Nomsa Ndlovu");
        await SaidAsync(kith, nomsa, "Møte på fredag, ¿sí? Über die Straße");
        await SaidAsync(kith, nomsa, "保険料はいくらですか");
        foreach (var query in new[] { "mote fredag", "STRASSE uber", "保険料", "fredag, mote!!", "si" })
            Assert.Single((await kith.As(Cast.Rosa).GetAsync($"/api/search?query={Uri.EscapeDataString(query)}"))["items"]!.AsArray());
        Assert.Empty((await kith.As(Cast.Rosa).GetAsync("/api/search?query=mote%20mandag"))["items"]!.AsArray());
    }

    [Fact]
    public async Task goes_on_page_by_page()
    {
        await using var kith = await world.OpenAsync();
        var nomsa = await kith.MeetAsync("Nomsa Ndlovu");
        for (var i = 0; i < 23; i++) await SaidAsync(kith, nomsa, $"claim number {i}");
        var seen = new List<string>();
        for (var cursor = ""; ;)
        {
            var page = await kith.As(Cast.Rosa).GetAsync($"/api/search?query=claim&limit=5{cursor}");
            seen.AddRange(page["items"]!.AsArray().Select(h => (string)h!["moment"]!["text"]!));
            if (page["next"] is null) break;
            cursor = $"&cursor={page["next"]}";
        }
        Assert.Equal(Enumerable.Range(0, 23).Reverse().Select(i => $"claim number {i}"), seen);
    }

    [Fact]
    public async Task shows_the_newest_words_and_nothing_that_was_withdrawn()
    {
        await using var kith = await world.OpenAsync();
        var nomsa = await kith.MeetAsync("Nomsa Ndlovu");
        var typo = await SaidAsync(kith, nomsa, "The polcy");
        await SaidAsync(kith, nomsa, "The policy", m => (m.Kind, m.ReplyTo) = (MomentKind.Edited, typo.Id));
        var gone = await SaidAsync(kith, nomsa, "The policy, secretly");
        await kith.SayAsync(nomsa, "", change: m => (m.Kind, m.ReplyTo, m.Text) = (MomentKind.Withdrawn, gone.Id, null));
        var items = (await kith.As(Cast.Rosa).GetAsync("/api/search?query=policy"))["items"]!.AsArray();

        Assert.Equal([typo.Id.ToString()], items.Select(h => (string)h!["moment"]!["id"]!));
        Assert.Equal("The policy", (string)items[0]!["snippet"]!);
    }

    [Fact]
    public async Task never_shows_or_counts_another_workspace_A7_A17()
    {
        await using var kith = await world.OpenAsync();
        var nomsa = await kith.MeetAsync("Nomsa Ndlovu");
        var stranger = await kith.MeetAsync("Canary Stranger", house: kith.Town.Neighbour);
        await SaidAsync(kith, nomsa, "our policy");
        var before = await TextAsync(kith, "policy");
        for (var i = 0; i < 30; i++) await SaidAsync(kith, stranger, $"policy canary {SearchWords.OfWorkspace(kith.Marula.Id)}", house: kith.Town.Neighbour);

        Assert.Equal(before, await TextAsync(kith, "policy"));
        Assert.DoesNotContain("canary", await TextAsync(kith, "canary"), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(20, (await kith.AsNeighbour(Cast.Rosa).GetAsync("/api/search?query=policy"))["items"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("policy\" OR words:*")]
    [InlineData("NEAR(a b, 3)")]
    [InlineData("{words workspace_id} : x")]
    [InlineData("'a' | 'b':*")]
    [InlineData("a & !b <-> c")]
    [InlineData("\\'; drop table moment_search; --")]
    [InlineData("* ^ - + ( ) AND OR NOT")]
    [InlineData("%_%")]
    [InlineData("\uD83D\uDE00")]
    [InlineData("\u00B6")]
    public async Task gives_no_meaning_to_the_syntax_of_an_engine_H2(string query)
    {
        await using var kith = await world.OpenAsync();
        var nomsa = await kith.MeetAsync("Nomsa Ndlovu");
        await SaidAsync(kith, nomsa, "plain words that none of these should find");
        var answer = await kith.As(Cast.Rosa).GetAsync($"/api/search?query={Uri.EscapeDataString(query)}");

        Assert.Empty(answer["items"]!.AsArray());
        Assert.Single((await kith.As(Cast.Rosa).GetAsync("/api/search?query=plain"))["items"]!.AsArray());
        await kith.As(Cast.Rosa).Http.GetAsync($"/api/people?query={Uri.EscapeDataString(query)}");
    }

    [Fact]
    public async Task refuses_cursors_of_others_and_endless_queries()
    {
        await using var kith = await world.OpenAsync();
        var rosa = kith.As(Cast.Rosa);
        foreach (var path in new[] { "/api/search?query=a&cursor=nonsense", $"/api/search?query=a&cursor={PageCursor.Write("x'y")}", $"/api/search?query={new string('a', 600)}" })
            Assert.Equal(HttpStatusCode.BadRequest, (await rosa.Http.GetAsync(path)).StatusCode);
    }

    static async Task<string> TextAsync(KithUnderTest kith, string query) => (await kith.As(Cast.Rosa).GetAsync($"/api/search?query={query}")).ToJsonString();

    /// <summary>Somebody said it, and the follower has made it findable.</summary>
    static async Task<Moment> SaidAsync(KithUnderTest kith, Person person, string text, Action<Moment>? change = null, House? house = null)
    {
        var said = await kith.WriteAsync(house ?? kith.Marula, async db =>
        {
            var now = Life.Now;
            var moment = new Moment
            {
                WorkspaceId = db.WorkspaceId,
                Id = Ids.New(now),
                PersonId = person.Id,
                At = now,
                RecordedAt = now,
                Kind = MomentKind.Message,
                Direction = Direction.In,
                AuthorKind = AuthorKind.Person,
                AuthorId = person.Id,
                Text = text,
            };
            change?.Invoke(moment);
            db.Add(moment);
            await db.SaveChangesAsync();
            return moment;
        });
        await FollowedAsync(kith, said);
        return said;
    }

    static async Task FollowedAsync(KithUnderTest kith, Moment said)
    {
        for (var patience = Stopwatch.StartNew(); patience.Elapsed < TimeSpan.FromSeconds(30); await Task.Delay(50))
        {
            await using var work = await kith.Store.ReadAcrossAsync(CancellationToken.None);
            var cursor = await work.Db.Cursors.SingleOrDefaultAsync(c => c.Name == SearchFeed.CursorOf(said.WorkspaceId));
            if (cursor is not null && (cursor.Tx, cursor.MomentId).CompareTo((said.Tx, said.Id)) >= 0) return;
        }
        Assert.Fail("The search follower did not come by within half a minute.");
    }
}
