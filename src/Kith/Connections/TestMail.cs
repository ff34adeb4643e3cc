using Kith.Channels;
using Kith.Mail;

namespace Kith.Connections;

/// <summary>Tries both directions of a mailbox and says in plain words what is wrong. Nothing is sent and nothing is touched.</summary>
sealed class TestMail(MailVisit visit, MailboxTokens tokens)
{
    static readonly TimeSpan patience = TimeSpan.FromSeconds(30);

    public async Task<IReadOnlyList<Finding>> TryAsync(OpenConnection connection, CancellationToken stop)
    {
        tokens.TryAgain(connection);
        using var patient = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patient.CancelAfter(patience);
        var incoming = connection.Can<IMailbox>()?.Mailbox(connection.Account) is { } plan ? IncomingAsync(connection, plan, patient.Token) : Task.FromResult(new Finding(true, "No incoming server is set: mail must come by another way."));
        var outgoing = connection.Can<IPost>()?.Submission(connection.Account) is var (server, _) ? OutgoingAsync(connection, server, patient.Token) : Task.FromResult(new Finding(true, "No outgoing server is set: this mailbox only receives."));
        return await Task.WhenAll(incoming, outgoing);
    }

    async Task<Finding> IncomingAsync(OpenConnection connection, MailboxPlan plan, CancellationToken stop)
    {
        try
        {
            await using var mailbox = await visit.ReadAsync(connection, stop);
            var folders = await mailbox.ListAsync(stop);
            if (folders.All(folder => !folder.Name.Equals(plan.Folder, StringComparison.OrdinalIgnoreCase))) return new(false, $"There is no folder {plan.Folder} in this mailbox.", "folder");

            var folder = await mailbox.SelectAsync(plan.Folder, readOnly: true, stop);
            return new(true, $"Incoming mail can be read: {plan.Folder} holds {folder.Exists} mails.{(mailbox.CanIdle ? "" : " The server does not tell of new mail by itself; Kith asks every 20 seconds.")}");
        }
        catch (Exception failure) when (failure is MailFailure or OperationCanceledException)
        {
            return Said("Incoming", "imap", plan.Server, connection, failure as MailFailure);
        }
    }

    async Task<Finding> OutgoingAsync(OpenConnection connection, MailServer server, CancellationToken stop)
    {
        try
        {
            await using var submission = await visit.HandInAsync(connection, stop);
            await submission.NoopAsync(stop);
            return new(true, submission.LargestMail is { } largest ? $"Outgoing mail is taken, up to {largest / 1_000_000} MB." : "Outgoing mail is taken.");
        }
        catch (Exception failure) when (failure is MailFailure or OperationCanceledException)
        {
            return Said("Outgoing", "smtp", server, connection, failure as MailFailure);
        }
    }

    static Finding Said(string way, string which, MailServer server, OpenConnection connection, MailFailure? failure) => failure switch
    {
        { InnerException: NoToken why } => new(false, $"{way}: {why.Message}", "sign_in"),
        { Kind: MailFailureKind.SignIn } when connection.SignIn is { } plan =>
            new(false, $"{way}: {server.Host} does not accept the sign-in at {plan.Provider}. {(which == "imap" ? "IMAP" : "Authenticated SMTP")} must be allowed for this mailbox.", "sign_in"),
        { Kind: MailFailureKind.SignIn } => new(false, $"{way}: {server.Host} does not accept this user name and password. Large providers want an app password.", "password"),
        { Kind: MailFailureKind.Tls } => new(false, $"{way}: the way to {server.Host} cannot be made private. {Hint(server)}", $"{which}_security"),
        { Kind: MailFailureKind.Unreachable, InnerException: OutboundGuard.NotAllowed } =>
            new(false, $"{way}: {server.Host} is not on the public internet. Whoever runs Kith can allow it with KITH_ALLOW_PRIVATE.", $"{which}_host"),
        { Kind: MailFailureKind.Protocol } => new(false, $"{way}: what answers at {server.Host}, port {server.Port}, is no mail server of this kind. {Hint(server)}", $"{which}_port"),
        { Kind: MailFailureKind.Permanent or MailFailureKind.Temporary } => new(false, $"{way}: {server.Host} answers: {PlainText.Line(failure.Message)}", $"{which}_host"),
        _ => new(false, $"{way}: nobody answers at {server.Host}, port {server.Port}. {Hint(server)}", $"{which}_host"),
    };

    static string Hint(MailServer server) => server.Security switch
    {
        MailSecurity.Tls => "Try STARTTLS, or another port.",
        MailSecurity.StartTls => "Try TLS, or another port.",
        _ => "Is it the right port?",
    };
}
