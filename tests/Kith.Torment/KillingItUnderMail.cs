using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Kith.Tests;

namespace Kith.Torment;

/// <summary>
/// kill -9 while mail comes in: by LMTP nothing acknowledged is lost, from a mailbox nothing that lies in it, and nothing is shown twice,
/// though mails come by To and by Cc, come again, and lie there out of their order.
/// </summary>
public class KillingItUnderMail
{
    const int People = 12;
    const string Address = "care@lmtp.kith.test";

    [Fact]
    public Task a_few_times_loses_nothing_that_came_by_LMTP() => KillUnderLmtpAsync(times: 4);

    [Fact, Trait("Category", "Long")]
    public Task forty_times_loses_nothing_that_came_by_LMTP() => KillUnderLmtpAsync(times: 40);

    [WithMailFact]
    public Task a_few_times_loses_nothing_that_lies_in_a_mailbox() => KillUnderImapAsync(times: 4);

    [WithMailFact, Trait("Category", "Long")]
    public Task forty_times_loses_nothing_that_lies_in_a_mailbox() => KillUnderImapAsync(times: 40);

    [WithMailFact]
    public Task a_few_times_loses_nothing_that_a_real_Postfix_took() => KillBehindPostfixAsync(times: 3);

    [WithMailFact]
    public async Task a_mailbox_that_is_numbered_anew_is_looked_through_again_and_nothing_is_shown_twice()
    {
        var (settings, town) = await World.CopyAsync();
        using var kith = new RunningKith(settings, InMailTown);
        await kith.StartAsync();
        var folder = await MailFolder.MakeAsync();
        await ConnectAsync(kith, town, Mailbox(folder));
        var (ledger, begin) = (new Ledger(settings), TimeProvider.System.GetUtcNow());
        void Put(int n) => folder.Put(Letters.Write(0, n, MailTown.Care), begin.AddSeconds(n));

        for (var n = 0; n < 60; n++) Put(n);
        await ReadAsync(ledger, under: 0, upTo: 60);
        var (first, _) = await ledger.MailboxAsync();
        await folder.NumberAnewAsync();
        Put(60);
        await ReadAsync(ledger, under: first, upTo: 61);

        await kith.KillAsync();
        var (second, _) = await ledger.MailboxAsync();
        await folder.NumberAnewAsync();
        Put(61);
        await kith.StartAsync();
        await ReadAsync(ledger, under: second, upTo: 62);
        Assert.Equal(Enumerable.Range(0, 62), (await ShownAsync(ledger, 62)).Select(message => message.Text));
    }

    static async Task KillUnderLmtpAsync(int times)
    {
        var (settings, town) = await World.CopyAsync();
        var door = new IPEndPoint(IPAddress.Loopback, Ports.Free());
        using var kith = new RunningKith(settings, ("KITH_LMTP", door.ToString()));
        await kith.StartAsync();
        await ConnectAsync(kith, town, new { address = Address });
        var senders = new LmtpSenders(door, Address, People);

        using var enough = new CancellationTokenSource();
        var writing = senders.WriteAsync(enough.Token);
        await KillAsync(kith, times);
        await enough.CancelAsync();
        await writing;

        Assert.True(senders.Acknowledged.Count > People * 2, $"only {senders.Acknowledged.Count} were acknowledged: the test saw nothing");
        Assert.True(senders.Resent > 0, "no sender noticed a kill: the test saw nothing");
        Assert.Equal(0, senders.Refused);
        await CheckAsync(settings, senders.Acknowledged);
    }

    static async Task KillUnderImapAsync(int times)
    {
        var (settings, town) = await World.CopyAsync();
        using var kith = new RunningKith(settings, InMailTown);
        await kith.StartAsync();
        var folder = await MailFolder.MakeAsync();
        await ConnectAsync(kith, town, Mailbox(folder));

        using var enough = new CancellationTokenSource();
        var delivering = DeliverAsync(folder, enough.Token);
        await KillAsync(kith, times);
        await enough.CancelAsync();
        var all = await delivering;
        Assert.True(all.Count >= People * 4, $"only {all.Count} were delivered: the test saw nothing");
        await CheckAsync(settings, all);
    }

    static async Task KillBehindPostfixAsync(int times)
    {
        var (settings, town) = await World.CopyAsync();
        using var kith = new RunningKith(settings, ("KITH_LMTP", $"127.0.0.1:{MailTown.Of("LMTP")}"));
        await kith.StartAsync();
        await ConnectAsync(kith, town, new { address = Address });

        using var enough = new CancellationTokenSource();
        var sending = SendAsync(enough.Token);
        await KillAsync(kith, times);
        await enough.CancelAsync();
        var all = await sending;
        Assert.True(all.Count > 10, $"only {all.Count} were sent: the test saw nothing");
        await CheckAsync(settings, all, inOrder: false);
    }

