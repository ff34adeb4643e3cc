using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Kith.Tests;

namespace Kith.Torment;

/// <summary>kill -9 under load: nothing acknowledged is lost, nothing is shown twice, each person's messages stay in order.</summary>
public class KillingIt
{
    const int People = 12;

    [Fact]
    public Task a_few_times_loses_nothing_and_shows_nothing_twice() => KillAsync(times: 4);

    [Fact, Trait("Category", "Long")]
    public Task forty_times_loses_nothing_and_shows_nothing_twice() => KillAsync(times: 40);

    static async Task KillAsync(int times)
    {
        var (settings, town) = await World.CopyAsync();
        using var kith = new RunningKith(settings);
        await kith.StartAsync();
        var secret = Senders.NewSecret();
        var senders = new Senders(kith, await ConnectAsync(kith, town, secret), secret, People);

        using var enough = new CancellationTokenSource();
        var writing = senders.WriteAsync(enough.Token);
        for (var kill = 0; kill < times; kill++)
        {
            await Task.Delay(300 + kill * 37 % 700);
            await kith.KillAsync();
            await kith.StartAsync();
        }
        await Task.Delay(500);
        await enough.CancelAsync();
        await writing;

        await CheckAsync(settings, senders);
    }

    static async Task<string> ConnectAsync(RunningKith kith, Town town, string secret)
    {
        kith.Http.DefaultRequestHeaders.Authorization = new("Bearer", town.Marula.Tokens[Cast.Mina.FirstName]);
        var answer = await kith.Http.PostAsJsonAsync(new Uri(kith.Address, "api/connections"), new { channel = "http", name = "torment", settings = new { secret } });
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, body);
        kith.Http.DefaultRequestHeaders.Authorization = null;
        return new Uri(kith.Address, $"hooks/http/{JsonNode.Parse(body)!["id"]}").ToString();
    }

    static async Task CheckAsync(KithSettings settings, Senders senders)
    {
        var ledger = new Ledger(settings);
        var messages = await ledger.MessagesAsync();
        for (var patience = Stopwatch.StartNew(); patience.Elapsed < TimeSpan.FromSeconds(60) && messages.Count < senders.Acknowledged.Count; await Task.Delay(200))
            messages = await ledger.MessagesAsync();

        var shown = messages.Select(message => message.Key[message.Key.LastIndexOf('p')..]).ToList();
        Assert.True(senders.Acknowledged.Count > People * 2, $"only {senders.Acknowledged.Count} were acknowledged: the test saw nothing");
        Assert.True(senders.Resent > 0, "no sender noticed a kill: the test saw nothing");
        Assert.Equal(shown.Count, shown.Distinct().Count());
        Assert.Empty(senders.Acknowledged.Except(shown));
        Assert.All(messages.GroupBy(message => message.Person), of => Assert.Equal(of.Select(m => m.Text).Order(), of.Select(m => m.Text)));
    }
}
