namespace Kith.People;

/// <summary>From plain digits to the plan they belong to and the significant number: the order of questions is libphonenumber's.</summary>
static class ReadPhoneNumber
{
    const int ShortestNumber = 2, LongestNumber = 17, LongestCallingCode = 3;

    public readonly record struct Reading(NumberPlan Plan, string? Region, string Digits)
    {
        public bool IsValid => Plan.Has(Digits);
        public bool IsPossible => Plan.Lengths.Of(Digits) == Fit.Possible;
    }

    public static Reading? From(string digits, NumberPlan? home)
    {
        if (digits[0] == '+') return Abroad(digits.AsSpan(1));
        if (home is null) return null;
        if (WithoutDialOut(digits, home) is { } dialled) return Abroad(dialled);
        if (digits.StartsWith(home.CallingCode, StringComparison.Ordinal) && ForgotPlus(digits, home) is { } rest)
            return Placed(NumberPlans.Leading(home.CallingCode)!, null, rest);
        return Placed(home, home.Region, digits);
    }

    static Reading? Abroad(ReadOnlySpan<char> digits)
    {
        for (var length = 1; length <= LongestCallingCode && length <= digits.Length; length++)
            if (NumberPlans.Leading(digits[..length].ToString()) is { } plan)
                return Placed(plan, null, digits[length..].ToString());
        return null;
    }

    static Reading? Placed(NumberPlan plan, string? region, string digits)
    {
        var number = plan.WithoutPrefix(digits);
        if (number.Length is < ShortestNumber or > LongestNumber) return null;

        var claiming = NumberPlans.Claiming(plan.CallingCode, number);
        return new(claiming ?? plan, claiming?.Region ?? region, number);
    }

    /// <summary>What follows 00, 011, 0011 …; nothing when the digits begin otherwise or go on with a 0, as no calling code does.</summary>
    static string? WithoutDialOut(string digits, NumberPlan home)
    {
        if (home.InternationalPrefix?.AtStart(digits) is not { Success: true } prefix) return null;
        var rest = digits[prefix.Length..];
        return rest.Length == 0 || rest[0] == '0' || prefix.Length == 0 ? null : rest;
    }

    /// <summary>49… in Germany is an area code and a calling code: the latter only when the number makes no sense otherwise.</summary>
    static string? ForgotPlus(string digits, NumberPlan home)
    {
        var shorter = digits[home.CallingCode.Length..];
        var asWritten = home.WithoutPrefix(digits);
        var international = !home.Numbers.Matches(asWritten) && home.Numbers.Matches(home.WithoutPrefix(shorter));
        return international || home.Lengths.Of(asWritten) == Fit.TooLong ? shorter : null;
    }
}
