using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Kith.Tests;

namespace Kith.Torment;

/// <summary>
/// People who write by mail, and the mail server that hands it over until it is told yes. Some mails go to two addresses of ours, some come
/// again by another way after they were taken.
/// </summary>
sealed class LmtpSenders(IPEndPoint door, string address, int people)
{
    readonly ConcurrentDictionary<int, byte> acknowledged = new();
    int resent, refused;

    public ICollection<int> Acknowledged => acknowledged.Keys;

    public int Resent => resent;

    /// <summary>How often Kith said that it will never take a mail.</summary>
    public int Refused => refused;

    public Task WriteAsync(CancellationToken stop) => Task.WhenAll(Enumerable.Range(0, people).Select(person => WriteAsync(person, stop)));

    async Task WriteAsync(int person, CancellationToken stop)
    {
        await Task.Yield();
        for (var n = 0; !stop.IsCancellationRequested; n++)
        {
            var (number, cc) = (Letters.Number(person, n), address.Replace("@", "+cc@", StringComparison.Ordinal));
            var mail = Letters.Write(person, n, address);
            if (!await InsistAsync(mail, n % 3 == 0 ? [address, cc] : [address], stop)) return;
            acknowledged.TryAdd(number, 0);
            if (n % 5 == 0) await InsistAsync($"Received: from list.example by mail.example\r\nDelivered-To: {cc}\r\n{mail}", [cc], stop);
        }
    }

    async Task<bool> InsistAsync(string mail, string[] to, CancellationToken stop)
    {
        while (!await BringAsync(mail, to))
        {
            if (stop.IsCancellationRequested) return false;
            Interlocked.Increment(ref resent);
            await Task.Delay(20, CancellationToken.None);
        }
        return true;
    }

    async Task<bool> BringAsync(string mail, string[] to)
    {
        try
        {
            using var caller = await LmtpCaller.ConnectAsync(door);
            await caller.SendAsync($"LHLO mail.example\r\nMAIL FROM:<sender@example.org>\r\n{string.Concat(to.Select(one => $"RCPT TO:<{one}>\r\n"))}DATA\r\n");
            if (!IsWell(await caller.HearAsync(to.Length + 4))) return false;

            await caller.SendAsync(mail + ".\r\n");
            return IsWell(await caller.HearAsync(to.Length));
        }
        catch (Exception lost) when (lost is IOException or SocketException or OperationCanceledException)
        {
            return false;
        }
    }

    bool IsWell(string[] answers)
    {
        if (answers.Any(answer => answer.StartsWith('5'))) Interlocked.Increment(ref refused);
        return answers.All(answer => answer.StartsWith('2') || answer.StartsWith('3'));
    }
}
