using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Kith.Bench;

/// <summary>Where to send: a Generic HTTP connection of a running Kith, and the secret its messages are signed with.</summary>
sealed record Target(IPEndPoint Address, Guid Connection, string Secret);

/// <summary>
/// Senders on raw sockets, HTTP/1.1 kept alive. With a rate it is an open loop: a late answer does not slow the next one's schedule, and
/// waiting counts as latency.
/// </summary>
/// <param name="request">Makes a whole request of an id, a dice of the sender's own, and the time stamp at which it was due.</param>
sealed class Flood(IPEndPoint address, Func<string, Random, long, byte[]> request, double rate = 0, long most = long.MaxValue)
{
    readonly string run = Guid.NewGuid().ToString("N")[..8];
    long begun, sent, refused;

    public Flood(Target target, string type, int people, double rate = 0) : this(target.Address, new PlainMessages(target, type, people).Request, rate) { }

    public long Sent => Volatile.Read(ref sent);

    public long Refused => Volatile.Read(ref refused);

    /// <summary>Answers in the measured window, and how long each took in milliseconds, sorted.</summary>
    public async Task<double[]> RunAsync(int connections, double warmUp, double seconds)
    {
        var start = Stopwatch.GetTimestamp();
        var (from, to) = (start + (long)(warmUp * Stopwatch.Frequency), start + (long)((warmUp + seconds) * Stopwatch.Frequency));
        var each = await Task.WhenAll(Enumerable.Range(0, connections).Select(c => Task.Run(() => SendAsync(c, connections, start, from, to))));
        return [.. each.SelectMany(x => x).Order()];
    }

    async Task<List<double>> SendAsync(int place, int connections, long start, long from, long to)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(address);
        var (answer, dice, latencies) = (new byte[8192], new Random(place * 7919 + Environment.TickCount), new List<double>());
        for (var n = 0L; ; n++)
        {
            var due = rate > 0 ? start + (long)((n * connections + place) / rate * Stopwatch.Frequency) : Stopwatch.GetTimestamp();
            if (due >= to || Interlocked.Increment(ref begun) > most) return latencies;
            while (Stopwatch.GetTimestamp() < due)
                if ((due - Stopwatch.GetTimestamp()) * 1000 / Stopwatch.Frequency is >= 1 and var wait) await Task.Delay((int)wait);
                else await Task.Yield();
            await socket.SendAsync(request($"{run}-{place}-{n}", dice, due));
            Interlocked.Increment(ref sent);
            if (!await AnsweredAsync(socket, answer)) return latencies;
            if (answer[9] != '2' && Interlocked.Increment(ref refused) == 1) Console.WriteLine($"first refusal: {Encoding.ASCII.GetString(answer, 0, 40).Split('\r')[0]}");
            var now = Stopwatch.GetTimestamp();
            if (due >= from) latencies.Add((now - due) * 1000.0 / Stopwatch.Frequency);
        }
    }

    /// <summary>Answers come in any number of parts: one is whole when its body is as long as it says, or its last chunk is there.</summary>
    static async Task<bool> AnsweredAsync(Socket socket, byte[] answer)
    {
        var held = 0;
        while (await socket.ReceiveAsync(answer.AsMemory(held)) is > 0 and var read)
        {
            held += read;
            if (IsWhole(answer.AsSpan(0, held))) return true;
        }
        return false;
    }

    static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0) return false;
        if (answer[..head].IndexOf("chunked"u8) >= 0) return answer.EndsWith("0\r\n\r\n"u8);

        var length = answer[..head].IndexOf("Content-Length: "u8);
        return length < 0 || System.Buffers.Text.Utf8Parser.TryParse(answer[(length + 16)..], out int bytes, out _) && answer.Length >= head + 4 + bytes;
    }
}
