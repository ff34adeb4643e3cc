using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Kith.Bench;

/// <summary>
/// What a message costs by the hook of each channel, from its request to where it can be found, beside one by Generic HTTP in the same run:
/// processor of server and database together. Words name the database or the channels that are wanted: <c>bin/bench hooks sqlite voice</c>.
/// </summary>
static class HooksBench
{
    const int Connections = 32, Seconds = 4, Most = 40_000, People = 2_000;
    const double Tolerated = 1.3;

    static readonly string address = $"http://localhost:{Ground.Address}";

    public static async Task RunAsync(List<string> only)
    {
        Figures.Machine();
        foreach (var postgres in new[] { false, true })
        {
            if (only.Contains(postgres ? "sqlite" : "postgres")) continue;
            var name = postgres ? "postgres" : "sqlite";
            var plain = await MeasureAsync(postgres, null);
            Figures.Say($"{name} http", plain, "us a message");
            foreach (var caller in Callers.All.Where(one => !only.Any(IsChannel) || only.Contains(one.Name)))
            {
                var cost = await MeasureAsync(postgres, caller);
                Figures.Say($"{name} {caller.Name}", cost, "us a message");
                Figures.Say($"{name} {caller.Name} to http", cost / plain, "times", $"<= {Tolerated.ToString(CultureInfo.InvariantCulture)}");
            }
        }
        Console.WriteLine($"load after: {Figures.Load()}");
    }

    static bool IsChannel(string word) => Callers.All.Any(one => one.Name == word);

    /// <summary>Microseconds of processor a message, after as many were sent to warm up.</summary>
    static async Task<double> MeasureAsync(bool postgres, Caller? caller)
    {
        var connection = Guid.Empty;
        await using var ground = await Ground.PrepareAsync(postgres, async (ground, store) =>
            connection = caller is null ? ground.Connection : await ground.ConnectAsync(store, caller.Channel, (JsonObject)caller.Settings.DeepClone(), caller.Secrets));
        await ground.StartAsync(("KITH_PUBLIC_URL", address));
        using var volley = new Volley(ground);
        var make = caller is null ? new PlainMessages(ground.Target, "message.created", People).Request : Maker(caller, connection);
        var cost = double.NaN;
        for (var round = 0; round < 2; round++)
        {
            var (before, own, other) = (await CountAsync(ground), ground.ServerCpu, ground.DatabaseCpu);
            await volley.MessagesAsync(make, Connections, Seconds, Most);
            await ground.SearchLagAsync();
            cost = (ground.ServerCpu - own + ground.DatabaseCpu - other) / (await CountAsync(ground) - before);
        }
        return cost;
    }

    /// <summary>What was said by people and by callers, as it stands on the timelines; a call that rings stands there as two, itself and its first step.</summary>
    static async Task<long> CountAsync(Ground ground) => Convert.ToInt64(await ground.ScalarAsync("select count(*) from moment where direction = 1"), CultureInfo.InvariantCulture);

    public static Func<string, Random, long, byte[]> Maker(Caller caller, Guid connection)
    {
        var number = 0L;
        return (_, dice, _) =>
        {
            var path = $"/hooks/{caller.Channel}/{connection}";
            var hook = caller.Say(new(Interlocked.Increment(ref number) + 1_000_000, dice.Next(People), Words.Text(dice), DateTimeOffset.UtcNow), address + path);
            return Encoding.ASCII.GetBytes($"POST {path}{hook.Tail} HTTP/1.1\r\nHost: localhost:{Ground.Address}\r\nContent-Type: {hook.ContentType}\r\n{hook.Header}: {hook.Value}\r\nContent-Length: {Encoding.ASCII.GetByteCount(hook.Body)}\r\n\r\n{hook.Body}");
        };
    }
}
