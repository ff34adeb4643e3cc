using System.Globalization;
using System.Text;

namespace Kith.TryIt;

/// <summary>A command as somebody said it (RFC 9051 §2.2.1): words, quoted strings and literals, with brackets as words of their own.</summary>
sealed record ImapSaid(string Tag, string Verb, IReadOnlyList<ImapWord> Words)
{
    public string Text(int at) => at < Words.Count ? Words[at].Text : "";

    public static async Task<ImapSaid?> ReadAsync(PretendWire wire, CancellationToken stop)
    {
        var (words, room) = (new List<ImapWord>(), PretendWire.Largest);
        while (await wire.LineAsync(stop) is { } line)
        {
            var size = LiteralAfter(line);
            words.AddRange(Split(size is null ? line : line[..line.LastIndexOf('{')]));
            if (size is null) return Of(words);
            if ((room -= size.Value) < 0) return null;

            await wire.SayAsync("+ Go on", stop);
            if (await wire.BytesAsync(size.Value, stop) is not { } bytes) return null;
            words.Add(new(Encoding.UTF8.GetString(bytes), bytes));
        }
        return null;
    }

    static ImapSaid Of(List<ImapWord> words)
    {
        var (tag, verb) = (words.Count > 0 ? words[0].Text : "*", words.Count > 1 ? words[1].Text.ToUpperInvariant() : "");
        return verb == "UID" && words.Count > 2 ? new(tag, $"UID {words[2].Text.ToUpperInvariant()}", words[3..]) : new(tag, verb, words[Math.Min(2, words.Count)..]);
    }

    static int? LiteralAfter(string line) =>
        line.EndsWith('}') && line.LastIndexOf('{') is >= 0 and var at && int.TryParse(line.AsSpan(at + 1, line.Length - at - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : null;

    static IEnumerable<ImapWord> Split(string line)
    {
        for (var at = 0; at < line.Length;)
        {
            var begin = at;
            if (line[at] == ' ') at++;
            else if (line[at] is '(' or ')') yield return new(line[at++].ToString());
            else if (line[at] == '"') yield return new(Quoted(line, ref at));
            else
            {
                while (at < line.Length && line[at] is not (' ' or '(' or ')')) at++;
                yield return new(line[begin..at]);
            }
        }
    }

    static string Quoted(string line, ref int at)
    {
        var text = new StringBuilder();
        for (at++; at < line.Length && line[at] != '"'; at++)
        {
            if (line[at] == '\\' && at + 1 < line.Length) at++;
            text.Append(line[at]);
        }
        at++;
        return text.ToString();
    }
}

/// <param name="Bytes">Of a literal; null for any other word.</param>
sealed record ImapWord(string Text, ReadOnlyMemory<byte>? Bytes = null);
