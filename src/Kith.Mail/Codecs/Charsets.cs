using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using System.Text.Unicode;

namespace Kith.Mail;

/// <summary>Bytes to text in the charset a mail names, and what to make of it when that is a lie.</summary>
static class Charsets
{
    const int BytesToSearchForMeta = 1024;

    static readonly SearchValues<char> endsMeta = SearchValues.Create("\"' ;>/");
    static readonly ConcurrentDictionary<int, Encoding> byCodePage = new();
    static readonly Encoding windows1252 = CodePage(1252)!;

    /// <summary>Decodes a text or an encoded word.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes, string? charset, DefectList? defects = null, bool isHtml = false)
    {
        if (bytes.IsEmpty) return "";
        if (bytes.StartsWith(Encoding.UTF8.Preamble)) return Likely(bytes[3..], null);
        var name = CharsetNames.Normal(charset);
        if (name.Length == 0 && isHtml && !Utf8.IsValid(bytes)) name = CharsetNames.Normal(Meta(bytes));
        if (name.StartsWith("utf-16", StringComparison.Ordinal) || name is "ucs-2") return Utf16(bytes, name);
        if (name is "utf-32") return Encoding.UTF32.GetString(bytes);
        if (name is "utf-7") return Utf7.Decode(bytes);
        if (name is "utf-8") return DeclaredUtf8(bytes, defects);
        if (name.Length == 0) return Undeclared(bytes, charset, defects);
        if (CharsetNames.CodePage(name) is { } number && CodePage(number) is { } encoding) return Declared(bytes, encoding, defects);

        defects?.Add("charset-unknown");
        return Likely(bytes, null);
    }

    /// <summary>Whether a letter takes more than one byte each time, so that line ends are no single bytes.</summary>
    public static bool IsWide(string? charset) => CharsetNames.Normal(charset) is var name && (name.StartsWith("utf-16", StringComparison.Ordinal) || name is "ucs-2" or "utf-32");

    /// <summary>UTF-8 when it can be that, then what is named for the rest of the mail, then Windows' Latin letters.</summary>
    public static string Likely(ReadOnlySpan<byte> bytes, string? fallback)
    {
        if (Utf8.IsValid(bytes)) return Encoding.UTF8.GetString(bytes);
        var name = CharsetNames.Normal(fallback);
        if (name is not ("" or "utf-8") && CharsetNames.CodePage(name) is { } number && CodePage(number) is { } encoding) return encoding.GetString(bytes);
        return (IsMostlyUtf8(bytes) ? Encoding.UTF8 : windows1252).GetString(bytes);
    }

    /// <summary>The encoding of a Windows code page; null when nobody knows it. Never by exception: names come from strangers.</summary>
    public static Encoding? CodePage(int number)
    {
        if (byCodePage.TryGetValue(number, out var known)) return known;
        if (CodePagesEncodingProvider.Instance.GetEncoding(number, EncoderFallback.ReplacementFallback, new DecoderReplacementFallback("\uFFFD")) is not { } found) return null;
        return byCodePage.GetOrAdd(number, found);
    }

    static string Declared(ReadOnlySpan<byte> bytes, Encoding encoding, DefectList? defects)
    {
        var text = encoding.GetString(bytes);
        if (!text.Contains('\uFFFD')) return text;
        defects?.Add("charset-wrong");
        return Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : text;
    }

    static string DeclaredUtf8(ReadOnlySpan<byte> bytes, DefectList? defects)
    {
        if (!Utf8.IsValid(bytes)) defects?.Add("charset-wrong");
        return Likely(bytes, null);
    }

    static string Undeclared(ReadOnlySpan<byte> bytes, string? charset, DefectList? defects)
    {
        if (charset is not null && bytes.ContainsAnyInRange((byte)0x80, (byte)0xFF)) defects?.Add("charset-wrong");
        return Likely(bytes, null);
    }

    // Some name UTF-16 for text that is none; without a mark, the zero bytes tell which half comes first.
    static string Utf16(ReadOnlySpan<byte> bytes, string name)
    {
        if (bytes.StartsWith(Encoding.Unicode.Preamble)) return Encoding.Unicode.GetString(bytes[2..]);
        if (bytes.StartsWith(Encoding.BigEndianUnicode.Preamble)) return Encoding.BigEndianUnicode.GetString(bytes[2..]);
        if (!bytes.Contains((byte)0) && Utf8.IsValid(bytes)) return Encoding.UTF8.GetString(bytes);
        var littleEnd = name is "utf-16le" || name is not "utf-16be" && bytes.Length > 1 && bytes[1] == 0;
        return (littleEnd ? Encoding.Unicode : Encoding.BigEndianUnicode).GetString(bytes);
    }

    /// <summary>Damaged UTF-8 has more whole letters beyond ASCII than broken ones; Latin text has hardly any.</summary>
    static bool IsMostlyUtf8(ReadOnlySpan<byte> bytes)
    {
        var (whole, broken) = (0, 0);
        while (!bytes.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(bytes, out var rune, out var used);
            if (status != OperationStatus.Done) broken++;
            else if (!rune.IsAscii) whole++;
            bytes = bytes[Math.Max(used, 1)..];
        }
        return whole > 0 && whole >= broken;
    }

    /// <summary>The charset an HTML page names itself.</summary>
    static string? Meta(ReadOnlySpan<byte> html)
    {
        var head = Encoding.Latin1.GetString(html[..Math.Min(html.Length, BytesToSearchForMeta)]);
        var at = head.IndexOf("charset=", StringComparison.OrdinalIgnoreCase);
        if (at < 0) return null;
        var name = head.AsSpan(at + "charset=".Length).TrimStart("\"' ");
        var end = name.IndexOfAny(endsMeta);
        return (end < 0 ? name : name[..end]).ToString();
    }
}
