using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Tests;

/// <summary>The operator's mail server, which hands mail over by LMTP. It says exactly what it is told to.</summary>
public sealed class LmtpCaller(TcpClient wire) : IDisposable
{
    readonly NetworkStream stream = wire.GetStream();
    readonly StringBuilder heard = new();

    /// <summary>What the operator sets so that Kith takes mail by LMTP.</summary>
    public static void Open(IWebHostBuilder builder) => builder.UseSetting("KITH_LMTP", "127.0.0.1:0");

    public static Task<LmtpCaller> ConnectAsync(KithUnderTest kith) => ConnectAsync(kith.Services.GetRequiredService<LmtpListener>().Address!);

    public static async Task<LmtpCaller> ConnectAsync(IPEndPoint where)
    {
        var wire = new TcpClient(where.AddressFamily) { NoDelay = true };
        await wire.ConnectAsync(where);
        return new(wire);
    }

    /// <summary>Greeted and introduced.</summary>
    public static async Task<LmtpCaller> MeetAsync(KithUnderTest kith)
    {
        var caller = await ConnectAsync(kith);
        Assert.StartsWith("220 ", await caller.HearAsync(), StringComparison.Ordinal);
        Assert.StartsWith("250-", await caller.SayAsync("LHLO mail.example"), StringComparison.Ordinal);
        return caller;
    }

    public async Task<string> SayAsync(string line)
    {
        await SendAsync(line + "\r\n");
        return await HearAsync();
    }

    public async Task SendAsync(string letters) => await stream.WriteAsync(Encoding.UTF8.GetBytes(letters));

    /// <summary>One answer, of one line or several; empty when Kith hung up.</summary>
    public async Task<string> HearAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var buffer = new byte[4096];
        while (true)
        {
            if (Answer() is { } whole) return whole;
            int more;
            try { more = await stream.ReadAsync(buffer, patience.Token); }
            catch (IOException) { more = 0; }
            if (more == 0) return "";
            heard.Append(Encoding.UTF8.GetString(buffer, 0, more));
        }
    }

    public async Task<string[]> HearAsync(int answers)
    {
        var all = new string[answers];
        for (var i = 0; i < answers; i++) all[i] = await HearAsync();
        return all;
    }

    /// <summary>Up to the question for the words.</summary>
    public async Task BeginAsync(params string[] to)
    {
        Assert.StartsWith("250 ", await SayAsync("MAIL FROM:<sender@example.org>"), StringComparison.Ordinal);
        foreach (var one in to) Assert.StartsWith("250 ", await SayAsync($"RCPT TO:<{one}>"), StringComparison.Ordinal);
        Assert.StartsWith("354 ", await SayAsync("DATA"), StringComparison.Ordinal);
    }

    /// <summary>A whole mail; the answers are those for each recipient.</summary>
    public async Task<string[]> BringAsync(string mail, params string[] to)
    {
        await BeginAsync(to);
        await SendAsync(mail.Replace("\r\n.", "\r\n..", StringComparison.Ordinal) + ".\r\n");
        return await HearAsync(to.Length);
    }

    public void Dispose() => wire.Dispose();

    string? Answer()
    {
        var (text, start) = (heard.ToString(), 0);
        while (text.IndexOf("\r\n", start, StringComparison.Ordinal) is >= 0 and var end)
        {
            var isLast = text[start + 3] == ' ';
            start = end + 2;
            if (!isLast) continue;

            heard.Remove(0, start);
            return text[..end];
        }
        return null;
    }
}
