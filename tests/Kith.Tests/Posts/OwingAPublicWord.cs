using System.Net;
using System.Text.Json.Nodes;
using Kith.Tests.Connections;

namespace Kith.Tests.Posts;

/// <summary>People read the question; a case is not over before they can read the outcome, or it is written down why not.</summary>
public class OwingAPublicWord(World world) : IClassFixture<World>
{
    [Fact]
    public async Task begins_with_a_public_item_and_ends_with_a_public_answer()
    {
        await using var square = await Square.OpenAsync(world);
        await square.SayAsync("nomsa", "In private", post: null);
        Assert.Empty(await square.DebtsAsync());

        await square.SayAsync("sipho", "You lost my claim photos");
        Assert.Equal(2, (long)Assert.Single(await square.DebtsAsync())!["number"]!);
        Assert.Equal(1, (int)(await square.Rosa.GetAsync("/api/cases/counts"))["owedInPublic"]!);

        await square.AnswerAsync("sipho", "They are found");
        Assert.Empty(await square.DebtsAsync());
        await square.Rosa.PutAsync("/api/cases/2/closure", null);
    }

    [Fact]
    public async Task stands_again_when_it_goes_on_in_private_until_the_outcome_is_said_there_too()
    {
        await using var square = await Square.OpenAsync(world);
        await square.SayAsync("sipho", "You lost my claim photos");
        await square.AnswerAsync("sipho", "I read it, and I am sorry");
        await square.SendAsync("sipho", "May I have the number of the claim?", (await square.SaidAsync("sipho"))[0].Id, null);
        await square.SayAsync("sipho", "CL-20817", post: null);
        Assert.Single(await square.DebtsAsync());

        var refused = await square.Rosa.PutAsync("/api/cases/1/closure", null, HttpStatusCode.Conflict);
        Assert.Equal("owes_public", (string)refused["code"]!);
        Assert.Equal("open", (string)(await square.CaseAsync())["state"]!);

        await square.AnswerAsync("sipho", "Found and settled, thank you");
        Assert.Empty(await square.DebtsAsync());
        Assert.Equal("closed", (string)(await square.Rosa.PutAsync("/api/cases/1/closure", null))["state"]!);
    }

    [Fact]
    public async Task ends_with_a_reason_that_stays_on_the_record()
    {
        await using var square = await Square.OpenAsync(world);
        await square.SayAsync("sipho", "You lost my claim photos");

        await square.Rosa.PutAsync("/api/cases/1/closure", new { whyNotInPublic = "   " }, HttpStatusCode.Conflict);
        await square.Rosa.PutAsync("/api/cases/1/closure", new { whyNotInPublic = "He asked us not to" });

        Assert.Equal("He asked us not to", (string)(await MomentAsync(square, "case_closed"))["detail"]!["whyNotInPublic"]!);
        Assert.Empty(await square.DebtsAsync());
    }

    [Fact]
    public async Task can_be_settled_with_a_reason_while_the_case_goes_on()
    {
        await using var square = await Square.OpenAsync(world);
        await square.SayAsync("sipho", "You lost my claim photos");

        await square.Rosa.PutAsync("/api/cases/1/settlement", new { why = " " }, HttpStatusCode.BadRequest);
        await square.Rosa.PutAsync("/api/cases/1/settlement", new { why = "The post is gone" });
        await square.Rosa.PutAsync("/api/cases/1/settlement", new { why = "Twice" });

        Assert.Equal("The post is gone", (string)(await MomentAsync(square, "public_settled"))["detail"]!["why"]!);
        Assert.Equal("open", (string)(await square.CaseAsync())["state"]!);
        Assert.Empty(await square.DebtsAsync());
        await square.Rosa.PutAsync("/api/cases/1/closure", null);
    }

    [Fact]
    public async Task under_two_posts_is_paid_under_both()
    {
        await using var square = await Square.OpenAsync(world);
        await square.SayAsync("sipho", "You lost my claim photos");
        await square.SayAsync("sipho", "And here I say it again", post: "312");

        await square.AnswerAsync("sipho", "Found");
        Assert.Single(await square.DebtsAsync());
        var first = (await square.SaidAsync("sipho"))[0].Id;
        await square.SendAsync("sipho", "Found", first, "http.public");
        Assert.Empty(await square.DebtsAsync());
    }

    [Fact]
    public async Task whose_answer_is_taken_back_is_owed_again()
    {
        await using var square = await Square.OpenAsync(world);
        await square.SayAsync("sipho", "You lost my claim photos");
        var since = (string)(await square.CaseAsync())["owesPublicSince"]!;
        await square.Kith.LetTakeBackAsync();
        var answer = await square.AnswerAsync("sipho", "Found");

        await square.Rosa.DeleteAsync($"/api/deliveries/{answer["id"]}");

        Assert.Equal(since, (string)(await square.CaseAsync())["owesPublicSince"]!);
    }

