using System.Buffers;
using System.Text;

namespace Kith.Channels;

/// <summary>
/// The pairs of <c>application/x-www-form-urlencoded</c> and of queries, in their order, repeated names included
/// (https://url.spec.whatwg.org/#urlencoded-parsing). Bytes that are no UTF-8 become U+FFFD.
/// </summary>
public sealed class UrlForm
{
    readonly List<KeyValuePair<string, string>> pairs = [];

    UrlForm() { }

    /// <summary>All pairs, in the order they came.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Pairs => pairs;

    /// <summary>The first value under this name; empty when there is none.</summary>
    public string this[string name] => Find(name) ?? "";

    /// <summary>The first value under this name, or null.</summary>
    public string? Find(string name)
    {
        foreach (var (key, value) in pairs)
            if (key == name) return value;
        return null;
    }

    /// <summary>Reads a body.</summary>
    public static UrlForm Parse(ReadOnlySpan<byte> body)
    {
        var form = new UrlForm();
        foreach (var range in body.Split((byte)'&'))
            if (body[range] is { Length: > 0 } pair) form.Add(pair);
        return form;
    }

    /// <summary>Reads a query, without its question mark.</summary>
    public static UrlForm Parse(string query) => Parse(Encoding.UTF8.GetBytes(query));

    /// <summary>The bytes of the first value under this name, for values that may be no UTF-8; null when there is none.</summary>
    public static byte[]? FindBytes(ReadOnlySpan<byte> body, string name)
    {
        foreach (var range in body.Split((byte)'&'))
        {
            var pair = body[range];
            var at = pair.IndexOf((byte)'=');
            if (at >= 0 && Decode(pair[..at]) == name) return DecodedBytes(pair[(at + 1)..]);
        }
        return null;
    }

    /// <summary>Writes pairs as a body or query.</summary>
    public static string Write(IEnumerable<KeyValuePair<string, string>> pairs) =>
        string.Join('&', pairs.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}"));

    void Add(ReadOnlySpan<byte> pair)
    {
        var at = pair.IndexOf((byte)'=');
        var name = at < 0 ? pair : pair[..at];
        pairs.Add(new(Decode(name), at < 0 ? "" : Decode(pair[(at + 1)..])));
    }

    static string Decode(ReadOnlySpan<byte> text)
    {
        if (!text.ContainsAny((byte)'%', (byte)'+')) return Encoding.UTF8.GetString(text);

        var rented = ArrayPool<byte>.Shared.Rent(text.Length);
        var length = Unescape(text, rented);
        var decoded = Encoding.UTF8.GetString(rented, 0, length);
        ArrayPool<byte>.Shared.Return(rented);
        return decoded;
    }

    static byte[] DecodedBytes(ReadOnlySpan<byte> text)
    {
        var bytes = new byte[text.Length];
        return bytes[..Unescape(text, bytes)];
    }

    static int Unescape(ReadOnlySpan<byte> text, Span<byte> into)
    {
        var length = 0;
        for (var at = 0; at < text.Length; at++)
            into[length++] = text[at] switch
            {
                (byte)'+' => (byte)' ',
                (byte)'%' when Escaped(text[at..]) is { } one => Skip(one, ref at),
                var plain => plain,
            };
        return length;
    }

    static byte Skip(byte decoded, ref int at)
    {
        at += 2;
        return decoded;
    }

    static byte? Escaped(ReadOnlySpan<byte> text) =>
        text.Length >= 3 && char.IsAsciiHexDigit((char)text[1]) && char.IsAsciiHexDigit((char)text[2])
            ? (byte)((Digit(text[1]) << 4) | Digit(text[2]))
            : null;

    static int Digit(byte hex) => hex <= '9' ? hex - '0' : (hex | 0x20) - 'a' + 10;
}
