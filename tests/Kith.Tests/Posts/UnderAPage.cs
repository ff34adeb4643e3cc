using System.Net;
using Kith.Tests.Connections;
using static Kith.Tests.Connections.FakePage;

namespace Kith.Tests.Posts;

/// <summary>What is said under the posts of a Facebook page, through the doors.</summary>
public class UnderAPage(World world) : IClassFixture<World>
{
    [Fact]
    public async Task a_comment_is_a_public_moment_under_its_post_and_is_answered_there()
    {
        await using var page = await FakePage.OpenAsync(world);
        await page.TellsAsync(Comment("777_12", "Late again!", photo: $"{page.Url.Replace("http:", "https:", StringComparison.Ordinal)}/bytes/1"));
        var said = await page.SaidAsync("m:777_12");

        var row = (await page.TimelineAsync(said.PersonId)).Single(m => (string)m!["kind"]! == "message")!;
        Assert.Equal(("public", "messenger.comments", "https://www.facebook.com/104000000000001_777"), ((string)row["visibility"]!, (string)row["surface"]!, (string)row["post"]!["url"]!));
        Assert.Equal("Person 88", (string)(await page.Rosa.GetAsync($"/api/people/{said.PersonId}"))["name"]!);

        var answer = await page.SendAsync(said, "We are looking for it", "messenger.comments");
        await page.Kith.LetTimePassAsync(page.Connection);
        await page.Kith.UntilAsync((Guid)answer["id"]!, DeliveryState.Sent);
        var left = Assert.Single(page.Taken);
        Assert.Equal(("777_12/comments", "We are looking for it\n— Rosa"), (left.Path, (string)left.Body["message"]!));
    }

    [Fact]
    public async Task a_batch_is_read_whole_twice_and_in_any_order_trap_5()
    {
        await using var page = await FakePage.OpenAsync(world);
        var batch = Feed(Comment("777_12", "One", from: "1"), Comment("777_13", "Two", from: "2", parent: "777_12"), Comment("777_14", "Three", from: null));
        await page.TellsAsync(batch);
        await page.TellsAsync(batch);
        await page.TellsAsync(Comment("777_14", "Three", from: null), Comment("777_12", "One", from: "1"));

        Assert.Equal(["One", "Two", "Three"], await page.Kith.LookAsync(db => db.Moments.Where(m => m.ConnectionId == page.Connection && m.Kind == MomentKind.Message).OrderBy(m => m.OutsideKey).Select(m => m.Text!).ToListAsync()));
        Assert.Equal(1, await page.Kith.LookAsync(db => db.Posts.CountAsync(p => p.ConnectionId == page.Connection)));
        Assert.Equal(HttpStatusCode.Forbidden, (await page.TellAsync(Feed(Comment("777_99", "Forged")), "guess")).StatusCode);
    }

    [Fact]
    public async Task an_answer_below_an_answer_goes_beside_it_trap_13()
    {
        await using var page = await FakePage.OpenAsync(world);
        await page.TellsAsync(Comment("777_12", "Late again!"), Comment("777_13", "Mine too", from: "89", parent: "777_12"));
        var (above, below) = (await page.SaidAsync("m:777_12"), await page.SaidAsync("m:777_13"));
        Assert.Equal((null, above.Id), (above.ReplyTo, below.ReplyTo));

        var answer = await page.SendAsync(below, "Yours as well", "messenger.comments");
        await page.Kith.LetTimePassAsync(page.Connection);
        await page.Kith.UntilAsync((Guid)answer["id"]!, DeliveryState.Sent);
        Assert.Equal("777_12/comments", Assert.Single(page.Taken).Path);
    }

