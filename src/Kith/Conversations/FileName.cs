namespace Kith.Conversations;

/// <summary>
/// The name under which a file is shown and offered. It is brought into one form first and judged then: an invisible letter before a dot
/// must not hide the dot.
/// </summary>
static class FileName
{
    const int Longest = 120;
    const string Nameless = "file", Forbidden = "<>:\"|?*";

    static readonly HashSet<string> devices = new(StringComparer.OrdinalIgnoreCase)
    {
        "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
    };

    public static string Clean(string? written)
    {
        var name = PersonName.Plain(written ?? "");
        name = name[(name.AsSpan().LastIndexOfAny('/', '\\') + 1)..];
        name = string.Concat(name.Where(letter => !Forbidden.Contains(letter, StringComparison.Ordinal))).Trim(' ', '.');
        if (devices.Contains(Path.GetFileNameWithoutExtension(name))) name = $"_{name}";
        return name.Length == 0 ? Nameless : Shortened(name);
    }

    static string Shortened(string name)
    {
        if (name.Length <= Longest) return name;

        var ending = Path.GetExtension(name) is { Length: <= 10 } known ? known : "";
        var stem = name[..(Longest - ending.Length)];
        return (char.IsHighSurrogate(stem[^1]) ? stem[..^1] : stem) + ending;
    }
}
