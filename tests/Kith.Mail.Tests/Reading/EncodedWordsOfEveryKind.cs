namespace Kith.Mail.Tests.Reading;

/// <summary>RFC 2047 as it is written, and as it is not (pitfall 17).</summary>
public class EncodedWordsOfEveryKind
{
    [Theory]
    [InlineData("plain words", "plain words")]
    [InlineData("=?utf-8?q?Gr=C3=BC=C3=9Fe?=", "Grüße")]
    [InlineData("=?UTF-8?B?R3LDvMOfZQ==?=", "Grüße")]
    [InlineData("=?iso-8859-1?q?Gr=FC=DFe?= aus Bonn", "Grüße aus Bonn")]
    [InlineData("=?iso-8859-1?q?10_=80?=", "10 €")]
    [InlineData("=?utf-8*de?q?Gr=C3=BC=C3=9Fe?=", "Grüße")]
    [InlineData("a =?utf-8?q?b?= =?utf-8?q?c?= d", "a bc d")]
    [InlineData("=?utf-8?q?b?=\n =?iso-8859-1?q?=E9?=", "bé")]
    [InlineData("=?utf-8?q?b?= x =?utf-8?q?c?=", "b x c")]
    [InlineData("=?utf-8?q?b_?= =?utf-8?q?_c?=", "b  c")]
    [InlineData("=?utf-8?b?4oI=?= =?utf-8?b?rA==?=", "€")]
    [InlineData("=?utf-8?b?4oI?= =?utf-8?b?rA?=", "€")]
    [InlineData("=?utf-8?q?=E2=82?= =?utf-8?q?=AC?=", "€")]
    [InlineData("=?utf-8?q?hello world?=", "hello world")]
    [InlineData("x=?utf-8?q?y?=z", "xyz")]
    [InlineData("=?utf-8?q?caf\u00e9?=", "café")]
    [InlineData("=?nonsense?q?plain?=", "plain")]
    [InlineData("=?utf-8?x?what?=", "=?utf-8?x?what?=")]
    [InlineData("=?utf-8?q?never ends", "=?utf-8?q?never ends")]
    [InlineData("=?utf-8?q??= x", "x")]
    [InlineData("=?=?=", "=?=?=")]
    [InlineData("=?gb2312?b?xOO6ww==?=", "你好")]
    [InlineData("=?gb2312?b?6UY=?=", "镕")]
    [InlineData("=?iso-2022-jp?b?GyRCRnxLXBsoQg==?=", "日本")]
    [InlineData("=?shift_jis?b?k/qWew==?=", "日本")]
    [InlineData("=?euc-kr?b?x9GxuQ==?=", "한국")]
    [InlineData("=?ks_c_5601-1987?b?x9GxuQ==?=", "한국")]
    [InlineData("=?big5?b?pKSk5Q==?=", "中文")]
    [InlineData("=?koi8-r?b?8NLJ18XU?=", "Привет")]
    [InlineData("=?windows-1251?q?=CF=F0=E8=E2=E5=F2?=", "Привет")]
    [InlineData("=?utf-7?q?Gr+APwA3w-e?=", "Grüße")]
    [InlineData("=?utf-8?q?=ED=A0=80x?=", "í\u00A0€x")]
    public void are_read(string header, string read) => Assert.Equal(read, Written.Read($"Subject: {header}\n\n").Subject);

    /// <summary>F12: what would end a line becomes a space.</summary>
    [Theory]
    [InlineData("=?utf-8?q?a=0D=0ABcc:_x=40evil.example?=")]
    [InlineData("=?utf-8?q?a=0ABcc:_x=40evil.example?=")]
    [InlineData("=?utf-8?b?YQBi?=")]
    [InlineData("=?utf-8?q?a=E2=80=A8b?=")]
    [InlineData("a\u2028b")]
    [InlineData("a\0b")]
    [InlineData("a\rb")]
    public void cannot_end_a_line(string header)
    {
        var mail = Written.Read($"From: \"{header}\" <a@example.org>\nSubject: {header}\nContent-Type: text/x-note; name=\"{header}\"\n\nwords\n");
        foreach (var value in new[] { mail.Subject, mail.From[0].Name, mail.Header("Subject"), mail.Root.FileName })
        {
            Assert.StartsWith("a", value);
            Assert.DoesNotContain(value!, c => char.IsControl(c) || c is '\u2028' or '\u2029');
        }
        Assert.Null(mail.Header("Bcc"));
    }

    /// <summary>Pitfall 17: letters beyond ASCII where none may be.</summary>
    [Fact]
    public void are_missing_and_letters_are_read_all_the_same()
    {
        Assert.Equal("Grüße", Written.Read("Subject: Grüße\n\n").Subject);
        Assert.Equal("Grüße", Written.ReadBytes("Subject: Gr\u00FC\u00DFe\n\n").Subject);
        Assert.Equal("Привет", Written.ReadBytes("Subject: \u00CF\u00F0\u00E8\u00E2\u00E5\u00F2\nContent-Type: text/plain; charset=windows-1251\n\n").Subject);
    }
}
