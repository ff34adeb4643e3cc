using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Kith.Channels.Sms;

/// <summary>
/// X-Twilio-Signature (https://www.twilio.com/docs/usage/security#validating-requests): HMAC-SHA1 with the account's auth token over the
/// URL and every POST parameter in ordinal order, name and value with nothing between; of repeated names the distinct values, sorted.
/// </summary>
public static class TwilioSignature
{
    /// <summary>The signature Twilio would send.</summary>
    public static string Sign(string token, string url, IEnumerable<KeyValuePair<string, string>> parameters) =>
        Sign(Encoding.UTF8.GetBytes(token), url, Joined(parameters));

    /// <summary>
    /// Whether the signature is right for this URL, or for the same with or without its port: senders and proxies disagree about
    /// writing <c>:443</c>.
    /// </summary>
    public static bool IsRight(string signature, string token, string url, IEnumerable<KeyValuePair<string, string>> parameters)
    {
        if (token.Length == 0) return false;

        var key = Encoding.UTF8.GetBytes(token);
        var joined = Joined(parameters);
        return Secrets.Same(signature, Sign(key, url, joined)) || Secrets.Same(signature, Sign(key, OtherSpelling(url), joined));
    }

    /// <summary>For bodies that are no form: the URL carries <c>bodySHA256</c>, and it alone is signed.</summary>
    public static bool IsRightHash(string hash, ReadOnlySpan<byte> body) => Secrets.Same(hash.ToLowerInvariant(), OutsideKey.Hash(body));

    /// <summary>The parameters of a request, and whether it was signed with this token.</summary>
    internal static (UrlForm Form, bool IsSigned) Check(RawRequest request, UrlForm query, string signature, string token)
    {
        if (request.Method == "GET") return (query, IsRight(signature, token, request.Url, []));

        var isForm = request.Headers["Content-Type"]?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) ?? false;
        var form = UrlForm.Parse(isForm ? request.Body.Span : []);
        if (isForm) return (form, IsRight(signature, token, request.Url, form.Pairs));

        // Without the hash in the URL nothing would vouch for a body that is no form.
        return (form, IsRightHash(query["bodySHA256"], request.Body.Span) & IsRight(signature, token, request.Url, []));
    }

    [SuppressMessage("Security", "CA5350", Justification = "The platform signs with HMAC-SHA1; nothing else would match.")]
    static string Sign(byte[] key, string url, string joined) => Convert.ToBase64String(HMACSHA1.HashData(key, Encoding.UTF8.GetBytes(url + joined)));

    static string Joined(IEnumerable<KeyValuePair<string, string>> parameters)
    {
        KeyValuePair<string, string>[] sorted = [.. parameters];
        Array.Sort(sorted, Compare);
        var text = new StringBuilder(1024);
        for (var at = 0; at < sorted.Length; at++)
            if (at == 0 || Compare(sorted[at - 1], sorted[at]) != 0) text.Append(sorted[at].Key).Append(sorted[at].Value);
        return text.ToString();
    }

    static int Compare(KeyValuePair<string, string> one, KeyValuePair<string, string> other) =>
        string.CompareOrdinal(one.Key, other.Key) is not 0 and var byName ? byName : string.CompareOrdinal(one.Value, other.Value);

    static string OtherSpelling(string url)
    {
        var (start, end) = Authority(url);
        if (start < 0) return url;

        var colon = url.LastIndexOf(':', end - 1);
        var hasPort = colon > start && url.AsSpan(colon + 1, end - colon - 1) is { Length: > 0 } port && !port.ContainsAnyExceptInRange('0', '9');
        return hasPort
            ? url.Remove(colon, end - colon)
            : url.Insert(end, url.StartsWith("https:", StringComparison.OrdinalIgnoreCase) ? ":443" : ":80");
    }

    static (int Start, int End) Authority(string url)
    {
        var start = url.IndexOf("://", StringComparison.Ordinal) + 3;
        if (start < 3 || start >= url.Length) return (-1, -1);

        var end = url.AsSpan(start).IndexOfAny('/', '?', '#');
        return (start, end < 0 ? url.Length : start + end);
    }
}
