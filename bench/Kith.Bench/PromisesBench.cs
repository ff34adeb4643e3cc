using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Kith.Bench;

/// <summary>
/// What it costs to count what is promised: in processor for one message, with very many targets; and after the hours of the house changed, for
/// every promise that runs, while teammates open their lists.
/// </summary>
static class PromisesBench
{
    const int Targets = 200, Counted = 200_000, Looks = 100;

    public static async Task RunAsync(List<string> only)
    {
        Figures.Machine();
        CountOne();
        foreach (var postgres in new[] { false, true })
            if (!only.Contains(postgres ? "sqlite" : "postgres")) await RecountAsync(postgres, ListsBench.Number(only, "promises=", 1_000_000));
        Console.WriteLine($"load after: {Figures.Load()}");
    }

    /// <summary>The last of the targets is the one that fits, and the words come at any minute of a month.</summary>
    static void CountOne()
    {
        var (house, last) = (HouseWith(Targets), Department(Targets));
        var began = new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc);
        var took = new List<double>();
        for (var round = 0; round < 5; round++)
        {
            var before = Process.GetCurrentProcess().TotalProcessorTime;
            for (var n = 0; n < Counted; n++) house.AnswerOf(PromiseKind.FirstAnswer, last, null, "email", began.AddMinutes(n % 43_200));
            took.Add((Process.GetCurrentProcess().TotalProcessorTime - before).TotalMicroseconds / Counted);
        }
        Figures.Say($"one promise with {Targets} targets", Figures.Median(took), "us", "<= 30");
    }

    public static HouseHours HouseWith(int targets)
    {
        var workspace = new Workspace { WorkspaceId = Guid.NewGuid(), Name = "Marula Mutual", TimeZone = "Africa/Johannesburg" };
        var calendar = Calendar.OfHouse(workspace.WorkspaceId, DateTime.UtcNow);
        return new(workspace, [calendar], [], [], Enumerable.Range(1, targets).Select(n => new Hours.Target { Id = Department(1000 + n), DepartmentId = Department(n), Channel = "email", FirstAnswerMinutes = 60 + n }));
    }

    public static Guid Department(int number) => new(number, 0, 0, new byte[8]);

    static async Task RecountAsync(bool postgres, long promises)
    {
        await using var ground = await Ground.PrepareAsync(postgres);
        var history = new History(ground, promises, messages: 0, running: 1, DateTime.UtcNow.AddDays(2));
        await history.WriteAsync();
        await history.PromiseAsync();
        await ground.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Ground.Address}") };
        http.DefaultRequestHeaders.Authorization = new("Bearer", ground.Token);

        await LookAsync(http, () => false);
        var before = await LookAsync(http, () => false);
        var calendar = (await http.GetFromJsonAsync<JsonNode>("/api/calendars"))!["items"]![0]!["id"];
        using (var changed = await http.PatchAsJsonAsync($"/api/calendars/{calendar}", new { openings = Enumerable.Range(1, 6).Select(day => new { day, from = "07:00", to = "19:00" }) })) changed.EnsureSuccessStatusCode();
        var began = Stopwatch.GetTimestamp();
        var counting = CountedAsync(ground);
        var meanwhile = await LookAsync(http, () => !counting.IsCompleted);
        await counting;
        Figures.Say($"{ground.Name} {promises} promises counted anew after", Stopwatch.GetElapsedTime(began).TotalSeconds, "s", "<= 60");
        Figures.Say($"{ground.Name} inbox before, p95", Figures.Percentile(before, .95), "ms");
        Figures.Say($"{ground.Name} inbox meanwhile, p95", Figures.Percentile(meanwhile, .95), "ms");
        Figures.Say($"{ground.Name} inbox meanwhile to before, p95", Figures.Percentile(meanwhile, .95) / Figures.Percentile(before, .95), "times", "<= 2");
    }

    static async Task CountedAsync(Ground ground)
    {
        while (await ground.ScalarAsync("select count(*) from calendar where recount_since is not null") is not 0L) await Task.Delay(100);
    }

    /// <summary>Milliseconds of each look, sorted; at least so many, and on for as long as that holds.</summary>
    static async Task<double[]> LookAsync(HttpClient http, Func<bool> goOn)
    {
        var took = new List<double>();
        while (took.Count < Looks || goOn())
        {
            var began = Stopwatch.GetTimestamp();
            using (var answer = await http.GetAsync("/api/cases?limit=50")) answer.EnsureSuccessStatusCode();
            took.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            await Task.Delay(20);
        }
        return [.. took.Order()];
    }
}
