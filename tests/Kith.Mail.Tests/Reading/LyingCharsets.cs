using System.Text;

namespace Kith.Mail.Tests.Reading;

/// <summary>Pitfall 17 and F10: the alphabet a mail names, and the one it is in.</summary>
public class LyingCharsets
{
    static InboundMail Read(string charset, byte[] body, string type = "text/plain") =>
        MimeReader.Read((byte[])[.. Encoding.ASCII.GetBytes($"From: a@example.org\nContent-Type: {type}{(charset.Length > 0 ? "; charset=" + charset : "")}\nContent-Transfer-Encoding: 8bit\n\n"), .. body]);

    [Theory]
    [InlineData("utf-8", "47 72 C3 BC C3 9F 65", "Grüße", null)]
    [InlineData("utf-8", "47 72 FC DF 65", "Grüße", "charset-wrong")]
    [InlineData("utf-8", "C3 BC C3 9F C3 A9 FF", "üßé\uFFFD", "charset-wrong")]
    [InlineData("us-ascii", "47 72 C3 BC C3 9F 65", "Grüße", "charset-wrong")]
    [InlineData("us-ascii", "47 72 FC DF 65", "Grüße", "charset-wrong")]
    [InlineData("", "47 72 C3 BC C3 9F 65", "Grüße", null)]
    [InlineData("", "47 72 FC DF 65", "Grüße", null)]
    [InlineData("iso-8859-1", "31 80 93 94", "1€“”", null)]
    [InlineData("iso-8859-9", "FD 80", "ı€", null)]
    [InlineData("iso-8859-2", "B1 E6", "ąć", null)]
    [InlineData("iso-8859-15", "A4", "€", null)]
    [InlineData("windows-1250", "9A", "š", null)]
    [InlineData("cp-850", "81", "ü", null)]
    [InlineData("gb2312", "E9 46", "镕", null)]
    [InlineData("big5", "C3 BC C3 9F", "üß", "charset-wrong")]
    [InlineData("ks_c_5601-1987", "C7 D1", "한", null)]
    [InlineData("iso-2022-jp", "1B 24 42 46 7C 1B 28 42", "日", null)]
    [InlineData("utf-16", "FF FE 47 00 FC 00", "Gü", null)]
    [InlineData("utf-16le", "47 00 FC 00", "Gü", null)]
    [InlineData("utf-16", "00 47 00 FC", "Gü", null)]
    [InlineData("utf-16", "47 C3 BC", "Gü", null)]
    [InlineData("utf-7", "47 2B 41 50 77 2D 31", "Gü1", null)]
    [InlineData("nonsense", "47 C3 BC", "Gü", "charset-unknown")]
    [InlineData("cp99999", "47 FC", "Gü", "charset-unknown")]
    [InlineData("utf-8", "EF BB BF 47", "G", null)]
    [InlineData("utf-8", "61 00 62", "a\uFFFDb", "nul-bytes")]
    [InlineData("utf-7", "2B 32 41 41 2D 78", "\uFFFDx", null)]
    public void are_seen_through(string charset, string bytes, string text, string? defect)
    {
        var mail = Read(charset, [.. bytes.Split(' ').Select(b => Convert.ToByte(b, 16))]);
        Assert.Equal(text, mail.Text);
        Assert.Equal(defect is null ? [] : [defect], mail.Codes());
    }

    [Fact]
    public void give_way_to_what_a_page_says_of_itself() =>
        Assert.Equal("<meta charset=windows-1251>\u041F", Read("", [.. "<meta charset=windows-1251>"u8, 0xCF], "text/html").Html);

    /// <summary>PostgreSQL takes neither NUL nor torn surrogates, wherever they hide.</summary>
    [Fact]
    public void leave_nothing_a_database_refuses()
    {
        var bad = "a\0b\uFFFD";
        var mail = MimeReader.Read((byte[])[.. Encoding.UTF8.GetBytes($"From: \"{bad}\" <a\0@example.org>\nSubject: =?utf-16?b?2AAAYQ==?= =?utf-7?q?+2AA-x?=\nMessage-ID: <\0x>\nX-\u0081: \0\nContent-Type: text/html; charset=\"\0\"; x=\"\0\"\n\n<p>"), 0, 0xED, 0xA0, 0x80, 0xC0, 0x80]);
        var strings = mail.Headers.SelectMany(h => new[] { h.Name, h.Value }).Concat(mail.From.SelectMany(f => new[] { f.Name, f.Address })).Concat(mail.Root.Parameters.Values)
            .Append(mail.Subject!).Append(mail.MessageId!).Append(mail.Html!).Append(mail.Root.Charset!).ToList();

        Assert.All(strings, s => Assert.DoesNotContain('\0', s));
        Assert.All(strings, s => Assert.Equal(s, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(s))));
    }
}
