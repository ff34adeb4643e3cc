using System.Diagnostics;
using Kith.Insights;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kith.Bench;

/// <summary>What it takes to count how very many cases were served, once from nothing, and to open the page that shows it.</summary>
static class ServedBench
{
    const int Looks = 60;

    public static async Task RunAsync(List<string> only)
    {
        Figures.Machine();
        foreach (var postgres in new[] { false, true })
            if (!only.Contains(postgres ? "sqlite" : "postgres")) await RunAsync(postgres, ListsBench.Number(only, "cases=", 1_000_000));
        Console.WriteLine($"load after: {Figures.Load()}");
    }

    static async Task RunAsync(bool postgres, long cases)
    {
        await using var ground = await Ground.PrepareAsync(postgres);
        var history = new History(ground, cases, messages: 0, from: DateTime.UtcNow.AddDays(-88));
        await history.WriteAsync();
        await history.ServeAsync();
        Figures.Say($"{ground.Name} {cases} cases counted from nothing", (await CountAsync(ground)).TotalSeconds, "s");

        await ground.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Ground.Address}") };
        http.DefaultRequestHeaders.Authorization = new("Bearer", ground.Token);
        await LookAsync(http, "/api/insights/served");
        await LookAsync(http, "/api/me");
        var (page, least) = (await LookAsync(http, "/api/insights/served"), await LookAsync(http, "/api/me"));
        Figures.Say($"{ground.Name} page of {cases} cases, p95", Figures.Percentile(page, .95), "ms", "<= 1000");
        Figures.Say($"{ground.Name} figures of departments, p95", Figures.Percentile(await LookAsync(http, "/api/insights/departments"), .95), "ms", "<= 1000");
        Figures.Say($"{ground.Name} page to the least a request takes, p50", Figures.Percentile(page, .5) / Figures.Percentile(least, .5), "times");
    }

    static async Task<TimeSpan> CountAsync(Ground ground)
    {
        using var held = new DataFolder(ground.Settings.DataFolder);
        await using var store = await OpenStore.OpenAsync(ground.Settings, held, TimeProvider.System, CancellationToken.None);
        var began = Stopwatch.GetTimestamp();
        await new CountServed(store, TimeProvider.System, NullLogger<CountServed>.Instance).CatchUpAsync(ground.Workspace, CancellationToken.None);
        return Stopwatch.GetElapsedTime(began);
    }

    /// <summary>Milliseconds of each look, sorted.</summary>
    static async Task<double[]> LookAsync(HttpClient http, string path)
    {
        var took = new List<double>();
        for (var n = 0; n < Looks; n++)
        {
            var began = Stopwatch.GetTimestamp();
            using (var answer = await http.GetAsync(path)) answer.EnsureSuccessStatusCode();
            took.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        return [.. took.Order()];
    }
}
