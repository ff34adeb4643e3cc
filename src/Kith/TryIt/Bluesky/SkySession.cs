using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kith.Channels;

namespace Kith.TryIt;

/// <summary>The tokens of the pretend Bluesky (RFC 7519, HS256): signed with the app password, so that they hold over a start and end with it.</summary>
static class SkySession
{
    const string Speaks = "com.atproto.appPassPrivileged", Renews = "com.atproto.refresh";

    static readonly TimeSpan life = TimeSpan.FromHours(2), longLife = TimeSpan.FromDays(60);
    static readonly string head = Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8);

    public static object Open(string password, DateTimeOffset now) => new
    {
        accessJwt = Make(Speaks, password, now + life),
        refreshJwt = Make(Renews, password, now + longLife),
        did = PretendBluesky.OurDid,
        handle = PretendBluesky.OurHandle,
    };

    /// <summary>Why the token is not good; null when it is.</summary>
    public static string? WhyRefused(string token, string password, bool isRenewal, DateTimeOffset now)
    {
        if (token.Split('.') is not [_, var claims, _] || !Secrets.Same(token, Signed(claims, password))) return "InvalidToken";

        using var read = JsonDocument.Parse(Base64Url.DecodeFromChars(claims));
        return read.RootElement.GetProperty("scope").GetString() != (isRenewal ? Renews : Speaks) ? "InvalidToken"
            : read.RootElement.GetProperty("exp").GetInt64() <= now.ToUnixTimeSeconds() ? "ExpiredToken" : null;
    }

    static string Make(string scope, string password, DateTimeOffset until) =>
        Signed(Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new { scope, sub = PretendBluesky.OurDid, exp = until.ToUnixTimeSeconds(), jti = Secrets.Make(SecretShape.Path) })), password);

    static string Signed(string claims, string password) =>
        string.Create(CultureInfo.InvariantCulture, $"{head}.{claims}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(password), Encoding.ASCII.GetBytes($"{head}.{claims}")))}");
}
