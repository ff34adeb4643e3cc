using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Kith.Channels.Tests.Sms;

namespace Kith.Tests.Connections;

/// <summary>The whole of Kith on a port of its own with Kannel 1.4.5 and a carrier around it, in a network where there is nothing else.</summary>
[Trait("Category", "Real")]
public sealed partial class LivingWithKannel(World world) : IClassFixture<World>
{
    const int Port = 5146;
    const string Address = "http://127.0.0.1:5146", Ours = "27600701234", Theirs = "27825554417";

    static readonly string longText = string.Concat(Enumerable.Repeat("Your home cover could cost less. ", 12)).Trim();

    [Fact]
    public Task is_done_in_a_network_of_its_own() => OwnNetwork.IsInside ? Task.CompletedTask
        : OwnNetwork.RunAsync(typeof(LivingWithKannel).Assembly.Location, $"FullyQualifiedName~{nameof(LivingWithKannel)}&FullyQualifiedName!~{nameof(is_done_in_a_network_of_its_own)}");

    [InsideFact]
    public async Task shows_what_people_write_on_their_timeline()
    {
        await using var kith = await OpenAsync();
        var connection = await ConnectAsync(kith);
        await using var kannel = await StartKannelAsync(connection);

        await TextAsync(kith, "text where is my claim [Marula] {1}", 1);
        await TextAsync(kith, "ucs2 %00S%00i%00y%00a%D8%3D%DC%4B", 2);
        // Three parts of one text, the last one first.
        foreach (var part in (string[])["%03  three.", "%01 Part one,", "%02  part two,"]) await GiveAsync($"udh-text %05%00%03%2A%03{part}");
        var said = await UntilAsync(kith, rows => rows.Count == 3);

        Assert.Equal(["where is my claim [Marula] {1}", "Siya👋", "Part one, part two, three."], said.Select(row => (string?)row["text"]));
        Assert.All(said, row => Assert.Equal(("in", "kannel", "sms"), ((string)row["direction"]!, (string)row["channel"]!, (string)row["surface"]!)));
        Assert.Single((await kith.As(Cast.Rosa).GetAsync("/api/cases?list=all"))["items"]!.AsArray());
    }

    [InsideTheory]
    [InlineData("short", 1)]
    [InlineData("emoji", 1)]
    [InlineData("long", 3)]
    [InlineData("long emoji", 5)]
    public async Task brings_answers_to_the_phone_and_tells_when_they_are_there(string kind, int parts)
    {
        var text = kind switch
        {
            "short" => "Good day Nomsa [Marula] €5",
            "emoji" => "Siyabonga, Nomsa 👋🏽",
            "long" => longText,
            _ => string.Concat(Enumerable.Repeat("👋🏽 Siyabonga ", 20)).Trim(),
        };
        await using var kith = await OpenAsync();
        var connection = await ConnectAsync(kith);
        await using var kannel = await StartKannelAsync(connection);
        var person = await TextAsync(kith, "text hello", 1);
        await using var carrier = Kannel.Connect();

        await kith.As(Cast.Rosa).PostAsync($"/api/people/{person}/messages", new { id = Guid.CreateVersion7(), text, connectionId = (string)connection["id"]! });
        var answer = (await UntilAsync(kith, rows => rows.Any(row => StateOf(row) == "delivered"))).Single(row => (string)row["direction"]! == "out");

        var delivery = answer["deliveries"]![0]!;
        Assert.Equal((text, parts), ((string)answer["text"]!, (int)delivery["segments"]!));
        Assert.Null(delivery["problem"]);
        Assert.Equal((text, parts), (Joined(carrier), carrier.Seen.Count(line => line.Contains("Got message", StringComparison.Ordinal))));
        Assert.Equal("well", (string)(await kith.HealthAsync(connection["id"]!.GetValue<Guid>()))["state"]!);
    }

    [InsideFact]
    public async Task loses_nothing_that_comes_while_Kith_is_stopped()
    {
        await using var before = await OpenAsync();
        var connection = await ConnectAsync(before);
        await using var kannel = await StartKannelAsync(connection);
        await TextAsync(before, "text before", 1);

        await using var after = await before.StopAsync();
        await GiveAsync("text while you were away");
        await Task.Delay(3000);
        Start(after);
        await UntilAsync(after, rows => rows.Count == 2);
        await TextAsync(after, "text after", 3);

        Assert.Equal(["before", "while you were away", "after"], (await SaidAsync(after)).Select(row => (string?)row["text"]));
    }

