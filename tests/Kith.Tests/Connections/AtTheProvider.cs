using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Tests.Connections;

/// <summary>Words for what tests of signing in to a mailbox do.</summary>
static class AtTheProvider
{
    const string Way = "/api/connections/sign-in/callback";

    public static Task<KithUnderTest> OpenAsync(this World world, PretendProvider provider, Action<IWebHostBuilder>? more = null) => world.OpenAsync(builder =>
    {
        builder.UseSetting("KITH_ALLOW_PRIVATE", "127.0.0.1,localhost");
        more?.Invoke(builder);
    });

    public static async Task<Guid> ConnectMailboxAsync(this ApiCaller browser, object settings, string name = "email") =>
        (Guid)(await browser.PostAsync("/api/connections", new { name, channel = "email", settings }))["id"]!;

    /// <summary>Where the browser is sent when the button is pressed.</summary>
    public static async Task<string> BeginAsync(this ApiCaller browser, Guid connection) =>
        (string)(await browser.PostAsync($"/api/connections/{connection}/sign-in", null, HttpStatusCode.OK))["url"]!;

    /// <summary>The word with which the browser lands, and on which page.</summary>
    public static async Task<(string Word, string Page)> ComeBackAsync(this ApiCaller browser, string pathAndQuery)
    {
        Assert.StartsWith(Way, pathAndQuery, StringComparison.Ordinal);
        // A browser that comes from the provider says so, and sends a cookie of SameSite=Lax.
        using var request = new HttpRequestMessage(HttpMethod.Get, pathAndQuery);
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        var answer = await browser.Http.SendAsync(request);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"The way back was answered {answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        var place = answer.Headers.Location!.OriginalString.Split("?signIn=");
        Assert.StartsWith("/app/settings/connections", place[0], StringComparison.Ordinal);
        return (place[1], place[0]);
    }

    public static async Task<string> SignInToAsync(this ApiCaller browser, PretendProvider provider, Guid connection) =>
        (await browser.ComeBackAsync(await provider.ComeAsync(await browser.BeginAsync(connection)))).Word;

    public static async Task<JsonNode> SignInOfAsync(this KithUnderTest kith, Guid connection) => (await kith.As(Cast.Ada).GetAsync($"/api/connections/{connection}"))["signIn"]!;

    /// <summary>Lets time pass for a mailbox: what is good for an hour is nearly over.</summary>
    public static async Task AgeAsync(this KithUnderTest kith, TimeSpan by)
    {
        await using var work = await kith.Store.WriteAsync(kith.Marula.Id, Actor.System, "test", CancellationToken.None);
        foreach (var row in await work.Db.MailboxSignIns.ToListAsync()) (row.RenewAt, row.ExpiresAt, row.RefusedAt) = (row.RenewAt - by, row.ExpiresAt - by, row.RefusedAt - by);
        foreach (var row in await work.Db.BegunSignIns.ToListAsync()) row.ExpiresAt -= by;
        await work.CommitAsync(CancellationToken.None);
    }

    public static async Task<JsonArray> TestAsync(this KithUnderTest kith, Guid connection) =>
        (await kith.As(Cast.Ada).PostAsync($"/api/connections/{connection}/test", new { }, HttpStatusCode.OK))["findings"]!.AsArray();

    public static MailboxTokens Tokens(this KithUnderTest kith) => kith.Services.GetRequiredService<MailboxTokens>();

    public static OpenConnection Open(this KithUnderTest kith, Guid connection) => kith.Services.GetRequiredService<ConnectionBook>().Get(connection)!;
}
