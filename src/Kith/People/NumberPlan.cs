namespace Kith.People;

/// <summary>The numbering plan of one region, or of a calling code that belongs to no region (satellite, free phone).</summary>
sealed class NumberPlan
{
    public required string CallingCode { get; init; }
    public required string? Region { get; init; }
    public required DigitPattern Numbers { get; init; }
    public required NumberLengths Lengths { get; init; }
    public required NumberKind[] Kinds { get; init; }
    public required DigitPattern? InternationalPrefix { get; init; }
    public required DigitPattern? NationalPrefix { get; init; }
    public required string? PrefixTemplate { get; init; }
    public required DigitPattern? LeadingDigits { get; init; }
    public required string ExtensionLabel { get; init; }
    public required NumberFormat[] Formats { get; init; }

    public bool Has(string digits) => Numbers.Matches(digits) && Kinds.Any(kind => kind.Has(digits, Lengths));

    /// <summary>Whether this plan, among those that share its calling code, is the one a number lives in.</summary>
    public bool Claims(string digits) => LeadingDigits?.Begins(digits) ?? Has(digits);

    /// <summary>The significant number without the prefix people dial at home; unchanged where the digits need it.</summary>
    public string WithoutPrefix(string digits)
    {
        var bare = DropPrefix(digits);
        if (bare == digits) return digits;
        if (Numbers.Matches(digits) && !Numbers.Matches(bare)) return digits;

        var home = NumberPlans.Claiming(CallingCode, bare) ?? this;
        return home.Lengths.Of(bare) is Fit.TooShort or Fit.Between ? digits : bare;
    }

    public string Format(string digits, bool international) =>
        Formats.FirstOrDefault(format => format.Fits(digits))?.Apply(digits, international) ?? digits;

    string DropPrefix(string digits)
    {
        if (NationalPrefix?.AtStart(digits) is not { Success: true } prefix) return digits;

        // A group that matched means the prefix carries part of the number; Argentina's 15 and the islands' short forms come back so.
        var carries = prefix.Groups.Count > 1 && prefix.Groups[^1].Length > 0;
        return carries && PrefixTemplate is not null ? NationalPrefix.Rewrite(digits, PrefixTemplate) : digits[prefix.Length..];
    }
}

/// <summary>Fixed, mobile, toll-free …: all that a plan gives out, each with its own pattern.</summary>
sealed record NumberKind(DigitPattern Pattern, NumberLengths Lengths)
{
    public bool Has(string digits, NumberLengths otherwise) =>
        (Lengths.IsEmpty ? otherwise : Lengths).Of(digits) == Fit.Possible && Pattern.Matches(digits);
}
