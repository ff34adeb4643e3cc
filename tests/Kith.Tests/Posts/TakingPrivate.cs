using System.Net;
using System.Text.Json.Nodes;
using Kith.Tests.Connections;
using static Kith.Tests.Connections.FakePage;

namespace Kith.Tests.Posts;

/// <summary>What was said in public is taken private by one message for each comment, and goes on there.</summary>
public class TakingPrivate(World world) : IClassFixture<World>
{
    [Fact]
    public async Task one_message_goes_to_who_commented_and_their_answer_continues_the_case()
    {
        await using var page = await FakePage.OpenAsync(world);
        var said = await CommentedAsync(page);

        await SentAsync(page, await page.SendAsync(said, "May we have your claim number?"));
        var left = Assert.Single(page.Taken);
        Assert.Equal((Page + "/messages", "777_12", "May we have your claim number?"), (left.Path, (string)left.Body["recipient"]!["comment_id"]!, (string)left.Body["message"]!["text"]!));

        await page.TellsAsync(page.Private("PSID-777_12", new { message = new { mid = "m_1", text = "It is CL-20817" } }));
        var answer = await page.SaidAsync("m:m_1");
        Assert.Equal((said.PersonId, said.CaseId), (answer.PersonId, answer.CaseId));
        Assert.Single((await page.Rosa.GetAsync("/api/cases?owes=public"))["items"]!.AsArray());

        await SentAsync(page, await page.SendAsync(answer, "Thank you, found it"));
        Assert.Equal("PSID-777_12", (string)page.Taken.Last().Body["recipient"]!["id"]!);
    }

    [Fact]
    public async Task a_second_is_refused_with_the_next_way_and_leaves_nothing()
    {
        await using var page = await FakePage.OpenAsync(world);
        var said = await CommentedAsync(page);
        Assert.True((bool)(await OnceAsync(page, said))["allowed"]!);
        await SentAsync(page, await page.SendAsync(said, "May we have your claim number?"));

        var refused = await page.SendAsync(said, "And your name?", expected: HttpStatusCode.Conflict, by: page.Kith.As(Cast.Ada));
        Assert.Equal("private_reply_used", (string)refused["code"]!);
        Assert.Contains("Answer in public", (string)refused["detail"]!, StringComparison.Ordinal);
        Assert.Equal("private_reply_used", (string)(await OnceAsync(page, said))["reason"]!["code"]!);
        Assert.Single(page.Taken);
        // Another comment of theirs is another chance.
        await page.TellsAsync(Comment("777_20", "Still late"));
        await SentAsync(page, await page.SendAsync(await page.SaidAsync("m:777_20"), "We wrote to you"));
        Assert.Equal(2, page.Taken.Count);
    }

    [Fact]
    public async Task what_was_taken_back_in_time_may_be_said_anew()
    {
        await using var page = await FakePage.OpenAsync(world);
        var said = await CommentedAsync(page);
        await page.Kith.LetTakeBackAsync();
        var first = await page.SendAsync(said, "Wrong words");
        await page.Rosa.DeleteAsync($"/api/deliveries/{(Guid)first["id"]!}");

        await page.Kith.As(Cast.Ada).PatchAsync("/api/workspace", new { undoSeconds = 0 });
        await SentAsync(page, await page.SendAsync(said, "Right words"));
        Assert.Equal("Right words", (string)Assert.Single(page.Taken).Body["message"]!["text"]!);
    }

    [Fact]
    public async Task after_a_week_it_is_too_late()
    {
        await using var page = await FakePage.OpenAsync(world);
        var said = await CommentedAsync(page);
        await page.Kith.WriteAsync(page.Kith.Marula, async db => (await db.Moments.SingleAsync(m => m.Id == said.Id)).At -= TimeSpan.FromDays(8));

        Assert.Equal("private_reply_late", (string)(await page.SendAsync(said, "Hello", expected: HttpStatusCode.Conflict))["code"]!);
        await page.TellsAsync(Comment("777_13", "Gone soon", from: "89"));
        await page.TellsAsync(Comment("777_13", null, from: null, verb: "remove"));
        Assert.Equal("gone", (string)(await page.SendAsync(await page.SaidAsync("m:777_13"), "Hello", expected: HttpStatusCode.Conflict))["code"]!);
    }

