using Kith.Channels;

namespace Kith.Connections;

/// <summary>A connection as it is answered: secrets only as <c>set</c> or empty.</summary>
/// <param name="Price">What a message costs; null where nothing does.</param>
/// <param name="Spent">Since the month began.</param>
/// <param name="Made">Secrets we made in this very request, to be copied now: they are never shown again.</param>
public sealed record ConnectionRow(
    Guid Id, string Name, string Channel, string Address, bool Enabled, string WebhookUrl, IReadOnlyDictionary<string, string> Settings, ConnectionHealth Health,
    MailboxSignInRow? SignIn, ConnectionPrice? Price, decimal Spent, IReadOnlyDictionary<string, string>? Made = null)
{
    const string Hidden = "…";

    public static ConnectionRow Of(Connection row, OpenConnection? open, IChannel? channel, string hookUrl, ConnectionHealth health, MailboxSignIn? signIn, decimal spent, bool tellsSecrets) => new(
        row.Id, row.Name, row.Channel, row.Address, row.Enabled, WebhookUrlOf(open, channel, tellsSecrets) ?? hookUrl, SettingsOf(row, open, channel), health, open?.SignIn is { } plan ? MailboxSignInRow.Of(plan, signIn) : null, ConnectionPrice.Of(row), spent);

    /// <summary>The address may hold a secret where the platform cannot sign; whoever may change it may read it.</summary>
    static string? WebhookUrlOf(OpenConnection? open, IChannel? channel, bool tellsSecrets)
    {
        if (open is null || channel is null) return null;

        var url = open.Account.HookUrl + channel.HookTail(open.Account);
        return tellsSecrets ? url : SecretsOf(channel).Select(field => open.Account[field.Key]).Where(secret => secret.Length > 0)
            .Aggregate(url, (hidden, secret) => hidden.Replace(secret, Hidden, StringComparison.Ordinal));
    }

    static Dictionary<string, string> SettingsOf(Connection row, OpenConnection? open, IChannel? channel)
    {
        var settings = row.Settings.Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value!.ToString());
        foreach (var field in channel is null ? [] : SecretsOf(channel))
            settings[field.Key] = open?.Account[field.Key].Length > 0 ? SettingsForm.Set : "";
        return settings;
    }

    static IEnumerable<SetupField> SecretsOf(IChannel channel) => channel.Setup.Where(field => field.Kind == Kith.Channels.FieldKind.Secret);
}

/// <summary>Whether a connection is signed in to at its provider; null for those with a password.</summary>
/// <param name="IsSignedIn">False until somebody signs in, and again when the provider ends it.</param>
/// <param name="Account">Who must sign in there.</param>
public sealed record MailboxSignInRow(string Provider, bool IsSignedIn, string Account, DateTime? SignedInAt, DateTime? RenewedAt)
{
    public static MailboxSignInRow Of(SignInPlan plan, MailboxSignIn? kept) => new(plan.Provider, kept is { IsOver: false }, plan.Who, kept?.SignedInAt, kept?.RenewedAt);
}

/// <summary>How a connection is.</summary>
/// <param name="Failed">In the last seven days.</param>
/// <param name="Unsure">What may or may not have been sent, and waits for a person or a look-up.</param>
/// <param name="Waiting">Received and not yet read.</param>
/// <param name="Silence">Nothing can come in; null where mail is not fetched, or is.</param>
/// <param name="Concerns">What a person should see to, each with its way out.</param>
public sealed record ConnectionHealth(
    HealthState State, DateTime? LastReceivedAt, DateTime? LastSentAt, int Queued, int Failed, int Unsure, int SetAside, int Waiting,
    ConnectionProblem? Problem, DateTime? RetryAt, ConnectionSilence? Silence, IReadOnlyList<ConnectionConcern> Concerns);

/// <summary>Something to see to before it hurts, or because it does.</summary>
/// <param name="Until">When it will hurt, where that is known.</param>
public sealed record ConnectionConcern(ConcernKind Kind, string Words, DateTimeOffset? Until);

public sealed record ConnectionProblem(string Code, string Words);

/// <summary>Since when a mailbox cannot be read, and why.</summary>
public sealed record ConnectionSilence(DateTime Since, string Words);
