using System.Security.Cryptography;
using System.Text;

namespace Kith.Channels.Email;

/// <summary>
/// What lets an answer back into its thread: the thread's name and 80 bits of HMAC-SHA256 under a secret of the connection, in the
/// address answers go to (RFC 5233) and in our own Message-IDs. Whoever changes a letter of it holds nothing; whoever holds one may
/// only name a thread, and is still asked who they are. These two forms are all that is ever accepted.
/// </summary>
static class ReplyToken
{
    // RFC 5321 §4.5.3.1.1: no local part is longer.
    const int ThreadLength = 16, MacLength = 20, LongestLocal = 64;

    /// <summary>The name of a thread, made of whatever began it.</summary>
    public static string ThreadOf(string beginning) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(beginning)))[..ThreadLength];

    /// <summary>The name of a thread as the host keeps it: its own, or one made of whatever the host calls it.</summary>
    public static string NameOf(string threadKey) => IsThread(threadKey) ? threadKey : ThreadOf(threadKey);

    /// <summary><c>care+{thread}{mac}@marula.example</c>; the address itself when it takes no such additions.</summary>
    public static string Address(string thread, Account account)
    {
        var (local, domain) = Ours(account);
        return account["sub_addressing"] == "no" || account["reply_secret"].Length == 0 || local is "" or ['"', ..] || Encoding.UTF8.GetByteCount(local) + 1 + ThreadLength + MacLength > LongestLocal
            ? account.OwnEmail : $"{local}+{thread}{Mac("address", thread, account)}@{domain}";
    }

    /// <summary>The thread an address of ours names, or null.</summary>
    public static string? OfAddress(string address, Account account)
    {
        if (account.Email(address) is not { } canonical || canonical.LastIndexOf('@') is var at && canonical.LastIndexOf('+', at) is var plus && plus < 1) return null;

        var token = canonical[(plus + 1)..at];
        return $"{canonical[..plus]}{canonical[at..]}" == account.OwnEmail && token.Length == ThreadLength + MacLength
            && IsGenuine("address", token[..ThreadLength], token[ThreadLength..], account) ? token[..ThreadLength] : null;
    }

    /// <summary><c>{thread}.{attempt}.{mac}@{domain}</c>.</summary>
    public static string MessageId(string thread, string attemptKey, Account account)
    {
        var attempt = Guid.TryParse(attemptKey, out var id) ? id.ToString("N") : ThreadOf(attemptKey);
        return $"{thread}.{attempt}.{Mac("message", thread + attempt, account)}@{Ours(account).Domain}";
    }

    /// <summary>The thread and the attempt a Message-ID of ours names, or null.</summary>
    public static (string Thread, string Attempt)? OfMessageId(string messageId, Account account)
    {
        var at = messageId.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && messageId[..at].Split('.') is [var thread, var attempt, var mac] && IsThread(thread) && IsGenuine("message", thread + attempt, mac, account)
            ? (thread, Guid.TryParse(attempt, out var id) ? id.ToString() : attempt) : null;
    }

    static (string Local, string Domain) Ours(Account account)
    {
        var address = account.OwnEmail;
        var at = address.LastIndexOf('@');
        return at < 1 ? ("", address) : (address[..at], address[(at + 1)..]);
    }

    static bool IsThread(string text) => text.Length == ThreadLength && text.All(char.IsAsciiHexDigitLower);

    static bool IsGenuine(string use, string named, string mac, Account account) => account["reply_secret"].Length > 0 && Secrets.Same(mac, Mac(use, named, account));

    static string Mac(string use, string named, Account account) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(account["reply_secret"]), Encoding.UTF8.GetBytes($"{use} {account.Connection:N} {named}")))[..MacLength];
}
