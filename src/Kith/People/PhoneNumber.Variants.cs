namespace Kith.People;

public sealed partial record PhoneNumber
{
    /// <summary>Every run of digits under which this number may stand in a note, an old list or another system.</summary>
    public IReadOnlyList<string> Variants => [.. WaysToDial.Concat(OlderForms).Distinct()];

    IEnumerable<string> WaysToDial =>
        [E164, E164[1..], $"00{E164[1..]}", string.Concat(plan.Format(Digits, international: false).Where(char.IsAsciiDigit)), Digits];

    // What a plan changed lives on in address books and in the ids of messengers.
    IEnumerable<string> OlderForms => Older is { } older ? [$"+{CallingCode}{older}", CallingCode + older] : [];

    string? Older => (CallingCode, Digits) switch
    {
        ("52", _) => "1" + Digits,
        ("54", ['9', ..]) => Digits[1..],
        ("54", _) => "9" + Digits,
        ("55", [_, _, '9', _, _, _, _, _, _, _, _]) => Digits[..2] + Digits[3..],
        _ => null,
    };

    // Mexico dropped the 1 of its mobiles in 2019, Brazil gave its mobiles a ninth digit by 2016: messengers still send the old form.
    static ReadPhoneNumber.Reading Current(ReadPhoneNumber.Reading reading) => (reading.Plan.CallingCode, reading.Digits) switch
    {
        _ when reading.IsValid => reading,
        ("52", { Length: 11 } digits) when digits[0] == '1' => reading with { Digits = digits[1..] },
        ("55", { Length: 10 } digits) when digits[2] is >= '6' => reading with { Digits = $"{digits[..2]}9{digits[2..]}" },
        _ => reading,
    };
}
