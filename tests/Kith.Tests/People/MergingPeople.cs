using System.Net;

namespace Kith.Tests.People;

/// <summary>Nomsa and "N. Ndlovu" become one, and two again.</summary>
public class MergingPeople(World world) : IClassFixture<World>
{
    [Fact]
    public async Task makes_one_page_and_one_timeline_and_every_old_id_answers()
    {
        await using var kith = await world.OpenAsync();
        var (rosa, nomsa, again) = await TwoAsync(kith);
        await kith.SayAsync(nomsa, "I want to know more");
        await kith.SayAsync(again, "It is me, from my new phone");
        var merge = await rosa.PostAsync($"/api/people/{nomsa.Id}/merges", new { other = again.Id, evidence = "She called and said so" });
        var answer = await rosa.Http.GetAsync($"/api/people/{again.Id}");
        var page = await rosa.GetAsync($"/api/people/{again.Id}");

        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Equal(nomsa.Id.ToString(), (string)page["mergedInto"]!);
        Assert.Equal("Nomsa Ndlovu", (string)page["name"]!);
        Assert.Equal([nomsa.Id.ToString(), again.Id.ToString()], page["members"]!.AsArray().Select(m => (string)m!["id"]!));
        Assert.Equal(2, page["handles"]!.AsArray().Count);
        Assert.Equal(("Rosa Meyer", "She called and said so"), ((string)page["merges"]![0]!["by"]!, (string)page["merges"]![0]!["evidence"]!));
        Assert.Equal(["message", "message", "merged"], await KindsAsync(rosa, nomsa));
        Assert.Equal(await KindsAsync(rosa, nomsa), await KindsAsync(rosa, again));
        Assert.Equal([nomsa.Id.ToString()], (await rosa.GetAsync("/api/people?query=n"))["items"]!.AsArray().Select(p => (string)p!["id"]!));

        await rosa.DeleteAsync($"/api/people/{nomsa.Id}/merges/{merge["id"]}", HttpStatusCode.OK);
        Assert.Null((await rosa.GetAsync($"/api/people/{again.Id}"))["mergedInto"]);
        Assert.Equal(["message", "unmerged"], await KindsAsync(rosa, again));
        Assert.Equal(["message", "merged", "unmerged"], await KindsAsync(rosa, nomsa));
    }

    [Fact]
    public async Task rewrites_and_deletes_nothing()
    {
        await using var kith = await world.OpenAsync();
        var (rosa, nomsa, again) = await TwoAsync(kith);
        var kase = await kith.OpenCaseAsync(again, "Policy question");
        await kith.SayAsync(again, "Hello", kase: kase);
        var before = await RowsAsync(kith);
        var merge = await rosa.PostAsync($"/api/people/{nomsa.Id}/merges", new { other = again.Id });

        Assert.Equal(before, await RowsAsync(kith));
        await rosa.DeleteAsync($"/api/people/{again.Id}/merges/{merge["id"]}", HttpStatusCode.OK);
        Assert.Equal(before, await RowsAsync(kith));
        Assert.Equal(again.Id, await kith.LookAsync(db => db.People.Where(p => p.Id == again.Id).Select(p => p.RootId).SingleAsync()));
    }

    [Fact]
    public async Task twice_or_with_oneself_changes_nothing()
    {
        await using var kith = await world.OpenAsync();
        var (rosa, nomsa, again) = await TwoAsync(kith);
        var merge = await rosa.PostAsync($"/api/people/{nomsa.Id}/merges", new { other = again.Id });
        var same = await rosa.PostAsync($"/api/people/{nomsa.Id}/merges", new { other = again.Id }, HttpStatusCode.OK);
        var circle = await rosa.PostAsync($"/api/people/{again.Id}/merges", new { other = nomsa.Id }, HttpStatusCode.OK);
        await rosa.PostAsync($"/api/people/{nomsa.Id}/merges", new { other = nomsa.Id }, HttpStatusCode.NoContent);

        Assert.Equal((string)merge["id"]!, (string)same["id"]!);
        Assert.Equal((string)merge["id"]!, (string)circle["id"]!);
        Assert.Single(await kith.LookAsync(db => db.Links.ToListAsync()));
        Assert.Single(await kith.LookAsync(db => db.Moments.ToListAsync()));
    }

