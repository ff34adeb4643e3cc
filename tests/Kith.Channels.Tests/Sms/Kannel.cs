using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;

namespace Kith.Channels.Tests.Sms;

/// <summary>
/// A real Kannel with Debian's fakesmsc as the carrier. Its fake carrier listens on every address, so it is only started inside a
/// network of its own: see <see cref="OwnNetwork"/>.
/// </summary>
sealed class Kannel : IAsyncDisposable
{
    public const string SendSms = "http://127.0.0.1:13013/cgi-bin/sendsms", Username = "kith", Password = "s3cret-of-sendsms";
    const int CarrierPort = 20000, SmsboxPort = 13001, SendSmsPort = 13013;

    readonly string folder = Directory.CreateTempSubdirectory("kannel-").FullName;
    readonly List<Process> boxes = [];

    /// <summary>Starts bearerbox and smsbox, which tell incoming texts to this address (with Kannel's escapes in it).</summary>
    /// <param name="postUrl">Hook URL and tail of the channel.</param>
    /// <param name="retries">How often it tries again when we do not answer 2xx; 0 is Kannel's default and loses the text.</param>
    public static async Task<Kannel> StartAsync(string postUrl, int retries = 20)
    {
        var kannel = new Kannel();
        var config = Path.Combine(kannel.folder, "kannel.conf");
        await File.WriteAllTextAsync(config, Config(postUrl, retries, kannel.folder));
        kannel.boxes.Add(Start("bearerbox", ["-v", "4", config]));
        await ListensAsync(SmsboxPort);
        kannel.boxes.Add(Start("smsbox", ["-v", "4", config]));
        await ListensAsync(SendSmsPort);
        return kannel;
    }

    /// <summary>Connects the carrier, with these texts on their way in: <c>sender receiver text words</c>.</summary>
    public static Carrier Connect(params string[] messages) => new(messages, CarrierPort);

    public async ValueTask DisposeAsync()
    {
        foreach (var box in Enumerable.Reverse(boxes))
        {
            box.Kill(entireProcessTree: true);
            await box.WaitForExitAsync();
            box.Dispose();
        }
        Directory.Delete(folder, recursive: true);
    }

    internal static Process Start(string program, string[] arguments)
    {
        var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    static async Task ListensAsync(int port)
    {
        for (var tries = 0; ; tries++)
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync("127.0.0.1", port);
                return;
            }
            catch (SocketException) when (tries < 100)
            {
                await Task.Delay(100);
            }
        }
    }

    static string Config(string postUrl, int retries, string folder) =>
        $"""
        group = core
        admin-port = 13000
        admin-interface = "127.0.0.1"
        admin-password = not-used-{Guid.NewGuid():N}
        smsbox-port = {SmsboxPort}
        smsbox-interface = "127.0.0.1"
        box-allow-ip = "127.0.0.1"
        box-deny-ip = "*.*.*.*"
        log-file = "{folder}/bearerbox.log"
        log-level = 0
        dlr-storage = internal

        group = smsc
        smsc = fake
        smsc-id = FAKE
        port = {CarrierPort}
        connect-allow-ip = 127.0.0.1

        group = smsbox
        bearerbox-host = 127.0.0.1
        sendsms-interface = "127.0.0.1"
        sendsms-port = {SendSmsPort}
        log-file = "{folder}/smsbox.log"
        log-level = 0
        access-log = "{folder}/access.log"
        mo-recode = true
        {(retries == 0 ? "# no retries: Kannel's default" : $"http-request-retry = {retries}\nhttp-queue-delay = 1")}

        group = sendsms-user
        username = {Username}
        password = {Password}
        max-messages = 10
        concatenation = true
        user-allow-ip = "127.0.0.1"
        user-deny-ip = "*.*.*.*"

        group = sms-service
        keyword = default
        catch-all = true
        accept-x-kannel-headers = true
        max-messages = 0
        concatenation = true
        post-url = "{postUrl}"

        """;
}

/// <summary>The fake carrier: sends what it was given and shows what it gets.</summary>
sealed class Carrier : IAsyncDisposable
{
    readonly Process process;
    readonly ConcurrentQueue<string> seen = new();

    public Carrier(string[] messages, int port)
    {
        var sending = messages.Length > 0 ? messages : ["1 2 text nobody"];
        process = Process.Start(new ProcessStartInfo("/usr/lib/kannel/test/fakesmsc",
            ["-H", "127.0.0.1", "-r", $"{port}", "-i", "0.2", "-m", $"{messages.Length}", .. sending])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.OutputDataReceived += (_, line) => seen.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => seen.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>All it said so far.</summary>
    public IReadOnlyList<string> Seen => [.. seen];

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
