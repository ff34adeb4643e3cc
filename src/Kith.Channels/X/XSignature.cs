using System.Security.Cryptography;
using System.Text;

namespace Kith.Channels.X;

/// <summary>
/// Both proofs of X's webhooks: the signature over the body (<c>x-twitter-webhooks-signature</c>), and the answer to its question whether an
/// address is ours (CRC). Both are <c>sha256=</c> and, in Base64, HMAC-SHA256 with the app's consumer secret.
/// </summary>
public static class XSignature
{
    const string Prefix = "sha256=";
    const int Length = 51, LongestToken = 200;

    /// <summary>The signature X would send.</summary>
    public static string Sign(string secret, ReadOnlySpan<byte> body) => Prefix + Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    /// <summary>Whether this is the signature of these bytes. A blank secret signs nothing.</summary>
    public static bool IsRight(string given, string secret, ReadOnlySpan<byte> body) =>
        secret.Length > 0 && HasShape(given) && Secrets.Same(given, Sign(secret, body));

    /// <summary>Whether it could be one at all, as far as can be told without the body.</summary>
    public static bool HasShape(string given) => given.Length == Length && given.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The answer to a question of theirs; null when it is none.</summary>
    public static HookAnswer? Answer(RawRequest request, string secret)
    {
        if (request.Method != "GET" || request.Tail.Length > 0 || secret.Length == 0) return null;

        var token = UrlForm.Parse(request.Query)["crc_token"];
        return IsDecent(token) ? new(200, "application/json", $$"""{"response_token":"{{Sign(secret, Encoding.ASCII.GetBytes(token))}}"}""") : null;
    }

    // Anybody may ask, and what is said is signed as events are: nothing is signed that could be read as one.
    static bool IsDecent(string token) => token.Length is > 0 and <= LongestToken && token.All(one => char.IsAsciiLetterOrDigit(one) || one is '-' or '_' or '.' or '=' or '+' or '/');
}
