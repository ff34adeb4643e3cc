using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Kith.Tests;

/// <summary>A mailbox on this machine that lets in whoever has a good token of the provider's, and nobody else (RFC 3501 with XOAUTH2).</summary>
public sealed class TokenMailbox : IAsyncDisposable
{
    const string Capabilities = "CAPABILITY IMAP4rev1 AUTH=XOAUTH2 SASL-IR";

    readonly PretendProvider provider;
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource closing = new();
    readonly Task listening;
    readonly ConcurrentQueue<string> letters = new();

    public TokenMailbox(PretendProvider provider)
    {
        this.provider = provider;
        listener.Start();
        listening = ListenAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Who was let in, and who was not, in turn.</summary>
    public ConcurrentQueue<bool> SignIns { get; } = new();

    public object In(object settings)
    {
        var form = System.Text.Json.JsonSerializer.SerializeToNode(settings)!.AsObject();
        foreach (var (key, value) in new[] { ("imap_host", "127.0.0.1"), ("imap_port", $"{Port}"), ("imap_security", "none") }) form[key] = value;
        return form;
    }

    public void Bring(string text) => letters.Enqueue(string.Join("\r\n", "From: Nomsa Ndlovu <nomsa@example.org>", "To: care@marula.example", "Subject: Hello", $"Message-ID: <{Guid.NewGuid():N}@example.org>", "", text, ""));

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        listener.Dispose();
        await listening;
        closing.Dispose();
    }

    async Task ListenAsync()
    {
        try
        {
            while (true) _ = TalkAsync(await listener.AcceptTcpClientAsync(closing.Token));
        }
        catch (Exception closed) when (closed is OperationCanceledException or SocketException or ObjectDisposedException) { }
    }

    async Task TalkAsync(TcpClient caller)
    {
        using (caller)
            try
            {
                using var reader = new StreamReader(caller.GetStream(), Encoding.Latin1);
                await SayAsync(caller, $"* OK [{Capabilities}] Hello");
                while (await reader.ReadLineAsync(closing.Token) is { } line && line.Split(' ', 3) is [var tag, var verb, ..] words)
                    foreach (var said in Answer(verb.ToUpperInvariant(), words.ElementAtOrDefault(2) ?? "")) await SayAsync(caller, said.Replace("{tag}", tag, StringComparison.Ordinal));
            }
            catch (Exception gone) when (gone is OperationCanceledException or IOException or ObjectDisposedException) { }
    }

    IEnumerable<string> Answer(string verb, string rest) => verb switch
    {
        "CAPABILITY" => [$"* {Capabilities}", "{tag} OK"],
        "AUTHENTICATE" => [SignIn(rest) ? "{tag} OK Come in" : "{tag} NO [AUTHENTICATIONFAILED] Who are you?"],
        "LIST" => ["""* LIST () "/" INBOX""", "{tag} OK"],
        "SELECT" or "EXAMINE" => [$"* {letters.Count} EXISTS", "* OK [UIDVALIDITY 7] Since then", "{tag} OK [READ-ONLY] Open"],
        "UID" when rest.StartsWith("SEARCH", StringComparison.OrdinalIgnoreCase) => [string.Join(' ', ["* SEARCH", .. Enumerable.Range(1, letters.Count)]), "{tag} OK"],
        "UID" => [.. letters.Select((letter, i) => $"* {i + 1} FETCH (UID {i + 1} FLAGS () INTERNALDATE \"{TimeProvider.System.GetUtcNow():dd-MMM-yyyy HH:mm:ss} +0000\" RFC822.SIZE {letter.Length} BODY[] {{{letter.Length}}}\r\n{letter})"), "{tag} OK"],
        "LOGOUT" => ["* BYE", "{tag} OK"],
        _ => ["{tag} OK"],
    };

    bool SignIn(string words)
    {
        var said = Encoding.UTF8.GetString(Convert.FromBase64String(words.Split(' ')[^1])).Split('\u0001');
        var isGood = said is [['u', 's', 'e', 'r', '=', .. var user], ['a', 'u', 't', 'h', '=', 'B', 'e', 'a', 'r', 'e', 'r', ' ', .. var token], ..] && provider.Good.TryGetValue(token, out var account) && account == user;
        SignIns.Enqueue(isGood);
        return isGood;
    }

    static Task SayAsync(TcpClient caller, string line) => caller.GetStream().WriteAsync(Encoding.Latin1.GetBytes($"{line}\r\n")).AsTask();
}
