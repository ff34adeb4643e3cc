namespace Kith.Timelines;

public sealed record Highlight(int Start, int Length);

/// <summary>The part of a text where the words stand, and where exactly, counted as browsers count (UTF-16).</summary>
public sealed record SearchSnippet(string Text, IReadOnlyList<Highlight> Highlights)
{
    const int Before = 60, Longest = 220, Read = 100_000;
    const string More = "…";

    public static SearchSnippet Of(string? text, AskedWords asked)
    {
        var said = (text ?? "") is { Length: > Read } long_ ? long_[..Read] : text ?? "";
        var words = FoldedWords.In(said).ToList();
        var hits = words.Where(word => asked.Finds(word.Word)).ToList();
        var start = hits.Count == 0 ? 0 : words.First(word => word.Start >= hits[0].Start - Before).Start;
        if (start <= Before / 4) start = 0;
        var end = EndOf(said, start);
        var (lead, trail) = (start > 0 ? More : "", end < said.Length ? More : "");
        return new(lead + OneLine(said[start..end]) + trail, [.. Merged(hits.Where(hit => hit.Start + hit.Length <= end))
            .Select(hit => new Highlight(hit.Start - start + lead.Length, hit.Length))]);
    }

    static int EndOf(string text, int start)
    {
        if (text.Length - start <= Longest) return text.Length;
        var end = start + Longest;
        return char.IsLowSurrogate(text[end]) ? end - 1 : end;
    }

    /// <summary>Letters of writing without spaces are found two at a time: what touches is one.</summary>
    static IEnumerable<Highlight> Merged(IEnumerable<FoldedWord> hits)
    {
        Highlight? open = null;
        foreach (var hit in hits)
        {
            if (open is not null && hit.Start <= open.Start + open.Length) open = open with { Length = Math.Max(open.Length, hit.Start + hit.Length - open.Start) };
            else
            {
                if (open is not null) yield return open;
                open = new(hit.Start, hit.Length);
            }
        }
        if (open is not null) yield return open;
    }

    static string OneLine(string text) => string.Create(text.Length, text, (line, from) =>
    {
        for (var i = 0; i < line.Length; i++) line[i] = char.IsControl(from[i]) ? ' ' : from[i];
    });
}
