namespace Kith.Channels;

/// <summary>
/// What a channel is told of one connection: its settings with the secrets opened, and where its hooks are. Never printed:
/// <see cref="ToString"/> gives the id alone.
/// </summary>
/// <param name="connection">Id of the connection.</param>
/// <param name="hookUrl">Configured public address of this connection's hooks, without a slash at the end: <c>https://care.example/hooks/sms/0199…</c>.</param>
/// <param name="settings">Values of the setup fields by key, secrets opened.</param>
/// <param name="phone">
/// Puts a phone number into E.164, or returns null when it is none. The host owns number plans and the region a national number is read in.
/// </param>
/// <param name="email">Puts an email address into the one form under which people are known, or returns null when it is none.</param>
public sealed class Account(
    Guid connection, string hookUrl, IReadOnlyDictionary<string, string> settings, Func<string, string?>? phone = null, Func<string, string?>? email = null)
{
    /// <summary>Id of the connection.</summary>
    public Guid Connection => connection;

    /// <summary>Public address of this connection's hooks, without a slash at the end.</summary>
    public string HookUrl => hookUrl;

    /// <summary>The setting with this key, trimmed; empty when it was never given.</summary>
    public string this[string key] => settings.TryGetValue(key, out var value) ? value.Trim() : "";

    /// <summary>The number in E.164, or as it came when it is none (short codes, names of senders).</summary>
    public string Phone(string number) => phone?.Invoke(number) ?? number.Trim();

    /// <summary>The address in its one form, or null when it is none that a mail could go to. There is one reader of addresses, the host's.</summary>
    public string? Email(string address) => email?.Invoke(address);

    /// <summary>The same connection with one more setting, for as long as it is needed.</summary>
    public Account With(string key, string value) => new(connection, hookUrl, new Dictionary<string, string>(settings) { [key] = value }, phone, email);

    /// <inheritdoc/>
    public override string ToString() => $"connection {connection}";
}
