using System.Net;
using System.Text.Json.Nodes;
using Kith.Tests.Posts;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Tests.Later;

/// <summary>Words that are written now and leave at their time.</summary>
public class SendingLater(World world) : IClassFixture<World>
{
    [Fact]
    public async Task they_wait_with_their_time_are_changed_and_leave_once_when_it_comes()
    {
        await using var square = await Square.OpenAsync(world);
        await square.SayAsync("nomsa", "What does it cost?", post: null, name: "Nomsa");
        var person = await square.PersonAsync("nomsa");
        var body = Body(square, "It costs nothing", Life.Now.AddHours(2));

        var kept = await square.Rosa.PostAsync($"/api/people/{person}/later", body);
        var again = await square.Rosa.PostAsync($"/api/people/{person}/later", body, HttpStatusCode.OK);
        Assert.Equal((string)kept["id"]!, (string)again["id"]!);
        Assert.Equal(("waiting", "Rosa Meyer", 1L, true), ((string)kept["state"]!, (string)kept["author"]!["name"]!, (long)kept["caseNumber"]!, (bool)kept["mayChange"]!));
        Assert.Equal(0, await SaidAsync(square));
        Assert.True(await square.Kith.LookAsync(db => db.Promises.AnyAsync(p => p.KeptAt == null && p.EndedAt == null)));
        Assert.False((bool)Assert.Single((await square.Kith.As(Cast.Omar).GetAsync($"/api/later?person={person}"))["items"]!.AsArray())!["mayChange"]!);
        Assert.Equal("not_yours", (string)(await square.Kith.As(Cast.Omar).DeleteAsync($"/api/later/{kept["id"]}", HttpStatusCode.Forbidden))["code"]!);

        var changed = await square.Rosa.PatchAsync($"/api/later/{kept["id"]}", new { text = "It costs nothing at all", at = Life.Now.AddHours(3) });
        Assert.Equal("It costs nothing at all", (string)changed["text"]!);
        await square.LookAsync();
        Assert.Equal(0, await SaidAsync(square));

        await TimeComesAsync(square);
        await Task.WhenAll(square.LookAsync(), square.LookAsync());
        await square.LookAsync();
        var said = await square.Kith.LookAsync(db => db.Moments.SingleAsync(m => m.Direction == Direction.Out && m.Kind == MomentKind.Message));
        Assert.Equal(("It costs nothing at all", square.Kith.Marula.TeammateIds["Rosa"]), (said.Text, said.AuthorId!.Value));
        Assert.Equal(1, await square.Kith.LookAsync(db => db.Deliveries.CountAsync()));
        Assert.False(await square.Kith.LookAsync(db => db.Promises.AnyAsync(p => p.KeptAt == null && p.EndedAt == null)));
        Assert.Empty((await square.Rosa.GetAsync($"/api/later?person={person}"))["items"]!.AsArray());
        Assert.Equal("already_sent", (string)(await square.Rosa.PatchAsync($"/api/later/{kept["id"]}", new { at = Life.Now.AddHours(1) }, HttpStatusCode.Conflict))["code"]!);
        await square.Rosa.PostAsync($"/api/people/{person}/later", new { message = body.Message, at = Life.Now.AddHours(2) }, HttpStatusCode.OK);
        Assert.Equal(1, await SaidAsync(square));
    }

    [Fact]
    public async Task they_are_called_back_as_a_draft_and_bad_times_and_bad_words_are_refused_at_once()
    {
        await using var square = await Square.OpenAsync(world);
        await square.SayAsync("nomsa", "What does it cost?", post: null);
        var (person, tomorrow) = (await square.PersonAsync("nomsa"), Life.Now.AddDays(1));

        foreach (var bad in new[] { Life.Now.AddMinutes(-1), Life.Now.AddYears(2) }) await square.Rosa.PostAsync($"/api/people/{person}/later", Body(square, "Hello", bad), HttpStatusCode.BadRequest);
        await square.Rosa.PostAsync($"/api/people/{person}/later", new { at = tomorrow }, HttpStatusCode.BadRequest);
        await square.Kith.As(Cast.Vera).PostAsync($"/api/people/{person}/later", Body(square, "Hello", tomorrow), HttpStatusCode.Forbidden);
        await RuleAsync(square, "cheap");
        Assert.Equal("house_rule", (string)(await square.Rosa.PostAsync($"/api/people/{person}/later", Body(square, "It is cheap", tomorrow), HttpStatusCode.Conflict))["code"]!);
        // The trial of words that would leave leaves nothing behind.
        await square.Rosa.PostAsync($"/api/people/{person}/later", Body(square, "It is free", tomorrow));
        Assert.Equal((1, 0, 0), (await square.Kith.LookAsync(db => db.Moments.CountAsync(m => m.Kind == MomentKind.Message)), await square.Kith.LookAsync(db => db.Deliveries.CountAsync()), await square.Kith.LookAsync(db => db.Approvals.CountAsync())));

        var kept = (await square.Rosa.GetAsync("/api/later"))["items"]!.AsArray().Single()!;
        await square.Rosa.DeleteAsync($"/api/later/{kept["id"]}");
        await square.Rosa.DeleteAsync($"/api/later/{kept["id"]}");
        Assert.Equal("It is free", (string)(await square.Rosa.GetAsync($"/api/drafts/{person}"))["text"]!);
        await TimeComesAsync(square);
        await square.LookAsync();
        Assert.Equal(0, await SaidAsync(square));
    }

