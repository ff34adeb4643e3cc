namespace Kith.Channels.Mastodon;

/// <summary>
/// <c>name@domain</c> in lower case: how an account is mentioned from anywhere. A server leaves the domain out for its own accounts; here nobody
/// goes without one, so that a person is the same seen from two servers. The id and the address of an account differ from server to server.
/// </summary>
static class FediverseName
{
    const int Longest = 200;

    /// <summary>Ours, as the settings say it; null when they do not.</summary>
    public static string? Own(Account account) => account["account"].TrimStart('@') is { Length: > 0 } own ? Full(own, HostOf(account)) : null;

    /// <summary>The name in <c>acct</c>; null when it is none.</summary>
    public static string? Of(string? acct, Account account) => acct is null ? null : Full(acct.TrimStart('@'), Own(account)?.Split('@')[1] ?? HostOf(account));

    /// <summary>Whether this can stand after an @ and be understood as a whole.</summary>
    public static bool IsOne(string name) => name.Length <= Longest && name.Split('@') is [{ Length: > 0 } local, { Length: > 0 } domain] && local.All(IsPlain) && domain.All(IsPlain);

    static string? Full(string name, string domain)
    {
        var full = (name.Contains('@') ? name : $"{name}@{domain}").ToLowerInvariant();
        return IsOne(full) ? full : null;
    }

    static string HostOf(Account account) => Uri.TryCreate(account["server"], UriKind.Absolute, out var url) ? url.IsDefaultPort ? url.Host : url.Authority : "";

    static bool IsPlain(char one) => char.IsLetterOrDigit(one) || one is '.' or '-' or '_' or ':';
}
