namespace Kith.Timelines;

/// <summary>
/// What a moment is found by, and what a person asks for, in the same words. Both databases index them as they are: SQLite splits them at
/// their spaces, PostgreSQL takes them as lexemes (<c>array_to_tsvector(string_to_array(words, ' '))</c>).
/// </summary>
public static class SearchWords
{
    const int MostOfMoment = 2000, MostOfQuery = 12, ShortestBeginning = 2;

    /// <summary>The words of one moment. The first names the workspace, so that no other workspace's rows ever fill a search.</summary>
    public static string Of(Guid workspace, string? text) =>
        string.Join(' ', [OfWorkspace(workspace), .. FoldedWords.In(text ?? "").Select(word => word.Word).Distinct().Take(MostOfMoment)]);

    /// <summary>A word nobody can write: no letter of ours folds to a paragraph sign.</summary>
    public static string OfWorkspace(Guid workspace) => $"\u00B6{workspace:N}";

    /// <summary>The words somebody looks for; whatever else they typed has no meaning. While a word is being typed, its beginning finds it.</summary>
    public static AskedWords Asked(string? query)
    {
        var words = FoldedWords.In(query ?? "").Select(word => word.Word).Distinct().Take(MostOfQuery).ToList();
        return new(words, words is [.., { Length: >= ShortestBeginning }] && !char.IsWhiteSpace(query![^1]));
    }
}

public sealed record AskedWords(IReadOnlyList<string> Words, bool LastBegins)
{
    public bool Finds(string word) => Words.Contains(word) || (LastBegins && word.StartsWith(Words[^1], StringComparison.Ordinal));
}