    /// <summary>In fours, each of them out of its order, one of them by Cc as well.</summary>
    static async Task<List<int>> DeliverAsync(MailFolder folder, CancellationToken enough)
    {
        var (all, begin) = (new List<int>(), TimeProvider.System.GetUtcNow().AddSeconds(-100));
        for (var four = 0; four < 300 && !enough.IsCancellationRequested; four += 4)
        {
            for (var person = 0; person < People; person++)
                foreach (var n in new[] { four + 2, four, four + 3, four + 1 })
                {
                    var mail = Letters.Write(person, n, MailTown.Care);
                    folder.Put(mail, begin.AddSeconds(n));
                    if (n % 4 == 1) folder.Put($"Delivered-To: care+cc@kith.test\r\n{mail}", begin.AddSeconds(n + 1));
                    all.Add(Letters.Number(person, n));
                }
            await Task.Delay(800, CancellationToken.None);
        }
        return all;
    }

    static async Task<List<int>> SendAsync(CancellationToken enough)
    {
        var all = new List<int>();
        for (var n = 0; !enough.IsCancellationRequested; n++)
        {
            await MailTown.SendAsync(new Mail.Smtp.MailEnvelope(MailTown.Rosa, n % 2 == 0 ? [Address] : [Address, "care+cc@lmtp.kith.test"]), System.Text.Encoding.UTF8.GetBytes(Letters.Write(n % People, n, Address)));
            all.Add(Letters.Number(n % People, n));
        }
        return all;
    }

    static async Task KillAsync(RunningKith kith, int times)
    {
        for (var kill = 0; kill < times; kill++)
        {
            await Task.Delay(300 + kill * 37 % 700);
            await kith.KillAsync();
            await kith.StartAsync();
        }
        await Task.Delay(500);
    }

    static (string, string)[] InMailTown => [("KITH_ALLOW_PRIVATE", "localhost"), ("KITH_TRUSTED_CA", MailTown.Of("CA"))];

    static JsonObject Mailbox(MailFolder folder)
    {
        var settings = (JsonObject)JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(MailTown.Settings()))!;
        settings["folder"] = folder.Name;
        return settings;
    }

    static async Task ConnectAsync(RunningKith kith, Town town, object settings)
    {
        using var ask = new HttpRequestMessage(HttpMethod.Post, new Uri(kith.Address, "api/connections")) { Content = JsonContent.Create(new { channel = "email", name = "torment", settings }) };
        ask.Headers.Authorization = new("Bearer", town.Marula.Tokens[Cast.Mina.FirstName]);
        var answer = await kith.Http.SendAsync(ask);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    static async Task CheckAsync(KithSettings settings, ICollection<int> all, bool inOrder = true)
    {
        var messages = await ShownAsync(new Ledger(settings), all.Count);
        var shown = messages.Select(message => message.Text).ToList();
        Assert.Equal(shown.Count, shown.Distinct().Count());
        Assert.Empty(all.Except(shown));
        // F16: what follows from a message follows from its commit, or not at all.
        Assert.Equal(0, await new Ledger(settings).PhantomsAsync());
        if (inOrder) Assert.All(messages.GroupBy(message => message.Person), of => Assert.Equal(of.Select(m => m.Text).Order(), of.Select(m => m.Text)));
    }

    /// <summary>What is shown when as much is as should be and nothing more can come of what was kept; or when nothing comes any more.</summary>
    static async Task<List<(string Key, string Person, int Text)>> ShownAsync(Ledger ledger, int count)
    {
        await PatientlyAsync(async () => (await ledger.MessagesAsync()).Count >= count && await ledger.IsAppliedAsync());
        return await ledger.MessagesAsync();
    }

    /// <summary>Up to this mail, under another UIDVALIDITY than that one.</summary>
    static async Task ReadAsync(Ledger ledger, long under, int upTo)
    {
        async Task<bool> IsReadAsync() => await ledger.MailboxAsync() is var (validity, uid) && validity != under && uid >= upTo;
        await PatientlyAsync(IsReadAsync);
        Assert.True(await IsReadAsync(), $"The mailbox was read no further than {await ledger.MailboxAsync()}.");
    }

    static async Task PatientlyAsync(Func<Task<bool>> enough)
    {
        for (var patience = Stopwatch.StartNew(); patience.Elapsed < TimeSpan.FromSeconds(180) && !await enough();) await Task.Delay(200);
    }
}
