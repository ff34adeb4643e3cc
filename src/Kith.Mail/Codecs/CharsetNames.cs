using System.Globalization;
using System.Text;

namespace Kith.Mail;

/// <summary>What mails call charsets, and which Windows code page that means in practice.</summary>
static class CharsetNames
{
    /// <summary>The name in lower case without ornaments; empty when it says nothing that 8-bit letters could be read by.</summary>
    public static string Normal(string? charset)
    {
        if (charset is null) return "";
        var name = charset.Trim(' ', '\t', '"', '\'', ';').ToLowerInvariant().Replace('_', '-');
        return name switch
        {
            "us-ascii" or "ascii" or "ansi-x3.4-1968" or "iso646-us" or "unknown" or "x-unknown" or "unknown-8bit" or "default" or "binary" or "8bit" or "7bit" or "none" => "",
            "utf8" or "utf-8" or "utf8mb4" or "unicode-1-1-utf-8" or "x-utf-8" or "cp65001" or "utf-8-mac" => "utf-8",
            "utf7" or "unicode-1-1-utf-7" or "x-unicode-2-0-utf-7" => "utf-7",
            "utf16" => "utf-16",
            "utf-16-le" => "utf-16le",
            "utf-16-be" => "utf-16be",
            _ => name,
        };
    }

    /// <summary>
    /// The code page of a normal name. The wider sibling is taken wherever mails mean it: Windows' Latin for ISO-8859-1, GB 18030 for GB 2312,
    /// and so on, as the WHATWG Encoding Standard §4.2 does.
    /// </summary>
    public static int? CodePage(string name) => name switch
    {
        "iso-8859-1" or "iso8859-1" or "latin1" or "latin-1" or "l1" or "x-ansi" or "ansi" or "iso-8859-1-windows-3.1-latin-1" or "cp819" => 1252,
        "iso-8859-9" or "iso8859-9" or "latin5" => 1254,
        "iso-8859-11" or "tis-620" => 874,
        "iso-8859-8-i" or "iso-8859-8-e" => 28598,
        "gb2312" or "gbk" or "gb-2312-80" or "csgb2312" or "x-gbk" or "cp936" or "euc-cn" or "hz-gb-2312-gbk" => 54936,
        "ks-c-5601-1987" or "ks-c-5601" or "ksc5601" or "euc-kr" or "x-windows-949" or "uhc" => 949,
        "shift-jis" or "shift-jisx0213" or "sjis" or "x-sjis" or "ms-kanji" or "windows-31j" => 932,
        "iso-2022-jp" or "iso-2022-jp-1" or "iso-2022-jp-2" or "iso-2022-jp-ms" => 50220,
        "big5" or "big5-hkscs" or "x-x-big5" => 950,
        "macintosh" or "x-mac-roman" or "macroman" => 10000,
        _ => Numbered(name) ?? Registered(name),
    };

    static int? Numbered(string name)
    {
        foreach (var prefix in (ReadOnlySpan<string>)["windows-", "windows", "cp-", "cp", "ibm-", "ibm", "x-cp"])
            if (name.StartsWith(prefix, StringComparison.Ordinal) && int.TryParse(name.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        return name.StartsWith("iso8859", StringComparison.Ordinal) ? Registered("iso-" + name["iso".Length..]) : null;
    }

    static int? Registered(string name) => name.Length > 40 ? null : CodePagesEncodingProvider.Instance.GetEncoding(name)?.CodePage;
}
