using System.Diagnostics.CodeAnalysis;

namespace Kith.People;

/// <summary>A telephone number that its numbering plan gives out, in the one form under which we keep it.</summary>
public sealed partial record PhoneNumber
{
    const int LongestShortCode = 6;

    readonly NumberPlan plan;

    PhoneNumber(ReadPhoneNumber.Reading reading, string? extension)
    {
        plan = reading.Plan;
        Region = reading.Region;
        Digits = reading.Digits;
        Extension = extension;
        E164 = $"+{plan.CallingCode}{Digits}";
    }

    public string E164 { get; }

    /// <summary>ISO 3166 code of where the number lives; none for satellites and other numbers of no region.</summary>
    public string? Region { get; }

    public string CallingCode => plan.CallingCode;

    /// <summary>The significant digits, after calling code and national prefix.</summary>
    public string Digits { get; }

    /// <summary>Whom to ask for once a switchboard answers. It is not part of E.164.</summary>
    public string? Extension { get; }

    public string National => plan.Format(Digits, international: false) + Ending;
    public string International => $"+{CallingCode} {plan.Format(Digits, international: true)}{Ending}";

    string? Ending => Extension is null ? null : plan.ExtensionLabel + Extension;

    /// <summary>Reads what a person or a platform wrote, at home or abroad; <paramref name="region"/> is where the writer dials from.</summary>
    public static bool TryParse(string? written, string? region, [NotNullWhen(true)] out PhoneNumber? number)
    {
        number = Read(written, region, out var extension) is { } reading && Current(reading) is { IsValid: true } current
            ? new(current, extension) : null;
        return number is not null;
    }

    /// <summary>Reads whom a network says a message is from. It exists, whatever a plan that lags behind says of its range.</summary>
    public static bool TryFromNetwork(string? reported, string? region, [NotNullWhen(true)] out PhoneNumber? number)
    {
        number = null;
        if (reported is null or { Length: <= LongestShortCode }) return false;
        if (TryParse(reported, region, out number)) return true;
        if (reported.StartsWith('0')) return false;

        // Gateways leave the plus out.
        var international = reported.StartsWith('+') ? reported : $"+{reported}";
        if (TryParse(international, null, out number)) return true;
        if (reported == international && Read(reported, null, out _) is { IsPossible: true } reading) number = new(reading, null);
        return number is not null;
    }

    public bool Equals(PhoneNumber? other) => other is not null && E164 == other.E164 && Extension == other.Extension;
    public override int GetHashCode() => HashCode.Combine(E164, Extension);
    public override string ToString() => E164;

    static ReadPhoneNumber.Reading? Read(string? written, string? region, out string? extension)
    {
        extension = null;
        if (string.IsNullOrEmpty(written)) return null;

        // Platforms send E.164 with every message; only people write what needs taking apart.
        var digits = written;
        if (!IsPlain(written) && !WrittenNumber.TryTakeApart(written, out digits, out extension)) return null;
        return ReadPhoneNumber.From(digits, NumberPlans.OfRegion(region));
    }

    static bool IsPlain(string written) =>
        written.Length is > 4 and <= 20 && written[0] == '+' && !written.AsSpan(1).ContainsAnyExceptInRange('0', '9');
}
