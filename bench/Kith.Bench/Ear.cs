using System.Buffers.Text;
using System.Net.WebSockets;
using System.Text;

namespace Kith.Bench;

/// <summary>A teammate's browser at the live socket: notes when each message became visible there, after the time at which it was sent.</summary>
sealed class Ear : IAsyncDisposable
{
    readonly ClientWebSocket socket = new();
    readonly CancellationTokenSource stop = new();
    readonly List<double> latencies = [];
    Task listening = Task.CompletedTask;
    long heard;

    public long Heard => Volatile.Read(ref heard);

    public static async Task<Ear> OpenAsync(Ground ground)
    {
        var ear = new Ear();
        await ear.socket.ConnectAsync(new Uri($"ws://127.0.0.1:{Ground.Address}/live?access_token={ground.Token}"), CancellationToken.None);
        await ear.socket.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"json\",\"version\":1}\u001e"), WebSocketMessageType.Text, true, CancellationToken.None);
        ear.listening = Task.Run(ear.ListenAsync);
        await Task.Delay(300);
        return ear;
    }

    /// <summary>Milliseconds from send to frame, sorted, of what was sent since the last call.</summary>
    public double[] Take()
    {
        lock (latencies)
        {
            double[] taken = [.. latencies.Order()];
            latencies.Clear();
            return taken;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        try { await listening; }
        catch (Exception ended) when (ended is OperationCanceledException or WebSocketException) { }
        socket.Dispose();
    }

    async Task ListenAsync()
    {
        var (buffer, held) = (new byte[1 << 20], 0);
        while (!stop.IsCancellationRequested)
        {
            if (held == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
            held += (await socket.ReceiveAsync(buffer.AsMemory(held), stop.Token)).Count;
            var end = buffer.AsSpan(0, held).LastIndexOf((byte)0x1e);
            if (end < 0) continue;
            Note(buffer.AsSpan(0, end), DateTime.UtcNow);
            buffer.AsSpan(end + 1, held - end - 1).CopyTo(buffer);
            held -= end + 1;
        }
    }

    void Note(ReadOnlySpan<byte> frames, DateTime now)
    {
        lock (latencies)
            while (frames.IndexOf("\"kind\":\"message\""u8) is var at and >= 0)
            {
                frames = frames[at..];
                frames = frames[(frames.IndexOf("\"at\":\""u8) + 6)..];
                if (!DateTime.TryParse(Encoding.ASCII.GetString(frames[..frames.IndexOf((byte)'"')]), null, System.Globalization.DateTimeStyles.AdjustToUniversal, out var sent)) continue;
                latencies.Add((now - sent).TotalMilliseconds);
                heard++;
            }
    }
}
