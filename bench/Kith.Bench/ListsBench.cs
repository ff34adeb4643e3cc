using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Npgsql;

namespace Kith.Bench;

/// <summary>
/// The lists a teammate lives in and what they search for, over very much history, asked through the API. PostgreSQL itself says how long its
/// statements took; each is asked often enough that a plan which turns bad after a few runs is seen.
/// </summary>
static class ListsBench
{
    const int Runs = 60, Early = 5, DeepBehind = 20_000;

    /// <summary>Of how many cases one is of the department that the role sees.</summary>
    const int OneCaseIn = 500;

    public static async Task RunAsync(List<string> only)
    {
        Figures.Machine();
        if (!only.Contains("sqlite")) await MeasureAsync(postgres: true, Number(only, "cases=", 1_000_000), Number(only, "messages=", 10_000_000));
        if (!only.Contains("postgres")) await MeasureAsync(postgres: false, Number(only, "cases=", 100_000), Number(only, "messages=", 1_000_000));
        Console.WriteLine($"load after: {Figures.Load()}");
    }

    static async Task MeasureAsync(bool postgres, long cases, long messages)
    {
        await using var ground = await Ground.PrepareAsync(postgres);
        var history = new History(ground, cases, messages);
        var began = Stopwatch.GetTimestamp();
        await history.WriteAsync();
        Figures.Say($"{ground.Name} making {cases} cases and {messages} messages", Stopwatch.GetElapsedTime(began).TotalSeconds, "s");
        var narrow = await ground.NarrowAsync(OneCaseIn);
        await ground.StartAsync();
        await MeasureAsync(ground, history, ground.Token, "");
        await MeasureAsync(ground, history, narrow, " by a role of one department");
    }

    static async Task MeasureAsync(Ground ground, History history, string token, string who)
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Ground.Address}") };
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);

        var (deep, department) = (history.Deep(DeepBehind), ((await http.GetFromJsonAsync<JsonNode>("/api/departments"))!["items"]![0]!["id"]!).ToString());
        var timeline = $"/api/people/{history.Talker}/timeline?limit=50";
        var older = Uri.EscapeDataString((await http.GetFromJsonAsync<JsonNode>(timeline))!["before"]!.ToString());
        foreach (var (name, address, goal) in new[]
        {
            ("nothing but who asks", "/api/me", "<= 1"),
            ("inbox of all", "/api/cases", "<= 1"),
            ("inbox of mine", "/api/cases?list=mine", "<= 1"),
            ("inbox of nobody", "/api/cases?list=unassigned", "<= 1"),
            ("inbox of a department", $"/api/cases?list=department&department={department}", "<= 1"),
            ("inbox, deep page", $"/api/cases?cursor={Uri.EscapeDataString(PageCursor.WritePlace(deep.Due, deep.Id))}", "<= 1"),
            ("counts", "/api/cases/counts", "<= 1"),
            ("timeline", timeline, "<= 1"),
            ("timeline, older page", $"{timeline}&before={older}", "<= 1"),
            ("search for a rare word", $"/api/search?query={History.Rare}%20", "<= 25"),
            ("search for a middling word", $"/api/search?query={History.Middling}%20", "<= 25"),
            ("search for a common word", $"/api/search?query={History.Common}%20", "<= 25"),
        })
            await AskAsync(http, ground, $"{ground.Name} {name}{who}", address, goal);
    }

    static async Task AskAsync(HttpClient http, Ground ground, string name, string address, string goal)
    {
        var (took, inside) = (new List<double>(), new List<double>());
        for (var run = 0; run < Runs; run++)
        {
            var before = await InsideAsync(ground);
            var began = Stopwatch.GetTimestamp();
            using var answer = await http.GetAsync(address);
            answer.EnsureSuccessStatusCode();
            took.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            inside.Add(await InsideAsync(ground) - before);
        }
        Figures.Say($"{name}, p50 through the API", Figures.Median(took), "ms");
        if (ground.IsPostgres) Figures.Say($"{name}, p50 in the database", Figures.Median(inside), "ms", goal);
        var measured = ground.IsPostgres ? inside : took;
        Figures.Say($"{name}, later runs to the first {Early}", Figures.Median(measured.Skip(Early + 1)) / Figures.Median(measured.Take(Early)), "times");
    }

    /// <summary>Milliseconds that statements of people's requests have taken so far.</summary>
    static async Task<double> InsideAsync(Ground ground)
    {
        if (!ground.IsPostgres) return 0;

        await using var connection = new NpgsqlConnection(ground.Settings.Database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("create extension if not exists pg_stat_statements; select coalesce(sum(total_exec_time), 0) from pg_stat_statements where userid = 'kith_app'::regrole", connection);
        return (double)(await command.ExecuteScalarAsync())!;
    }

    public static long Number(List<string> said, string name, long usual) => said.Find(s => s.StartsWith(name, StringComparison.Ordinal)) is { } one ? long.Parse(one[name.Length..], CultureInfo.InvariantCulture) : usual;
}