    [Fact]
    public async Task after_a_merge_and_undone_out_of_order_leaves_each_with_their_own()
    {
        await using var kith = await world.OpenAsync();
        var (rosa, nomsa, again) = await TwoAsync(kith);
        var third = await kith.MeetAsync("Nomsa N.");
        var first = await rosa.PostAsync($"/api/people/{nomsa.Id}/merges", new { other = again.Id });
        var second = await rosa.PostAsync($"/api/people/{third.Id}/merges", new { other = again.Id });

        Assert.Equal((nomsa.Id.ToString(), third.Id.ToString()), ((string)second["fromId"]!, (string)second["toId"]!));
        await rosa.DeleteAsync($"/api/people/{third.Id}/merges/{first["id"]}", HttpStatusCode.OK);
        Assert.Equal(again.Id.ToString(), (string)(await rosa.GetAsync($"/api/people/{again.Id}"))["rootId"]!);
        Assert.Equal(third.Id.ToString(), (string)(await rosa.GetAsync($"/api/people/{nomsa.Id}"))["rootId"]!);
        await rosa.DeleteAsync($"/api/people/{third.Id}/merges/{second["id"]}", HttpStatusCode.OK);
        await rosa.DeleteAsync($"/api/people/{third.Id}/merges/{second["id"]}", HttpStatusCode.OK);
        Assert.All(await kith.LookAsync(db => db.People.ToListAsync()), person => Assert.Equal(person.Id, person.RootId));
    }

    [Fact]
    public async Task undone_shows_what_was_made_for_both()
    {
        await using var kith = await world.OpenAsync();
        var (rosa, nomsa, again) = await TwoAsync(kith);
        var kase = await kith.OpenCaseAsync(nomsa, "Policy question");
        await kith.SayAsync(nomsa, "Before", kase: kase);
        var merge = await rosa.PostAsync($"/api/people/{nomsa.Id}/merges", new { other = again.Id });
        var hers = await kith.SayAsync(nomsa, "Her own answer", kase: kase);
        var others = await kith.SayAsync(again, "In the same case, from the other phone", kase: kase);
        var note = await kith.SayAsync(nomsa, "She likes mornings", change: m => (m.Kind, m.Direction, m.AuthorKind, m.AuthorId) = (MomentKind.Note, Direction.None, AuthorKind.Teammate, kith.Marula.TeammateIds["Rosa"]));
        var parted = await rosa.DeleteAsync($"/api/people/{nomsa.Id}/merges/{merge["id"]}", HttpStatusCode.OK);

        Assert.Equal([others.Id.ToString(), note.Id.ToString()], parted["toPlace"]!.AsArray().Select(m => (string)m!["id"]!));
        Assert.DoesNotContain(hers.Id.ToString(), parted.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task from_both_sides_at_once_never_makes_a_circle()
    {
        await using var kith = await world.OpenAsync();
        var rosa = kith.As(Cast.Rosa);
        var people = new List<Person>();
        for (var i = 0; i < 6; i++) people.Add(await kith.MeetAsync($"Nomsa {i}"));
        var pairs = people.SelectMany(a => people.Where(b => b != a).Select(b => (a, b))).ToList();
        var answers = await Task.WhenAll(pairs.Select(async pair =>
        {
            using var body = System.Net.Http.Json.JsonContent.Create(new { other = pair.b.Id }, options: Wire.Json);
            return (await rosa.Http.PostAsync($"/api/people/{pair.a.Id}/merges", body)).StatusCode;
        }));

        Assert.Equal(5, answers.Count(status => status == HttpStatusCode.Created));
        Assert.All(answers, status => Assert.True((int)status < 300, status.ToString()));
        Assert.Single(await kith.LookAsync(db => db.People.Select(p => p.RootId).Distinct().ToListAsync()));
        Assert.Equal(5, await kith.LookAsync(db => db.Links.CountAsync(l => l.UndoneAt == null)));
    }

    static async Task<(ApiCaller Rosa, Person Nomsa, Person Again)> TwoAsync(KithUnderTest kith) =>
        (kith.As(Cast.Rosa), await kith.MeetAsync("Nomsa Ndlovu", "+27825554417"), await kith.MeetAsync("N. Ndlovu", "+27831112222"));

    static async Task<IEnumerable<string>> KindsAsync(ApiCaller rosa, Person person) =>
        (await rosa.GetAsync($"/api/people/{person.Id}/timeline"))["items"]!.AsArray().Select(m => (string)m!["kind"]!);

    /// <summary>Every row that a merge must leave alone, as text.</summary>
    static Task<string> RowsAsync(KithUnderTest kith) => kith.LookAsync(async db => System.Text.Json.JsonSerializer.Serialize(new
    {
        Moments = await db.Moments.Where(m => m.Kind == MomentKind.Message).OrderBy(m => m.Id).ToListAsync(),
        Cases = await db.Cases.OrderBy(c => c.Id).ToListAsync(),
        Handles = await db.Handles.OrderBy(h => h.Id).ToListAsync(),
        Names = await db.People.OrderBy(p => p.Id).Select(p => new { p.Id, p.Name }).ToListAsync(),
    }, Wire.Json));
}
