using FsCheck;
using FsCheck.Fluent;
using Kith.People;

namespace Kith.Tests.People;

public class EveryPhoneNumber
{
    // The plans themselves are ambiguous at home: free numbers begin with the 00 that dials abroad, Gabon's old numbers read as new ones.
    static readonly string[] AmbiguousAtHome = ["BG", "GA", "PA", "QA", "TH"];

    static readonly List<NumberPlan> Plans = [.. NumberPlans.All];

    static Arbitrary<PhoneNumber> Numbers => Gen.Choose(0, int.MaxValue).Select(seed => Some(new Dice((ulong)seed))).ToArbitrary();

    [Fact]
    public void is_read_back_from_its_own_e164() => Prop.ForAll(Numbers, number => Reads(number.E164, null, number)).Check(Thorough);

    [Fact]
    public void is_read_back_from_its_international_form_anywhere() =>
        Prop.ForAll(Numbers, number => Reads(number.International, "ZA", number)).Check(Thorough);

    [Fact]
    public void is_read_back_from_its_national_form_at_home() =>
        Prop.ForAll(Numbers, number => number.Region is null || AmbiguousAtHome.Contains(number.Region)
            || Reads(number.National, number.Region, number)).Check(Thorough);

    [Fact]
    public void has_itself_among_its_variants() =>
        Prop.ForAll(Numbers, number => number.Variants.Contains(number.E164)).Check(Thorough);

    [Fact]
    public void comes_out_of_any_text_or_not_at_all_but_never_as_an_accident() =>
        Prop.ForAll(Hostile.Texts, Gen.Elements("ZA", "BR", "AR", "", "\0\0", "\uD83D\uD83D").ToArbitrary(), (written, region) =>
        {
            var read = PhoneNumber.TryParse(written, region, out var number);
            PhoneNumber.TryFromNetwork(written, region, out var heard);
            return (!read || Reads(number!.E164, null, number)) && (heard is null || heard.E164[1..].All(char.IsAsciiDigit));
        }).Check(Thorough);

    static Config Thorough => Config.QuickThrowOnFailure.WithMaxTest(2_000);

    static bool Reads(string written, string? region, PhoneNumber same) =>
        PhoneNumber.TryParse(written, region, out var again) && again.E164 == same.E164;

    static PhoneNumber Some(Dice dice)
    {
        while (true)
        {
            var plan = dice.Of(Plans);
            var e164 = $"+{plan.CallingCode}{NumbersOfTheWorld.ValidDigits(plan, dice)}";
            if (PhoneNumber.TryParse(e164, null, out var number)) return number;
        }
    }
}
