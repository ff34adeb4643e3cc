using AngleSharp.Dom;

namespace Kith.Mail.Html;

/// <summary>
/// What the style sheets of a mail say of each of its elements, to be written on the element itself: the sheets do not go along, and neither do the classes and
/// ids they speak of. Everything is bounded; what goes beyond looks plainer and is read all the same.
/// </summary>
sealed class SheetLooks
{
    const int MostLetters = 64 * 1024;
    const int MostRules = 500;
    const int MostSelectors = 2_000;
    const int MostNames = 20;
    const int LongestClass = 1_000;

    /// <summary>Rules looked at, ancestors met and declarations weighed, in all of a mail.</summary>
    const int MostWork = 1_000_000;

    readonly Dictionary<string, List<Rule>> rules = [];
    readonly Dictionary<IElement, string[]> names = [];
    int work = MostWork;
    int room;

    SheetLooks(int room) => this.room = room;

    /// <summary>The sheets in their order.</summary>
    /// <param name="sheets">Their text.</param>
    /// <param name="room">How many letters may be written of them: looks must not take the place of words.</param>
    public static SheetLooks Read(IEnumerable<string> sheets, int room)
    {
        var looks = new SheetLooks(room);
        var selectors = 0;
        foreach (var (list, block) in Bounded(sheets).SelectMany(SheetReader.Rules).Take(MostRules))
        {
            Declaration[] says = [.. InlineStyle.Read(block)];
            if (says.Length == 0) continue;

            foreach (var selector in SheetSelector.List(list).TakeWhile(_ => selectors < MostSelectors)) looks.Add(new(selector, says, selectors++));
        }
        return looks;
    }

    static IEnumerable<string> Bounded(IEnumerable<string> sheets)
    {
        var left = MostLetters;
        foreach (var sheet in sheets)
        {
            yield return sheet[..Math.Min(sheet.Length, left)];
            left -= Math.Min(sheet.Length, left);
        }
    }

    /// <summary>What the sheets say of it, what counts most last (CSS Cascade §6.1).</summary>
    public IReadOnlyList<Declaration> Of(IElement element)
    {
        if (rules.Count == 0 || work <= 0 || room <= 0) return [];

        var said = NamesOf(element).SelectMany(name => rules.GetValueOrDefault(name, [])).Where(rule => Fits(rule, element)).SelectMany(Weighed)
            .OrderBy(one => one.Says.IsImportant).ThenBy(one => one.Rule.Selector.Weight).ThenBy(one => one.Rule.Place).Select(one => one.Says).ToList();
        Declaration[] last = [.. said.AsEnumerable().Reverse().DistinctBy(one => one.Name).Reverse()];
        room -= last.Sum(one => one.ToString().Length + 2);
        return last;
    }

    void Add(Rule rule)
    {
        var name = rule.Selector.Names[0];
        if (!rules.TryGetValue(name, out var same)) rules[name] = same = [];
        same.Add(rule);
    }

    bool Fits(Rule rule, IElement element)
    {
        if (--work < 0 || !Has(element, rule.Selector.Names)) return false;

        var above = element.ParentElement;
        foreach (var step in rule.Selector.Around)
        {
            while (above is not null && !Has(above, step)) above = --work < 0 ? null : above.ParentElement;
            if (above is null) return false;
            above = above.ParentElement;
        }
        return true;
    }

    IEnumerable<(Rule Rule, Declaration Says)> Weighed(Rule rule)
    {
        work -= rule.Says.Length;
        return rule.Says.Select(says => (rule, says));
    }

    bool Has(IElement element, IReadOnlyList<string> wanted)
    {
        var own = NamesOf(element);
        return wanted.All(own.Contains);
    }

    string[] NamesOf(IElement element)
    {
        if (!names.TryGetValue(element, out var known)) names[element] = known = [.. Names(element).Distinct()];
        return known;
    }

    static IEnumerable<string> Names(IElement element)
    {
        yield return element.LocalName;
        if (element.GetAttribute("id") is { Length: > 0 and <= LongestClass } id) yield return "#" + id;
        if (element.GetAttribute("class") is not { Length: > 0 and <= LongestClass } classes) yield break;

        foreach (var one in classes.Split([' ', '\t', '\n', '\r', '\f'], StringSplitOptions.RemoveEmptyEntries).Take(MostNames)) yield return "." + one;
    }

    sealed record Rule(SheetSelector Selector, Declaration[] Says, int Place);
}
