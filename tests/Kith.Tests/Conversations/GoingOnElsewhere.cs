using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Tests.Conversations;

public class GoingOnElsewhere(World world) : IClassFixture<World>
{
    [Fact]
    public async Task by_a_link_that_goes_out_here_and_comes_back_there()
    {
        await using var kith = await world.OpenAsync();
        var (nomsa, chat, token) = await LinkAsync(kith);

        var moved = await UseAsync(kith, token, chat, "visitor-1");

        Assert.Equal(nomsa.Id, moved!.PersonId);
        var handle = await kith.LookAsync(db => db.Handles.SingleAsync(h => h.Kind == "chat"));
        Assert.Equal((nomsa.Id, Strength.Verified), (handle.PersonId, handle.Strength));
        Assert.Equal("came back by one-time link", (await kith.LookAsync(db => db.Links.SingleAsync())).Evidence);
        var line = (await kith.As(Cast.Rosa).GetAsync($"/api/people/{nomsa.Id}/timeline"))["items"]!.AsArray().Single(item => (string)item!["kind"]! == "went_on")!;
        Assert.Equal(("webchat", "sms"), ((string)line["detail"]!["channel"]!, (string)line["detail"]!["from"]!));
        var known = await kith.As(Cast.Rosa).PostAsync($"/api/people/{nomsa.Id}/moves", new { channel = "webchat" });
        Assert.Equal("known", (string)known["way"]!);
    }

    [Fact]
    public async Task a_link_works_once_however_many_press_at_the_same_moment()
    {
        await using var kith = await world.OpenAsync();
        var (_, chat, token) = await LinkAsync(kith);

        var moved = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => UseAsync(kith, token, chat, $"visitor-{i}"))));

        Assert.Single(moved, one => one is not null);
        Assert.Equal(1, await kith.LookAsync(db => db.Handles.CountAsync(h => h.Kind == "chat")));
    }

    [Fact]
    public async Task who_chatted_without_a_name_before_becomes_the_person_the_link_was_sent_to()
    {
        await using var kith = await world.OpenAsync();
        var (nomsa, chat, token) = await LinkAsync(kith);
        var visitor = await kith.MeetAsync("Visitor");
        await kith.ReachAsync(visitor, "chat", "visitor-1", chat.Id.ToString("N"));
        await kith.SayAsync(visitor, "I had a question", connection: chat.Id);

        Assert.NotNull(await UseAsync(kith, token, chat, "visitor-1"));

        var timeline = await kith.As(Cast.Rosa).GetAsync($"/api/people/{nomsa.Id}/timeline");
        Assert.Contains("I had a question", timeline["items"]!.AsArray().Select(item => (string?)item!["text"]));
        Assert.Equal(nomsa.Id.ToString(), (string)(await kith.As(Cast.Rosa).GetAsync($"/api/people/{visitor.Id}/timeline"))["mergedInto"]!);
    }

    [Fact]
    public async Task a_link_that_was_passed_on_joins_nobody_of_whom_anything_is_proved()
    {
        await using var kith = await world.OpenAsync();
        var (nomsa, chat, token) = await LinkAsync(kith);
        var johan = await kith.MeetAsync("Johan Pretorius");
        await kith.ReachAsync(johan, "chat", "johan-1", chat.Id.ToString("N"), Strength.Verified);

        Assert.Null(await UseAsync(kith, token, chat, "johan-1"));
        Assert.Null((await kith.As(Cast.Rosa).GetAsync($"/api/people/{nomsa.Id}/timeline"))["mergedInto"]);
        Assert.Equal(0, await kith.LookAsync(db => db.Links.CountAsync()));
    }

    [Fact]
    public async Task expired_used_forged_and_foreign_links_are_all_nothing()
    {
        await using var kith = await world.OpenAsync();
        var (_, chat, token) = await LinkAsync(kith);
        var other = await kith.ConnectAsync("webchat", "other chat");
        Assert.Null(await UseAsync(kith, token, other, "v"));
        foreach (var forged in new[] { "", "x", "%", new string('A', 64), token[..63] + (token[63] == 'A' ? 'B' : 'A'), RecognizeCaller.NewSecret(kith.Marula.Id), RecognizeCaller.NewSecret(kith.Town.Neighbour.Id) })
            Assert.Null(await UseAsync(kith, forged, chat, "v"));

        await kith.WriteAsync(kith.Marula, async db => (await db.Moves.SingleAsync()).ExpiresAt = Life.Now.AddSeconds(-1));
        Assert.Null(await UseAsync(kith, token, chat, "v"));
        await kith.WriteAsync(kith.Marula, async db => (await db.Moves.SingleAsync()).ExpiresAt = Life.Now.AddHours(1));
        Assert.NotNull(await UseAsync(kith, token, chat, "v"));
        Assert.Null(await UseAsync(kith, token, chat, "v"));
        Assert.DoesNotContain(token, await kith.LookAsync(db => db.Moves.Select(m => Convert.ToHexString(m.TokenHash)).SingleAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task needs_a_way_to_send_the_link_and_a_place_to_go()
    {
        await using var kith = await world.OpenAsync();
        await kith.ConnectAsync("webchat", "chat");
        var lerato = await kith.MeetAsync("Lerato Khumalo");
        Assert.Equal("no_way", (string)(await kith.As(Cast.Rosa).PostAsync($"/api/people/{lerato.Id}/moves", new { channel = "webchat" }, HttpStatusCode.Conflict))["code"]!);
        await kith.As(Cast.Rosa).PostAsync($"/api/people/{lerato.Id}/moves", new { channel = "telegram" }, HttpStatusCode.NotFound);
        await kith.As(Cast.Rosa).PostAsync($"/api/people/{lerato.Id}/moves", new { }, HttpStatusCode.BadRequest);
    }

    static Task<Moved?> UseAsync(KithUnderTest kith, string token, Connection chat, string visitor) =>
        kith.Services.GetRequiredService<UseMove>().UseAsync(token, chat.Id, "chat", chat.Id.ToString("N"), visitor, CancellationToken.None);

    static async Task<(Person Nomsa, Connection Chat, string Token)> LinkAsync(KithUnderTest kith)
    {
        var nomsa = await kith.MeetAsync("Nomsa Ndlovu", "+27825554417");
        await kith.ConnectAsync("sms", "sms");
        var chat = await kith.ConnectAsync("webchat", "chat");
        var answer = await kith.As(Cast.Rosa).PostAsync($"/api/people/{nomsa.Id}/moves", new { channel = "webchat" });
        Assert.Equal("link", (string)answer["way"]!);
        return (nomsa, chat, Regex.Match((string)answer["moment"]!["text"]!, "/go/([A-Za-z0-9_-]{64})").Groups[1].Value);
    }
}
