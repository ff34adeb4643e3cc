using System.Globalization;
using Kith.Channels;
using Kith.Channels.OAuth;

namespace Kith.Connections;

/// <summary>What a provider gave us when somebody signed in to a mailbox there, and how long it is good.</summary>
public sealed class MailboxSignIn : IOfWorkspace
{
    /// <summary>A token is renewed this long before it ends, so that no mail is begun with one that ends under it.</summary>
    static readonly TimeSpan early = TimeSpan.FromMinutes(5);

    /// <summary>A server that refuses a new token too has another reason; renewing again would change nothing.</summary>
    static readonly TimeSpan between = TimeSpan.FromMinutes(10);

    const string Ends = "ends", Told = "told";

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

    /// <param name="before">What was kept before; what is not given anew of it stays.</param>
    public static Dictionary<string, string> Written(TokenAnswer.Given given, IReadOnlyDictionary<string, string>? before, DateTime now)
    {
        var written = new Dictionary<string, string> { ["access"] = given.Access, ["refresh"] = given.Refresh ?? before?.GetValueOrDefault("refresh") ?? "" };
        if (given.RefreshLife is { } left) written[Ends] = (now + left).ToString("O", CultureInfo.InvariantCulture);
        else if (given.Refresh is null && before?.GetValueOrDefault(Ends) is { } known) written[Ends] = known;
        // Whoever is just signing in has it before their eyes; told is who signed in days ago.
        if (before is not null && NearEnd(written, now)?.Until is { } end) written[Told] = end.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return written;
    }

    /// <summary>What to tell whoever keeps the connection, once for the same day; null when there is nothing new.</summary>
    public static string? News(IReadOnlyDictionary<string, string> written, IReadOnlyDictionary<string, string> before, DateTime now) =>
        written.GetValueOrDefault(Told) == before.GetValueOrDefault(Told) ? null : NearEnd(written, now)?.Words;

    /// <summary>When somebody must sign in again, where the provider said so.</summary>
    public static DateTime? EndIn(IReadOnlyDictionary<string, string>? opened) =>
        DateTime.TryParse(opened?.GetValueOrDefault(Ends), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var end) ? end : null;

    /// <summary>What is said of that end, when it is near.</summary>
    public static Concern? NearEnd(IReadOnlyDictionary<string, string>? opened, DateTime now) => EndIn(opened) is { } end && end < now + Concern.Ahead
        ? new(ConcernKind.EndsSoon, $"The sign-in ends on {end.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}. Sign in again before. It ends like that while the provider takes the app for one that is only being tested.", end)
        : null;
}
