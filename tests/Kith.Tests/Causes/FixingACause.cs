using System.Net;
using System.Text.Json.Nodes;
using Kith.Tests.Posts;

namespace Kith.Tests.Causes;

/// <summary>Everyone who spoke of it hears that it is fixed, where they said it.</summary>
public class FixingACause(World world) : IClassFixture<World>
{
    [Fact]
    public async Task drafts_one_message_for_each_person_in_their_language_and_tells_nobody_yet()
    {
        await using var square = await Square.OpenAsync(world);
        await square.SayAsync("nomsa", "What does it cost?", post: null, name: "Nomsa Dlamini");
        await square.SayAsync("nomsa", "And again?", post: null);
        await square.SayAsync("jana", "Was kostet das?", post: null, name: "Jana Weber");
        await square.SayAsync("sipho", "Where is the price?", name: "Sipho Nkosi");
        await square.Rosa.PatchAsync($"/api/people/{await square.PersonAsync("jana")}", new { language = "de-AT" });
        var cause = await square.NameCauseAsync();
        await square.GatherAsync(cause, 1, 2, 3);

        await square.FixAsync(cause, new() { [""] = "Hello {name|there}, it is fixed.", ["de"] = "Hallo {name}, es ist gelöst. {me}" });

        Assert.Equal(3, (await square.TellingsAsync(cause)).Count);
        Assert.Equal(("Hello Nomsa, it is fixed.", "private"), await DraftAsync(square, cause, "nomsa"));
        Assert.Equal(("Hallo Jana, es ist gelöst. Rosa", "private"), await DraftAsync(square, cause, "jana"));
        // In public only they may say who they are.
        Assert.Equal(("Hello there, it is fixed.", "public"), await DraftAsync(square, cause, "sipho"));
        await square.Kith.TellAllAsync();
        Assert.Empty(square.Carrier.Hooked);
    }

    [Fact]
    public async Task says_it_where_they_said_it_and_pays_the_debt_in_public()
    {
        await using var square = await Square.OpenAsync(world);
        await square.SayAsync("nomsa", "What does it cost?", post: null, name: "Nomsa");
        await square.SayAsync("sipho", "Where is the price?", name: "Sipho");
        Assert.Single(await square.DebtsAsync());
        var cause = await square.NameCauseAsync();
        await square.GatherAsync(cause, 1, 2);
        await square.FixAsync(cause);

        await square.SendAsync(cause);
        await square.Kith.TellAllAsync();

        Assert.Equal(["Hello Nomsa, it is fixed now."], await square.ReadAsync("nomsa"));
        Assert.Equal(["Hello there, it is fixed now.\n— Rosa"], await square.ReadAsync("sipho"));
        var told = await square.TellingOfAsync(cause, "sipho");
        Assert.Equal(("told", "Rosa Meyer", "public"), ((string)told["state"]!, (string)told["toldBy"]!, (string)told["place"]!["visibility"]!));
        Assert.Equal("How was your claim this year?", (string)told["place"]!["post"]!["text"]!);
        Assert.Empty(await square.DebtsAsync());
        Assert.Equal(2, (int)(await square.Rosa.GetAsync($"/api/causes/{cause}"))["tellings"]!["told"]!);
        Assert.Contains((await square.Rosa.GetAsync($"/api/people/{await square.PersonAsync("nomsa")}/timeline"))["items"]!.AsArray(), one => (string)one!["kind"]! == "told");
    }

    [Fact]
    public async Task closed_matters_stay_closed()
    {
        await using var square = await Square.OpenAsync(world);
        await square.SayAsync("nomsa", "What does it cost?", post: null);
        await square.Rosa.PutAsync("/api/cases/1/closure", null);
        var cause = await square.NameCauseAsync();
        await square.GatherAsync(cause, 1);
        await square.FixAsync(cause);

        await square.SendAsync(cause);
        await square.Kith.TellAllAsync();

        await square.ReadAsync("nomsa");
        Assert.Equal("closed", (string)(await square.CaseAsync())["state"]!);
    }

    [Fact]
    public async Task goes_on_after_a_restart_and_nobody_hears_it_twice()
    {
        var square = await Square.OpenAsync(world);
        string[] people = ["nomsa", "sipho", "jana", "thabo", "lindiwe"];
        foreach (var one in people) await square.SayAsync(one, "What does it cost?", post: one == "sipho" ? "311" : null);
        var cause = await square.NameCauseAsync();
        await square.GatherAsync(cause, 1, 2, 3, 4, 5);
        await square.FixAsync(cause);
        await square.SendAsync(cause);
        await square.Kith.TellNextAsync();
        Assert.InRange(await square.Kith.LookAsync(db => db.Tellings.CountAsync(t => t.State == TellingState.Told)), 1, 4);

        await using var kith = await square.Kith.StopAsync();
        await Task.WhenAll(kith.TellAllAsync(), kith.TellAllAsync(), kith.TellAllAsync());

        Assert.Equal(5, await kith.LookAsync(db => db.Tellings.CountAsync(t => t.State == TellingState.Told)));
        foreach (var one in people) Assert.Single(await square.ReadAsync(one));
        Assert.Equal(5, await kith.LookAsync(db => db.Moments.CountAsync(m => m.Kind == MomentKind.Message && m.Direction == Direction.Out)));
        await square.Carrier.DisposeAsync();
    }