    [InsideFact]
    public async Task loses_nothing_that_comes_while_Kith_cannot_keep_it()
    {
        await using var kith = await OpenAsync();
        var connection = await ConnectAsync(kith);
        await using var kannel = await StartKannelAsync(connection);
        await TextAsync(kith, "text before", 1);

        await kith.BreakStoreAsync();
        await GiveAsync("text during");
        await Task.Delay(3000);
        var refused = await kith.AsStranger().Http.GetAsync(((string)connection["webhookUrl"]!).Split('?')[0].Replace("/mo", "/dlr?id=nobody&type=8", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        await kith.MendStoreAsync();
        await UntilAsync(kith, rows => rows.Count == 2);
        await TextAsync(kith, "text after", 3);

        Assert.Equal(["before", "during", "after"], (await SaidAsync(kith)).Select(row => (string?)row["text"]));
    }

    async Task<KithUnderTest> OpenAsync()
    {
        var kith = await world.OpenAsync(builder => builder.UseSetting("KITH_ALLOW_PRIVATE", new Uri(Kannel.SendSms).Authority));
        kith.WithPublicAddress(Address);
        Start(kith);
        await kith.As(Cast.Ada).PatchAsync("/api/workspace", new { undoSeconds = 0 });
        return kith;
    }

    static void Start(KithUnderTest kith)
    {
        kith.UseKestrel(Port);
        kith.StartServer();
    }

    static Task<JsonNode> ConnectAsync(KithUnderTest kith) => kith.As(Cast.Ada).PostAsync("/api/connections", new
    {
        name = "sms",
        channel = "kannel",
        settings = new { send_url = Kannel.SendSms, username = Kannel.Username, password = Kannel.Password, number = $"+{Ours}" },
    });

    static Task<Kannel> StartKannelAsync(JsonNode connection) => Kannel.StartAsync((string)connection["webhookUrl"]!);

    /// <summary>The carrier hands over one SMS and is gone.</summary>
    static async Task GiveAsync(string words)
    {
        await using var carrier = Kannel.Connect($"{Theirs} {Ours} {words}");
        for (var tries = 0; tries < 100 && !carrier.Seen.Any(line => line.Contains("sent", StringComparison.OrdinalIgnoreCase)); tries++) await Task.Delay(50);
    }

    /// <summary>Somebody writes, and it is on their timeline as the one of this number; tells whose that is.</summary>
    static async Task<string> TextAsync(KithUnderTest kith, string words, int count)
    {
        await GiveAsync(words);
        return (string)(await UntilAsync(kith, rows => rows.Count == count))[0]["personId"]!;
    }

    static async Task<List<JsonNode>> UntilAsync(KithUnderTest kith, Func<List<JsonNode>, bool> enough)
    {
        var rows = await SaidAsync(kith);
        for (var tries = 0; tries < 300 && !enough(rows); tries++)
        {
            await Task.Delay(100);
            rows = await SaidAsync(kith);
        }
        Assert.True(enough(rows), $"It never came: {string.Join('\n', rows)}");
        return rows;
    }

    /// <summary>All messages of the one who writes in these tests, as their timeline shows them.</summary>
    static async Task<List<JsonNode>> SaidAsync(KithUnderTest kith)
    {
        var cases = (await kith.As(Cast.Rosa).GetAsync("/api/cases?list=all"))["items"]!.AsArray();
        if (cases.Count == 0) return [];

        var timeline = await kith.As(Cast.Rosa).GetAsync($"/api/people/{cases[0]!["personId"]}/timeline");
        return [.. timeline["items"]!.AsArray().Where(row => (string)row!["kind"]! == "message").Select(row => row!)];
    }

    static string? StateOf(JsonNode row) => (string?)row["deliveries"]!.AsArray().FirstOrDefault()?["state"];

    /// <summary>What a phone would show of all that came: the parts in their order, one text again.</summary>
    static string Joined(Carrier carrier)
    {
        var parts = carrier.Seen.Select(line => Received().Match(line)).Where(part => part.Success).OrderBy(part => part.Groups["head"].Value, StringComparer.Ordinal).ToList();
        if (parts is [var only] && only.Groups["kind"].Value == "text") return only.Groups["words"].Value;

        var escaped = Encoding.ASCII.GetBytes(string.Concat(parts.Select(part => part.Groups["words"].Value)));
        var bytes = WebUtility.UrlDecodeToBytes(escaped, 0, escaped.Length)!;
        return (bytes.Contains((byte)0) ? Encoding.BigEndianUnicode : Encoding.UTF8).GetString(bytes);
    }

    [GeneratedRegex(@"Got message \d+: <\S+ \S+ (?:udh (?<head>\S+) )?(?<kind>text|ucs-2|data) (?<words>.*)>")]
    private static partial Regex Received();
}
