namespace Kith.Api;

/// <summary>One cell of a table that somebody may open as a sheet: what would begin a formula there is only words.</summary>
static class CsvCell
{
    const string Formula = "=+-@\t\r\n＝＋－＠";

    public static string Of(string words)
    {
        if (words.Length > 0 && Formula.Contains(words[0], StringComparison.Ordinal)) words = $"'{words}";
        return $"\"{words.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
