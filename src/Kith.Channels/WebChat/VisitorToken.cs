using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Kith.Channels.WebChat;

/// <summary>Who sits before a chat widget.</summary>
/// <param name="Id">128 random bits in hex: this browser.</param>
/// <param name="UserId">Who they are on the site, if the site signed for it.</param>
/// <param name="Name">Their name as the site signed it.</param>
/// <param name="Email">Their address as the site signed it: a claim.</param>
/// <param name="Expires">When the site's word ends; null for a browser nobody spoke for.</param>
public sealed record Visitor(string Id, string? UserId = null, string? Name = null, string? Email = null, DateTimeOffset? Expires = null)
{
    /// <summary>A browser never seen before.</summary>
    public static Visitor New() => new(RandomNumberGenerator.GetHexString(32, lowercase: true));

    /// <summary>The handle they speak by: the person the site signed for, else the browser.</summary>
    public HandleRef Handle(Guid connection) => UserId is null
        ? new("chat", connection.ToString("N"), $"v:{Id}", IdentityStrength.Anonymous)
        : new("chat", connection.ToString("N"), $"u:{UserId}", IdentityStrength.SignedBySite, Name);
}

/// <summary>
/// What a browser keeps to be known again: the visitor, signed by us. It needs no row to be checked, so a flood of strangers costs
/// nothing to store. The key is not the widget's secret itself, so a token is never mistaken for a site's word.
/// </summary>
public static class VisitorToken
{
    /// <summary>The token of this visitor on a connection with this secret.</summary>
    public static string Issue(Visitor visitor, string secret)
    {
        var body = Base64Url.EncodeToString(Write(visitor));
        return $"{body}.{Sign(body, secret)}";
    }

    /// <summary>The visitor, or null when we never said so or the site's word has ended.</summary>
    public static Visitor? Read(string token, string secret, DateTimeOffset now)
    {
        if (secret.Length == 0 || token.Length > 4000 || token.IndexOf('.', StringComparison.Ordinal) is not (> 0 and var at)) return null;
        if (!Secrets.Same(token[(at + 1)..], Sign(token[..at], secret))) return null;

        var visitor = Open(Base64Url.DecodeFromChars(token.AsSpan(0, at)));
        return visitor?.Expires is { } end && end <= now ? null : visitor;
    }

    static string Sign(string body, string secret)
    {
        var key = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), "kith visitor token"u8);
        return Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(body)));
    }

    internal static byte[] Write(Visitor visitor)
    {
        using var stream = new MemoryStream(200);
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("v", visitor.Id);
            if (visitor.UserId is not null) json.WriteString("u", visitor.UserId);
            if (visitor.Name is not null) json.WriteString("n", visitor.Name);
            if (visitor.Email is not null) json.WriteString("e", visitor.Email);
            if (visitor.Expires is { } end) json.WriteNumber("x", end.ToUnixTimeSeconds());
            json.WriteEndObject();
        }
        return stream.ToArray();
    }

    internal static Visitor? Open(ReadOnlyMemory<byte> written)
    {
        var (document, _) = StrictJson.Parse(written);
        using (document)
        {
            if (document is null || document.RootElement.Peek("v") is not { } id) return null;

            var root = document.RootElement;
            return new(id, root.Peek("u"), root.Peek("n"), root.Peek("e"),
                root.TryGetProperty("x", out var end) && end.ValueKind == JsonValueKind.Number && end.TryGetInt64(out var unix) ? DateTimeOffset.FromUnixTimeSeconds(unix) : null);
        }
    }
}
