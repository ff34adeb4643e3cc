using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Kith.Channels.WebChat;

/// <summary>
/// A site's word for who its signed-in user is: user id, name, email, end and nonce, each on its own line, signed with the widget's
/// secret by HMAC-SHA256 in hex. Without a right signature it is nobody's word, and whoever brought it stays anonymous.
/// </summary>
/// <param name="UserId">The site's own id of the user; needed.</param>
/// <param name="Name">May be empty.</param>
/// <param name="Email">May be empty.</param>
/// <param name="Exp">Unix seconds.</param>
/// <param name="Nonce">16 to 100 characters, new each time. The host may remember those it saw until they end.</param>
public sealed record SiteWord(string UserId, string Name, string Email, long Exp, string Nonce)
{
    /// <summary>The longest a word may hold: a page that was left open is signed anew.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromDays(7);

    /// <summary>What the site must send as signature.</summary>
    public string Sign(string secret) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(Lines)));

    /// <summary>The visitor with the site's word, or why not; the reason is for logs and the site's developer, not for the page.</summary>
    public (Visitor? Visitor, string? Why) Check(string signature, string secret, Visitor visitor, DateTimeOffset now)
    {
        if (secret.Length == 0) return (null, "no secret is set");
        if (!Secrets.Same(signature.ToLowerInvariant(), Sign(secret))) return (null, "wrong signature");
        if (UserId.Length is 0 or > 200 || Name.Length > 200 || Email.Length > 320 || Nonce.Length is < 16 or > 100) return (null, "a field is empty or too long");
        // A line break inside a value would let two different words have one signature.
        if ($"{UserId}{Name}{Email}{Nonce}".AsSpan().ContainsAnyInRange('\0', '\x1f')) return (null, "a field holds a control character");
        if (Exp <= now.ToUnixTimeSeconds()) return (null, "it has ended");
        if (Exp > (now + Longest).ToUnixTimeSeconds()) return (null, "it would hold for more than 7 days");

        return (visitor with
        {
            UserId = PlainText.Clean(UserId),
            Name = Name.Length > 0 ? PlainText.Line(Name) : null,
            Email = Email.Length > 0 ? PlainText.Line(Email, 320) : null,
            Expires = DateTimeOffset.FromUnixTimeSeconds(Exp),
        }, null);
    }

    string Lines => string.Join('\n', UserId, Name, Email, Exp.ToString(CultureInfo.InvariantCulture), Nonce);
}
