using System.Security.Cryptography;
using System.Text;

namespace Kith.Channels.Meta;

/// <summary>
/// X-Hub-Signature-256 (Graph API webhooks, "Validating payloads"): <c>sha256=</c> and, in small hex, HMAC-SHA256 with the app's secret
/// over the body as it came. Meta writes letters outside ASCII as <c>\uXXXX</c>: a body that was read and written again is another.
/// </summary>
public static class MetaSignature
{
    const string Prefix = "sha256=";
    const int Length = 71;

    /// <summary>The signature Meta would send.</summary>
    public static string Sign(string secret, ReadOnlySpan<byte> body) => Prefix + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    /// <summary>Whether this is the signature of these bytes. A blank secret signs nothing.</summary>
    public static bool IsRight(string given, string secret, ReadOnlySpan<byte> body) =>
        secret.Length > 0 && HasShape(given) && Secrets.Same(given, Sign(secret, body));

    /// <summary>Whether it could be one at all, as far as can be told without the body.</summary>
    public static bool HasShape(string given) => given.Length == Length && given.StartsWith(Prefix, StringComparison.Ordinal);
}
