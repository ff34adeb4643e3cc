using System.Net;
using static Kith.Tests.Connections.FakePage;

namespace Kith.Tests.Connections;

public class TalkingByInstagram(World world) : IClassFixture<World>
{
    [Fact]
    public async Task a_text_of_a_thousand_bytes_goes_and_one_more_does_not_trap_11()
    {
        await using var page = await FakePage.OpenAsync(world, "instagram");
        var said = await SaidAsync(page);

        await page.Kith.UntilAsync((Guid)(await page.SendAsync(said, new string('é', 500)))["id"]!, DeliveryState.Sent);
        Assert.Equal("too_large", (string)(await page.SendAsync(said, new string('é', 501), expected: HttpStatusCode.Conflict))["code"]!);
        Assert.Single(page.Taken);
        Assert.Null(page.Taken.Single().Body["message"]!["metadata"]);
    }

    [Fact]
    public async Task what_was_unsent_is_not_shown_any_more_trap_12()
    {
        await using var page = await FakePage.OpenAsync(world, "instagram");
        var said = await SaidAsync(page, "my card is 4111 1111");
        await page.TellsAsync(page.Private("88", new { message = new { mid = "m_1", is_deleted = true } }));

        var timeline = await page.TimelineAsync(said.PersonId);
        Assert.DoesNotContain("4111 1111", timeline.ToJsonString(), StringComparison.Ordinal);
        Assert.True((bool)timeline.Single(row => (string)row!["kind"]! == "message")!["withdrawn"]!);
        Assert.DoesNotContain("4111 1111", (await page.Rosa.GetAsync("/api/cases")).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task an_echo_without_a_key_settles_what_is_under_way_and_no_more()
    {
        await using var page = await FakePage.OpenAsync(world, "instagram");
        var said = await SaidAsync(page);
        page.AnswersToLose = 1;
        var sent = await page.SendAsync(said, "Paid this morning");
        await page.Kith.UntilAsync((Guid)sent["id"]!, DeliveryState.Unsure);

        string Echo(string id, string text, string to) => page.Private(Page, new { message = new { mid = id, text, is_echo = true } }, to: to);
        await page.TellsAsync(Echo("m_other", "Paid this morning", "89"));
        await page.TellsAsync(Echo("m_ours1", "Paid this morning", "88"));
        await page.TellsAsync(Echo("m_ours1", "Paid this morning", "88"));
        Assert.Equal("m_ours1", (await page.Kith.UntilAsync((Guid)sent["id"]!, DeliveryState.Sent)).OutsideId);
        await page.TellsAsync(Echo("m_again", "Paid this morning", "88"));

        Assert.Equal(2, (await page.TimelineAsync(said.PersonId)).Count(row => (string)row!["direction"]! == "out"));
        Assert.Single(page.Taken);
        await page.TellsAsync(page.Private("88", new { read = new { mid = "m_ours1" } }));
        await page.Kith.UntilAsync((Guid)sent["id"]!, DeliveryState.Read);
    }

    [Fact]
    public async Task a_mention_opens_a_case_that_says_so_and_is_answered_where_it_stands()
    {
        await using var page = await FakePage.OpenAsync(world, "instagram");
        await page.TellsAsync(Comments(("mentions", new { media_id = "m7", comment_id = "c20" })));
        var said = await page.SaidAsync("n:m7:c20");
        Assert.Equal("Mentioned us on Instagram", await page.Kith.LookAsync(db => db.Cases.Where(c => c.Id == said.CaseId).Select(c => c.Title).SingleAsync()));

        var sent = await page.SendAsync(said, "Thank you!", "instagram.comments");
        await page.Kith.UntilAsync((Guid)sent["id"]!, DeliveryState.Sent);
        var left = Assert.Single(page.Taken);
        Assert.Equal(("c20/mentions", "m7", "Thank you!\n— Rosa"), (left.Path, (string)left.Body["media_id"]!, (string)left.Body["message"]!));
    }

    static async Task<Moment> SaidAsync(FakePage page, string text = "hello, my order?")
    {
        await page.TellsAsync(page.Private("88", new { message = new { mid = "m_1", text } }));
        return await page.SaidAsync("m:m_1");
    }
}
