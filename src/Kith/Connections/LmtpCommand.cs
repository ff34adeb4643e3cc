using System.Text;

namespace Kith.Connections;

/// <summary>One command line (RFC 5321 §4.1.1): its verb in capitals and what follows. A line that is none has no verb.</summary>
readonly record struct LmtpCommand(string Verb, string Rest)
{
    /// <summary>With addresses in UTF-8 and parameters a line is longer than the 512 octets of RFC 5321 §4.5.3.1.4.</summary>
    public const int Longest = 2048;

    /// <summary>A line that does not end.</summary>
    public static LmtpCommand Endless => new("", "endless");

    public bool IsEndless => this == Endless;

    /// <summary>Read from a line with its end, which is CR LF and nothing else.</summary>
    public static LmtpCommand Read(ReadOnlySpan<byte> line)
    {
        if (line.Length > Longest) return Endless;
        if (!line.EndsWith("\r\n"u8) || line[..^2].ContainsAny("\r\n\0"u8)) return default;

        var text = Encoding.UTF8.GetString(line[..^2]).TrimEnd(' ');
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? new(text.ToUpperInvariant(), "") : new(text[..space].ToUpperInvariant(), text[(space + 1)..].TrimStart(' '));
    }

    /// <summary>The address and the parameters after <c>FROM:</c> or <c>TO:</c>; null when they are not written as they must be.</summary>
    public (string Address, string[] Parameters)? PathAfter(string word)
    {
        if (!Rest.StartsWith(word, StringComparison.OrdinalIgnoreCase)) return null;

        var path = Rest[word.Length..].TrimStart(' ');
        var end = EndOf(path);
        if (end < 0 || path[(end + 1)..] is [not ' ', ..]) return null;
        return (WithoutRoute(path[1..end]), path[(end + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Where the path is closed; a bracket between quotes closes nothing.</summary>
    static int EndOf(string path)
    {
        if (path is not ['<', ..]) return -1;

        var quoted = false;
        for (var place = 1; place < path.Length; place++)
            if (path[place] == '\\') place++;
            else if (path[place] == '"') quoted = !quoted;
            else if (path[place] == '>' && !quoted) return place;
        return -1;
    }

    /// <summary>Old servers write the way before the address; it is to be ignored, RFC 5321 §4.1.1.3.</summary>
    static string WithoutRoute(string path) => path is ['@', ..] ? path[(path.IndexOf(':', StringComparison.Ordinal) + 1)..] : path;
}
