using System.Text;

namespace Kith.People;

/// <summary>
/// A table that somebody saved from a spreadsheet: UTF-8, UTF-16 or Windows-1252; comma, semicolon or tab; quotes as RFC 4180 has them.
/// The first row names the columns.
/// </summary>
sealed class Table
{
    public const int MostRows = 50_000, MostColumns = 100, LongestCell = 10_000;

    public required IReadOnlyList<string> Columns { get; init; }
    public required IReadOnlyList<string[]> Rows { get; init; }

    /// <summary>The text of the file, whatever it was saved as.</summary>
    public static string Decode(byte[] bytes)
    {
        if (bytes is [0xEF, 0xBB, 0xBF, ..]) return Encoding.UTF8.GetString(bytes.AsSpan(3));
        if (bytes is [0xFF, 0xFE, ..]) return Encoding.Unicode.GetString(bytes.AsSpan(2));
        if (bytes is [0xFE, 0xFF, ..]) return Encoding.BigEndianUnicode.GetString(bytes.AsSpan(2));
        if (bytes is [not 0, 0, not 0, 0, ..]) return Encoding.Unicode.GetString(bytes);
        try { return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes); }
        catch (DecoderFallbackException) { return CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(bytes); }
    }

    public static Table Read(string text)
    {
        var rows = RowsOf(text, Separator(text)).GetEnumerator();
        if (!rows.MoveNext()) throw new Refusal("empty_table", "There is nothing in this file.", StatusCodes.Status400BadRequest);

        var columns = Named(rows.Current);
        var kept = new List<string[]>();
        while (rows.MoveNext())
        {
            if (kept.Count == MostRows) throw new Refusal("too_many_rows", $"At most {MostRows} people at once. Please divide the file.", StatusCodes.Status400BadRequest);
            if (!rows.Current.All(string.IsNullOrWhiteSpace)) kept.Add(rows.Current);
        }
        return new Table { Columns = columns, Rows = kept };
    }

    /// <summary>The sign that stands most often in the first line, outside of quotes.</summary>
    static char Separator(string text)
    {
        Span<int> counts = [0, 0, 0];
        var quoted = false;
        foreach (var letter in text)
        {
            if (letter == '"') quoted = !quoted;
            if (!quoted && letter is '\r' or '\n') break;
            if (!quoted && ",;\t".IndexOf(letter, StringComparison.Ordinal) is >= 0 and var sign) counts[sign]++;
        }
        return counts[1] > counts[0] && counts[1] >= counts[2] ? ';' : counts[2] > counts[0] ? '\t' : ',';
    }

    static IEnumerable<string[]> RowsOf(string text, char separator)
    {
        var (row, cell) = (new List<string>(), new StringBuilder());
        for (var at = 0; at < text.Length; at++)
        {
            var letter = text[at];
            if (letter == '"' && cell.Length == 0) at = Quoted(text, at, cell);
            else if (letter == separator) Keep();
            else if (letter is '\r' or '\n')
            {
                if (letter == '\r' && at + 1 < text.Length && text[at + 1] == '\n') at++;
                Keep();
                yield return [.. row];
                row.Clear();
            }
            else if (letter != '\0' && cell.Length < LongestCell) cell.Append(letter);
        }
        if (cell.Length > 0 || row.Count > 0)
        {
            Keep();
            yield return [.. row];
        }

        void Keep()
        {
            if (row.Count <= MostColumns) row.Add(cell.ToString());
            cell.Clear();
        }
    }

    /// <summary>Reads up to the closing quote; two quotes are one. Answers where it stands.</summary>
    static int Quoted(string text, int open, StringBuilder cell)
    {
        var at = open + 1;
        for (; at < text.Length; at++)
        {
            if (text[at] == '"' && at + 1 < text.Length && text[at + 1] == '"') at++;
            else if (text[at] == '"') break;
            if (text[at] != '\0' && cell.Length < LongestCell) cell.Append(text[at]);
        }
        return at;
    }

    static List<string> Named(string[] first)
    {
        if (first.Length > MostColumns) throw new Refusal("too_many_columns", $"At most {MostColumns} columns.", StatusCodes.Status400BadRequest);

        var names = new List<string>();
        foreach (var (written, i) in first.Select((name, i) => (PersonName.Clean(name), i)))
        {
            var name = written ?? $"Column {i + 1}";
            names.Add(names.Contains(name) ? $"{name} ({i + 1})" : name);
        }
        return names;
    }
}
