using Kith.Channels.OAuth;

namespace Kith.Connections;

/// <summary>What a provider gave us when somebody signed in to a mailbox there, and how long it is good.</summary>
public sealed class MailboxSignIn : IOfWorkspace
{
    /// <summary>A token is renewed this long before it ends, so that no mail is begun with one that ends under it.</summary>
    static readonly TimeSpan early = TimeSpan.FromMinutes(5);

    /// <summary>A server that refuses a new token too has another reason; renewing again would change nothing.</summary>
    static readonly TimeSpan between = TimeSpan.FromMinutes(10);

    public Guid WorkspaceId { get; set; }
    public Guid ConnectionId { get; set; }
    /// <summary>Both tokens, sealed as the secrets of a connection are; empty when they are over.</summary>
    public string Secrets { get; set; } = "";
    /// <summary>Who signed in, as far as the provider told.</summary>
    public string Account { get; set; } = "";
    public Guid SignedInBy { get; set; }
    public DateTime SignedInAt { get; set; }
    public DateTime RenewedAt { get; set; }
    public DateTime RenewAt { get; set; }
    public DateTime ExpiresAt { get; set; }
    public DateTime? RefusedAt { get; set; }
    /// <summary>One node at a time renews; the others wait for what it is given.</summary>
    public DateTime? RenewingUntil { get; set; }
    public DateTime? EndedAt { get; set; }

    public bool IsOver => EndedAt is not null;

    /// <summary>Whether a token that a mail server refused may be changed for a new one.</summary>
    public bool MayRenewRefused(DateTime now) => !IsOver && (RefusedAt is null || now - RefusedAt > between);

    public void Begin(string account, Guid by, DateTime now) => (Account, SignedInBy, SignedInAt, RefusedAt, RenewingUntil, EndedAt) = (account, by, now, null, null, null);

    public void Keep(string secrets, TimeSpan life, DateTime now)
    {
        var spare = life / 4 < early ? life / 4 : early;
        (Secrets, RenewedAt, ExpiresAt, RenewAt, RenewingUntil) = (secrets, now, now + life, now + life - spare, null);
    }

    public void End(DateTime now) => (Secrets, EndedAt, RenewingUntil) = ("", now, null);

    public static Dictionary<string, string> Written(TokenAnswer.Given given, string? refresh) => new() { ["access"] = given.Access, ["refresh"] = given.Refresh ?? refresh ?? "" };
}
