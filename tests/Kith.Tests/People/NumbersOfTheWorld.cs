using Kith.People;

namespace Kith.Tests.People;

sealed record WrittenSomewhere(string Written, string? Region);

/// <summary>Numbers of every plan as people, machines and mistakes write them; the same ones in every run.</summary>
static class NumbersOfTheWorld
{
    static readonly string[] Marks =
    [
        " ", "-", ".", "/", " - ", "~", ") ", " (", "\u00A0", "\u2011", "\u2013", "\u3000", "\u2212", "\uFF0D", "\u00AD", "\u200B",
    ];
    static readonly string[] Extensions =
    [
        " ext. {0}", " x{0}", ";ext={0}", " extension {0}", ",,{0}", " \u0434\u043E\u0431. {0}", " anexo {0}", "#{0}", " - {0}#", "; {0}",
        " int {0}", ", {0}", " EXTN {0}", "\uFF58{0}",
    ];
    static readonly string[] Around =
    [
        "Call me: {0}", "tel:{0}", "{0} please", "whatsapp:{0}", "({0})", "\u202A{0}\u202C", "\u200E{0}", "{0}.", "my no {0}, thanks", "a{0}b",
        "{0}\0", "\uD83D{0}", "tel:{0};isub=12", "{0}\n",
    ];
    static readonly int[] Scripts = [0x0660, 0x06F0, 0xFF10];

    public static List<WrittenSomewhere> Make(int count, ulong seed)
    {
        var dice = new Dice(seed);
        var plans = NumberPlans.All.ToList();
        return [.. Enumerable.Range(0, count).Select(n => Write(plans[n % plans.Count], plans, dice))];
    }

    public static string ValidDigits(NumberPlan plan, Dice dice)
    {
        while (true)
        {
            var digits = new DigitsFromPattern(dice.Of(plan.Kinds).Pattern.Written, dice).Make();
            if (plan.Has(digits)) return digits;
        }
    }

    static WrittenSomewhere Write(NumberPlan plan, List<NumberPlan> plans, Dice dice)
    {
        var digits = Digits(plan, dice);
        var reader = dice.OneIn(4) ? dice.Of(plans) : plan;
        var written = Dress(Dial(plan, digits, reader, dice), dice);
        return new(written, dice.OneIn(12) ? null : reader.Region);
    }

    static string Digits(NumberPlan plan, Dice dice) => dice.Below(10) switch
    {
        < 5 => ValidDigits(plan, dice),
        5 => new DigitsFromPattern(plan.Numbers.Written, dice).Make(),
        6 => Some(dice.Between(1, 18), dice),
        7 => Some(dice.Of(Enumerable.Range(1, 17).Where(plan.Lengths.Has).ToList()), dice),
        _ => Mistyped(ValidDigits(plan, dice), dice),
    };

    static string Dial(NumberPlan plan, string digits, NumberPlan reader, Dice dice) => dice.Below(12) switch
    {
        < 3 => $"+{plan.CallingCode}{digits}",
        3 => $"+{plan.CallingCode} (0){digits}",
        4 => plan.CallingCode + digits,
        5 => DialOut(reader, dice) + plan.CallingCode + digits,
        6 => digits,
        7 => plan.Format(digits, international: false),
        8 => $"+{plan.CallingCode} {plan.Format(digits, international: true)}",
        9 => $"tel:{digits};phone-context=+{plan.CallingCode}",
        _ => Prefix(plan, dice) + digits,
    };

    static string DialOut(NumberPlan reader, Dice dice) =>
        reader.InternationalPrefix is { } prefix ? new DigitsFromPattern(prefix.Written, dice).Make() : "00";

    static string Prefix(NumberPlan plan, Dice dice) =>
        plan.NationalPrefix is { } prefix && !prefix.Written.Contains('$', StringComparison.Ordinal)
            ? new DigitsFromPattern(prefix.Written, dice).Make() : dice.Of(["0", "1", "8", "00"]);

    static string Some(int count, Dice dice) => string.Concat(Enumerable.Range(0, count).Select(_ => dice.Below(10)));

    static string Mistyped(string digits, Dice dice)
    {
        var at = dice.Below(digits.Length);
        return dice.Below(3) switch
        {
            0 => digits.Remove(at, 1),
            1 => digits.Insert(at, $"{dice.Below(10)}"),
            _ => digits[..at] + dice.Below(10) + digits[(at + 1)..],
        };
    }

    static string Dress(string number, Dice dice)
    {
        if (dice.OneIn(3)) number = Punctuated(number, dice);
        if (dice.OneIn(12)) number += string.Format(null, dice.Of(Extensions), Some(dice.Between(1, 7), dice));
        if (dice.OneIn(12)) number = InAnotherScript(number, dice.Of(Scripts));
        if (dice.OneIn(8)) number = string.Format(null, dice.Of(Around), number);
        return number;
    }

    static string Punctuated(string number, Dice dice) =>
        string.Concat(number.Select(letter => char.IsAsciiDigit(letter) && dice.OneIn(4) ? letter + dice.Of(Marks) : letter.ToString()));

    static string InAnotherScript(string number, int zero) =>
        string.Concat(number.Select(letter => char.IsAsciiDigit(letter) ? (char)(zero + letter - '0') : letter));
}
