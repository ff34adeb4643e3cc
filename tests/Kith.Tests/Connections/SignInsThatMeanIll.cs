using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Kith.Tests.Connections;

/// <summary>Rows C9 and E17 of the catalogue: the way back is for one person, once, and what a provider gives is seen by nobody.</summary>
public class SignInsThatMeanIll(World world) : IClassFixture<World>
{
    const string Expired = "expired";

    [Fact(DisplayName = "C9: a state is good once, for ten minutes, in the session and for the teammate who began")]
    public async Task are_known_by_their_state()
    {
        await using var provider = await PretendProvider.OpenAsync();
        await using var kith = await world.OpenAsync(provider);
        var ada = await kith.SignInAsync(Cast.Ada);
        var id = await ada.ConnectMailboxAsync(provider.Settings);

        var back = await provider.ComeAsync(await ada.BeginAsync(id));
        foreach (var other in new[] { await kith.SignInAsync(Cast.Mina), await kith.SignInAsync(Cast.Ada), await kith.SignInAsync(Cast.Rosa), kith.AsBrowser(), kith.As(Cast.Ada) })
            Assert.Equal((Expired, "/app/settings/connections"), await other.ComeBackAsync(back));
        foreach (var bent in new[] { back[..^1], $"{back}x", back.Split("&state=")[0], $"{back.Split("&state=")[0]}&state=", "/api/connections/sign-in/callback", $"/api/connections/sign-in/callback?state={new string('s', 20_000)}" })
            Assert.Equal(Expired, (await ada.ComeBackAsync(bent)).Word);
        Assert.Empty(provider.Redemptions);

        Assert.Equal("done", (await ada.ComeBackAsync(back)).Word);
        Assert.Equal(Expired, (await ada.ComeBackAsync(back)).Word);
        Assert.Single(provider.Redemptions);

        var late = await provider.ComeAsync(await ada.BeginAsync(id));
        await kith.AgeAsync(TimeSpan.FromMinutes(11));
        Assert.Equal(Expired, (await ada.ComeBackAsync(late)).Word);
        var raced = await provider.ComeAsync(await ada.BeginAsync(id));
        var words = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ada.ComeBackAsync(raced)));
        Assert.Single(words, one => one.Word == "done");
        Assert.Equal(2, provider.Redemptions.Count);
    }

    [Fact(DisplayName = "C9: what was begun for one connection, or for other settings, ends nowhere else")]
    public async Task are_bound_to_their_connection()
    {
        await using var provider = await PretendProvider.OpenAsync();
        await using var kith = await world.OpenAsync(provider);
        var ada = await kith.SignInAsync(Cast.Ada);
        var (one, other) = (await ada.ConnectMailboxAsync(provider.Settings), await ada.ConnectMailboxAsync(provider.Settings, "another"));

        // The code of one with the state of the other: the verifier is not the same.
        var (first, second) = (await provider.ComeAsync(await ada.BeginAsync(one)), await provider.ComeAsync(await ada.BeginAsync(other)));
        Assert.NotEqual("done", (await ada.ComeBackAsync($"{first.Split("&state=")[0]}&state={second.Split("&state=")[1]}")).Word);
        Assert.False((bool)(await kith.SignInOfAsync(one))["isSignedIn"]!);
        Assert.False((bool)(await kith.SignInOfAsync(other))["isSignedIn"]!);

        var back = await provider.ComeAsync(await ada.BeginAsync(one));
        await ada.PatchAsync($"/api/connections/{one}", new { settings = new { oauth_scope = "openid" } });
        Assert.Equal("changed", (await ada.ComeBackAsync(back)).Word);
        var gone = await provider.ComeAsync(await ada.BeginAsync(other));
        await ada.DeleteAsync($"/api/connections/{other}");
        Assert.Equal(Expired, (await ada.ComeBackAsync(gone)).Word);
    }

    [Fact(DisplayName = "C9: no setting leads a secret or a token elsewhere")]
    public async Task cannot_be_led_elsewhere()
    {
        await using var provider = await PretendProvider.OpenAsync();
        await using var elsewhere = await PretendProvider.OpenAsync();
        await using var kith = await world.OpenAsync(provider);
        var ada = await kith.SignInAsync(Cast.Ada);
        foreach (var (field, value) in new[]
        {
            ("oauth_token_url", "http://login.example/token"), ("oauth_token_url", "https://login.example/token#x"), ("oauth_token_url", "https://user:word@login.example/token"), ("oauth_token_url", "javascript:alert(1)"),
            ("oauth_token_url", "https://192.168.7.7/token"), ("oauth_token_url", ""), ("oauth_authorize_url", "javascript:alert(1)"), ("oauth_authorize_url", "data:text/html,x"), ("oauth_authorize_url", "http://login.example/"),
            ("oauth_client_id", ""), ("oauth_client_id", "two words"), ("oauth_account", "nobody"),
        })
            Assert.NotNull((await WithAsync(ada, provider, HttpStatusCode.BadRequest, (field, value)))["errors"]![$"settings.{field}"]);
        foreach (var tenant in new[] { "../../evil.example/x", "evil.example/..", "evil.example?", "evil.example#", "a b", "evil.example:80", "@evil.example", "tenant", "..", "a..b", "%2e%2e", "evil.example\\", new string('a', 300) })
            Assert.NotNull((await WithAsync(ada, provider, HttpStatusCode.BadRequest, ("sign_in", "Microsoft"), ("oauth_tenant", tenant)))["errors"]!["settings.oauth_tenant"]);
        foreach (var (way, host) in new[] { ("Google", "imap.gmail.com.evil.example"), ("Google", "evilgmail.com"), ("Microsoft", "outlook.office365.com.evil.example"), ("Microsoft", "imap.gmail.com") })
            foreach (var which in new[] { "imap_host", "smtp_host" })
                Assert.NotNull((await WithAsync(ada, provider, HttpStatusCode.BadRequest, ("sign_in", way), (which, host)))["errors"]![$"settings.{which}"]);

        // The kept client secret goes to no other server, and the tokens to no other mail server.
        var id = await ada.ConnectMailboxAsync(provider.Settings);
        Assert.Equal("done", await ada.SignInToAsync(provider, id));
        foreach (var settings in new object[] { new { oauth_token_url = $"{elsewhere.Url}/token" }, new { oauth_token_url = $"{elsewhere.Url}/token", oauth_client_secret = "set" }, new { sign_in = "Google" } })
            Assert.NotNull((await ada.PatchAsync($"/api/connections/{id}", new { settings }, HttpStatusCode.BadRequest))["errors"]!["settings.oauth_client_secret"]);
        await ada.PatchAsync($"/api/connections/{id}", new { settings = new { name = "Marula" } });
        Assert.True((bool)(await kith.SignInOfAsync(id))["isSignedIn"]!);
        await ada.PatchAsync($"/api/connections/{id}", new { settings = new { imap_host = "mail.evil.example" } });
        Assert.False((bool)(await kith.SignInOfAsync(id))["isSignedIn"]!);
        Assert.Equal(0, await kith.LookAsync(db => db.MailboxSignIns.CountAsync()));

        // access_token is lent by the host; no form has it.
        await ada.PatchAsync($"/api/connections/{id}", new { settings = new { access_token = "x" } }, HttpStatusCode.BadRequest);
        Assert.Empty(elsewhere.Redemptions);
    }

    [Fact(DisplayName = "E17, A14: tokens, codes and the client secret are in no answer, no log, no notice and no row")]
    public async Task leave_nothing_to_read()
    {
        await using var provider = await PretendProvider.OpenAsync();
        await using var mailbox = new TokenMailbox(provider);
        var log = new Overheard();
        await using var kith = await world.OpenAsync(provider, log.Listen);
        var ada = await kith.SignInAsync(Cast.Ada);
        var id = await ada.ConnectMailboxAsync(mailbox.In(provider.Settings));
        var heard = new StringBuilder();
        foreach (var mood in Enum.GetValues<PretendProvider.Mood>())
        {
            provider.Is = mood;
            heard.Append(await ada.ComeBackAsync(await provider.ComeAsync(await ada.BeginAsync(id))));
        }
        provider.Is = PretendProvider.Mood.Well;
        Assert.Equal("done", await ada.SignInToAsync(provider, id));
        heard.Append(Assert.Single(await kith.LookAsync(db => db.MailboxSignIns.Select(s => s.Secrets).ToListAsync())));
        provider.Good.Clear();
        heard.Append(await kith.TestAsync(id));
        provider.TakeBack();
        await kith.AgeAsync(TimeSpan.FromHours(2));
        heard.Append(await kith.TestAsync(id));
        foreach (var member in Cast.Team)
            foreach (var path in new[] { "/api/connections", $"/api/connections/{id}", "/api/channels", "/api/notices", "/openapi/v1.json", "/metrics" })
                heard.Append(await (await kith.As(member).Http.GetAsync(path)).Content.ReadAsStringAsync());
        foreach (var entry in await kith.LookAsync(db => db.AuditEntries.AsNoTracking().ToListAsync())) heard.Append(entry.Action).Append(entry.Object).Append(entry.Facts);
        var good = provider.Good.Keys.Concat(provider.Renewals).Concat(provider.Redemptions).ToList();

        Assert.Contains("isSignedIn", heard.ToString(), StringComparison.Ordinal);
        Assert.Contains("Hosting started", log.Words, StringComparison.Ordinal);
        foreach (var words in new[] { heard.ToString(), log.Words })
            Assert.DoesNotContain([PretendProvider.Canary, PretendProvider.ClientSecret, "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9", .. good], secret => words.Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task cannot_lead_our_own_requests_into_the_house()
    {
        await using var provider = await PretendProvider.OpenAsync();
        await using var kith = await world.OpenAsync(builder => builder.UseSetting("KITH_ALLOW_PRIVATE", "localhost:1"));
        var ada = await kith.SignInAsync(Cast.Ada);
        await WithAsync(ada, provider, HttpStatusCode.BadRequest);
        // A name is judged when it is dialled.
        var id = await ada.ConnectMailboxAsync(Form(provider, ("oauth_token_url", "https://localhost.localtest.example/token"), ("oauth_authorize_url", "https://login.example/authorize")));
        var url = await ada.BeginAsync(id);
        var state = System.Web.HttpUtility.ParseQueryString(new Uri(url).Query)["state"];
        Assert.Equal("away", (await ada.ComeBackAsync($"/api/connections/sign-in/callback?code=x&state={state}")).Word);
    }

    static Task<JsonNode> WithAsync(ApiCaller browser, PretendProvider provider, HttpStatusCode expected, params (string Field, string Value)[] changes) =>
        browser.PostAsync("/api/connections", new { name = $"{Guid.NewGuid()}", channel = "email", settings = Form(provider, changes) }, expected);

    static JsonObject Form(PretendProvider provider, params (string Field, string Value)[] changes)
    {
        var form = System.Text.Json.JsonSerializer.SerializeToNode(provider.Settings)!.AsObject();
        foreach (var (field, value) in changes) form[field] = value;
        return form;
    }
}