    [Fact]
    public async Task who_it_went_to_is_known_though_the_answer_was_lost()
    {
        await using var page = await FakePage.OpenAsync(world);
        var said = await CommentedAsync(page);
        page.AnswersToLose = 1;
        var sent = await page.SendAsync(said, "May we have your claim number?");
        var delivery = await page.Kith.UntilAsync((Guid)sent["id"]!, DeliveryState.Unsure);
        Assert.Equal("private_reply_used", (string)(await page.SendAsync(said, "Hello?", expected: HttpStatusCode.Conflict))["code"]!);

        await page.TellsAsync(page.Private(Page, new { message = new { mid = "m_ours1", text = "May we have your claim number?", is_echo = true, metadata = delivery.AttemptKey.ToString() } }, to: "PSID-777_12"));
        await page.Kith.UntilAsync((Guid)sent["id"]!, DeliveryState.Sent);
        await page.TellsAsync(page.Private("PSID-777_12", new { message = new { mid = "m_1", text = "CL-20817" } }));

        Assert.Equal((said.PersonId, said.CaseId), await page.SaidAsync("m:m_1") is var answer ? (answer.PersonId, answer.CaseId) : default);
        Assert.Single(page.Taken);
    }

    [Fact]
    public async Task having_been_reached_opens_no_window_and_having_written_does()
    {
        await using var page = await FakePage.OpenAsync(world);
        var said = await CommentedAsync(page);
        await SentAsync(page, await page.SendAsync(said, "May we have your claim number?"));

        Assert.Equal("may_not_start", (string)(await WaysAsync(page, said)).Single(way => (string)way["surface"]! == "messenger" && way["replies"] is null)["reason"]!["code"]!);
        await page.TellsAsync(page.Private("PSID-777_12", new { message = new { mid = "m_1", text = "CL-20817" } }));
        Assert.True((bool)(await WaysAsync(page, said)).Single(way => (string)way["surface"]! == "messenger" && way["replies"] is null)["allowed"]!);
    }

    [Fact]
    public async Task on_instagram_it_is_the_same()
    {
        await using var page = await FakePage.OpenAsync(world, "instagram");
        await page.TellsAsync(Comments(Commented("c9", "broken zip"), Commented("c10", "mine too", from: "89", parent: "c9")));
        var said = await page.SaidAsync("m:c9");
        await SentAsync(page, await page.SendAsync(said, "Write to us, please", "instagram.comments"));
        await SentAsync(page, await page.SendAsync(said, "May we have your claim number?"));
        Assert.Equal("private_reply_used", (string)(await page.SendAsync(said, "Hello?", expected: HttpStatusCode.Conflict))["code"]!);
        Assert.Equal(["c9/replies", Page + "/messages"], page.Taken.Select(one => one.Path));

        await page.TellsAsync(page.Private("PSID-c9", new { message = new { mid = "m_1", text = "CL-20817" } }));
        Assert.Equal((said.PersonId, said.CaseId), await page.SaidAsync("m:m_1") is var answer ? (answer.PersonId, answer.CaseId) : default);
    }

    static async Task<Moment> CommentedAsync(FakePage page)
    {
        await page.TellsAsync(Comment("777_12", "Late again!"));
        return await page.SaidAsync("m:777_12");
    }

    static async Task SentAsync(FakePage page, JsonNode message)
    {
        await page.Kith.LetTimePassAsync(page.Connection);
        await page.Kith.UntilAsync((Guid)message["id"]!, DeliveryState.Sent);
    }

    static async Task<List<JsonNode>> WaysAsync(FakePage page, Moment said) => [.. (await page.Rosa.GetAsync($"/api/people/{said.PersonId}/ways"))["items"]!.AsArray().Select(way => way!)];

    static async Task<JsonNode> OnceAsync(FakePage page, Moment said) => (await WaysAsync(page, said)).Single(way => way["replies"] is { } replies && (Guid)replies["momentId"]! == said.Id);
}
