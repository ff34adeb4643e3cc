using System.Net;

namespace Kith.Posts;

/// <summary>
/// A link to something that everybody can read, as a teammate pastes it. It is only ever shown and pressed: no server of ours opens it. What
/// would run in the browser, carries a password or leads into somebody's own house is refused.
/// </summary>
static class PublicLink
{
    public const int Longest = 2_000;

    static readonly string[] ownHouses = ["localhost", "local", "internal", "intranet", "lan", "home", "corp", "private", "home.arpa"];

    /// <summary>The link in its one form; null when there is none.</summary>
    public static string? Read(string? written, string field, int longest = Longest)
    {
        if (Written.Line(written, field, longest) is not { Length: > 0 } line) return null;
        if (!Uri.TryCreate(line, UriKind.Absolute, out var link) || link.Scheme is not ("http" or "https") || link.IdnHost.Length == 0)
            throw Refusal.Field(field, "A link begins with https:// or http://.");
        if (link.UserInfo.Length > 0) throw Refusal.Field(field, "This link carries a name or a password. Leave that out.");
        if (!IsPublic(link)) throw Refusal.Field(field, "This leads into a private network, where nobody outside can read it.");
        return link.AbsoluteUri.Length <= longest ? link.AbsoluteUri : throw Refusal.Field(field, $"This may have {longest} characters at most.");
    }

    static bool IsPublic(Uri link)
    {
        var host = link.IdnHost.Trim('[', ']').TrimEnd('.').ToLowerInvariant();
        if (IPAddress.TryParse(host, out var address)) return PublicInternet.Has(address);
        return host.Contains('.') && !ownHouses.Any(house => host == house || host.EndsWith($".{house}", StringComparison.Ordinal));
    }
}