    [Fact]
    public async Task what_says_no_at_their_time_holds_them_and_an_approval_is_asked_for_then()
    {
        await using var square = await Square.OpenAsync(world);
        await square.SayAsync("nomsa", "What does it cost?", post: null, name: "Nomsa");
        var person = await square.PersonAsync("nomsa");
        var kept = await square.Rosa.PostAsync($"/api/people/{person}/later", Body(square, "It is cheap", Life.Now.AddHours(2)));
        await RuleAsync(square, "cheap");
        await TimeComesAsync(square);
        await square.LookAsync();

        var held = Assert.Single((await square.Rosa.GetAsync($"/api/later?person={person}"))["items"]!.AsArray())!;
        Assert.Equal(("held", "house_rule", "It is cheap"), ((string)held["state"]!, (string)held["problemCode"]!, (string)held["text"]!));
        Assert.Contains((await square.Rosa.GetAsync("/api/notices"))["items"]!.AsArray(), one => (string)one!["kind"]! == "later" && ((string)one["text"]!).Contains("held", StringComparison.Ordinal));
        Assert.Equal("house_rule", (string)(await square.Rosa.PatchAsync($"/api/later/{kept["id"]}", new { at = Life.Now.AddHours(1) }, HttpStatusCode.Conflict))["code"]!);

        await square.Kith.As(Cast.Ada).PostAsync("/api/approvals/rules", new { name = "Everything", about = "messages", place = "anywhere", approvers = new[] { square.Kith.Marula.TeammateIds["Omar"] } });
        await square.Rosa.PatchAsync($"/api/later/{kept["id"]}", new { at = Life.Now.AddHours(1), text = "It is fair" });
        Assert.Equal(0, await square.Kith.LookAsync(db => db.Approvals.CountAsync()));
        await TimeComesAsync(square);
        await square.LookAsync();
        var asked = Assert.Single((await square.Kith.As(Cast.Omar).GetAsync("/api/approvals?list=mine"))["items"]!.AsArray())!;
        Assert.Equal("It is fair", (string)asked["text"]!);
        Assert.Equal(LaterState.ToApprove, await square.Kith.LookAsync(db => db.LaterMessages.Select(l => l.State).SingleAsync()));
        await square.Kith.As(Cast.Omar).PutAsync($"/api/approvals/{asked["id"]}/approval", new { });
        Assert.Equal(1, await SaidAsync(square));
    }

    [Fact]
    public async Task whoever_wrote_them_is_told_when_the_person_writes_before_and_they_stay_where_that_was_chosen()
    {
        await using var square = await Square.OpenAsync(world);
        await square.SayAsync("nomsa", "What does it cost?", post: null, name: "Nomsa");
        await square.SayAsync("sipho", "And for me?", post: null, name: "Sipho");
        var (nomsa, sipho) = (await square.PersonAsync("nomsa"), await square.PersonAsync("sipho"));
        await square.Rosa.PostAsync($"/api/people/{nomsa}/later", Body(square, "It costs nothing", Life.Now.AddHours(2)));
        await square.Rosa.PostAsync($"/api/people/{sipho}/later", Body(square, "For you neither", Life.Now.AddHours(2), hold: true));
        await square.LookAsync();
        Assert.DoesNotContain((await square.Rosa.GetAsync("/api/notices"))["items"]!.AsArray(), one => (string)one!["kind"]! == "later");

        await square.SayAsync("nomsa", "I found it", post: null);
        await square.SayAsync("sipho", "Never mind", post: null);
        await square.LookAsync();
        await square.LookAsync();
        Assert.Equal(2, (await square.Rosa.GetAsync("/api/notices"))["items"]!.AsArray().Count(one => (string)one!["kind"]! == "later"));
        var waits = Assert.Single((await square.Rosa.GetAsync($"/api/later?person={nomsa}"))["items"]!.AsArray())!;
        Assert.Equal("waiting", (string)waits["state"]!);
        Assert.NotNull(waits["heardAt"]);
        Assert.Equal(("held", "heard"), await StateAsync(square, sipho));

        await TimeComesAsync(square);
        await square.LookAsync();
        Assert.Equal(1, await SaidAsync(square));

        // It is looked at once more when it leaves, and what its author left behind is for whoever looks after the case.
        var held = (await square.Rosa.GetAsync($"/api/later?person={sipho}"))["items"]!.AsArray().Single()!;
        await square.Rosa.PatchAsync($"/api/later/{held["id"]}", new { at = Life.Now.AddHours(1) });
        await square.Kith.As(Cast.Mina).DeleteAsync($"/api/teammates/{square.Kith.Marula.TeammateIds["Rosa"]}");
        await TimeComesAsync(square);
        await square.LookAsync();
        var omar = square.Kith.As(Cast.Omar);
        var left = (await omar.GetAsync($"/api/later?person={sipho}"))["items"]!.AsArray().Single()!;
        Assert.Equal(("author_left", true), ((string)left["problemCode"]!, (bool)left["mayChange"]!));
        await omar.DeleteAsync($"/api/later/{held["id"]}");
        Assert.Equal("For you neither", (string)(await omar.GetAsync($"/api/drafts/{sipho}"))["text"]!);
    }

