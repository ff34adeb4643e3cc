using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;

namespace Kith.Tests.Live;

/// <summary>Row A23: who was let go of by a door of ours is out by HTTP and at the open socket, measured from the answer of that door.</summary>
public class EndingASession(World world) : IClassFixture<World>
{
    static readonly TimeSpan limit = TimeSpan.FromSeconds(5);

    [Fact(DisplayName = "A23: a session that its owner ends elsewhere is dead within five seconds, by HTTP and at its socket, and the others live on")]
    public async Task ends_its_requests_and_its_socket()
    {
        await using var kith = await world.OpenAsync();
        var ((lost, lostCookie), (kept, keptCookie)) = (await SignInAsync(kith), await SignInAsync(kith));
        await using var lostSocket = await LiveListener.ConnectAsync(kith, "", request => request.Headers.Cookie = lostCookie);
        await using var keptSocket = await LiveListener.ConnectAsync(kith, "", request => request.Headers.Cookie = keptCookie);
        var session = (await kept.GetAsync("/api/sessions"))["items"]!.AsArray().Single(s => !(bool)s!["current"]!)!["id"];

        await kept.DeleteAsync($"/api/sessions/{session}");

        await AssertDeadAsync(lostSocket, () => lost.Http.GetAsync("/api/me"));
        Assert.False(await keptSocket.IsCutWithinAsync(TimeSpan.FromSeconds(0.5)));
        Assert.Equal(HttpStatusCode.OK, (await kept.Http.GetAsync("/api/me")).StatusCode);
    }

    [Fact(DisplayName = "A23: an API token that is taken back is dead within five seconds, by HTTP and at its socket, and cannot come back")]
    public async Task of_a_token_ends_its_requests_and_its_socket()
    {
        await using var kith = await world.OpenAsync();
        var made = await kith.As(Cast.Ada).PostAsync("/api/tokens", new { name = "shop", role = "teammate" });
        var program = new ApiCaller(kith.CreateClient(), (string)made["token"]!);
        await using var socket = await LiveListener.ConnectAsync(kith, (string)made["token"]!);
        await program.GetAsync("/api/me");

        await kith.As(Cast.Ada).DeleteAsync($"/api/tokens/{made["id"]}");

        await AssertDeadAsync(socket, () => program.Http.GetAsync("/api/me"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => LiveListener.ConnectAsync(kith, (string)made["token"]!));
    }

    static async Task AssertDeadAsync(LiveListener socket, Func<Task<HttpResponseMessage>> ask)
    {
        var since = Stopwatch.StartNew();
        var cut = socket.IsCutWithinAsync(limit);
        while ((await ask()).StatusCode != HttpStatusCode.Unauthorized)
        {
            Assert.True(since.Elapsed < limit, "It is still answered.");
            await Task.Delay(100);
        }
        Assert.True(await cut, "Its socket is still open.");
        Assert.Equal(HttpStatusCode.Unauthorized, (await ask()).StatusCode);
    }

    static async Task<(ApiCaller Browser, string Cookie)> SignInAsync(KithUnderTest kith)
    {
        var browser = kith.AsBrowser();
        var answer = await browser.Http.PostAsJsonAsync("/api/sessions", new { Cast.Rosa.Email, Cast.Password });
        return (browser, answer.Headers.GetValues("Set-Cookie").First().Split(';')[0]);
    }
}
