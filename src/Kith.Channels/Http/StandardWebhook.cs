using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Kith.Channels.Http;

/// <summary>
/// Signatures as Standard Webhooks writes them (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md):
/// HMAC-SHA256 over <c>id.timestamp.body</c>, <c>v1,</c> and Base64, several separated by blanks while a secret is being changed.
/// </summary>
public static class StandardWebhook
{
    const string Prefix = "whsec_";
    const int ShortestKey = 24, LongestKey = 64;

    /// <summary>How far a timestamp may be from our clock.</summary>
    public static TimeSpan Window { get; } = TimeSpan.FromMinutes(5);

    /// <summary>The key in a secret, or null when it is no secret: blank, not Base64, or shorter than the standard's 24 bytes.</summary>
    public static byte[]? Key(string secret)
    {
        if (!secret.StartsWith(Prefix, StringComparison.Ordinal)) return null;

        var key = new byte[LongestKey + 2];
        return Convert.TryFromBase64String(secret[Prefix.Length..], key, out var length) && length is >= ShortestKey and <= LongestKey ? key[..length] : null;
    }

    /// <summary>One signature: <c>v1,…</c>.</summary>
    public static string Sign(byte[] key, string id, long timestamp, ReadOnlySpan<byte> body)
    {
        var head = string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.");
        var most = Encoding.UTF8.GetMaxByteCount(head.Length) + body.Length;
        var rented = ArrayPool<byte>.Shared.Rent(most);
        try
        {
            var length = Encoding.UTF8.GetBytes(head, rented);
            body.CopyTo(rented.AsSpan(length));
            Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
            HMACSHA256.HashData(key, rented.AsSpan(0, length + body.Length), hash);
            return "v1," + Convert.ToBase64String(hash);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>The signatures of several secrets, as they go into <c>webhook-signature</c>. Those that are no secrets are left out.</summary>
    public static string SignWithAll(IEnumerable<string> secrets, string id, long timestamp, ReadOnlyMemory<byte> body) =>
        string.Join(' ', secrets.Select(Key).OfType<byte[]>().Select(key => Sign(key, id, timestamp, body.Span)));

    /// <summary>Null when one of the signatures is right for one of the secrets within the window, else why not.</summary>
    public static string? WhyForged(RawRequest request, IReadOnlyList<string> secrets, DateTimeOffset now)
    {
        byte[][] keys = [.. secrets.Select(Key).OfType<byte[]>()];
        if (keys.Length == 0) return "no secret is set";
        if (request.Headers["webhook-id"] is not { Length: > 0 and <= 200 } id || id.AsSpan().ContainsAnyExceptInRange('!', '~')) return "no id";
        if (request.Headers["webhook-signature"] is not { Length: > 0 and <= 2000 } given) return "no signature";
        if (!long.TryParse(request.Headers["webhook-timestamp"], NumberStyles.None, CultureInfo.InvariantCulture, out var timestamp)) return "no timestamp";

        // The signature first: what a forger's timestamp says is of no interest.
        var right = false;
        foreach (var key in keys)
        {
            var expected = Sign(key, id, timestamp, request.Body.Span);
            foreach (var one in given.Split([' '], 10)) right |= Secrets.Same(one, expected);
        }
        if (!right) return "wrong signature";
        return Math.Abs(now.ToUnixTimeSeconds() - (decimal)timestamp) <= (decimal)Window.TotalSeconds ? null : "outside the time window";
    }
}
