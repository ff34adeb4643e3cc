using System.Text.Json.Nodes;
using Kith.Tests.Posts;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Tests.Causes;

/// <summary>What Rosa does with a cause, on the square where people speak.</summary>
static class Causing
{
    public static async Task<Guid> NameCauseAsync(this Square square, string title = "The price page confuses") =>
        (Guid)(await square.Rosa.PostAsync("/api/causes", new { title, known = "Nobody finds what it costs" }))["id"]!;

    public static async Task<JsonNode> GatherAsync(this Square square, Guid cause, params long[] cases) => await square.Rosa.PostAsync($"/api/causes/{cause}/about", new { cases }, System.Net.HttpStatusCode.OK);

    public static Task<JsonNode> FixAsync(this Square square, Guid cause, Dictionary<string, string>? said = null) =>
        square.Rosa.PutAsync($"/api/causes/{cause}/fix", new { said = said ?? new() { [""] = "Hello {name|there}, it is fixed now." } });

    public static async Task<JsonArray> TellingsAsync(this Square square, Guid cause) => (await square.Rosa.GetAsync($"/api/causes/{cause}/tellings"))["items"]!.AsArray();

    public static async Task<JsonNode> TellingOfAsync(this Square square, Guid cause, string handle)
    {
        var person = await square.PersonAsync(handle);
        return (await square.TellingsAsync(cause)).Single(one => (Guid)one!["personId"]! == person)!;
    }

    public static Task SendAsync(this Square square, Guid cause) => square.Rosa.PutAsync($"/api/causes/{cause}/sending", null);

    public static Task TellNextAsync(this KithUnderTest kith) => kith.Services.GetRequiredService<TellPeople>().TellAsync(CancellationToken.None);

    /// <summary>Until nobody waits any more.</summary>
    public static async Task TellAllAsync(this KithUnderTest kith)
    {
        for (var i = 0; i < 100 && await kith.LookAsync(db => db.Tellings.AnyAsync(t => t.State == TellingState.Waiting && t.NextAt <= Life.Now)); i++) await kith.TellNextAsync();
    }

    /// <summary>What reached this person out there, once everything has left.</summary>
    public static async Task<List<string>> ReadAsync(this Square square, string handle, int atLeast = 1)
    {
        List<string> read = [];
        await Soon.Async(() => { read = [.. square.Carrier.Hooked.Where(one => one["to"]!["handle"]!.ToString() == handle).Select(one => one["text"]!.ToString())]; Assert.True(read.Count >= atLeast); return Task.CompletedTask; }, seconds: 15);
        return read;
    }
}
