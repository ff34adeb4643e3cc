namespace Kith.Mail.Html;

/// <summary>The addresses a mail may name: where a link leads, and where a picture lies.</summary>
static class OutsideAddress
{
    const int Longest = 8_000;
    const int LargestPicture = 1_400_000;

    static readonly (string Start, string Content)[] Pictures =
    [
        ("data:image/png;base64,", "iVBORw0KGg"),
        ("data:image/jpeg;base64,", "/9j/"),
        ("data:image/jpg;base64,", "/9j/"),
        ("data:image/gif;base64,", "R0lGOD"),
        ("data:image/webp;base64,", "UklGR"),
    ];

    static readonly System.Buffers.SearchValues<char> Base64 =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=");

    /// <summary>The address of a link as it may stand in <c>href</c>; null for any but http, https, mailto and tel.</summary>
    public static string? Link(string? address)
    {
        var bare = Bare(address);
        if (bare.Length is 0 or > Longest) return null;
        if (Starts(bare, "mailto:") || Starts(bare, "tel:")) return bare;
        return Web(bare) is null ? null : bare;
    }

    /// <summary>A picture elsewhere in the web; null when the address is none.</summary>
    public static Uri? Web(string address) =>
        (Starts(address, "http://") || Starts(address, "https://")) && address.Length <= Longest
        && Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Host.Length > 0 ? uri : null;

    /// <summary>A picture the address carries in itself; null unless it is one of pixels, says so truly and is not huge.</summary>
    public static string? Picture(string address)
    {
        foreach (var (start, content) in Pictures)
        {
            if (!Starts(address, start)) continue;
            var data = address.AsSpan(start.Length);
            return data.StartsWith(content) && data.Length <= LargestPicture && !data.ContainsAnyExcept(Base64) ? address : null;
        }
        return null;
    }

    /// <summary>Browsers take control characters out of an address before they read its scheme; so it is read without them here too.</summary>
    public static string Bare(string? address) =>
        address is null ? "" : string.Concat(address.Where(letter => !char.IsControl(letter) && letter is not ('\u2028' or '\u2029' or '\uFEFF'))).Trim();

    static bool Starts(string address, string start) => address.StartsWith(start, StringComparison.OrdinalIgnoreCase);
}
