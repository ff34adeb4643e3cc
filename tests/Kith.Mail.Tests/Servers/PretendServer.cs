using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Kith.Mail.Tests.Servers;

/// <summary>A server that says what a script says, good or evil, to whoever connects first.</summary>
sealed class PretendServer : IAsyncDisposable
{
    public static readonly MailDial Dial = async (host, port, stop) =>
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(host, port, stop);
        return new NetworkStream(socket, ownsSocket: true);
    };

    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly Task playing;

    public PretendServer(Func<Talk, Task> script)
    {
        listener.Start();
        playing = PlayAsync(script);
    }

    /// <summary>What the client said, line by line.</summary>
    public List<string> Heard { get; } = [];

    public MailServer At(MailSecurity security = MailSecurity.None) => new("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, security);

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await playing;
    }

    async Task PlayAsync(Func<Talk, Task> script)
    {
        try
        {
            using var client = await listener.AcceptTcpClientAsync();
            client.NoDelay = true;
            await script(new Talk(client.GetStream(), Heard));
        }
        catch (Exception trouble) when (trouble is IOException or SocketException or ObjectDisposedException)
        {
            // They hung up; what they thought of it is what the test asks.
        }
    }
}

/// <summary>The server's side of a conversation.</summary>
sealed class Talk(Stream stream, List<string> heard)
{
    readonly StreamReader reader = new(stream, Encoding.Latin1);

    public async Task<string> Hear()
    {
        var line = await reader.ReadLineAsync() ?? throw new IOException("They left.");
        heard.Add(line);
        return line;
    }

    public async Task<string> HearBytes(int count)
    {
        var letters = new char[count];
        if (await reader.ReadBlockAsync(letters) < count) throw new IOException("They left.");
        return new string(letters);
    }

    public Task Say(params string[] lines) => Send(string.Concat(lines.Select(line => $"{line}\r\n")));

    public async Task Send(string text) => await stream.WriteAsync(Encoding.UTF8.GetBytes(text));

    /// <summary>Says nothing until they say goodbye or hang up.</summary>
    public async Task Wait()
    {
        while (await reader.ReadLineAsync() is { } line && !line.EndsWith("QUIT", StringComparison.Ordinal) && !line.EndsWith("LOGOUT", StringComparison.Ordinal)) { }
    }

    /// <summary>Says the same until they hang up.</summary>
    public async Task Pour(string text)
    {
        while (true) await Send(text);
    }

    /// <summary>Hears a command of IMAP, and answers it.</summary>
    public async Task<string> Answer(string command, params string[] lines)
    {
        var line = await Hear();
        var (tag, said) = (line.Split(' ')[0], line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
        if (!said.StartsWith(command, StringComparison.Ordinal)) throw new InvalidOperationException($"They said {said} and not {command}.");
        await Say([.. lines, $"{tag} OK done"]);
        return said;
    }
}
