namespace Kith.Mail.Html;

/// <summary>
/// Finds the pictures of one mail by its policy and counts them. An address the policy gave carries what it was given for behind a <c>#</c>, which no
/// server is ever sent: so a fragment that was cleaned can be cleaned again, and a stranger who writes such an address only gets what the policy says.
/// </summary>
sealed class MailPictures(CleaningPolicy policy)
{
    const string ByContentId = "#cid:";
    const string ByAddress = "#from:";

    readonly List<string> inline = [];

    public IReadOnlyList<string> Inline => inline;

    public int RemoteCount { get; private set; }

    /// <summary>What may stand in <c>src</c> for this source; null for nothing.</summary>
    public string? Find(string source)
    {
        var address = OutsideAddress.Bare(source);
        if ((After("cid:", address, isStart: true) ?? After(ByContentId, address)) is { } id) return InlineOne(id);
        if (After(ByAddress, address) is { } origin) return Remote(origin);
        if (address.StartsWith("data:", StringComparison.OrdinalIgnoreCase)) return OutsideAddress.Picture(address);
        return Remote(address.StartsWith("//", StringComparison.Ordinal) ? "https:" + address : address);
    }

    static string? After(string mark, string address, bool isStart = false)
    {
        var at = address.IndexOf(mark, StringComparison.OrdinalIgnoreCase);
        return at < 0 || isStart && at > 0 || address.Length > 20_000 ? null : Uri.UnescapeDataString(address[(at + mark.Length)..]);
    }

    string? InlineOne(string id)
    {
        if (!inline.Contains(id, StringComparer.Ordinal)) inline.Add(id);
        return Marked(policy.InlinePicture?.Invoke(id), ByContentId, id);
    }

    string? Remote(string address)
    {
        if (OutsideAddress.Web(address) is not { } picture) return null;

        RemoteCount++;
        return Marked(policy.RemotePicture?.Invoke(picture), ByAddress, address);
    }

    static string? Marked(string? address, string mark, string origin)
    {
        if (address is null) return null;
        if (address.StartsWith("data:", StringComparison.OrdinalIgnoreCase)) return OutsideAddress.Picture(address);
        return address.Split('#')[0] + mark + Uri.EscapeDataString(origin);
    }
}
