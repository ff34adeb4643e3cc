using System.Net;
using System.Net.Http.Json;
using Kith.Channels.WebChat;

namespace Kith.Tests.Widget;

public class OpeningTheChat(World world) : IClassFixture<World>
{
    [Fact]
    public async Task shows_a_frame_that_only_allowed_sites_may_hold()
    {
        await using var kith = await world.OpenAsync();
        var chat = await ChatUnderTest.OpenAsync(kith);

        var frame = await kith.AsStranger().Http.GetAsync($"/chat/{chat.Id}");
        var policy = frame.Headers.GetValues("Content-Security-Policy").Single();
        var page = await frame.Content.ReadAsStringAsync();

        Assert.Contains("frame-ancestors 'self' https://www.marula.example", policy, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("Hello </script>", page, StringComparison.Ordinal);
        Assert.DoesNotContain(ChatUnderTest.Secret, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task of_a_connection_that_is_none_is_not_found()
    {
        await using var kith = await world.OpenAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await kith.AsStranger().Http.GetAsync($"/chat/{Guid.NewGuid()}")).StatusCode);
    }

    [Fact]
    public async Task knows_a_browser_again_by_its_token()
    {
        await using var kith = await world.OpenAsync();
        var chat = await ChatUnderTest.OpenAsync(kith);
        var first = await chat.VisitAsync();

        Assert.Equal(first.Token, (await chat.VisitAsync(token: first.Token)).Token);
        Assert.NotEqual(first.Token, (await chat.VisitAsync()).Token);
        Assert.NotEqual(first.Token, (await chat.VisitAsync(token: "made.up")).Token);
    }

    [Fact]
    public async Task after_signing_out_on_the_site_begins_as_somebody_else()
    {
        await using var kith = await world.OpenAsync();
        var chat = await ChatUnderTest.OpenAsync(kith);
        var signed = await chat.VisitAsync(ChatUnderTest.Signed(ChatUnderTest.WordOf("customer-118")));

        var next = await chat.VisitAsync(token: signed.Token);

        Assert.Equal(("signed", "anonymous"), (signed.Known, next.Known));
        var reader = VisitorToken.Read(next.Token, ChatUnderTest.Secret, DateTimeOffset.UtcNow)!;
        Assert.NotEqual(VisitorToken.Read(signed.Token, ChatUnderTest.Secret, DateTimeOffset.UtcNow)!.Id, reader.Id);
        Assert.Null(reader.UserId);
    }

    [Fact(DisplayName = "E1: who claims to be somebody without the site's signature is nobody: 0 of 60 forged, expired and altered words are believed")]
    public async Task believes_no_forged_identity()
    {
        await using var kith = await world.OpenAsync();
        var chat = await ChatUnderTest.OpenAsync(kith);
        var word = ChatUnderTest.WordOf("customer-118");
        Assert.Equal("signed", (await chat.VisitAsync(ChatUnderTest.Signed(word))).Known);

        var believed = 0;
        foreach (var forged in Forgeries(word)) believed += (await chat.VisitAsync(forged)).Known == "signed" ? 1 : 0;

        Assert.Equal(60, Forgeries(word).Count());
        Assert.Equal(0, believed);
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    [InlineData("https://www.marula.example")]
    public async Task is_for_the_frame_alone_and_no_other_origin(string origin)
    {
        await using var kith = await world.OpenAsync();
        var chat = await ChatUnderTest.OpenAsync(kith);
        var http = kith.CreateClient();
        http.DefaultRequestHeaders.Add("Origin", origin);

        var answer = await http.PostAsJsonAsync($"/chat/{chat.Id}/visits", new { });

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.DoesNotContain(answer.Headers, h => h.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task too_often_is_told_to_wait()
    {
        await using var kith = await world.OpenAsync();
        var chat = await ChatUnderTest.OpenAsync(kith);
        var http = kith.CreateClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", "guessed.again");

        var answers = await Task.WhenAll(Enumerable.Range(0, 400).Select(_ => http.GetAsync($"/chat/{chat.Id}/since/0")));

        Assert.Contains(answers, a => a.StatusCode == HttpStatusCode.Unauthorized);
        Assert.Contains(answers, a => a.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.All(answers.Where(a => a.StatusCode == HttpStatusCode.TooManyRequests), a => Assert.NotNull(a.Headers.RetryAfter));
    }

    static IEnumerable<object> Forgeries(SiteWord word)
    {
        var right = word.Sign(ChatUnderTest.Secret);
        for (var at = 0; at < 20; at++) yield return ChatUnderTest.Signed(word, right[..at] + (right[at] == 'a' ? 'b' : 'a') + right[(at + 1)..]);
        for (var at = 0; at < 10; at++) yield return ChatUnderTest.Signed(word with { UserId = $"customer-{200 + at}" }, right);
        for (var at = 0; at < 10; at++) yield return ChatUnderTest.Signed(word with { Exp = DateTimeOffset.UtcNow.AddSeconds(-at).ToUnixTimeSeconds() });
        for (var at = 0; at < 10; at++) yield return ChatUnderTest.Signed(word, word.Sign($"whsec_of another chat {at}"));
        yield return ChatUnderTest.Signed(word, "");
        yield return ChatUnderTest.Signed(word, word.Sign(""));
        yield return ChatUnderTest.Signed(word with { Email = "" }, right);
        yield return ChatUnderTest.Signed(word with { Name = "Mina Botha" }, right);
        yield return ChatUnderTest.Signed(word with { Nonce = "fedcba9876543210" }, right);
        yield return ChatUnderTest.Signed(word with { Nonce = "short" });
        yield return ChatUnderTest.Signed(word with { UserId = "" });
        yield return ChatUnderTest.Signed(word with { UserId = "customer-118\ncustomer-7" });
        yield return ChatUnderTest.Signed(word with { Exp = DateTimeOffset.UtcNow.AddDays(30).ToUnixTimeSeconds() });
        yield return new { user_id = word.UserId };
    }
}
