using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Channels.Bluesky;
using Kith.Channels.Tests.Suite;

namespace Kith.Channels.Tests.Bluesky;

/// <summary>The network of Bluesky in small, from its own packages, with two accounts. It needs PostgreSQL and redis.</summary>
public sealed class BlueskyNetwork : IAsyncLifetime
{
    static readonly string Folder = Path.Combine(Repository.Tests, "real");

    readonly BlueskyChannel channel = new();
    Process? network;
    JsonNode where = null!;

    /// <summary>The account as a person sets it up, without a session.</summary>
    public Account SetUp(string name, string? password = null) => new(Guid.Empty, "https://care.marula.example/hooks/bluesky", new Dictionary<string, string>
    {
        ["identifier"] = $"@{name}.test",
        ["password"] = password ?? (string)where["accounts"]![name]!["password"]!,
        ["service"] = (string)where["service"]!,
    });

    public string DidOf(string name) => (string)where["accounts"]![name]!["did"]!;

    public async Task<(Account Account, SessionAnswer.Opened Session)> SignInAsync(string name)
    {
        var opened = Assert.IsType<SessionAnswer.Opened>(channel.ReadSession(await PlainWire.DoAsync(channel.Opening(SetUp(name))), TimeProvider.System.GetUtcNow()));
        return (SetUp(name).With(IOpenSession.Token, opened.Access).With(IOpenSession.Who, opened.Who), opened);
    }

    /// <summary>A post of its own that names us, as an app makes it; Kith makes only answers. Says where it lies.</summary>
    /// <param name="by">Whose account.</param>
    /// <param name="text">Its words, with @care.test in them.</param>
    /// <param name="at">What the clock of the app says; now, where it is right.</param>
    public async Task<string> MentionAsync(Account by, string text, DateTimeOffset? at = null)
    {
        var place = Encoding.UTF8.GetByteCount(text.AsSpan(0, text.IndexOf('@', StringComparison.Ordinal)));
        var facet = new JsonObject
        {
            ["index"] = new JsonObject { ["byteStart"] = place, ["byteEnd"] = place + "@care.test".Length },
            ["features"] = new JsonArray(new JsonObject { ["$type"] = "app.bsky.richtext.facet#mention", ["did"] = DidOf("care") }),
        };
        var record = new JsonObject { ["$type"] = "app.bsky.feed.post", ["text"] = text, ["createdAt"] = Time(at ?? TimeProvider.System.GetUtcNow()), ["facets"] = new JsonArray(facet) };
        var answer = await CallAsync(by, "com.atproto.repo.createRecord", new { repo = by[IOpenSession.Who], collection = "app.bsky.feed.post", record });
        return (string)JsonNode.Parse(answer.Body.Span)!["uri"]!;
    }

    public static Task<WireAnswer> CallAsync(Account account, string method, object body) => PlainWire.DoAsync(new("POST", $"{account["service"]}/xrpc/{method}", method)
    {
        Headers = [new("Authorization", $"Bearer {account[IOpenSession.Token]}")],
        ContentType = "application/json",
        Body = JsonSerializer.SerializeToUtf8Bytes(body),
    });

    public static async Task<JsonNode?> GetAsync(Account account, string method, string query) => JsonNode.Parse((await PlainWire.DoAsync(new("GET", $"{account["service"]}/xrpc/{method}?{query}", method)
    {
        Headers = [new("Authorization", $"Bearer {account[IOpenSession.Token]}")],
    })).Body.Span);

    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public async Task InitializeAsync()
    {
        using (var setup = Process.Start(Path.Combine(Folder, "setup"))!) await setup.WaitForExitAsync();

        network = Process.Start(new ProcessStartInfo(Path.Combine(Repository.Root, "bin", "with-postgres"), [Path.Combine(Folder, "bluesky")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = network.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (await network.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            if (line.StartsWith('{'))
            {
                where = JsonNode.Parse(line)!;
                return;
            }
        throw new InvalidOperationException($"The network of Bluesky did not begin: {await errors}");
    }

    /// <summary>It cleans up behind itself when nobody speaks to it any more.</summary>
    public async Task DisposeAsync()
    {
        network!.StandardInput.Close();
        await network.WaitForExitAsync();
        network.Dispose();
    }
}
