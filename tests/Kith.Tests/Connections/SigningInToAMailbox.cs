using System.Net;
using Mood = Kith.Tests.PretendProvider.Mood;

namespace Kith.Tests.Connections;

/// <summary>By the button, through the provider, and back to the page.</summary>
public class SigningInToAMailbox(World world) : IClassFixture<World>
{
    [Fact]
    public async Task opens_it_and_what_came_is_read()
    {
        await using var provider = await PretendProvider.OpenAsync();
        await using var mailbox = new TokenMailbox(provider);
        await using var kith = await world.OpenAsync(provider);
        var ada = await kith.SignInAsync(Cast.Ada);
        var id = await ada.ConnectMailboxAsync(mailbox.In(provider.Settings));
        Assert.False((bool)(await kith.SignInOfAsync(id))["isSignedIn"]!);
        Assert.Contains("nobody has signed in", (await kith.TestAsync(id)).ToJsonString(), StringComparison.Ordinal);

        mailbox.Bring("Is anybody there?");
        var (word, page) = await ada.ComeBackAsync(await provider.ComeAsync(await ada.BeginAsync(id)));
        Assert.Equal(("done", $"/app/settings/connections/{id}"), (word, page));
        Assert.All(await kith.TestAsync(id), finding => Assert.True((bool)finding!["ok"]!, finding!.ToJsonString()));
        await Soon.Async(async () => Assert.True(await kith.LookAsync(db => db.Moments.AnyAsync(m => m.Text == "Is anybody there?"))), seconds: 20);

        var shown = await kith.SignInOfAsync(id);
        Assert.Equal((true, "127.0.0.1", "care@marula.example"), ((bool)shown["isSignedIn"]!, (string)shown["provider"]!, (string)shown["account"]!));
        Assert.True((bool)mailbox.SignIns.Last());
        var written = await kith.LookAsync(db => db.AuditEntries.Where(a => a.Action.Contains("sign-in")).Select(a => new { a.Action, a.ActorId, a.Facts }).ToListAsync());
        Assert.Contains(written, entry => entry.Action.StartsWith("POST", StringComparison.Ordinal) && entry.ActorId == kith.Marula.TeammateIds["Ada"]);
        Assert.Contains(written, entry => entry.Facts!.ToJsonString().Contains("signed in at", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Mood.Refuses, "refused")]
    [InlineData(Mood.GivesNoRefresh, "once_only")]
    [InlineData(Mood.Fails, "away")]
    [InlineData(Mood.SpeaksHtml, "away")]
    [InlineData(Mood.GivesNothing, "away")]
    [InlineData(Mood.HangsUp, "away")]
    [InlineData(Mood.ForgetsUs, "settings")]
    public async Task says_in_a_word_what_went_wrong(Mood mood, string word)
    {
        await using var provider = await PretendProvider.OpenAsync();
        await using var kith = await world.OpenAsync(provider);
        var ada = await kith.SignInAsync(Cast.Ada);
        var id = await ada.ConnectMailboxAsync(provider.Settings);
        provider.Is = mood;

        Assert.Equal(word, await ada.SignInToAsync(provider, id));
        Assert.False((bool)(await kith.SignInOfAsync(id))["isSignedIn"]!);
        Assert.Contains(await kith.LookAsync(db => db.AuditEntries.Select(a => a.Facts).ToListAsync()), facts => facts!.ToJsonString().Contains($"not signed in: {word}", StringComparison.Ordinal));
        provider.Is = Mood.Well;
        Assert.Equal("done", await ada.SignInToAsync(provider, id));
    }

    [Fact]
    public async Task with_another_account_is_refused_as_the_provider_or_the_mailbox_tells()
    {
        await using var provider = await PretendProvider.OpenAsync();
        await using var mailbox = new TokenMailbox(provider);
        await using var kith = await world.OpenAsync(provider);
        var ada = await kith.SignInAsync(Cast.Ada);
        var id = await ada.ConnectMailboxAsync(mailbox.In(provider.Settings));
        provider.Account = "rosa@marula.example";
        Assert.Equal("wrong_account", await ada.SignInToAsync(provider, id));
        provider.Is = Mood.TellsNoAccount;
        Assert.Equal("wrong_account", await ada.SignInToAsync(provider, id));

        provider.Account = "Care@Marula.example";
        provider.Is = Mood.Well;
        Assert.Equal("done", await ada.SignInToAsync(provider, id));
        // A shared mailbox is opened by somebody who may.
        provider.Account = "rosa@marula.example";
        await ada.PatchAsync($"/api/connections/{id}", new { settings = new { oauth_account = "rosa@marula.example" } });
        Assert.False((bool)(await kith.SignInOfAsync(id))["isSignedIn"]!);
        Assert.Equal("done", await ada.SignInToAsync(provider, id));
    }

    [Fact]
    public async Task wakes_what_waits_to_be_sent()
    {
        await using var provider = await PretendProvider.OpenAsync();
        await using var kith = await world.OpenAsync(provider);
        var ada = await kith.SignInAsync(Cast.Ada);
        var form = System.Text.Json.JsonSerializer.SerializeToNode(provider.Settings)!.AsObject();
        (form["smtp_host"], form["smtp_port"]) = ("127.0.0.1", "9");
        var id = await ada.ConnectMailboxAsync(form);
        var person = await kith.As(Cast.Rosa).PostAsync("/api/people", new { name = "Nomsa" });
        var message = await kith.As(Cast.Rosa).PostAsync($"/api/people/{person["id"]}/messages", new { id = Guid.CreateVersion7(), text = "Hello", connectionId = id, to = new { kind = "email", value = "nomsa@example.org" }, subject = "Hello" });
        await Soon.Async(async () => Assert.Equal("signInExpired", (string?)(await kith.HealthAsync(id))["state"]), seconds: 20);
        Assert.Contains("nobody has signed in", (await kith.HealthAsync(id))["problem"]!.ToJsonString(), StringComparison.Ordinal);

        Assert.Equal("done", await ada.SignInToAsync(provider, id));
        // Now it is tried: nobody answers at that server, and the mail goes on waiting.
        await Soon.Async(async () => Assert.Equal("unreachable", (await kith.DeliveryAsync((Guid)message["id"]!)).ProblemCode), seconds: 20);
        Assert.Equal("failing", (string?)(await kith.HealthAsync(id))["state"]);
    }

    [Fact]
    public async Task is_for_administrators_in_their_browser()
    {
        await using var provider = await PretendProvider.OpenAsync();
        await using var kith = await world.OpenAsync(provider);
        var ada = await kith.SignInAsync(Cast.Ada);
        var id = await ada.ConnectMailboxAsync(provider.Settings);
        await (await kith.SignInAsync(Cast.Rosa)).PostAsync($"/api/connections/{id}/sign-in", null, HttpStatusCode.Forbidden);
        await kith.As(Cast.Ada).PostAsync($"/api/connections/{id}/sign-in", null, HttpStatusCode.Forbidden);
        await kith.AsStranger().PostAsync($"/api/connections/{id}/sign-in", null, HttpStatusCode.Unauthorized);
        await ada.PostAsync($"/api/connections/{Guid.NewGuid()}/sign-in", null, HttpStatusCode.NotFound);

        await ada.PatchAsync($"/api/connections/{id}", new { settings = new { sign_in = "password" } });
        Assert.Equal("has_password", (string?)(await ada.PostAsync($"/api/connections/{id}/sign-in", null, HttpStatusCode.Conflict))["code"]);
    }

    [Theory]
    [InlineData("Google", "https://accounts.google.com/o/oauth2/v2/auth?", "access_type=offline&prompt=consent", "https%3A%2F%2Fmail.google.com%2F")]
    [InlineData("Microsoft", "https://login.microsoftonline.com/marula.example/oauth2/v2.0/authorize?", "response_type=code", "https%3A%2F%2Foutlook.office.com%2FIMAP.AccessAsUser.All%20https%3A%2F%2Foutlook.office.com%2FSMTP.Send")]
    public async Task at_the_large_ones_goes_to_their_own_address(string way, string address, string more, string scope)
    {
        await using var kith = await world.OpenAsync();
        var ada = await kith.SignInAsync(Cast.Ada);
        var id = await ada.ConnectMailboxAsync(new { address = "care@marula.example", sign_in = way, oauth_client_id = "abc", oauth_client_secret = "canary-client-secret", oauth_tenant = "marula.example", oauth_token_url = "https://elsewhere.example/token", oauth_authorize_url = "https://elsewhere.example/" });
        var url = await ada.BeginAsync(id);

        Assert.StartsWith(address, url, StringComparison.Ordinal);
        Assert.All([more, scope, "code_challenge_method=S256", "login_hint=care%40marula.example", Uri.EscapeDataString("/api/connections/sign-in/callback")], part => Assert.Contains(part, url, StringComparison.Ordinal));
        Assert.DoesNotContain("elsewhere", url, StringComparison.Ordinal);
        Assert.DoesNotContain("canary-client-secret", url, StringComparison.Ordinal);
        var channel = (await kith.As(Cast.Ada).GetAsync("/api/channels"))["items"]!.AsArray().Single(one => (string)one!["id"]! == "email")!;
        Assert.Contains(Uri.EscapeDataString((string)channel["signInUrl"]!), url, StringComparison.Ordinal);
    }
}
