using FsCheck;
using FsCheck.Fluent;
using Kith.People;

namespace Kith.Tests.People;

public class ReadingAnEmailAddress
{
    [Theory]
    [InlineData("nomsa@example.com", "nomsa@example.com")]
    [InlineData("  Nomsa.Ndlovu@Example.COM ", "nomsa.ndlovu@example.com")]
    [InlineData("mailto:nomsa@example.com?subject=Policy", "nomsa@example.com")]
    [InlineData("<nomsa+care@example.com>", "nomsa+care@example.com")]
    [InlineData("nomsa@example.com.", "nomsa@example.com")]
    [InlineData("\"nomsa\"@example.com", "nomsa@example.com")]
    [InlineData("\"nomsa@home\"@example.com", "\"nomsa@home\"@example.com")]
    [InlineData("nomsa@M\u00DCNCHEN.de", "nomsa@xn--mnchen-3ya.de")]
    [InlineData("nomsa@xn--mnchen-3ya.de", "nomsa@xn--mnchen-3ya.de")]
    [InlineData("Ren\u00E9@example.com", "ren\u00E9@example.com")]
    [InlineData("rene\u0301@example.com", "ren\u00E9@example.com")]
    public void keeps_one_form_of_it(string written, string value)
    {
        Assert.True(EmailAddress.TryParse(written, out var address));
        Assert.Equal(value, address.Value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("nomsa")]
    [InlineData("@example.com")]
    [InlineData("nomsa@")]
    [InlineData("nomsa@localhost")]
    [InlineData("nomsa@192.168.0.1")]
    [InlineData("nomsa@exa_mple.com")]
    [InlineData("nomsa@-example.com")]
    [InlineData("nomsa@example..com")]
    [InlineData("nomsa ndlovu@example.com")]
    [InlineData(".nomsa@example.com")]
    [InlineData("nomsa..n@example.com")]
    [InlineData("nomsa@rosa@example.com")]
    [InlineData("nomsa\0@example.com")]
    [InlineData("nom\u200Bsa@example.com")]
    [InlineData("nom\u202Esa@example.com")]
    [InlineData("nom\uD83Dsa@example.com")]
    [InlineData("nomsa@exa\uD83Dmple.com")]
    [InlineData("nomsa@example.com\r\nBcc: everyone@example.com")]
    public void refuses_what_no_mail_would_reach(string? written) => Assert.False(EmailAddress.TryParse(written, out _));

    [Fact]
    public void holds_to_the_lengths_that_mail_servers_hold_to()
    {
        Assert.True(EmailAddress.TryParse($"{new string('a', 64)}@example.com", out _));
        Assert.False(EmailAddress.TryParse($"{new string('a', 65)}@example.com", out _));
        Assert.False(EmailAddress.TryParse($"a@{new string('b', 64)}.com", out _));
        Assert.False(EmailAddress.TryParse($"a@{string.Join('.', Enumerable.Repeat(new string('b', 60), 5))}.com", out _));
    }

    [Fact]
    public void of_any_text_never_fails_and_reads_its_own_form_back() =>
        Prop.ForAll(Hostile.Texts, text => ReadsItself(text) && ReadsItself($"{text}@example.com") && ReadsItself($"nomsa@{text}"))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    static bool ReadsItself(string written) =>
        !EmailAddress.TryParse(written, out var address) || (EmailAddress.TryParse(address.Value, out var again) && again == address);
}
