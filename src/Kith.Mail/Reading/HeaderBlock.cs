namespace Kith.Mail;

/// <summary>A header as it stands, still folded.</summary>
readonly record struct RawHeader(string Name, ReadOnlyMemory<byte> Value);

/// <summary>The headers of a mail or part, and what follows them (RFC 5322 §2.2), read as senders write them.</summary>
sealed class HeaderBlock
{
    const int LinesToLookAhead = 4, MostLineToJudge = 80;

    static readonly string[] prefixes = ["x-", "content-", "list-", "resent-", "arc-"];

    static readonly HashSet<string> wellKnown = new(StringComparer.OrdinalIgnoreCase)
    {
        "from", "to", "cc", "bcc", "subject", "date", "message-id", "in-reply-to", "references", "reply-to", "sender", "received", "return-path",
        "delivered-to", "mime-version", "user-agent", "precedence", "organization", "importance", "priority", "status", "thread-topic",
        "thread-index", "auto-submitted", "authentication-results", "dkim-signature", "domainkey-signature", "errors-to", "lines",
    };

    readonly List<RawHeader> headers = [];

    public IReadOnlyList<RawHeader> All => headers;

    public ReadOnlyMemory<byte> Body { get; private set; }

    public ReadOnlyMemory<byte>? First(string name)
    {
        foreach (var header in headers) if (header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) return header.Value;
        return null;
    }

    public IEnumerable<ReadOnlyMemory<byte>> Every(string name) =>
        headers.Where(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(h => h.Value);

    public static HeaderBlock Read(ReadOnlyMemory<byte> entity, MimeLimits limits, DefectList defects)
    {
        var block = new HeaderBlock();
        block.Body = entity[block.ReadHeaders(entity, limits, defects)..];
        return block;
    }

    /// <returns>Where the body begins.</returns>
    int ReadHeaders(ReadOnlyMemory<byte> entity, MimeLimits limits, DefectList defects)
    {
        var bytes = entity.Span;
        (string Name, int Start, int End)? open = null;
        var at = 0;
        while (at < bytes.Length)
        {
            var (end, next) = (Lines.End(bytes, at), Lines.Next(bytes, at));
            var line = bytes[at..end];
            if (EndsHeaders(line, bytes[next..], open is not null))
            {
                at = next;
                break;
            }
            if (IsSpace(line[0]) && (open is not null || line.IndexOfAnyExcept(" \t"u8) < 0))
            {
                if (open is { } folded) open = folded with { End = end };
            }
            else if (Name(line) is { } name)
            {
                Close(open, entity, limits, defects);
                open = (name, at + line.IndexOf((byte)':') + 1, end);
            }
            else if (line.StartsWith("--"u8) || !HeadersFollow(bytes, next)) break;
            else
            {
                Close(open, entity, limits, defects);
                open = null;
                defects.Add("headers-junk");
            }
            at = next;
        }
        Close(open, entity, limits, defects);
        return at;
    }

    // A line of blanks alone is a fold when the header goes on after it, otherwise somebody's idea of an empty line.
    static bool EndsHeaders(ReadOnlySpan<byte> line, ReadOnlySpan<byte> rest, bool mayFold) =>
        line.IsEmpty || line.IndexOfAnyExcept(" \t"u8) < 0 && !(mayFold && !rest.IsEmpty && (IsSpace(rest[0]) || Lines.End(rest, 0) == 0 || IsWellKnown(rest[..Lines.End(rest, 0)])));

    void Close((string Name, int Start, int End)? open, ReadOnlyMemory<byte> entity, MimeLimits limits, DefectList defects)
    {
        if (open is not { } header) return;
        if (headers.Count < limits.Headers) headers.Add(new(header.Name, entity[header.Start..header.End]));
        else defects.Add("too-many-headers");
    }

    /// <summary>The name a header line begins with; null when it is none. Blanks around it are forgiven.</summary>
    static string? Name(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        if (colon <= 0) return null;
        var name = line[..colon].Trim(" \t"u8);
        return name.IsEmpty || name.IndexOfAnyInRange((byte)0, (byte)32) >= 0 || name.Contains((byte)127) ? null : System.Text.Encoding.Latin1.GetString(name);
    }

    // A stray line is skipped only where a header everybody knows comes soon: a body that begins without an empty line may hold colons too.
    static bool HeadersFollow(ReadOnlySpan<byte> bytes, int at)
    {
        for (var looked = 0; looked < LinesToLookAhead && at < bytes.Length; looked++, at = Lines.Next(bytes, at))
        {
            var line = bytes[at..Lines.End(bytes, at)];
            if (line.IsEmpty) return false;
            if (IsWellKnown(line)) return true;
        }
        return false;
    }

    public static bool IsWellKnown(ReadOnlySpan<byte> line)
    {
        if (line.Length > MostLineToJudge) line = line[..MostLineToJudge];
        return Name(line) is { } name && (wellKnown.Contains(name) || prefixes.Any(p => name.StartsWith(p, StringComparison.OrdinalIgnoreCase)));
    }

    static bool IsSpace(byte b) => b is (byte)' ' or (byte)'\t';
}
