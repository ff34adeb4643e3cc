using System.Globalization;
using System.Text;

namespace Kith.Mail.Imap;

/// <summary>A command in the making: words as they are, strings quoted or as literals, so that nothing in a name can become a command.</summary>
sealed class ImapCommand(string name)
{
    const int LongestQuoted = 200;

    readonly StringBuilder text = new(name);
    readonly List<(string Before, ReadOnlyMemory<byte> Literal)> pieces = [];

    /// <summary>Its first word, for what is said about it.</summary>
    public string Name => name;

    /// <summary>What is sent up to each literal, and the literal.</summary>
    public IReadOnlyList<(string Before, ReadOnlyMemory<byte> Literal)> Pieces => pieces;

    /// <summary>What is sent last.</summary>
    public string End => text.ToString();

    public long Length => pieces.Sum(piece => (long)piece.Literal.Length);

    /// <summary>Words that are ours.</summary>
    public ImapCommand Add(string words)
    {
        text.Append(' ').Append(words);
        return this;
    }

    /// <summary>A string that is somebody else's.</summary>
    public ImapCommand AddString(string value)
    {
        if (value.Length > LongestQuoted || value.AsSpan().ContainsAnyExceptInRange(' ', '~')) return AddLiteral(Encoding.UTF8.GetBytes(value));
        return Add($"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"");
    }

    public ImapCommand AddFolder(string folder) => AddString(ModifiedUtf7.Encode(folder));

    public ImapCommand AddLiteral(ReadOnlyMemory<byte> bytes)
    {
        pieces.Add(($"{text} {{{bytes.Length.ToString(CultureInfo.InvariantCulture)}}}", bytes));
        text.Clear();
        return this;
    }

    public ImapCommand AddFlags(IEnumerable<string> flags)
    {
        string[] all = [.. flags];
        if (all.FirstOrDefault(flag => !IsFlag(flag)) is { } wrong) throw new ArgumentException($"Flags hold {wrong}, which is none.", nameof(flags));
        return Add($"({string.Join(' ', all)})");
    }

    public static bool IsFlag(string flag) => flag.TrimStart('\\') is { Length: > 0 } word && flag.Length - word.Length < 2 && word.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '$' or '-' or '_' or '.');

    /// <summary>UIDs as a set (RFC 9051 §9): what follows one another is a range.</summary>
    public static string Set(IEnumerable<uint> uids)
    {
        var set = new StringBuilder();
        var (first, last) = (0u, 0u);
        foreach (var uid in uids.Distinct().Order())
        {
            if (last != 0 && uid == last + 1) last = uid;
            else
            {
                Close();
                (first, last) = (uid, uid);
            }
        }
        Close();
        return set.ToString();

        void Close()
        {
            if (last != 0) set.Append(set.Length > 0 ? "," : "").Append(first).Append(last > first ? $":{last}" : "");
        }
    }
}
