using Kith.Channels;
using Kith.Mail;
using Kith.Mail.Imap;
using Kith.Mail.Smtp;
using Account = Kith.Channels.Account;

namespace Kith.Connections;

/// <summary>Comes to the mail servers of a connection as whoever it is signed in as; where a token is refused, once more with a new one.</summary>
sealed class MailVisit(MailDoor door, MailboxTokens tokens)
{
    /// <summary>The mailbox, open; the connection must have one.</summary>
    public Task<ImapClient> ReadAsync(OpenConnection connection, CancellationToken stop) =>
        ComeAsync(connection, account => connection.Can<IMailbox>()!.Mailbox(account) is { } plan ? door.ReadAsync(plan.Server, plan.SignIn, stop) : throw None(), stop);

    /// <summary>The server that takes our mail; the connection must have one.</summary>
    public Task<SmtpSubmission> HandInAsync(OpenConnection connection, CancellationToken stop) =>
        ComeAsync(connection, account => connection.Can<IPost>()!.Submission(account) is var (server, signIn) ? door.HandInAsync(server, signIn, stop) : throw None(), stop);

    /// <summary>Whether the mail servers let somebody in with this token.</summary>
    public async Task<bool> OpensAsync(OpenConnection connection, string token, CancellationToken stop)
    {
        var account = connection.Account.With(ISignIn.Token, token);
        try
        {
            if (connection.Can<IMailbox>()?.Mailbox(account) is { } plan) await using (await door.ReadAsync(plan.Server, plan.SignIn, stop)) return true;
            if (connection.Can<IPost>()?.Submission(account) is var (server, signIn)) await using (await door.HandInAsync(server, signIn, stop)) return true;
            return true;
        }
        catch (MailFailure failure)
        {
            return failure.Kind != MailFailureKind.SignIn;
        }
    }

    async Task<T> ComeAsync<T>(OpenConnection connection, Func<Account, Task<T>> knock, CancellationToken stop)
    {
        var account = await tokens.AccountAsync(connection, stop);
        try
        {
            return await knock(account);
        }
        catch (MailFailure failure) when (failure.Kind == MailFailureKind.SignIn && connection.SignIn is not null)
        {
            if (await tokens.AnotherAsync(connection, account, stop) is not { } another) throw;
            return await knock(another);
        }
    }

    static MailFailure None() => new(MailFailureKind.Permanent, "This connection has no such server.");
}
