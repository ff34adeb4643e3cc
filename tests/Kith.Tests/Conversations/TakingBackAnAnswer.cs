using System.Net;
using System.Text.Json.Nodes;
using Kith.Tests.Connections;

namespace Kith.Tests.Conversations;

/// <summary>Within its seconds a send is undone with everything it changed on the case.</summary>
public class TakingBackAnAnswer(World world) : IClassFixture<World>
{
    [Fact]
    public async Task owes_the_same_promise_again_and_shows_the_persons_words()
    {
        await using var carrier = await FakeCarrier.OpenAsync();
        await using var kith = await OpenAsync(carrier);
        var nomsa = await NomsaAsync(kith, carrier);
        var before = await RowAsync(kith);
        var answer = await AnswerAsync(kith, nomsa, "Wrong words");
        Assert.Equal(("lookAgain", "out", "Wrong words"), Of(await RowAsync(kith)));

        await UndoAsync(kith, answer);
        Assert.True(JsonNode.DeepEquals(before, await RowAsync(kith)), $"{before}\n{await RowAsync(kith)}");
        Assert.Equal((null, null), await PromiseAsync(kith));
        await UndoAsync(kith, answer);
        Assert.True(JsonNode.DeepEquals(before, await RowAsync(kith)));
        Assert.Empty(carrier.Messages);
    }

    [Theory]
    [InlineData("snoozed")]
    [InlineData("waiting")]
    [InlineData("closed")]
    public async Task leaves_the_case_as_it_rested_before(string state)
    {
        await using var carrier = await FakeCarrier.OpenAsync();
        await using var kith = await OpenAsync(carrier);
        var nomsa = await NomsaAsync(kith, carrier);
        if (state == "closed") await kith.As(Cast.Rosa).PutAsync("/api/cases/1/closure", null);
        else await kith.As(Cast.Rosa).PutAsync($"/api/cases/1/{(state == "snoozed" ? "snooze" : "waiting")}", new { until = Life.Now.AddDays(2) });
        var before = await RowAsync(kith);
        Assert.Equal(state, (string)before["state"]!);
        var answer = await AnswerAsync(kith, nomsa, "Wrong words", number: 1);
        if (state == "closed") Assert.Equal("open", (string)(await RowAsync(kith))["state"]!);

        await UndoAsync(kith, answer);
        Assert.True(JsonNode.DeepEquals(before, await RowAsync(kith)), $"{before}\n{await RowAsync(kith)}");
    }

