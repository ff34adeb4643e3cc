using System.Text;

namespace Kith.Tests.People;

/// <summary>Makes digits that match a pattern of the numbering plans: classes, groups, alternatives and counts are all they use.</summary>
sealed class DigitsFromPattern(string pattern, Dice dice)
{
    int at;

    public string Make() => Alternatives();

    string Alternatives()
    {
        var branches = new List<string>();
        do branches.Add(Sequence()); while (Take('|'));
        return dice.Of(branches);
    }

    string Sequence()
    {
        var made = new StringBuilder();
        while (at < pattern.Length && pattern[at] is not ('|' or ')')) Repeat(made);
        return made.ToString();
    }

    // An atom is read again for every repetition, so that \d{7} is seven different digits.
    void Repeat(StringBuilder made)
    {
        var start = at;
        var first = Atom();
        var (low, high, after) = Count();
        var times = dice.Between(low, high);
        if (times > 0) made.Append(first);
        for (var more = 1; more < times; more++)
        {
            at = start;
            made.Append(Atom());
        }
        at = after;
    }

    string Atom() => pattern[at++] switch
    {
        '\\' => Digit(),
        '[' => Class(),
        '(' => Group(),
        var digit => digit.ToString(),
    };

    string Digit()
    {
        at++;
        return $"{dice.Below(10)}";
    }

    string Class()
    {
        var members = new List<char>();
        for (; pattern[at] != ']'; at++)
            if (pattern[at] == '-') for (var next = (char)(members[^1] + 1); next <= pattern[at + 1]; next++) members.Add(next);
            else members.Add(pattern[at]);
        at++;
        return dice.Of(members).ToString();
    }

    string Group()
    {
        if (pattern[at] == '?') at += 2;
        var made = Alternatives();
        at++;
        return made;
    }

    (int Low, int High, int After) Count()
    {
        if (Take('?')) return (0, 1, at);
        if (!Take('{')) return (1, 1, at);
        var end = pattern.IndexOf('}', at);
        var bounds = pattern[at..end].Split(',').Select(int.Parse).ToArray();
        return (bounds[0], bounds[^1], end + 1);
    }

    bool Take(char sign)
    {
        if (at >= pattern.Length || pattern[at] != sign) return false;
        at++;
        return true;
    }
}
