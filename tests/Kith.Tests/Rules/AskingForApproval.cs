using System.Net;
using System.Text.Json.Nodes;
using Kith.Tests.Causes;
using Kith.Tests.Posts;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Tests.Rules;

/// <summary>Words wait for somebody else to read them, and leave once.</summary>
public class AskingForApproval(World world) : IClassFixture<World>
{
    [Fact]
    public async Task the_words_wait_without_a_delivery_while_the_promise_runs_and_leave_once_when_approved()
    {
        var square = await Square.OpenAsync(world);
        await square.SayAsync("nomsa", "What does it cost?", post: null, name: "Nomsa");
        await RuleAsync(square, new { name = "Rosa is new", about = "messages", place = "anywhere", teammates = new[] { Id(square, Cast.Rosa) }, approvers = new[] { Id(square, Cast.Omar) } });
        var person = await square.PersonAsync("nomsa");
        var body = Body(square, "It costs nothing");

        var waits = await square.Rosa.PostAsync($"/api/people/{person}/messages", body, HttpStatusCode.Accepted);
        var again = await square.Rosa.PostAsync($"/api/people/{person}/messages", body, HttpStatusCode.Accepted);
        Assert.Equal((string)waits["id"]!, (string)again["id"]!);
        Assert.Equal(("waiting", "Omar Haddad"), ((string)waits["state"]!, (string)waits["waitsFor"]!.AsArray().Single()!["name"]!));
        Assert.Equal(0, await square.Kith.LookAsync(db => db.Deliveries.CountAsync()));
        Assert.Equal("open", (string)(await square.CaseAsync())["state"]!);
        Assert.True(await square.Kith.LookAsync(db => db.Promises.AnyAsync(p => p.KeptAt == null && p.EndedAt == null)));
        Assert.Contains((await square.Kith.As(Cast.Omar).GetAsync("/api/notices"))["items"]!.AsArray(), one => (string)one!["kind"]! == "approval");

        // It stands in the database: a restart loses nothing.
        await using var kith = await square.Kith.StopAsync();
        var (rosa, omar) = (kith.As(Cast.Rosa), kith.As(Cast.Omar));
        var id = waits["id"]!;
        Assert.Equal("own_words", (string)(await rosa.PutAsync($"/api/approvals/{id}/approval", new { }, HttpStatusCode.Conflict))["code"]!);
        Assert.Equal((string)id!, (string)(await omar.GetAsync("/api/approvals?list=mine"))["items"]!.AsArray().Single()!["id"]!);
        var decided = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => kith.As(Cast.Omar).PutAsync($"/api/approvals/{id}/approval", new { })));

        Assert.All(decided, one => Assert.Equal("approved", (string)one["state"]!));
        Assert.Single(decided.Select(one => (string)one["momentId"]!).Distinct());
        Assert.Equal(1, await kith.LookAsync(db => db.Deliveries.CountAsync()));
        var said = await kith.LookAsync(db => db.Moments.SingleAsync(m => m.Direction == Direction.Out && m.Kind == MomentKind.Message));
        Assert.Equal(("It costs nothing", square.Kith.Marula.TeammateIds["Rosa"]), (said.Text, said.AuthorId!.Value));
        Assert.Empty((await omar.GetAsync("/api/approvals?list=mine"))["items"]!.AsArray());
        await rosa.PostAsync($"/api/people/{person}/messages", body);
        await rosa.DeleteAsync($"/api/approvals/{id}", HttpStatusCode.Conflict);
        Assert.Equal(1, await kith.LookAsync(db => db.Deliveries.CountAsync()));
        await square.Carrier.DisposeAsync();
    }

    [Fact]
    public async Task the_approver_mends_the_words_or_sends_them_back_and_the_author_takes_them_back()
    {
        await using var square = await Square.OpenAsync(world);
        await square.SayAsync("nomsa", "What does it cost?", post: null);
        await square.SayAsync("sipho", "And in public?", name: "Sipho");
        await RuleAsync(square, new { name = "Sums", about = "messages", place = "anywhere", above = 1000, approvers = new[] { Id(square, Cast.Omar) } });
        var omar = square.Kith.As(Cast.Omar);
        await square.SendAsync("nomsa", "It costs R 999,50", null, null);

        var first = await square.SendAsync("nomsa", "It costs R 1 250,00", null, null, HttpStatusCode.Accepted);
        Assert.Equal("house_rule", (string)(await omar.PutAsync($"/api/approvals/{first["id"]}/approval", new { text = "You failed to read it: R 1 250" }, HttpStatusCode.Conflict))["code"]!);
        var mended = await omar.PutAsync($"/api/approvals/{first["id"]}/approval", new { text = "It costs R 1 200,00" });
        Assert.Equal(("It costs R 1 250,00", "It costs R 1 200,00"), ((string)mended["text"]!, (string)mended["editedText"]!));
        Assert.Contains("It costs R 1 200,00", await square.Kith.LookAsync(db => db.Moments.Where(m => m.Direction == Direction.Out).Select(m => m.Text!).ToListAsync()));

        var second = await square.AnswerAsync("sipho", "It costs R 2 000", HttpStatusCode.Accepted);
        await omar.PutAsync($"/api/approvals/{second["id"]}/return", new { note = " " }, HttpStatusCode.BadRequest);
        await omar.PutAsync($"/api/approvals/{second["id"]}/return", new { note = "Not in public, please" });
        Assert.Equal("It costs R 2 000", (string)(await square.Rosa.GetAsync($"/api/drafts/{await square.PersonAsync("sipho")}"))["text"]!);
        Assert.Contains((await square.Rosa.GetAsync("/api/notices"))["items"]!.AsArray(), one => ((string)one!["text"]!).Contains("Not in public, please", StringComparison.Ordinal));
        Assert.Equal("not_waiting", (string)(await omar.PutAsync($"/api/approvals/{second["id"]}/approval", new { }, HttpStatusCode.Conflict))["code"]!);

        var third = await square.SendAsync("nomsa", "It costs R 3 000", null, null, HttpStatusCode.Accepted);
        await square.Rosa.DeleteAsync($"/api/approvals/{third["id"]}");
        Assert.Equal("It costs R 3 000", (string)(await square.Rosa.GetAsync($"/api/drafts/{await square.PersonAsync("nomsa")}"))["text"]!);
        Assert.Equal(["withdrawn"], (await square.Rosa.GetAsync($"/api/approvals?list=written&person={await square.PersonAsync("nomsa")}"))["items"]!.AsArray().Select(one => (string)one!["state"]!).Where(state => state != "approved"));
    }

    [Fact]
    public async Task a_way_that_closed_meanwhile_says_so_and_gives_the_words_back()
    {
        await using var square = await Square.OpenAsync(world);
        await square.SayAsync("nomsa", "What does it cost?", post: null);
        await RuleAsync(square, new { name = "Everything", about = "messages", place = "anywhere" });
        var waits = await square.SendAsync("nomsa", "It costs nothing", null, null, HttpStatusCode.Accepted);
        var person = await square.PersonAsync("nomsa");
        await square.Rosa.PutAsync($"/api/people/{person}/block", new { kind = "blocked" }, HttpStatusCode.NoContent);

        // The head of the department is asked where the rule names nobody.
        Assert.Equal("Mina Botha", (string)waits["waitsFor"]!.AsArray().Single()!["name"]!);
        var failed = await square.Kith.As(Cast.Mina).PutAsync($"/api/approvals/{waits["id"]}/approval", new { });
        Assert.Equal(("couldNot", "blocked"), ((string)failed["state"]!, (string)failed["problemCode"]!));
        Assert.Equal(0, await square.Kith.LookAsync(db => db.Deliveries.CountAsync()));
        Assert.Equal("It costs nothing", (string)(await square.Rosa.GetAsync($"/api/drafts/{person}"))["text"]!);
        Assert.Equal("not_asked", (string)(await square.Kith.As(Cast.Omar).PutAsync($"/api/approvals/{waits["id"]}/approval", new { }, HttpStatusCode.Forbidden))["code"]!);
    }

    [Fact]
    public async Task who_does_not_come_to_it_in_time_is_followed_by_the_stand_in_and_the_owners()
    {
        await using var square = await Square.OpenAsync(world);
        await square.SayAsync("nomsa", "What does it cost?", post: null);
        await RuleAsync(square, new { name = "Everything", about = "messages", place = "private", approvers = new[] { Id(square, Cast.Omar) }, standInId = Id(square, Cast.Ada), minutes = 30 });
        var waits = await square.SendAsync("nomsa", "It costs nothing", null, null, HttpStatusCode.Accepted);
        Assert.Equal("Omar Haddad", Asked(waits));

        foreach (var next in new[] { "Ada Lindqvist", "Mina Botha", "Mina Botha" })
        {
            await square.Kith.WriteAsync(square.Kith.Marula, db => db.Approvals.Where(a => a.ClimbAt != null).ExecuteUpdateAsync(set => set.SetProperty(a => a.ClimbAt, Life.Now.AddMinutes(-1))));
            await square.Kith.Services.GetRequiredService<ApprovalWatch>().LookAsync(CancellationToken.None);
            Assert.Equal(next, Asked(await square.Rosa.GetAsync($"/api/approvals/{waits["id"]}")));
        }
        // Whoever was asked before may still decide.
        Assert.True((bool)(await square.Kith.As(Cast.Omar).GetAsync($"/api/approvals/{waits["id"]}"))["mayDecide"]!);
        await square.Kith.As(Cast.Ada).PutAsync("/api/me/away", new { });
        await square.Kith.As(Cast.Omar).PutAsync("/api/me/away", new { });
        Assert.Equal("Mina Botha", Asked(await square.SendAsync("nomsa", "And this too", null, null, HttpStatusCode.Accepted)));
    }

    [Fact]
    public async Task what_everybody_is_told_is_approved_all_together()
    {
        await using var square = await Square.OpenAsync(world);
        await square.SayAsync("nomsa", "What does it cost?", post: null);
        await square.SayAsync("thabo", "What does it cost?", post: null);
        await RuleAsync(square, new { name = "Tellings", about = "tellings", place = "anywhere" });
        var cause = await square.NameCauseAsync();
        await square.GatherAsync(cause, 1, 2);
        await square.FixAsync(cause);

        var waits = await square.Rosa.PutAsync($"/api/causes/{cause}/sending", null, HttpStatusCode.Accepted);
        Assert.Equal((string)waits["id"]!, (string)(await square.Rosa.PutAsync($"/api/causes/{cause}/sending", null, HttpStatusCode.Accepted))["id"]!);
        await square.Rosa.PatchAsync($"/api/causes/{cause}/tellings/{(await square.TellingOfAsync(cause, "thabo"))["id"]}", new { text = "Changed after it was read" });
        await square.Kith.TellAllAsync();
        Assert.Empty(square.Carrier.Hooked);

        await square.Kith.As(Cast.Mina).PutAsync($"/api/approvals/{waits["id"]}/approval", new { });
        await square.Kith.TellAllAsync();
        Assert.Single(await square.ReadAsync("nomsa"));
        Assert.Equal("draft", (string)(await square.TellingOfAsync(cause, "thabo"))["state"]!);
    }

    static Task<JsonNode> RuleAsync(Square square, object rule) => square.Kith.As(Cast.Ada).PostAsync("/api/approvals/rules", rule);

    static Guid Id(Square square, Member member) => square.Kith.Marula.TeammateIds[member.FirstName];

    static string Asked(JsonNode approval) => string.Join(", ", approval["waitsFor"]!.AsArray().Select(one => (string)one!["name"]!));

    static object Body(Square square, string text) => new { id = Ids.New(TimeProvider.System), text, connectionId = square.Sender.Connection };
}
