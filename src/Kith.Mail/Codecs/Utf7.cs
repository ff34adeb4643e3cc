using System.Text;

namespace Kith.Mail;

/// <summary>UTF-7 (RFC 2152), which .NET no longer decodes: old mails still come in it.</summary>
static class Utf7
{
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        while (!bytes.IsEmpty)
        {
            var plus = bytes.IndexOf((byte)'+');
            if (plus < 0) plus = bytes.Length;
            text.Append(Encoding.Latin1.GetString(bytes[..plus]));
            bytes = plus == bytes.Length ? [] : Shifted(bytes[(plus + 1)..], text);
        }
        return text.ToString();
    }

    static ReadOnlySpan<byte> Shifted(ReadOnlySpan<byte> bytes, StringBuilder text)
    {
        var length = bytes.IndexOfAnyExcept(Base64Text.Alphabet);
        if (length < 0) length = bytes.Length;
        var units = Base64Text.Decode(bytes[..length]).Span;
        text.Append(length == 0 ? "+" : Encoding.BigEndianUnicode.GetString(units[..(units.Length & ~1)]));
        return bytes[(length < bytes.Length && bytes[length] == '-' ? length + 1 : length)..];
    }
}