    [Fact]
    public async Task whose_answer_was_refused_there_is_owed_again_and_the_case_is_not_over()
    {
        await using var square = await Square.OpenAsync(world);
        await square.SayAsync("sipho", "You lost my claim photos");
        square.Carrier.Plan(FakeCarrier.Mood.RefusesTheMessage);
        var answer = await square.AnswerAsync("sipho", "Found", more: new { thenClose = true });
        Assert.Equal("closed", (string)(await square.CaseAsync())["state"]!);

        await square.Kith.LetTimePassAsync(square.Sender.Connection);
        await square.Kith.UntilAsync((Guid)answer["id"]!, DeliveryState.Failed);

        Assert.Equal("open", (string)(await square.CaseAsync())["state"]!);
        Assert.Single(await square.DebtsAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task that_was_paid_is_owed_again_from_its_first_hour_when_the_answer_fails_there_later(bool thenClose)
    {
        await using var square = await Square.OpenAsync(world);
        await square.SayAsync("sipho", "You lost my claim photos", at: Life.Now.AddHours(-5));
        var since = (string)(await square.CaseAsync())["owesPublicSince"]!;
        var answer = await square.AnswerAsync("sipho", "Found", more: new { thenClose });
        await square.LeftAsync(answer);
        Assert.Empty(await square.DebtsAsync());

        await FailsAsync(square, answer);
        await FailsAsync(square, answer);

        var kase = await square.CaseAsync();
        Assert.Equal(("open", since), ((string)kase["state"]!, (string)kase["owesPublicSince"]!));
        Assert.Equal((string)answer["id"]!, (string)(await MomentAsync(square, "public_owed"))["detail"]!["refused"]!);
        await square.Rosa.PutAsync("/api/cases/1/closure", null, HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task that_was_paid_again_since_is_not_owed_for_the_first_answer()
    {
        await using var square = await Square.OpenAsync(world);
        await square.SayAsync("sipho", "You lost my claim photos");
        var first = await square.AnswerAsync("sipho", "Found");
        await square.LeftAsync(first);
        await square.LeftAsync(await square.AnswerAsync("sipho", "Found, all three"));

        await FailsAsync(square, first);

        Assert.Empty(await square.DebtsAsync());
    }

    [Fact]
    public async Task is_paid_when_what_was_refused_is_sent_after_all()
    {
        await using var square = await Square.OpenAsync(world);
        await square.SayAsync("sipho", "You lost my claim photos");
        var answer = await square.AnswerAsync("sipho", "Found");
        await square.LeftAsync(answer);
        await FailsAsync(square, answer);
        Assert.Single(await square.DebtsAsync());

        await square.Rosa.PostAsync($"/api/deliveries/{answer["id"]}/retry", null, HttpStatusCode.NoContent);

        Assert.Empty(await square.DebtsAsync());
    }

    [Fact]
    public async Task is_settled_by_hand_with_the_link_to_where_it_was_said()
    {
        await using var square = await Square.OpenAsync(world);
        await square.SayAsync("sipho", "You lost my claim photos");

        await square.Rosa.PutAsync("/api/cases/1/settlement", new { url = "javascript:alert(1)" }, HttpStatusCode.BadRequest);
        await square.Rosa.PutAsync("/api/cases/1/settlement", new { url = "https://forum.marula.example/311#77" });

        Assert.Equal("https://forum.marula.example/311#77", (string)(await MomentAsync(square, "public_settled"))["detail"]!["url"]!);
        Assert.Empty(await square.DebtsAsync());
    }

    [Fact]
    public async Task is_ended_with_saved_words_that_say_nothing_private()
    {
        await using var square = await Square.OpenAsync(world);
        await square.SayAsync("sipho", "You lost my claim photos", name: "Sipho Maseko");
        await square.Rosa.PostAsync("/api/answers", new { title = "Found", text = "Hello {name}, they are found.", closing = true });
        await square.Rosa.PostAsync("/api/answers", new { title = "With a number", text = "Your claim CL-20817 is settled.", closing = true });
        await square.Rosa.PostAsync("/api/answers", new { title = "In German", text = "Gefunden.", language = "de", closing = true });
        await square.Rosa.PostAsync("/api/answers", new { title = "For something else", text = "Good day." });

        var words = (await square.Rosa.GetAsync("/api/cases/1/closing-words"))["items"]!.AsArray().Select(word => (string)word!["text"]!);

        Assert.Equal(["Hello Sipho, they are found.", "Hello Sipho, this is settled now. Thank you for telling us, and for your patience."], words);
        await square.Kith.AsNeighbour(Cast.Rosa).GetProblemAsync("/api/cases/1/closing-words", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task goes_with_its_case_into_the_one_it_is_merged_with()
    {
        await using var square = await Square.OpenAsync(world);
        await square.SayAsync("sipho", "You lost my claim photos");
        var other = await square.Rosa.PostAsync("/api/cases", new { personId = await square.PersonAsync("sipho"), title = "Another" });

        await square.Rosa.PostAsync("/api/cases/1/merges", new { into = (long)other["number"]! });

        Assert.Equal((long)other["number"]!, (long)Assert.Single(await square.DebtsAsync())!["number"]!);
    }

    [Fact]
    public async Task stands_in_the_order_of_what_was_promised()
    {
        await using var square = await Square.OpenAsync(world);
        foreach (var name in new[] { "a", "b", "c" }) await square.SayAsync(name, "Hello all");
        await square.Rosa.PutAsync("/api/cases/3/promise", new { due = Life.Now.AddMinutes(1) });

        Assert.Equal([3L, 1L, 2L], (await square.DebtsAsync()).Select(row => (long)row!["number"]!));
    }

    static async Task FailsAsync(Square square, JsonNode answer)
    {
        var key = await square.Kith.LookAsync(db => db.Deliveries.Where(d => d.MomentId == (Guid)answer["id"]!).Select(d => d.AttemptKey).SingleAsync());
        await square.Sender.TellAsync("delivery.changed", new { id = key, state = "failed", reason = "It was taken down." });
        await square.Kith.CaughtUpAsync();
    }

    static async Task<JsonNode> MomentAsync(Square square, string kind) =>
        (await square.Rosa.GetAsync($"/api/people/{await square.PersonAsync("sipho")}/timeline"))["items"]!.AsArray().Single(m => (string)m!["kind"]! == kind)!;
}
