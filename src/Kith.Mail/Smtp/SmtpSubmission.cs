using System.Security.Cryptography.X509Certificates;
using Kith.Mail.Wire;

namespace Kith.Mail.Smtp;

/// <summary>
/// Hands mails in at a server (RFC 6409, RFC 5321), one after the other over one connection. Whatever goes wrong is a <see cref="MailFailure"/>;
/// not for several callers at a time.
/// </summary>
public sealed partial class SmtpSubmission : IAsyncDisposable
{
    const int PieceOfAMail = 64 * 1024;
    static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    readonly MailWire wire;
    readonly MailPatience patience;
    readonly ServerWords words;
    bool isInTransaction;

    SmtpSubmission(MailWire wire, MailPatience patience, ServerWords words) => (this.wire, this.patience, this.words) = (wire, patience, words);

    /// <summary>Whether another mail can be handed in over this connection.</summary>
    public bool IsUsable => wire.IsOpen;

    /// <summary>The largest mail the server takes, in bytes (RFC 1870); null when it does not say.</summary>
    public long? LargestMail { get; private set; }

    /// <summary>Connects and signs in.</summary>
    /// <param name="server">Where.</param>
    /// <param name="signIn">As whom.</param>
    /// <param name="dial">Opens the way.</param>
    /// <param name="alsoTrusted">Certificate authorities to trust beside those of the system.</param>
    /// <param name="patience">How long it is waited for; null for what is usual.</param>
    /// <param name="ownName">How we call ourselves (RFC 5321 §4.1.3).</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="MailFailure">The server is not there, not to be trusted or does not let us in.</exception>
    public static async Task<SmtpSubmission> ConnectAsync(
        MailServer server, MailSignIn signIn, MailDial dial, X509Certificate2Collection? alsoTrusted = null, MailPatience? patience = null,
        string ownName = "[127.0.0.1]", CancellationToken stop = default)
    {
        patience ??= new MailPatience();
        var wire = await MailWire.DialAsync(server, dial, alsoTrusted, patience, stop);
        var submission = new SmtpSubmission(wire, patience, new ServerWords(signIn));
        try
        {
            await submission.GreetAsync(server, ownName, stop);
            await submission.SignInAsync(signIn, stop);
            return submission;
        }
        catch
        {
            wire.Close();
            throw;
        }
    }

    /// <summary>Hands a mail in. Recipients the server refuses are told in the outcome; the others get it.</summary>
    /// <param name="envelope">From whom and to whom.</param>
    /// <param name="mail">Its bytes.</param>
    /// <param name="stop">Gives up; after the last byte has left that is <see cref="MailFailureKind.Unsure"/>.</param>
    /// <exception cref="MailFailure">The server did not take it, for nobody, or nobody knows whether it did.</exception>
    /// <exception cref="ArgumentException">An address is none; nothing was sent.</exception>
    public async Task<SmtpOutcome> SendAsync(MailEnvelope envelope, ReadOnlyMemory<byte> mail, CancellationToken stop)
    {
        var onTheWire = envelope.OnTheWire();
        if (onTheWire.Recipients.Count == 0) throw new ArgumentException("Recipients are none.", nameof(envelope));
        if (isInTransaction) await ResetAsync(stop);

        Expect(await SayAsync(From(onTheWire, mail), stop));
        isInTransaction = true;
        var recipients = await NameRecipientsAsync(envelope, onTheWire, stop);
        var taken = recipients.Any(one => one.IsAccepted) ? (await HandOverAsync(mail, stop)).Words : "";
        return new(taken, recipients);
    }

    /// <summary>Asks whether the server is still there.</summary>
    /// <exception cref="MailFailure">It is not.</exception>
    public async Task NoopAsync(CancellationToken stop) => Expect(await SayAsync("NOOP", stop));

    /// <summary>Says goodbye.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (wire.IsOpen) await wire.StepAsync(Farewell, time => AskAsync("QUIT", time), CancellationToken.None);
        }
        catch (MailFailure)
        {
            // Whoever does not say goodbye is gone all the same.
        }
        await wire.DisposeAsync();
    }

    async Task ResetAsync(CancellationToken stop)
    {
        Expect(await SayAsync("RSET", stop));
        isInTransaction = false;
    }

    async Task<List<SmtpRecipient>> NameRecipientsAsync(MailEnvelope envelope, MailEnvelope onTheWire, CancellationToken stop)
    {
        var recipients = new List<SmtpRecipient>();
        foreach (var (at, address) in onTheWire.Recipients.Index())
        {
            var reply = await SayAsync($"RCPT TO:<{address}>", stop);
            if (reply.Code is >= 300 and < 400) throw reply.Failure();
            recipients.Add(new(envelope.Recipients[at], reply.Code, reply.EnhancedCode, reply.Words));
        }
        return recipients;
    }

    async Task<SmtpReply> HandOverAsync(ReadOnlyMemory<byte> mail, CancellationToken stop)
    {
        var reply = await SayAsync("DATA", stop);
        if (reply.Code != 354) throw reply.Failure(reply.IsGood ? MailFailureKind.Protocol : null);

        await PourAsync(DotStuffing.Stuff(mail.Span), stop);
        return await FinishAsync(stop);
    }

    async Task PourAsync(ReadOnlyMemory<byte> stuffed, CancellationToken stop)
    {
        for (var at = 0; at < stuffed.Length; at += PieceOfAMail)
        {
            var piece = stuffed[at..Math.Min(at + PieceOfAMail, stuffed.Length)];
            await wire.StepAsync(patience.Answer, async time =>
            {
                await wire.WriteAsync(piece, time);
                return true;
            }, stop);
        }
    }

    // From the dot on the server may have the mail, whatever happens to the answer.
    async Task<SmtpReply> FinishAsync(CancellationToken stop)
    {
        try
        {
            var reply = Expect(await wire.StepAsync(patience.Taking, time => AskAsync(".", time), stop));
            isInTransaction = false;
            return reply;
        }
        catch (Exception trouble) when (trouble is OperationCanceledException or MailFailure { Kind: MailFailureKind.Unreachable or MailFailureKind.Protocol })
        {
            wire.Close();
            throw new MailFailure(MailFailureKind.Unsure, $"Whether the mail was taken is not known. {trouble.Message}", cause: trouble);
        }
    }

    SmtpReply Expect(SmtpReply reply) => reply.IsGood && reply.Code < 300 ? reply : throw reply.Failure();

    async Task<SmtpReply> SayAsync(string command, CancellationToken stop) =>
        await wire.StepAsync(patience.Answer, time => AskAsync(command, time), stop);

    async Task<SmtpReply> AskAsync(string command, CancellationToken time)
    {
        await wire.WriteLineAsync(command, time);
        var reply = await SmtpReply.ReadAsync(wire, words, time);
        return reply.Code == 421 ? throw Leave(reply) : reply;
    }

    // 421: the server closes the connection after this (RFC 5321 §3.8).
    MailFailure Leave(SmtpReply reply)
    {
        wire.Close();
        return reply.Failure();
    }
}