    [Fact]
    public async Task a_reminder_is_of_one_alone_and_moves_no_promise()
    {
        await using var kith = await world.OpenAsync();
        var person = await kith.MeetAsync("Nomsa Dlamini");
        var kase = await kith.OpenCaseAsync(person, "A roof that leaks");
        var (rosa, omar) = (kith.As(Cast.Rosa), kith.As(Cast.Omar));
        var before = await rosa.GetAsync($"/api/cases/{kase.Number}");

        await rosa.PostAsync($"/api/cases/{kase.Number}/reminders", new { at = Life.Now.AddMinutes(-1) }, HttpStatusCode.BadRequest);
        await rosa.PostAsync("/api/cases/999999/reminders", new { at = Life.Now.AddHours(1) }, HttpStatusCode.NotFound);
        var made = await rosa.PostAsync($"/api/cases/{kase.Number}/reminders", new { at = Life.Now.AddHours(1), text = "Ask for the photo" });
        var other = await rosa.PostAsync($"/api/cases/{kase.Number}/reminders", new { at = Life.Now.AddHours(2) });
        Assert.Empty((await omar.GetAsync("/api/reminders"))["items"]!.AsArray());
        await omar.DeleteAsync($"/api/reminders/{made["id"]}", HttpStatusCode.NotFound);
        Assert.Equal(2, (await rosa.GetAsync($"/api/reminders?case={kase.Number}"))["items"]!.AsArray().Count);
        await rosa.DeleteAsync($"/api/reminders/{other["id"]}");

        await kith.WriteAsync(kith.Marula, db => db.Reminders.ExecuteUpdateAsync(set => set.SetProperty(r => r.At, Life.Now.AddMinutes(-1))));
        await kith.Services.GetRequiredService<LaterWatch>().LookAsync(CancellationToken.None);
        await kith.Services.GetRequiredService<LaterWatch>().LookAsync(CancellationToken.None);
        var told = Assert.Single((await rosa.GetAsync("/api/notices"))["items"]!.AsArray())!;
        Assert.Equal(("reminder", "Ask for the photo", kase.Number), ((string)told["kind"]!, (string)told["text"]!, (long)told["caseNumber"]!));
        Assert.Empty((await rosa.GetAsync("/api/reminders"))["items"]!.AsArray());
        Assert.Empty((await omar.GetAsync("/api/notices"))["items"]!.AsArray());
        var after = await rosa.GetAsync($"/api/cases/{kase.Number}");
        Assert.Equal(((string)before["promiseDue"]!, (string)before["state"]!), ((string)after["promiseDue"]!, (string)after["state"]!));
    }

    sealed record LaterBody(object Message, DateTime At, bool? HoldIfHeard);

    static LaterBody Body(Square square, string text, DateTime at, bool? hold = null) => new(new { id = Ids.New(TimeProvider.System), text, connectionId = square.Sender.Connection, @case = (long?)null }, at, hold);

    static Task<int> SaidAsync(Square square) => square.Kith.LookAsync(db => db.Moments.CountAsync(m => m.Direction == Direction.Out && m.Kind == MomentKind.Message));

    static Task TimeComesAsync(Square square) => square.Kith.WriteAsync(square.Kith.Marula, db => db.LaterMessages.Where(l => l.NextAt != null).ExecuteUpdateAsync(set => set.SetProperty(l => l.NextAt, Life.Now.AddMinutes(-1))));

    static Task<JsonNode> RuleAsync(Square square, string word) => square.Kith.As(Cast.Ada).PostAsync("/api/rules", new { name = "No such word", kind = "avoid", stops = true, isInForce = true, place = "anywhere", phrases = new[] { new { words = word } } });

    static async Task<(string, string)> StateAsync(Square square, Guid person)
    {
        var one = Assert.Single((await square.Rosa.GetAsync($"/api/later?person={person}"))["items"]!.AsArray())!;
        return ((string)one["state"]!, (string)one["problemCode"]!);
    }
}

static class LookingLater
{
    public static Task LookAsync(this Square square) => square.Kith.Services.GetRequiredService<LaterWatch>().LookAsync(CancellationToken.None);
}
