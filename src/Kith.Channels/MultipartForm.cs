using System.Text;

namespace Kith.Channels;

/// <summary>
/// The fields of <c>multipart/form-data</c> (RFC 7578), read so that two programs cannot read it differently: nothing before the first
/// boundary, CRLF everywhere, a name for every part and none twice. Values are slices of the body.
/// </summary>
public sealed class MultipartForm
{
    // RFC 2046 §5.1.1: no boundary is longer.
    const int LongestBoundary = 70, MostFields = 200, LongestHeaders = 4096;

    readonly Dictionary<string, ReadOnlyMemory<byte>> fields = new(StringComparer.Ordinal);

    MultipartForm() { }

    /// <summary>The bytes under this name; null when there are none.</summary>
    public ReadOnlyMemory<byte>? this[string name] => fields.TryGetValue(name, out var value) ? value : default(ReadOnlyMemory<byte>?);

    /// <summary>Reads a body, or null when it is no such form.</summary>
    /// <param name="body">The body.</param>
    /// <param name="contentType">Its Content-Type, with the boundary.</param>
    public static MultipartForm? Parse(ReadOnlyMemory<byte> body, string contentType)
    {
        if (!contentType.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase) || Parameter(contentType, "boundary") is not { Length: > 0 and <= LongestBoundary } boundary) return null;

        var form = new MultipartForm();
        return form.TryRead(body, Encoding.UTF8.GetBytes($"\r\n--{boundary}")) ? form : null;
    }

    bool TryRead(ReadOnlyMemory<byte> body, byte[] delimiter)
    {
        if (!body.Span.StartsWith(delimiter.AsSpan(2))) return false;

        var rest = body[(delimiter.Length - 2)..];
        while (!rest.Span.StartsWith("--"u8))
        {
            if (!rest.Span.StartsWith("\r\n"u8) || fields.Count == MostFields) return false;

            // From the line end on, so that a part without headers has its empty line as well.
            var end = rest.Span.IndexOf(delimiter);
            if (end < 0 || !TryAdd(rest[..end])) return false;

            rest = rest[(end + delimiter.Length)..];
        }
        return true;
    }

    bool TryAdd(ReadOnlyMemory<byte> part)
    {
        var headers = part.Span.IndexOf("\r\n\r\n"u8);
        return headers is >= 0 and <= LongestHeaders && NameOf(Encoding.UTF8.GetString(part.Span[..headers])) is { } name && fields.TryAdd(name, part[(headers + 4)..]);
    }

    static string? NameOf(string headers) =>
        headers.Split("\r\n").Where(line => line.StartsWith("Content-Disposition:", StringComparison.OrdinalIgnoreCase)).ToArray() is [var disposition] ? Parameter(disposition, "name") : null;

    /// <summary><c>; name="value"</c>. What stands in quotes is nobody's parameter.</summary>
    static string? Parameter(string header, string name)
    {
        foreach (var part in Unquoted(header).Skip(1))
            if (part.Split('=', 2) is [var key, var value] && key.Trim().Equals(name, StringComparison.OrdinalIgnoreCase)) return value.Trim() is ['"', .. var inside, '"'] ? inside : value.Trim();
        return null;
    }

    static IEnumerable<string> Unquoted(string header)
    {
        var (from, isQuoted) = (0, false);
        for (var at = 0; at < header.Length; at++)
        {
            if (isQuoted && header[at] == '\\') at++;
            else if (header[at] == '"') isQuoted = !isQuoted;
            else if (header[at] == ';' && !isQuoted)
            {
                yield return header[from..at];
                from = at + 1;
            }
        }
        yield return header[from..];
    }
}
