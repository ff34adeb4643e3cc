using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;

namespace Kith.Tests.Api;

/// <summary>
/// Every body that a route under <c>/api</c> reads, with one place of it at a time spoiled. Routes and bodies come from the route table, so
/// that a door that somebody adds tomorrow is walked too.
/// </summary>
public class BadBodies(World world) : IClassFixture<World>
{
    const string TurnsRound = "\u202e";
    static readonly string marks = string.Concat(Enumerable.Repeat("\u0334\u0353", 200));

    /// <summary>What no place of a body may hold. A letter above U+007F stands for the one byte of that number.</summary>
    static readonly string[] never = ["NaN", "\"\u00ff\u00fe\"", "\"\\ud800\"", "\"a\\u0000b\"", $"{new string('[', 200)}{new string(']', 200)}"];

    /// <summary>What some places may hold and most may not.</summary>
    static readonly string[] odd =
    [
        "null", "[]", "[null]", "{}", "true", "-1", "1e400", "9223372036854775808", "\"\"", "\"00000000-0000-0000-0000-000000000000\"", "\"0001-01-01T00:00:00Z\"",
        $"\"{TurnsRound}Z{marks}gnp.exe\"", $"\"{new string('x', 10_000)}\"",
    ];

    static readonly string[] noBodies = ["[]", "7", "\"x\"", "{", "{\"a\":", "{\"a\":1}}", "\u00ff\u00fe{\u0000}\u0000", $"{new string('{', 200)}"];

    [Fact(DisplayName = "A16, F10, J1: whatever stands in whichever place of whichever body, the answer is a no with its code, and nothing has changed")]
    public Task are_refused_and_change_nothing() => AreRefusedAsync(inTurns: 4);

    [Fact(DisplayName = "A16, F10, J1: the same with each place in each of the ways"), Trait("Category", "Long")]
    public Task are_refused_in_all_ways() => AreRefusedAsync(inTurns: 1);

    /// <param name="inTurns">A place takes one in so many of the ways, the next place the next.</param>
    async Task AreRefusedAsync(int inTurns)
    {
        await using var kith = await world.OpenAsync();
        var ours = await kith.WriteAsync(kith.Marula, db => new Planting(db, kith.Marula, "canary-ours").PlantAsync());
        var door = new Door(kith, (await kith.SignInAsync(Cast.Mina)).Http);
        var (broken, untaken, tried, accepted) = (new List<string>(), new List<string>(), 0, 0);

        // What closes the case is walked last: a closed one takes nothing more.
        var routes = door.Routes.Where(Door.Reads).OrderBy(route => route.RoutePattern.RawText!.EndsWith("/closure", StringComparison.Ordinal)).ToList();
        foreach (var (turn, route) in routes.Index())
        {
            var (path, body, dropped, isTaken) = await door.OpenAsync(route, ours);
            if (isTaken) accepted++;
            else untaken.Add(route.RoutePattern.RawText!);
            var all = Turn(Bodies.Spoiled(body, dropped, never)).Concat(noBodies).Append($"{{\"a\":\"{new string('x', 1_000_000)}\"").Select(said => (said, true))
                .Concat(Turn(Bodies.Spoiled(body, dropped, odd)).Concat(Bodies.Lacking(body)).Select(said => (said, false)));
            foreach (var (said, mustFail) in all)
            {
                tried++;
                if (await TroubleAsync(door, route, path, said, mustFail) is { } trouble) broken.Add($"{trouble} {route.RoutePattern.RawText} {(said.Length > 300 ? said[..300] : said)}");
            }

            IEnumerable<string> Turn(IEnumerable<string> ways) => ways.Where((_, i) => (i + turn) % inTurns == 0);
        }

        Assert.Empty(broken);
        Assert.True(tried > 3000 && accepted * 3 > routes.Count * 2, $"{tried} bodies were tried, and {accepted} of {routes.Count} routes took a good one: the walk sees too little. Not taken: {string.Join(", ", untaken)}");
    }

    static async Task<string?> TroubleAsync(Door door, RouteEndpoint route, string path, string body, bool mustFail)
    {
        var (status, text, isRecorded) = await door.TryAsync(route, path, body);
        if ((int)status < 300) return mustFail ? "taken" : Shows(text) ? $"shown as it came: {text}" : null;
        if ((int)status is < 400 or >= 500) return $"{(int)status}";
        if (!text.Contains("\"code\":", StringComparison.Ordinal)) return $"no code: {text}";
        return isRecorded ? $"changed something and said {(int)status}" : null;
    }

    /// <summary>Whether a word that stands beside others turns them round or climbs over them. The text of a message or a question is its writer's own.</summary>
    static bool Shows(string answer) => answer.Length > 0 && JsonNode.Parse(answer) is JsonObject row
        && row.Any(field => field.Key is not ("text" or "html" or "question") && field.Value?.ToString() is { } words && (words.Contains(TurnsRound, StringComparison.Ordinal) || words.Contains(marks[..8], StringComparison.Ordinal)));
}
