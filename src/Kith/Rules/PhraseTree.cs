namespace Kith.Rules;

/// <summary>
/// All phrases of all rules in one automaton (Aho and Corasick, 1975): a text is read once, however many phrases there are. Each node knows
/// the longest phrase that ends there, and where to look for the next shorter one.
/// </summary>
public sealed class PhraseTree
{
    readonly List<Dictionary<char, int>> next = [[]];
    readonly List<List<int>> ends = [[]];
    readonly List<int> lengths = [];
    int[] back = [], shorter = [];

    /// <param name="phrases">Folded, none of them empty.</param>
    public PhraseTree(IEnumerable<string> phrases)
    {
        foreach (var phrase in phrases) Add(phrase);
        Link();
    }

    /// <summary>Each phrase by its number, with where it ends; all that end at one place together.</summary>
    public IEnumerable<(int Phrase, int From, int To)> In(FoldedText text)
    {
        var node = 0;
        for (var at = 0; at < text.Length; at++)
        {
            int there;
            while (!next[node].TryGetValue(text[at], out there) && node != 0) node = back[node];
            node = there;
            for (var end = ends[node].Count > 0 ? node : shorter[node]; end != 0; end = shorter[end])
                foreach (var phrase in ends[end])
                    yield return (phrase, at + 1 - lengths[phrase], at + 1);
        }
    }

    void Add(string phrase)
    {
        var node = 0;
        foreach (var letter in phrase)
        {
            if (!next[node].TryGetValue(letter, out var there))
            {
                next[node][letter] = there = next.Count;
                next.Add([]);
                ends.Add([]);
            }
            node = there;
        }
        ends[node].Add(lengths.Count);
        lengths.Add(phrase.Length);
    }

    void Link()
    {
        (back, shorter) = (new int[next.Count], new int[next.Count]);
        var waiting = new Queue<int>(next[0].Values);
        while (waiting.TryDequeue(out var node))
            foreach (var (letter, there) in next[node])
            {
                var from = back[node];
                while (from != 0 && !next[from].ContainsKey(letter)) from = back[from];
                back[there] = next[from].TryGetValue(letter, out var suffix) && suffix != there ? suffix : 0;
                shorter[there] = ends[back[there]].Count > 0 ? back[there] : shorter[back[there]];
                waiting.Enqueue(there);
            }
    }
}
