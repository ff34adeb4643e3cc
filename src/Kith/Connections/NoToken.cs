using Kith.Mail;

namespace Kith.Connections;

/// <summary>There is no token to sign in to a mailbox with, and why, for whoever can mend it. It lies beneath the failure that all who speak to mail servers know.</summary>
sealed class NoToken(string words) : Exception(words)
{
    /// <summary>A person must do something.</summary>
    public static MailFailure Because(string words) => new(MailFailureKind.SignIn, words, cause: new NoToken(words));

    /// <summary>It may be over by itself.</summary>
    public static MailFailure Now(string words) => new(MailFailureKind.Unreachable, words, cause: new NoToken(words));
}
