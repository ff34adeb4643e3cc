using FsCheck;
using FsCheck.Fluent;
using Kith.Channels.Sms;

namespace Kith.Channels.Tests.Sms;

public class CountingAnSms
{
    [Theory]
    [InlineData("", 0, 0, false)]
    [InlineData("Good day", 8, 1, false)]
    [InlineData("€", 2, 1, false)]
    [InlineData("[]{}^~|\\", 16, 1, false)]
    [InlineData("ç", 1, 1, true)]
    [InlineData("👋", 2, 1, true)]
    [InlineData("日本", 2, 1, true)]
    public void knows_the_alphabets(string text, int units, int segments, bool unicode) =>
        Assert.Equal((units, segments, unicode), (SmsText.Count(text).Units, SmsText.Count(text).Segments, SmsText.Count(text).IsUnicode));

    [Theory]
    [InlineData('x', 160, 1)]
    [InlineData('x', 161, 2)]
    [InlineData('x', 306, 2)]
    [InlineData('x', 307, 3)]
    [InlineData('€', 80, 1)]
    [InlineData('€', 81, 2)]
    [InlineData('€', 152, 2)]
    [InlineData('€', 153, 3)]
    [InlineData('ж', 70, 1)]
    [InlineData('ж', 71, 2)]
    [InlineData('ж', 134, 2)]
    [InlineData('ж', 135, 3)]
    public void knows_the_borders(char letter, int count, int segments) => Assert.Equal(segments, SmsText.Count(new(letter, count)).Segments);

    [Fact]
    public void tears_no_emoji_over_two_parts_unless_the_carrier_does()
    {
        var waves = string.Concat(Enumerable.Repeat("👋", 67));
        Assert.Equal(3, SmsText.Count(waves).Segments);
        Assert.Equal(2, SmsText.Count(waves, mayTear: true).Segments);
    }

    [Fact]
    public void never_shrinks_when_something_is_added() => Prop.ForAll<NonNull<string>, NonNull<string>>((one, more) =>
        SmsText.Count(one.Get + more.Get).Segments >= SmsText.Count(one.Get).Segments).QuickCheckThrowOnFailure();

    [Fact]
    public void leaves_room_only_for_what_fits() => Prop.ForAll<NonNull<string>>(text =>
        SmsText.Count(text.Get) is { Left: >= 0 } count && count.Left <= 160).QuickCheckThrowOnFailure();
}
