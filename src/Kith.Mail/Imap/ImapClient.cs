using System.Security.Cryptography.X509Certificates;
using Kith.Mail.Wire;

namespace Kith.Mail.Imap;

/// <summary>
/// Reads a mailbox over IMAP4rev1 (RFC 3501, RFC 9051), as much of it as a helpdesk needs. Mails are named by UID, never by number, and are read
/// without marking them as seen. Whatever goes wrong is a <see cref="MailFailure"/>; not for several callers at a time.
/// </summary>
public sealed partial class ImapClient : IAsyncDisposable
{
    /// <summary>A mail larger than this is told with its size and without its bytes, unless another limit is set.</summary>
    public const int UsualLargestMail = 60 * 1024 * 1024;

    const int MostResponses = 200_000;
    static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    readonly MailWire wire;
    readonly MailPatience patience;
    readonly ServerWords words;
    readonly int largestMail;
    readonly HashSet<string> capabilities = new(StringComparer.OrdinalIgnoreCase);
    uint tags;
    uint exists;
    bool hasNews;

    ImapClient(MailWire wire, MailPatience patience, ServerWords words, int largestMail) =>
        (this.wire, this.patience, this.words, this.largestMail) = (wire, patience, words, largestMail);

    /// <summary>Whether the connection can still be used.</summary>
    public bool IsUsable => wire.IsOpen;

    /// <summary>Whether the server can tell of new mails by itself (RFC 2177).</summary>
    public bool CanIdle => capabilities.Contains("IDLE");

    /// <summary>What the server says it can do.</summary>
    public IReadOnlySet<string> Capabilities => capabilities;

    /// <summary>Connects and signs in.</summary>
    /// <param name="server">Where.</param>
    /// <param name="signIn">As whom.</param>
    /// <param name="dial">Opens the way.</param>
    /// <param name="alsoTrusted">Certificate authorities to trust beside those of the system.</param>
    /// <param name="patience">How long it is waited for; null for what is usual.</param>
    /// <param name="largestMail">A mail with more bytes is told without them.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="MailFailure">The server is not there, not to be trusted or does not let us in.</exception>
    public static async Task<ImapClient> ConnectAsync(
        MailServer server, MailSignIn signIn, MailDial dial, X509Certificate2Collection? alsoTrusted = null, MailPatience? patience = null,
        int largestMail = UsualLargestMail, CancellationToken stop = default)
    {
        patience ??= new MailPatience();
        var wire = await MailWire.DialAsync(server, dial, alsoTrusted, patience, stop);
        var client = new ImapClient(wire, patience, new ServerWords(signIn), largestMail);
        try
        {
            await client.GreetAsync(server, signIn, stop);
            return client;
        }
        catch
        {
            wire.Close();
            throw;
        }
    }

    /// <summary>Asks whether the server is still there and has news.</summary>
    /// <returns>Whether mail came to the open folder since it was last searched, or since this was last told.</returns>
    /// <exception cref="MailFailure">It is not there.</exception>
    public async Task<bool> NoopAsync(CancellationToken stop)
    {
        await DoAsync(new("NOOP"), stop);
        return TakeNews();
    }

    /// <summary>Says goodbye.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (wire.IsOpen) await wire.StepAsync(Farewell, time => SayAsync(new("LOGOUT"), time), CancellationToken.None);
        }
        catch (MailFailure)
        {
            // Whoever does not say goodbye is gone all the same.
        }
        await wire.DisposeAsync();
    }

    /// <summary>Says a command and hears what comes until it is answered; an answer other than OK is a failure.</summary>
    Task<ImapAnswer> DoAsync(ImapCommand command, CancellationToken stop, long expected = 0) =>
        wire.StepAsync(MailWire.For(patience.Answer, command.Length + expected), async time => Expect(command, await SayAsync(command, time)), stop);

    async Task<ImapAnswer> SayAsync(ImapCommand command, CancellationToken time)
    {
        var (tag, data) = (NextTag(), new List<ImapResponse>());
        var start = $"{tag} ";
        foreach (var (before, literal) in command.Pieces)
        {
            await wire.WriteLineAsync($"{start}{before}", time);
            if (await HearAsync(tag, data, command, time) is { Tag: not "+" } refusal) return new(refusal, data);
            await wire.WriteAsync(literal, time);
            start = "";
        }
        await wire.WriteLineAsync($"{start}{command.End}", time);
        return await HearAsync(tag, data, command, time) is { Tag: not "+" } end ? new(end, data) : throw MailWire.Strange("The server waits for more than there is.");
    }

    // Until our tag or a plus. What comes in between may be the answer, or news of any kind.
    async Task<ImapResponse> HearAsync(string tag, List<ImapResponse> data, ImapCommand? command, CancellationToken time)
    {
        for (var count = 0; count < MostResponses; count++)
        {
            var response = await ImapResponse.ReadAsync(wire, largestMail, time);
            if (response.Tag == tag || response.Tag == "+") return response;
            if (response.Tag != "*") throw MailWire.Strange($"This is no answer of a mail server: {words.Clean($"{response.Tag} {response.Words}")}");
            if (response.Status == "BYE" && command?.Name != "LOGOUT") throw new MailFailure(MailFailureKind.Unreachable, $"The server said goodbye: {words.Clean(response.Words)}");
            if (response.Is("EXISTS") && response.Data[0].Number is { } number) (exists, hasNews) = (number, true);
            data.Add(response);
        }
        throw MailWire.Strange("The server does not stop talking.");
    }

    // A server tells of new mail within the answer to any command (RFC 9051 §5.2), and only once.
    bool TakeNews()
    {
        var news = hasNews;
        hasNews = false;
        return news;
    }

    ImapAnswer Expect(ImapCommand command, ImapAnswer answer) => answer.End.IsOk ? answer : throw Failure(answer.End, $"{command.Name} was refused");

    MailFailure Failure(ImapResponse end, string what, MailFailureKind? kind = null) =>
        new(kind ?? KindOf(end), $"{what}: {words.Clean(end.Words)}", enhancedCode: end.Code.Count > 0 ? words.Clean(end.Code[0]) : "");

    static MailFailureKind KindOf(ImapResponse end) =>
        end.Status != "NO" ? MailFailureKind.Protocol
        : end.Code.Count > 0 && end.Code[0].ToUpperInvariant() is "UNAVAILABLE" or "INUSE" or "SERVERBUG" or "LIMIT" ? MailFailureKind.Temporary
        : MailFailureKind.Permanent;

    string NextTag() => $"K{++tags}";
}
