using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Kith.Channels.OAuth;

/// <summary>
/// Signs requests with four words that never end, as OAuth 1.0a has it (RFC 5849 §3): the keys of an app and those of the account that lets it
/// speak. The signature covers the method, the address with its query and the time; a body of JSON is not part of it (§3.4.1.3.1).
/// </summary>
/// <param name="Key">Of the app.</param>
/// <param name="Secret">Of the app.</param>
/// <param name="Token">Of the account.</param>
/// <param name="TokenSecret">Of the account.</param>
public sealed record RequestSignature(string Key, string Secret, string Token, string TokenSecret)
{
    /// <summary>The value of the header Authorization (RFC 5849 §3.5.1).</summary>
    /// <param name="method">GET, POST, …</param>
    /// <param name="url">The whole address.</param>
    /// <param name="now">When it leaves.</param>
    /// <param name="nonce">A word that was never used before with this time.</param>
    /// <param name="form">The pairs of a body of the type application/x-www-form-urlencoded; a body of another kind is not signed.</param>
    public string Header(string method, string url, DateTimeOffset now, string nonce, IEnumerable<KeyValuePair<string, string>>? form = null)
    {
        KeyValuePair<string, string>[] own =
        [
            new("oauth_consumer_key", Key), new("oauth_nonce", nonce), new("oauth_signature_method", "HMAC-SHA1"),
            new("oauth_timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)), new("oauth_token", Token), new("oauth_version", "1.0"),
        ];
        var signature = Sign(method, url, [.. own, .. form ?? []]);
        return "OAuth " + string.Join(", ", own.Append(new("oauth_signature", signature)).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{Escape(pair.Key)}=\"{Escape(pair.Value)}\""));
    }

    /// <summary>The app alone: everything else is secret.</summary>
    public override string ToString() => "signature";

    string Sign(string method, string url, IEnumerable<KeyValuePair<string, string>> pairs)
    {
        var at = url.IndexOf('?', StringComparison.Ordinal);
        var (bare, query) = at < 0 ? (url, "") : (url[..at], url[(at + 1)..]);
        // RFC 5849 §3.4.1.3.2: sorted as they are escaped, byte by byte.
        var sorted = pairs.Concat(UrlForm.Parse(query).Pairs).Select(pair => (Name: Escape(pair.Key), Value: Escape(pair.Value)))
            .OrderBy(pair => pair.Name, StringComparer.Ordinal).ThenBy(pair => pair.Value, StringComparer.Ordinal).Select(pair => $"{pair.Name}={pair.Value}");
        var text = $"{method.ToUpperInvariant()}&{Escape(bare)}&{Escape(string.Join('&', sorted))}";
#pragma warning disable CA5350 // RFC 5849 §3.4.2 knows no other that these platforms take; the secret is what protects, not the hash.
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.ASCII.GetBytes($"{Escape(Secret)}&{Escape(TokenSecret)}"), Encoding.ASCII.GetBytes(text)));
#pragma warning restore CA5350
    }

    /// <summary>RFC 5849 §3.6: everything but letters, digits and <c>-._~</c>, in capital hex.</summary>
    static string Escape(string text) => Uri.EscapeDataString(text);
}
