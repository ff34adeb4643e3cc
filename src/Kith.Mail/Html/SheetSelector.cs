namespace Kith.Mail.Html;

/// <summary>
/// Whom a rule is for: up to three steps, from the outermost inwards, each naming a type, classes and an id as <c>td</c>, <c>.total</c> and <c>#top</c>
/// (Selectors §5.1, §6.6, §6.7, §14.1). Every other selector is none.
/// </summary>
sealed class SheetSelector
{
    const int Longest = 200;
    const int MostSteps = 3;
    const int MostNames = 8;

    static readonly System.Buffers.SearchValues<char> Difficult = System.Buffers.SearchValues.Create("([{\"'\\");

    readonly string[][] steps;

    SheetSelector(string[][] steps) => this.steps = steps;

    /// <summary>The names the element itself must have.</summary>
    public IReadOnlyList<string> Names => steps[^1];

    /// <summary>The names of those it must stand in, from the innermost outwards.</summary>
    public IEnumerable<IReadOnlyList<string>> Around => steps.Reverse().Skip(1);

    /// <summary>An id before classes before types (Selectors §17).</summary>
    public int Weight => steps.SelectMany(names => names).Sum(name => name[0] switch { '#' => 10_000, '.' => 100, _ => 1 });

    /// <summary>Those of a list that are simple enough. A comma in brackets or quotes parts nothing, so a list with such is left alone.</summary>
    public static IEnumerable<SheetSelector> List(string selectors) =>
        selectors.AsSpan().ContainsAny(Difficult) ? [] : selectors.Split(',').Select(Read).OfType<SheetSelector>();

    static SheetSelector? Read(string selector)
    {
        if (selector.Length > Longest) return null;

        var steps = selector.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Step).ToArray();
        return steps.Length is > 0 and <= MostSteps && steps.All(step => step is not null) ? new(steps!) : null;
    }

    static string[]? Step(string step)
    {
        var names = new List<string>();
        for (var at = 0; at < step.Length;)
        {
            var next = step.AsSpan(at + 1).IndexOfAny('.', '#');
            var end = next < 0 ? step.Length : at + 1 + next;
            if (Name(step[at..end]) is not { } name) return null;
            names.Add(name);
            at = end;
        }
        return names.Count <= MostNames ? [.. names.OrderBy(name => name[0] switch { '#' => 0, '.' => 1, _ => 2 })] : null;
    }

    static string? Name(string name)
    {
        var isType = name[0] is not ('.' or '#');
        var word = isType ? name : name[1..];
        if (word.Length == 0 || char.IsAsciiDigit(word[0]) || !word.All(IsOfName)) return null;
        return isType ? word.ToLowerInvariant() : name;
    }

    static bool IsOfName(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' || letter >= '\u0080';
}
