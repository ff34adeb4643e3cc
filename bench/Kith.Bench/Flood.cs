using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Kith.Bench;

/// <summary>Where to send: a Generic HTTP connection of a running Kith, and the secret its messages are signed with.</summary>
sealed record Target(IPEndPoint Address, Guid Connection, string Secret);

/// <summary>
/// Senders on raw sockets, HTTP/1.1 kept alive, each request signed. With a rate it is an open loop: a late answer does not slow the
/// next one's schedule, and waiting counts as latency.
/// </summary>
sealed class Flood(Target target, string type, int people, double rate = 0)
{
    static readonly string[] texts = Texts();

    readonly byte[] key = Convert.FromBase64String(target.Secret["whsec_".Length..]);
    readonly string run = Guid.NewGuid().ToString("N")[..8];
    long sent, refused;

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
        using var socket = new Socket(target.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(target.Address);
        var (answer, dice, latencies) = (new byte[2048], new Random(place * 7919 + Environment.TickCount), new List<double>());
        for (var n = 0L; ; n++)
        {
            var due = rate > 0 ? start + (long)((n * connections + place) / rate * Stopwatch.Frequency) : Stopwatch.GetTimestamp();
            if (due >= to) return latencies;
            while (Stopwatch.GetTimestamp() < due)
                if ((due - Stopwatch.GetTimestamp()) * 1000 / Stopwatch.Frequency is >= 1 and var wait) await Task.Delay((int)wait);
                else await Task.Yield();
            await socket.SendAsync(Request($"{run}-{place}-{n}", dice, due));
            Interlocked.Increment(ref sent);
            if (!await AnsweredAsync(socket, answer)) return latencies;
            if (answer[9] != '2' && Interlocked.Increment(ref refused) == 1) Console.WriteLine($"first refusal: {Encoding.ASCII.GetString(answer, 0, 40).Split('\r')[0]}");
            var now = Stopwatch.GetTimestamp();
            if (due >= from) latencies.Add((now - due) * 1000.0 / Stopwatch.Frequency);
        }
    }

    /// <summary>An answer may come in two parts: a good one is whole when its body ends.</summary>
    static async Task<bool> AnsweredAsync(Socket socket, byte[] answer)
    {
        var held = 0;
        while (await socket.ReceiveAsync(answer.AsMemory(held)) is > 0 and var read)
        {
            held += read;
            if (held > 12 && (answer[9] != '2' || answer[held - 1] == '}')) return true;
        }
        return false;
    }

    public byte[] Request(string id, Random dice, long due)
    {
        var at = DateTime.UtcNow - Stopwatch.GetElapsedTime(due);
        var person = dice.Next(100) < 2 ? $"new-{id}" : $"person-{dice.Next(people)}";
        var body = $$$"""{"type":"{{{type}}}","data":{"id":"{{{id}}}","from":{"handle":"{{{person}}}"},"text":"{{{texts[dice.Next(texts.Length)]}}}","at":"{{{at:O}}}"}}""";
        var time = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var signature = Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes($"{id}.{time}.{body}")));
        return Encoding.ASCII.GetBytes($"POST /hooks/http/{target.Connection} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nwebhook-id: {id}\r\nwebhook-timestamp: {time}\r\nwebhook-signature: v1,{signature}\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    }

    public static string Text(Random dice) => texts[dice.Next(texts.Length)];

    /// <summary>Made-up words by a law like that of real languages: few are common, most are rare.</summary>
    static string[] Texts()
    {
        var dice = new Random(7);
        var words = Enumerable.Range(0, 30_000).Select(_ => string.Concat(Enumerable.Range(0, 2 + dice.Next(9)).Select(k => k % 2 == 0 ? "bcdfghklmnprstv"[dice.Next(15)] : "aeiou"[dice.Next(5)]))).ToArray();
        return [.. Enumerable.Range(0, 4000).Select(i =>
        {
            var text = new StringBuilder(i % 3 == 0 ? "I was charged twice and the parcel is late. " : "");
            while (text.Length < 760) text.Append(words[(int)(Math.Pow(words.Length, dice.NextDouble()) - 1)]).Append(' ');
            return text.ToString(0, 760);
        })];
    }
}
