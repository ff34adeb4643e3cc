using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kith.Tests;

/// <summary>A browser at the live socket: SignalR's JSON protocol, spoken by hand.</summary>
public sealed class LiveListener(WebSocket socket) : IAsyncDisposable
{
    readonly byte[] buffer = new byte[1 << 20];
    readonly List<JsonNode> waiting = [];
    int held;
    bool isIn;

    public static async Task<LiveListener> ConnectAsync(KithUnderTest kith, string token, Action<Microsoft.AspNetCore.Http.HttpRequest>? change = null)
    {
        var client = kith.Server.CreateWebSocketClient();
        if (change is not null) client.ConfigureRequest = change;
        var listener = new LiveListener(await client.ConnectAsync(new Uri(kith.Server.BaseAddress, $"live?access_token={token}"), CancellationToken.None));
        await listener.SayAsync("""{"protocol":"json","version":1}""");
        // The answer to a first call comes when the server has let the socket in, not before.
        await listener.SayAsync("""{"type":1,"invocationId":"in","target":"Watch","arguments":[null]}""");
        while (!listener.isIn && await listener.ReadAsync(TimeSpan.FromSeconds(10))) { }
        return listener;
    }

    public Task CallAsync(string method, params object?[] arguments) =>
        SayAsync(JsonSerializer.Serialize(new { type = 1, target = method, arguments }, Wire.Json));

    /// <summary>The next frame of this type; null when none comes in time or the socket is closed.</summary>
    public async Task<JsonNode?> HearAsync(string type, Func<JsonNode, bool>? which = null, double seconds = 10)
    {
        var until = DateTime.UtcNow.AddSeconds(seconds);
        while (true)
        {
            if (waiting.Find(f => (string?)f["type"] == type && (which is null || which(f))) is { } found) { waiting.Remove(found); return found; }
            if (DateTime.UtcNow > until || !await ReadAsync(until - DateTime.UtcNow)) return null;
        }
    }

    /// <summary>Every frame so far, once nothing more has come for a while.</summary>
    public async Task<IReadOnlyList<JsonNode>> HearAllAsync(double seconds = 0.5)
    {
        while (await ReadAsync(TimeSpan.FromSeconds(seconds))) { }
        return waiting;
    }

    /// <summary>Whether the server closes the socket within this time.</summary>
    public async Task<bool> IsCutWithinAsync(TimeSpan time)
    {
        var until = DateTime.UtcNow + time;
        while (DateTime.UtcNow < until) if (!await ReadAsync(until - DateTime.UtcNow)) return socket.State != WebSocketState.Open;
        return false;
    }

    Task SayAsync(string json) => socket.SendAsync(Encoding.UTF8.GetBytes(json + '\u001e'), WebSocketMessageType.Text, true, CancellationToken.None);

    async Task<bool> ReadAsync(TimeSpan time)
    {
        using var stop = new CancellationTokenSource(time > TimeSpan.Zero ? time : TimeSpan.Zero);
        try
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(held), stop.Token);
            if (read.MessageType == WebSocketMessageType.Close) return false;
            held += read.Count;
        }
        catch (Exception closed) when (closed is OperationCanceledException or WebSocketException or IOException or ObjectDisposedException) { return false; }
        while (buffer.AsSpan(0, held).IndexOf((byte)0x1e) is var end and >= 0)
        {
            var message = JsonNode.Parse(buffer.AsSpan(0, end))!;
            buffer.AsSpan(end + 1, held - end - 1).CopyTo(buffer);
            held -= end + 1;
            isIn |= (string?)message["invocationId"] == "in";
            if ((string?)message["target"] == "frame") waiting.Add(message["arguments"]![0]!);
        }
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        socket.Abort();
        socket.Dispose();
        await Task.CompletedTask;
    }
}