    [Fact]
    public async Task that_closed_the_case_opens_it_again()
    {
        await using var carrier = await FakeCarrier.OpenAsync();
        await using var kith = await OpenAsync(carrier);
        var nomsa = await NomsaAsync(kith, carrier);
        var before = await RowAsync(kith);
        var answer = await AnswerAsync(kith, nomsa, "Done!", thenClose: true);
        Assert.Equal("closed", (string)(await RowAsync(kith))["state"]!);

        await UndoAsync(kith, answer);
        Assert.True(JsonNode.DeepEquals(before, await RowAsync(kith)));
        var timeline = (await kith.As(Cast.Rosa).GetAsync($"/api/people/{nomsa}/timeline"))["items"]!.AsArray();
        Assert.Equal(["case_closed", "case_reopened"], timeline.Select(row => (string)row!["kind"]!).Where(kind => kind is "case_closed" or "case_reopened"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task of_two_leaves_the_promise_to_the_other(bool firstFirst)
    {
        await using var carrier = await FakeCarrier.OpenAsync();
        await using var kith = await OpenAsync(carrier);
        var nomsa = await NomsaAsync(kith, carrier);
        var before = await RowAsync(kith);
        Guid[] answers = [await AnswerAsync(kith, nomsa, "One"), await AnswerAsync(kith, nomsa, "Two")];
        if (!firstFirst) Array.Reverse(answers);

        await UndoAsync(kith, answers[0]);
        Assert.Equal(("lookAgain", "out", firstFirst ? "Two" : "One"), Of(await RowAsync(kith)));
        Assert.NotNull((await PromiseAsync(kith)).Kept);
        await UndoAsync(kith, answers[1]);
        Assert.True(JsonNode.DeepEquals(before, await RowAsync(kith)), $"{before}\n{await RowAsync(kith)}");
        Assert.Equal((null, null), await PromiseAsync(kith));
    }

    [Fact]
    public async Task leaves_what_others_did_meanwhile()
    {
        await using var carrier = await FakeCarrier.OpenAsync();
        await using var kith = await OpenAsync(carrier);
        var partner = await ConnectAsync(kith, carrier);
        await partner.TellsAsync("1", "nomsa", "Where is my claim?");
        var due = (string)(await RowAsync(kith))["promiseDue"]!;
        var nomsa = (await partner.HandleAsync("nomsa")).PersonId;
        var first = await AnswerAsync(kith, nomsa, "Wrong words");
        await partner.TellsAsync("2", "nomsa", "Are you there?");

        await UndoAsync(kith, first);
        var row = await RowAsync(kith);
        Assert.Equal(("firstAnswer", "in", "Are you there?"), Of(row));
        Assert.Equal(due, (string)row["promiseDue"]!);

        var second = await AnswerAsync(kith, nomsa, "Wrong again");
        await kith.As(Cast.Omar).PutAsync("/api/cases/1/closure", null);
        await UndoAsync(kith, second);
        Assert.Equal(("closed", "Are you there?"), ((string)(await RowAsync(kith))["state"]!, (string)(await RowAsync(kith))["lastText"]!));
        Assert.Equal(0, await kith.LookAsync(db => db.Promises.CountAsync(p => p.EndedAt == null)));
    }

    [Fact]
    public async Task that_were_the_first_words_leaves_a_case_without_words()
    {
        await using var carrier = await FakeCarrier.OpenAsync();
        await using var kith = await OpenAsync(carrier);
        var thabo = await kith.MeetAsync("Thabo Vilakazi", Correspondence.Phone);
        var sms = await kith.ConnectSmsAsync(carrier);
        var sent = await kith.As(Cast.Rosa).PostAsync($"/api/people/{thabo.Id}/messages", new { id = Guid.CreateVersion7(), text = "An offer", connectionId = sms });

        await UndoAsync(kith, sent["id"]!.GetValue<Guid>());
        var row = await RowAsync(kith);
        Assert.Equal(("open", "lookAgain", "none", null), ((string)row["state"]!, (string)row["promiseKind"]!, (string)row["lastDirection"]!, (string?)row["lastText"]));
    }

    async Task<KithUnderTest> OpenAsync(FakeCarrier carrier)
    {
        var kith = await world.OpenAsync(carrier);
        await kith.LetTakeBackAsync();
        return kith;
    }

    static async Task<Sender> ConnectAsync(KithUnderTest kith, FakeCarrier carrier)
    {
        var secret = Channels.Secrets.Make(Channels.SecretShape.Whsec);
        var row = await kith.As(Cast.Ada).PostAsync("/api/connections", new { name = "partner", channel = "http", settings = new { secret, target_url = $"{carrier.Url}/hook" } });
        return new(kith, kith.Marula, row["id"]!.GetValue<Guid>(), secret);
    }

    /// <summary>Nomsa asks, and is owed a first answer.</summary>
    static async Task<Guid> NomsaAsync(KithUnderTest kith, FakeCarrier carrier)
    {
        var partner = await ConnectAsync(kith, carrier);
        await partner.TellsAsync("1", "nomsa", "Where is my claim?");
        return (await partner.HandleAsync("nomsa")).PersonId;
    }

    static async Task<Guid> AnswerAsync(KithUnderTest kith, Guid person, string text, bool thenClose = false, long? number = null)
    {
        var connection = await kith.LookAsync(db => db.Connections.Select(c => c.Id).SingleAsync());
        var sent = await kith.As(Cast.Rosa).PostAsync($"/api/people/{person}/messages", new { id = Guid.CreateVersion7(), text, connectionId = connection, thenClose, @case = number });
        return sent["id"]!.GetValue<Guid>();
    }

    static Task UndoAsync(KithUnderTest kith, Guid answer) => kith.As(Cast.Rosa).DeleteAsync($"/api/deliveries/{answer}", HttpStatusCode.NoContent);

    /// <summary>The row of the inbox, but for what every change raises.</summary>
    static async Task<JsonObject> RowAsync(KithUnderTest kith)
    {
        var row = (await kith.As(Cast.Omar).GetAsync("/api/cases/1")).AsObject();
        row.Remove("version");
        return row;
    }

    static (string PromiseKind, string LastDirection, string LastText) Of(JsonObject row) => ((string)row["promiseKind"]!, (string)row["lastDirection"]!, (string)row["lastText"]!);

    static Task<(DateTime? Kept, DateTime? Ended)> PromiseAsync(KithUnderTest kith) => kith.LookAsync(async db =>
    {
        var promise = await db.Promises.AsNoTracking().SingleAsync();
        return (promise.KeptAt, promise.EndedAt);
    });
}
