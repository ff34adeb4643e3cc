using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Channels;
using Kith.Channels.Http;
using Kith.Tests;
using Kith.Tests.Connections;

namespace Kith.Browser;

/// <summary>A forum of somebody else's, connected by Generic HTTP: people speak under a post of ours or to us alone, and what we say there arrives.</summary>
sealed class Forum : IAsyncDisposable
{
    static readonly string secret = Secrets.Make(SecretShape.Whsec);

    readonly HttpClient http = new(new SocketsHttpHandler(), disposeHandler: true);
    readonly OpenKith town;
    readonly FakeCarrier far;

    Forum(OpenKith town, FakeCarrier far, Guid connection) => (this.town, this.far, Connection) = (town, far, connection);

    public Guid Connection { get; }

    public IEnumerable<JsonNode> Hooked => far.Hooked;

    public static async Task<Forum> ConnectAsync(OpenKith town, string name)
    {
        var far = await FakeCarrier.OpenAsync();
        var row = await town.AsOwner().PostAsync("/api/connections", new { name, channel = "http", settings = new { secret, target_url = $"{far.Url}/hook" } });
        return new(town, far, (Guid)row["id"]!);
    }

    /// <param name="post">What they speak under; nothing where they speak to us alone.</param>
    public async Task SayAsync(string id, string handle, string name, string text, string? post = null, string? replyTo = null, int daysAgo = 0)
    {
        var now = town.Clock.GetUtcNow();
        var under = post is null ? null : new { id = $"post-{Connection}", url = "https://forum.marula.example/311", text = post, author = "Marula Mutual" };
        var body = JsonSerializer.SerializeToUtf8Bytes(new { type = "message.created", data = new { id, from = new { handle, name }, text, reply_to = replyTo, post = under, at = now.AddDays(-daysAgo) } });
        var (key, timestamp) = ($"wh-{id}", now.ToUnixTimeSeconds());
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{town.Address}/hooks/http/{Connection}") { Content = new ByteArrayContent(body) };
        request.Headers.Add("webhook-id", key);
        request.Headers.Add("webhook-timestamp", $"{timestamp}");
        request.Headers.Add("webhook-signature", StandardWebhook.SignWithAll([secret], key, timestamp, body));
        Assert.True((await http.SendAsync(request)).IsSuccessStatusCode);
    }

    /// <summary>What ends in these words arrives there.</summary>
    public Task HasAsync(string words, bool isPublic) => Soon.Async(() =>
    {
        Assert.Contains(far.Hooked, sent => sent["text"]!.ToString().EndsWith(words, StringComparison.Ordinal) && sent["post"] is not null == isPublic);
        return Task.CompletedTask;
    }, seconds: 60);

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await far.DisposeAsync();
    }
}
