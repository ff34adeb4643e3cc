using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Kith.Bench;

/// <summary>
/// 20,000 comments of 5,000 people under one post, as fast as they are taken: how long each waits for its answer, how teammates' lists and the
/// post's own page feel meanwhile, what the server holds, and when all of it can be seen.
/// </summary>
static class SquareBench
{
    const int Comments = 20_000, People = 5_000, Senders = 64;

    public static async Task RunAsync(List<string> only)
    {
        Figures.Machine();
        foreach (var postgres in new[] { false, true })
            if (!only.Contains(postgres ? "sqlite" : "postgres")) await MeasureAsync(postgres, postgres ? "postgres" : "sqlite");
        Console.WriteLine($"load after: {Figures.Load()}");
    }

    static async Task MeasureAsync(bool postgres, string name)
    {
        var connection = Guid.Empty;
        await using var ground = await Ground.PrepareAsync(postgres, async (ground, store) => connection = await ground.ConnectAsync(store, "messenger", (JsonObject)Callers.Comments.Settings.DeepClone(), Callers.Comments.Secrets));
        await ground.StartAsync();
        var number = 0L;
        var make = HooksBench.Maker(Callers.Comments with { Say = (said, at) => Callers.Comments.Say(said with { Person = (int)(Interlocked.Increment(ref number) % People) }, at) }, connection);
        var here = new IPEndPoint(IPAddress.Loopback, Ground.Address);
        await new Flood(here, make, most: 200).RunAsync(4, 0, 60);
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Ground.Address}") };
        http.DefaultRequestHeaders.Authorization = new("Bearer", ground.Token);
        var post = await PostAsync(http);

        using var over = new CancellationTokenSource();
        var (lists, page) = (LookAsync(http, "/api/cases?state=open&limit=50", over.Token), LookAsync(http, $"/api/posts/{post}", over.Token));
        var watching = MostAsync(ground, over.Token);
        var (began, flood) = (Stopwatch.GetTimestamp(), new Flood(here, make, most: Comments - 200));
        var answers = await flood.RunAsync(Senders, 0, 600);
        var sent = Stopwatch.GetElapsedTime(began);
        while (await SeenAsync(ground) < Comments && Stopwatch.GetElapsedTime(began) < TimeSpan.FromMinutes(5)) await Task.Delay(50);
        var seen = Stopwatch.GetElapsedTime(began);
        await over.CancelAsync();

        Figures.Say($"{name} comments taken", flood.Sent - flood.Refused, "");
        Figures.Say($"{name} all sent after", sent.TotalSeconds, "s");
        Figures.Say($"{name} answered, p99", Figures.Percentile(answers, .99), "ms", "<= 200");
        Figures.Say($"{name} inbox meanwhile, p95", Figures.Percentile(await lists, .95), "ms", "<= 500");
        Figures.Say($"{name} page of the post meanwhile, p95", Figures.Percentile(await page, .95), "ms", "<= 500");
        Figures.Say($"{name} comments that stand", await SeenAsync(ground), "");
        Figures.Say($"{name} all visible after", seen.TotalSeconds, "s", "<= 60");
        Figures.Say($"{name} at most in memory", await watching, "MB", "<= 512");
    }

    static async Task<string> PostAsync(HttpClient http)
    {
        while (true)
        {
            var cases = await http.GetFromJsonAsync<JsonNode>("/api/cases?limit=1");
            if (cases!["items"]!.AsArray() is [{ } first, ..])
            {
                var said = await http.GetFromJsonAsync<JsonNode>($"/api/people/{first["personId"]}/timeline");
                return (string)said!["items"]!.AsArray().First(m => m!["post"] is not null)!["post"]!["id"]!;
            }
            await Task.Delay(100);
        }
    }

    /// <summary>Milliseconds of each look, sorted; a few a second, as teammates look.</summary>
    static async Task<double[]> LookAsync(HttpClient http, string path, CancellationToken over)
    {
        var took = new List<double>();
        while (!over.IsCancellationRequested)
        {
            var began = Stopwatch.GetTimestamp();
            using (var answer = await http.GetAsync(path, CancellationToken.None)) answer.EnsureSuccessStatusCode();
            took.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            await Task.Delay(100, CancellationToken.None);
        }
        return [.. took.Order()];
    }

    static async Task<double> MostAsync(Ground ground, CancellationToken over)
    {
        var most = 0L;
        while (!over.IsCancellationRequested)
        {
            most = Math.Max(most, ground.ServerMemory);
            await Task.Delay(50, CancellationToken.None);
        }
        return most;
    }

    static async Task<long> SeenAsync(Ground ground) => Convert.ToInt64(await ground.ScalarAsync("select count(*) from moment where direction = 1"), CultureInfo.InvariantCulture);
}
