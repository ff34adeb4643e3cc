namespace Kith.Automations;

/// <summary>Words and phrases of which one must be said: in the title of the case, or in what the person said last. They are compared as routing compares them.</summary>
sealed class WantedWords
{
    readonly PhraseIndex phrases = new();

    public WantedWords(IReadOnlyList<string>? words)
    {
        foreach (var word in words ?? []) phrases.Add(word);
    }

    public bool Asks => phrases.Count > 0;

    public bool AreSaid(string? title, string? said)
    {
        if (!Asks) return true;

        var found = new ulong[phrases.Size];
        phrases.Find(Matter.TextOf(title, said), found);
        return found.AsSpan().ContainsAnyExcept(0UL);
    }
}
