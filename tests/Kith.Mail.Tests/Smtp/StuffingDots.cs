using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Kith.Mail.Smtp;

namespace Kith.Mail.Tests.Smtp;

public class StuffingDots
{
    [Theory]
    [InlineData("", "")]
    [InlineData("a", "a\r\n")]
    [InlineData("a\r\n", "a\r\n")]
    [InlineData(".\r\n", "..\r\n")]
    [InlineData("..a\r\n.b", "...a\r\n..b\r\n")]
    [InlineData("\r\n\r\n.\r\n", "\r\n\r\n..\r\n")]
    [InlineData("a.b\r\n", "a.b\r\n")]
    [InlineData("a\n.\nb\r.\r", "a\r\n..\r\nb\r\n..\r\n")]
    [InlineData("a\r\r\n.", "a\r\n\r\n..\r\n")]
    public void doubles_the_dot_that_begins_a_line(string mail, string stuffed) => Assert.Equal(stuffed, Stuff(mail));

    [Fact]
    public void never_ends_a_mail_before_its_end() => Prop.ForAll(Gen.ListOf(Gen.Elements('.', '\r', '\n', 'a')).Select(string.Concat).ToArbitrary(), mail =>
    {
        var stuffed = Stuff(mail);
        return !$"\r\n{stuffed}".Contains("\r\n.\r\n", StringComparison.Ordinal)
            && !stuffed.Replace("\r\n", "", StringComparison.Ordinal).Contains('\r', StringComparison.Ordinal)
            && !stuffed.Replace("\r\n", "", StringComparison.Ordinal).Contains('\n', StringComparison.Ordinal);
    }).QuickCheckThrowOnFailure();

    static string Stuff(string mail) => Encoding.Latin1.GetString(DotStuffing.Stuff(Encoding.Latin1.GetBytes(mail)).Span);
}
