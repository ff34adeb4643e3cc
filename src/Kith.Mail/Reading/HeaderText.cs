using System.Text;

namespace Kith.Mail;

/// <summary>Unfolds headers (RFC 5322 §2.2.3) and turns their bytes into text, whatever alphabet those are in.</summary>
sealed class HeaderText(MimeLimits limits, DefectList defects)
{
    /// <summary>What letters beyond ASCII are taken for when they are not UTF-8.</summary>
    public string? Charset { get; set; }

    /// <summary>Unfolded, encoded words as they are.</summary>
    public string Raw(ReadOnlyMemory<byte> header) => Unfolded(header.Span, limits.HeaderBytes);

    /// <summary>Unfolded and decoded, on one line.</summary>
    public string Decoded(ReadOnlyMemory<byte> header) => Decoded(Raw(header));

    /// <summary>The header with both its readings.</summary>
    public MailHeader Read(RawHeader header)
    {
        var written = Raw(header.Value);
        return new(header.Name, Decoded(written)) { Written = written };
    }

    static string Decoded(string written) => SafeText.Line(EncodedWords.Decode(written)).Trim(' ', '\t');

    /// <summary>Unfolded, cut between two addresses where it is too long.</summary>
    public string Addresses(ReadOnlyMemory<byte> header)
    {
        var text = Unfolded(header.Span, limits.AddressHeaderBytes);
        if (header.Length <= limits.AddressHeaderBytes) return text;
        defects.Add("too-many-addresses");
        var comma = text.LastIndexOf(',');
        return comma > 0 ? text[..comma] : text;
    }

    string Unfolded(ReadOnlySpan<byte> header, int most)
    {
        if (header.Length > most)
        {
            defects.Add("header-too-long");
            header = header[..most];
        }
        var text = header.ContainsAnyInRange((byte)0x80, (byte)0xFF) ? Charsets.Likely(header, Charset) : Encoding.ASCII.GetString(header);
        if (text.AsSpan().ContainsAny('\r', '\n')) text = text.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);
        return text.Trim(' ', '\t');
    }
}