    [Fact]
    public async Task what_was_deleted_is_shown_as_gone_and_quoted_nowhere()
    {
        await using var page = await FakePage.OpenAsync(world);
        await page.TellsAsync(Comment("777_12", "You are thieves"), Comment("777_13", "Calm down", from: "89", parent: "777_12"));
        await page.TellsAsync(Comment("777_12", "You really are thieves", verb: "edited"));
        var said = await page.SaidAsync("m:777_12");
        Assert.Contains("really", (await page.TimelineAsync(said.PersonId)).ToJsonString(), StringComparison.Ordinal);

        await page.TellsAsync(Comment("777_12", null, from: null, verb: "remove"));

        var read = await page.Rosa.GetAsync($"/api/posts/{said.PostId}");
        Assert.DoesNotContain("thieves", read.ToJsonString(), StringComparison.Ordinal);
        Assert.True((bool)read["items"]![0]!["withdrawn"]!);
        Assert.DoesNotContain("thieves", (await page.Rosa.GetAsync("/api/cases")).ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("thieves", (await page.TimelineAsync((await page.SaidAsync("m:777_13")).PersonId)).ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("gone", (string)(await page.SendAsync(await page.SaidAsync("m:777_12"), "x", "messenger.comments", HttpStatusCode.Conflict))["code"]!);
    }

    [Fact]
    public async Task what_the_page_says_itself_opens_nothing_and_stands_where_it_answers_trap_10()
    {
        await using var page = await FakePage.OpenAsync(world);
        await page.TellsAsync(Comment("777_12", "Late again!"));
        await page.TellsAsync(Comment("777_15", "We are on it", from: Page, parent: "777_12"), Comment("777_16", "Thank you all", from: Page));
        var said = await page.SaidAsync("m:777_12");

        var ours = await page.SaidAsync("m:777_15");
        Assert.Equal((Direction.Out, said.PersonId, said.CaseId, said.PostId, said.Id), (ours.Direction, ours.PersonId, ours.CaseId, ours.PostId, ours.ReplyTo));
        Assert.Equal(2, await page.Kith.LookAsync(db => db.Moments.CountAsync(m => m.ConnectionId == page.Connection && m.Kind == MomentKind.Message)));
        Assert.Equal(1, await page.Kith.LookAsync(db => db.Cases.CountAsync(c => c.ConnectionId == page.Connection)));
        Assert.Empty((await page.Rosa.GetAsync("/api/cases?owes=public"))["items"]!.AsArray());
        Assert.Empty(page.Taken);
    }

    [Fact]
    public async Task an_answer_that_comes_back_before_its_own_answer_is_one_message()
    {
        await using var page = await FakePage.OpenAsync(world);
        await page.TellsAsync(Comment("777_12", "Late again!"));
        var said = await page.SaidAsync("m:777_12");
        page.AnswersToLose = 1;
        var sent = await page.SendAsync(said, "We are looking for it", "messenger.comments");
        await page.Kith.UntilAsync((Guid)sent["id"]!, DeliveryState.Unsure);

        var back = Comment("777_901", "We are looking for it — Rosa ", from: Page, parent: "777_12");
        await page.TellsAsync(back);
        await page.TellsAsync(Feed(back, Comment("777_17", "And?", from: "89")));

        Assert.Equal("777_901", (await page.Kith.UntilAsync((Guid)sent["id"]!, DeliveryState.Sent)).OutsideId);
        Assert.Single(await page.TimelineAsync(said.PersonId), m => (string)m!["direction"]! == "out");
        Assert.Single(page.Taken);
    }

    [Fact]
    public async Task an_answer_whose_answer_was_lost_is_looked_for_and_not_said_twice()
    {
        await using var page = await FakePage.OpenAsync(world);
        await page.TellsAsync(Comment("777_12", "Late again!"));
        (page.AnswersToLose, page.TooFast) = (1, 0);
        var sent = await page.SendAsync(await page.SaidAsync("m:777_12"), "We are looking for it", "messenger.comments");
        await page.Kith.UntilAsync((Guid)sent["id"]!, DeliveryState.Unsure);
        await page.Kith.LetTimePassAsync(page.Connection);

        Assert.Equal("777_901", (await page.Kith.UntilAsync((Guid)sent["id"]!, DeliveryState.Sent)).OutsideId);
        Assert.Single(page.Taken);
    }

    [Fact]
    public async Task what_a_visitor_writes_on_the_page_is_a_post_of_theirs()
    {
        await using var page = await FakePage.OpenAsync(world);
        await page.TellsAsync(
            new { item = "status", verb = "add", from = new { id = "88", name = "Nomsa Ndlovu" }, post_id = $"{Page}_800", message = "Is anybody there?", created_time = FakeGraph.Now },
            new { item = "status", verb = "add", from = new { id = Page, name = "Marula Mutual" }, post_id = $"{Page}_801", message = "Open on Saturday", created_time = FakeGraph.Now },
            new { item = "reaction", verb = "add", reaction_type = "love", from = new { id = "90", name = "X" }, post_id = Post, created_time = FakeGraph.Now });
        await page.TellsAsync(Comment("800_1", "I wonder too", from: "89", post: $"{Page}_800"));

        var said = await page.SaidAsync($"p:{Page}_800");
        Assert.Equal(said.PostId, (await page.SaidAsync("m:800_1")).PostId);
        Assert.Equal(2, await page.Kith.LookAsync(db => db.Cases.CountAsync(c => c.ConnectionId == page.Connection)));
        Assert.Equal(2, await page.Kith.LookAsync(db => db.Handles.CountAsync(h => h.Kind == "facebook")));
    }

    [Fact]
    public async Task who_comments_and_writes_in_private_is_one_person_where_the_ids_are_the_same()
    {
        await using var page = await FakePage.OpenAsync(world);
        await page.TellsAsync(Comment("777_12", "Late again!", from: "88"));
        await page.TellsAsync(page.Private("88", new { message = new { mid = "m_1", text = "It is CL-20817" } }));

        var (open, alone) = (await page.SaidAsync("m:777_12"), await page.SaidAsync("m:m_1"));
        Assert.Equal((open.PersonId, open.CaseId), (alone.PersonId, alone.CaseId));
    }

    [Fact]
    public async Task who_is_not_named_is_somebody_whose_words_can_be_answered()
    {
        await using var page = await FakePage.OpenAsync(world);
        await page.TellsAsync(Comment("777_12", "Hello?", from: null), Comment("777_13", "Anybody?", from: null));

        var (one, other) = (await page.SaidAsync("m:777_12"), await page.SaidAsync("m:777_13"));
        Assert.NotEqual(one.PersonId, other.PersonId);
        await page.SendAsync(one, "Yes", "messenger.comments");
    }
}
