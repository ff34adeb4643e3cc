using System.Text.Json.Nodes;
using Kith.Channels;
using Kith.Mail;
using Mood = Kith.Tests.PretendProvider.Mood;

namespace Kith.Tests.Connections;

/// <summary>An access token lives an hour; nobody signs in every hour.</summary>
public class RenewingASignIn(World world) : IClassFixture<World>
{
    [Fact]
    public async Task comes_before_its_end_and_once_for_all_who_want_it()
    {
        await using var provider = await PretendProvider.OpenAsync();
        await using var kith = await world.OpenAsync(provider);
        var id = await SignedInAsync(kith, provider);
        var first = await TokenAsync(kith, id);
        await kith.AgeAsync(TimeSpan.FromMinutes(54));
        Assert.Equal(first, await TokenAsync(kith, id));
        Assert.Empty(provider.Renewals);

        await kith.AgeAsync(TimeSpan.FromMinutes(2));
        provider.Is = Mood.IsSlow;
        var all = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => TokenAsync(kith, id)));
        Assert.Single(provider.Renewals);
        Assert.NotEqual(first, Assert.Single(all.Distinct()));
    }

    [Fact]
    public async Task comes_when_a_mail_server_refuses_the_token_and_not_again_and_again()
    {
        await using var provider = await PretendProvider.OpenAsync();
        await using var mailbox = new TokenMailbox(provider);
        await using var kith = await world.OpenAsync(provider);
        var id = await SignedInAsync(kith, provider, mailbox);
        await Soon.Async(() => Task.Run(() => Assert.NotEmpty(mailbox.SignIns)), seconds: 20);

        provider.Good.Clear();
        Assert.All(await kith.TestAsync(id), finding => Assert.True((bool)finding!["ok"]!, finding!.ToJsonString()));
        Assert.Single(provider.Renewals);
        Assert.Equal([false, true], mailbox.SignIns.TakeLast(2));

        // What is refused though it is new has another reason.
        provider.Good.Clear();
        Assert.Contains("does not accept the sign-in", (await kith.TestAsync(id)).ToJsonString(), StringComparison.Ordinal);
        Assert.Single(provider.Renewals);
        await kith.AgeAsync(TimeSpan.FromMinutes(11));
        Assert.All(await kith.TestAsync(id), finding => Assert.True((bool)finding!["ok"]!, finding!.ToJsonString()));
        Assert.Equal(2, provider.Renewals.Count);
    }

    [Fact]
    public async Task keeps_the_new_refresh_token_where_each_is_good_once()
    {
        await using var provider = await PretendProvider.OpenAsync();
        provider.Rotates = true;
        await using var kith = await world.OpenAsync(provider);
        var id = await SignedInAsync(kith, provider);
        for (var hour = 1; hour <= 3; hour++)
        {
            await kith.AgeAsync(TimeSpan.FromHours(1));
            await TokenAsync(kith, id);
            Assert.Equal(hour, provider.Renewals.Distinct().Count());
        }
        Assert.True((bool)(await kith.SignInOfAsync(id))["isSignedIn"]!);
    }

    [Fact]
    public async Task that_ends_on_a_known_day_is_told_before_and_once()
    {
        await using var provider = await PretendProvider.OpenAsync();
        provider.RefreshLife = TimeSpan.FromDays(20);
        await using var kith = await world.OpenAsync(provider);
        var id = await SignedInAsync(kith, provider);
        Assert.Empty((await kith.HealthAsync(id))["concerns"]!.AsArray());

        provider.RefreshLife = TimeSpan.FromDays(6);
        for (var hour = 1; hour <= 3; hour++)
        {
            await kith.AgeAsync(TimeSpan.FromHours(1));
            await TokenAsync(kith, id);
        }
        Assert.Equal(3, provider.Renewals.Count);
        Assert.StartsWith("The sign-in ends on ", (string)Assert.Single((await kith.HealthAsync(id))["concerns"]!.AsArray())!["words"]!, StringComparison.Ordinal);
        Assert.Single(await NoticesAsync(kith), text => text.Contains("The sign-in ends on", StringComparison.Ordinal));
    }

    [Fact]
    public async Task that_is_refused_for_good_tells_a_person_once_and_waits_for_them()
    {
        await using var provider = await PretendProvider.OpenAsync();
        await using var mailbox = new TokenMailbox(provider);
        await using var kith = await world.OpenAsync(provider);
        var id = await SignedInAsync(kith, provider, mailbox);
        provider.TakeBack();
        await kith.AgeAsync(TimeSpan.FromHours(1));
        for (var tries = 0; tries < 3; tries++) await Assert.ThrowsAsync<MailFailure>(() => TokenAsync(kith, id));

        Assert.Single(provider.Renewals);
        Assert.False((bool)(await kith.SignInOfAsync(id))["isSignedIn"]!);
        var health = await kith.HealthAsync(id);
        Assert.Equal("signInExpired", (string?)health["state"]);
        Assert.Contains("Sign in again", (string)health["problem"]!["words"]!, StringComparison.Ordinal);
        Assert.Contains("Sign in again", (await kith.TestAsync(id)).ToJsonString(), StringComparison.Ordinal);
        Assert.Single(await NoticesAsync(kith), text => text.Contains("Sign in again", StringComparison.Ordinal));
        Assert.Equal("", await kith.LookAsync(db => db.MailboxSignIns.Select(s => s.Secrets).SingleAsync()));

        var ada = await kith.SignInAsync(Cast.Ada);
        Assert.Equal("done", await ada.SignInToAsync(provider, id));
        Assert.NotEqual("signInExpired", (string?)(await kith.HealthAsync(id))["state"]);
        await TokenAsync(kith, id);
    }

    [Theory]
    [InlineData(Mood.Fails)]
    [InlineData(Mood.SpeaksHtml)]
    [InlineData(Mood.HangsUp)]
    public async Task that_finds_nobody_uses_what_is_good_yet_and_then_waits(Mood mood)
    {
        await using var provider = await PretendProvider.OpenAsync();
        await using var kith = await world.OpenAsync(provider);
        var id = await SignedInAsync(kith, provider);
        var first = await TokenAsync(kith, id);
        provider.Is = mood;
        await kith.AgeAsync(TimeSpan.FromMinutes(56));
        Assert.Equal(first, await TokenAsync(kith, id));

        await kith.AgeAsync(TimeSpan.FromMinutes(5));
        var asked = provider.Renewals.Count;
        for (var mails = 0; mails < 10; mails++) Assert.Equal(MailFailureKind.Unreachable, (await Assert.ThrowsAsync<MailFailure>(() => TokenAsync(kith, id))).Kind);
        Assert.InRange(provider.Renewals.Count, asked, asked + 1);
        Assert.True((bool)(await kith.SignInOfAsync(id))["isSignedIn"]!);
        Assert.Empty(await NoticesAsync(kith));

        provider.Is = Mood.Well;
        kith.Tokens().TryAgain(kith.Open(id));
        Assert.NotEqual(first, await TokenAsync(kith, id));
    }

    [Fact]
    public async Task with_a_client_secret_that_ran_out_goes_on_when_a_new_one_is_typed_in()
    {
        await using var provider = await PretendProvider.OpenAsync();
        await using var kith = await world.OpenAsync(provider);
        var id = await SignedInAsync(kith, provider);
        provider.Is = Mood.ForgetsUs;
        await kith.AgeAsync(TimeSpan.FromHours(1));
        for (var tries = 0; tries < 2; tries++) await Assert.ThrowsAsync<MailFailure>(() => TokenAsync(kith, id));
        Assert.Single(provider.Renewals);
        Assert.Contains("client ID and secret", (string)(await kith.HealthAsync(id))["problem"]!["words"]!, StringComparison.Ordinal);
        Assert.Single(await NoticesAsync(kith));

        provider.Is = Mood.Well;
        await kith.As(Cast.Ada).PatchAsync($"/api/connections/{id}", new { settings = new { oauth_client_secret = PretendProvider.ClientSecret } });
        await TokenAsync(kith, id);
        Assert.NotEqual("signInExpired", (string?)(await kith.HealthAsync(id))["state"]);
    }

    [Fact]
    public async Task goes_on_where_a_node_died_in_the_middle_of_it()
    {
        await using var provider = await PretendProvider.OpenAsync();
        await using var kith = await world.OpenAsync(provider);
        var id = await SignedInAsync(kith, provider);
        await kith.AgeAsync(TimeSpan.FromHours(1));
        await ClaimAsync(kith, TimeSpan.FromMinutes(1));
        var waiting = TokenAsync(kith, id);
        Assert.Empty(provider.Renewals);

        await ClaimAsync(kith, TimeSpan.FromMinutes(-1));
        await waiting;
        Assert.Single(provider.Renewals);
    }

    [WithMailFact]
    public async Task keeps_a_real_mailbox_open_both_ways()
    {
        await using var provider = await PretendProvider.OpenAsync();
        (provider.Account, provider.Key) = (MailTown.Care, MailTown.Of("TOKEN_KEY"));
        await using var kith = await world.OpenAsync(builder =>
        {
            MailTown.Allow(builder);
            builder.UseSetting("KITH_ALLOW_PRIVATE", "localhost,127.0.0.1");
        });
        var form = System.Text.Json.JsonSerializer.SerializeToNode(MailTown.Settings())!.AsObject();
        form.Remove("password");
        foreach (var (key, value) in System.Text.Json.JsonSerializer.SerializeToNode(provider.Settings)!.AsObject()) form[key] = value!.DeepClone();
        var ada = await kith.SignInAsync(Cast.Ada);
        var id = await ada.ConnectMailboxAsync(form);
        // A token that is over in a moment, and Dovecot says so itself.
        provider.Life = TimeSpan.FromSeconds(6);
        Assert.Equal("done", await ada.SignInToAsync(provider, id));
        await ArriveAsync(kith);
        await LeaveAsync(kith, id);

        await Task.Delay(provider.Life);
        provider.Life = TimeSpan.FromHours(1);
        await LeaveAsync(kith, id);
        Assert.NotEmpty(provider.Renewals);
        await ArriveAsync(kith);

        // One that its maker knows and the server does not is changed for another at once.
        var renewed = provider.Renewals.Count;
        provider.Is = Mood.GivesWhatNobodyTakes;
        await kith.AgeAsync(TimeSpan.FromHours(1));
        var bad = await TokenAsync(kith, id);
        provider.Is = Mood.Well;
        await LeaveAsync(kith, id);
        Assert.Equal(renewed + 2, provider.Renewals.Count);
        Assert.NotEqual(bad, await TokenAsync(kith, id));
    }

    static async Task ArriveAsync(KithUnderTest kith)
    {
        var text = $"A question {Guid.NewGuid():N}";
        await MailTown.SendAsync(MailTown.Letter("A question", text));
        await Soon.Async(async () => Assert.True(await kith.LookAsync(db => db.Moments.AnyAsync(m => m.Text == text))), seconds: 60);
    }

    static async Task LeaveAsync(KithUnderTest kith, Guid connection)
    {
        var known = (await kith.As(Cast.Rosa).GetAsync($"/api/people?query={Uri.EscapeDataString(MailTown.Rosa)}"))["items"]!.AsArray();
        // In letters: thirteen digits in a row may be the number of a bank card.
        var subject = $"An answer {string.Concat(Guid.NewGuid().ToByteArray().Select(part => (char)('a' + (part % 26))))}";
        var message = await kith.As(Cast.Rosa).PostAsync($"/api/people/{known[0]!["id"]}/messages", new { id = Guid.CreateVersion7(), text = "Here it is.", connectionId = connection, to = new { kind = "email", value = MailTown.Rosa }, subject });
        await kith.UntilAsync((Guid)message["id"]!, DeliveryState.Sent);
        await MailTown.ArrivedAsync(subject);
    }

    static async Task<Guid> SignedInAsync(KithUnderTest kith, PretendProvider provider, TokenMailbox? mailbox = null)
    {
        var ada = await kith.SignInAsync(Cast.Ada);
        var id = await ada.ConnectMailboxAsync(mailbox?.In(provider.Settings) ?? provider.Settings);
        Assert.Equal("done", await ada.SignInToAsync(provider, id));
        return id;
    }

    static async Task<string> TokenAsync(KithUnderTest kith, Guid id) => (await kith.Tokens().AccountAsync(kith.Open(id), CancellationToken.None))[ISignIn.Token];

    static Task<List<string>> NoticesAsync(KithUnderTest kith) =>
        kith.LookAsync(db => db.Notices.Where(n => n.Kind == NoticeKind.Connection && n.TeammateId == kith.Marula.TeammateIds["Ada"]).Select(n => n.Text!).ToListAsync());

    static async Task ClaimAsync(KithUnderTest kith, TimeSpan until)
    {
        await using var work = await kith.Store.WriteAsync(kith.Marula.Id, Actor.System, "test", CancellationToken.None);
        (await work.Db.MailboxSignIns.SingleAsync()).RenewingUntil = TimeProvider.System.GetUtcNow().UtcDateTime + until;
        await work.CommitAsync(CancellationToken.None);
    }
}
