using System.Buffers.Text;
using System.Text;

namespace Kith.Channels.OAuth;

/// <summary>
/// Who signed in, from an ID token (OpenID Connect Core §2). It came from the provider itself over TLS, so its signature need not be
/// checked (§3.1.3.7); and what it says opens nothing: it only spares people the wrong account.
/// </summary>
static class IdToken
{
    const int Longest = 32 * 1024;
    static readonly string[] names = ["email", "preferred_username", "upn"];

    /// <summary>The addresses under which the account is known; empty when the token is none or does not say.</summary>
    public static IReadOnlyList<string> AccountsIn(string? token)
    {
        if (token is not { Length: <= Longest } || token.Split('.') is not [_, var claims, _] || Decode(claims) is not { } bytes) return [];
        if (StrictJson.Parse(bytes).Document is not { } document) return [];
        using (document) return [.. names.Select(name => document.RootElement.Peek(name)).OfType<string>().Where(name => name.Contains('@', StringComparison.Ordinal)).Distinct()];
    }

    static byte[]? Decode(string claims)
    {
        var bytes = Encoding.ASCII.GetBytes(claims);
        return Base64Url.IsValid(bytes) ? Base64Url.DecodeFromUtf8(bytes) : null;
    }
}