    [Fact]
    public async Task leaves_out_with_a_reason_and_takes_in_again()
    {
        await using var square = await Square.OpenAsync(world);
        await square.SayAsync("nomsa", "What does it cost?", post: null);
        var cause = await square.NameCauseAsync();
        await square.GatherAsync(cause, 1);
        await square.FixAsync(cause);
        var path = $"/api/causes/{cause}/tellings/{(await square.TellingOfAsync(cause, "nomsa"))["id"]}/omission";

        await square.Rosa.PutAsync(path, new { why = " " }, HttpStatusCode.BadRequest);
        await square.Rosa.PutAsync(path, new { why = "I told her at the counter" });
        await square.SendAsync(cause);
        await square.Kith.TellAllAsync();
        Assert.Equal("I told her at the counter", (string)(await square.TellingOfAsync(cause, "nomsa"))["why"]!);
        Assert.Empty(square.Carrier.Hooked);

        await square.Rosa.DeleteAsync(path, HttpStatusCode.OK);
        await square.SendAsync(cause);
        await square.Kith.TellAllAsync();
        Assert.Single(await square.ReadAsync("nomsa"));
    }

    [Fact]
    public async Task keeps_what_was_written_by_hand_when_everybody_else_is_told_in_other_words()
    {
        await using var square = await Square.OpenAsync(world);
        await square.SayAsync("nomsa", "What does it cost?", post: null);
        await square.SayAsync("thabo", "What does it cost?", post: null);
        var cause = await square.NameCauseAsync();
        await square.GatherAsync(cause, 1, 2);
        await square.FixAsync(cause);

        await square.Rosa.PatchAsync($"/api/causes/{cause}/tellings/{(await square.TellingOfAsync(cause, "nomsa"))["id"]}", new { text = "Nomsa, as we said on the phone" });
        await square.Rosa.PutAsync($"/api/causes/{cause}/words", new { said = new Dictionary<string, string> { [""] = "The price stands on top now, {name}." } });
        var unknown = await square.Rosa.PutAsync($"/api/causes/{cause}/words", new { said = new Dictionary<string, string> { [""] = "{secret}" } }, HttpStatusCode.BadRequest);

        Assert.Equal("Nomsa, as we said on the phone", (await DraftAsync(square, cause, "nomsa")).Text);
        Assert.Equal("The price stands on top now, thabo.", (await DraftAsync(square, cause, "thabo")).Text);
        Assert.Contains("{secret}", unknown["detail"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task says_who_could_not_be_told_and_why_and_tells_them_by_the_next_way()
    {
        await using var square = await Square.OpenAsync(world);
        await square.SayAsync("sipho", "In private", post: null);
        var word = await square.SayAsync("sipho", "Where is the price?");
        await square.SayAsync("nomsa", "What does it cost?", post: null);
        var cause = await square.NameCauseAsync();
        await square.GatherAsync(cause, 1, 2);
        await square.FixAsync(cause);
        await square.Sender.TellAsync("message.withdrawn", new { id = word, from = new { handle = "sipho" }, post = new { id = "311" } });
        await square.Kith.CaughtUpAsync();
        await square.Rosa.PutAsync($"/api/people/{await square.PersonAsync("nomsa")}/block", new { kind = "blocked" }, HttpStatusCode.NoContent);
        await square.SendAsync(cause);
        await square.Kith.TellAllAsync();

        var (gone, blocked) = (await square.TellingOfAsync(cause, "sipho"), await square.TellingOfAsync(cause, "nomsa"));
        Assert.Equal(("couldNot", "gone"), ((string)gone["state"]!, (string)gone["reason"]!["code"]!));
        Assert.Equal(("couldNot", "blocked"), ((string)blocked["state"]!, (string)blocked["reason"]!["code"]!));
        Assert.Null(blocked["reason"]!["next"]);
        var next = gone["reason"]!["next"]!;
        await square.Rosa.PatchAsync($"/api/causes/{cause}/tellings/{gone["id"]}", new { connectionId = next["connectionId"], handleId = next["handleId"] });
        await square.SendAsync(cause);
        await square.Kith.TellAllAsync();

        Assert.Equal(["Hello sipho, it is fixed now."], await square.ReadAsync("sipho"));
        Assert.Equal("private", (string)(await square.TellingOfAsync(cause, "sipho"))["place"]!["visibility"]!);
    }

    [Fact]
    public async Task can_be_held_back_until_it_left_and_tells_who_is_gathered_later_too()
    {
        await using var square = await Square.OpenAsync(world);
        await square.SayAsync("nomsa", "What does it cost?", post: null);
        var cause = await square.NameCauseAsync();
        await square.GatherAsync(cause, 1);
        await square.Rosa.PutAsync($"/api/causes/{cause}/sending", null, HttpStatusCode.Conflict);
        await square.FixAsync(cause);
        await square.Kith.WriteAsync(square.Kith.Marula, db => db.Tellings.ExecuteUpdateAsync(set => set.SetProperty(t => t.NextAt, (DateTime?)null)));

        await square.SendAsync(cause);
        await square.Rosa.DeleteAsync($"/api/causes/{cause}/sending", HttpStatusCode.OK);
        await square.Kith.TellAllAsync();
        Assert.Equal(1, (int)(await square.Rosa.GetAsync($"/api/causes/{cause}"))["tellings"]!["draft"]!);

        await square.SayAsync("thabo", "Me too", post: null);
        Assert.Equal(2, (int)(await square.GatherAsync(cause, 2))["tellings"]!["draft"]!);
        Assert.Equal(0, (int)(await square.Rosa.PutAsync($"/api/causes/{cause}/state", new { state = "beingFixed" }))["tellings"]!["draft"]!);
        await square.Rosa.PutAsync($"/api/causes/{cause}/sending", null, HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task who_was_told_and_speaks_of_it_again_is_told_again()
    {
        await using var square = await Square.OpenAsync(world);
        await square.SayAsync("nomsa", "What does it cost?", post: null);
        var cause = await square.NameCauseAsync();
        await square.GatherAsync(cause, 1);
        await square.FixAsync(cause);
        await square.SendAsync(cause);
        await square.Kith.TellAllAsync();
        await square.ReadAsync("nomsa");

        await square.FixAsync(cause);
        Assert.Equal("told", (string)(await square.TellingOfAsync(cause, "nomsa"))["state"]!);
        await square.SayAsync("nomsa", "It is wrong again", post: null);
        await square.Rosa.PutAsync($"/api/causes/{cause}/about/moments/{(await square.SaidAsync("nomsa")).Last().Id}", null);
        Assert.Equal("draft", (string)(await square.TellingOfAsync(cause, "nomsa"))["state"]!);
        await square.SendAsync(cause);
        await square.Kith.TellAllAsync();

        Assert.Equal(2, (await square.ReadAsync("nomsa", atLeast: 2)).Count);
    }

    [Fact]
    public async Task waits_for_the_morning_and_goes_by_itself_then()
    {
        await using var square = await Square.OpenAsync(world);
        await square.SayAsync("nomsa", "What does it cost?", post: null);
        await square.Kith.WriteAsync(square.Kith.Marula, db => db.Handles.ExecuteUpdateAsync(set => set.SetProperty(h => h.LastSeen, Life.Now.AddDays(-2))));
        await QuietAsync(square, new TimeOnly(0, 0), new TimeOnly(23, 59));
        var cause = await square.NameCauseAsync();
        await square.GatherAsync(cause, 1);
        await square.FixAsync(cause);
        await square.SendAsync(cause);
        await square.Kith.TellAllAsync();

        var waiting = await square.TellingOfAsync(cause, "nomsa");
        Assert.Equal(("waiting", "quiet_hours"), ((string)waiting["state"]!, (string)waiting["reason"]!["code"]!));
        Assert.True((DateTime)waiting["reason"]!["until"]! > Life.Now);
        Assert.Empty(square.Carrier.Hooked);

        await QuietAsync(square, TimeOnly.MinValue, TimeOnly.MinValue);
        await square.Kith.WriteAsync(square.Kith.Marula, db => db.Tellings.ExecuteUpdateAsync(set => set.SetProperty(t => t.NextAt, Life.Now)));
        await square.Kith.TellAllAsync();
        Assert.Single(await square.ReadAsync("nomsa"));
    }

    [Fact]
    public async Task two_who_turn_out_to_be_one_are_told_once()
    {
        await using var square = await Square.OpenAsync(world);
        await square.SayAsync("nomsa", "What does it cost?", post: null);
        await square.SayAsync("nomsa.n", "What does it cost?", post: null);
        var cause = await square.NameCauseAsync();
        await square.GatherAsync(cause, 1, 2);
        await square.FixAsync(cause);
        await square.SendAsync(cause);
        await square.Rosa.PostAsync($"/api/people/{await square.PersonAsync("nomsa")}/merges", new { other = await square.PersonAsync("nomsa.n") }, HttpStatusCode.Created);
        await square.Kith.TellAllAsync();

        Assert.Equal(["leftOut", "told"], (await square.TellingsAsync(cause)).Select(one => (string)one!["state"]!).Order());
        Assert.Equal(1, (int)(await square.Rosa.GetAsync($"/api/causes/{cause}"))["people"]!);
        Assert.Equal(1, await square.Kith.LookAsync(db => db.Moments.CountAsync(m => m.Kind == MomentKind.Message && m.Direction == Direction.Out)));
    }

    static Task<int> QuietAsync(Square square, TimeOnly from, TimeOnly to) =>
        square.Kith.WriteAsync(square.Kith.Marula, db => db.Workspaces.ExecuteUpdateAsync(set => set.SetProperty(w => w.QuietHours, new QuietHours(from, to))));

    static async Task<(string Text, string Visibility)> DraftAsync(Square square, Guid cause, string handle)
    {
        var draft = await square.TellingOfAsync(cause, handle);
        return ((string)draft["text"]!, (string)draft["place"]!["visibility"]!);
    }
}
