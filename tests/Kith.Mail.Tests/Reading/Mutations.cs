using System.Text;
using System.Text.Json;

namespace Kith.Mail.Tests.Reading;

/// <summary>Whatever arrives, reading it never throws, and nothing comes out that a database refuses.</summary>
public class Mutations
{
    static readonly byte[][] seeds = [.. Samples.All.Values.SelectMany(s => new[] { s, s.ReplaceLineEndings("\r\n") }).Select(Encoding.UTF8.GetBytes)];

    static readonly string[] words =
    [
        "=?", "?=", "=?utf-8?q?", "=?utf-8?b?", "\"", "(", ")", "<", ">", "@", ",", ";", ":", "\\", "\r", "\n", "\r\n", "\n\n", "\0", "--", "--b", "--b--", "%", "*0*=", "*=utf-8''", "=", "==", "=\n",
        "Content-Type: multipart/mixed; boundary=b\n", "Content-Type: message/rfc822\n\n", "Content-Transfer-Encoding: base64\n", "charset=utf-16", "charset=iso-2022-jp", "charset=hz-gb-2312", "charset=utf-7", "charset=gb18030",
        "begin 644 x\n", "\u202E", "\uFEFF", "BEGIN:VEVENT\n", "DTSTART:20250303T100000Z\n", "DURATION:P9999W\n", "Date: 31 Dec 9999 23:59:59 -1400\n", "12 AM",
    ];

    [Fact]
    public void are_survived() => Survive(5_000, 1);

    [Fact]
    [Trait("Category", "Long")]
    public void are_survived_a_hundred_thousand_times() => Survive(100_000, 2);

    static void Survive(int times, int seed)
    {
        var dice = new Random(seed);
        for (var i = 0; i < times; i++) Check(Mutated(dice), $"seed {seed}, mutation {i}");
    }

    static void Check(byte[] mail, string which)
    {
        try
        {
            foreach (var text in Strings(MimeReader.Read(mail)))
                if (text.Contains('\0') || Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) != text) Assert.Fail($"{which}: a database refuses {JsonSerializer.Serialize(text)} of {Convert.ToBase64String(mail)}");
        }
        catch (Exception no) when (no is not Xunit.Sdk.XunitException)
        {
            Assert.Fail($"{which}: {no}\n{Convert.ToBase64String(mail)}");
        }
    }

    static IEnumerable<string> Strings(InboundMail mail) =>
        mail.Headers.SelectMany(h => new[] { h.Name, h.Value })
            .Concat(mail.From.Concat(mail.To).Concat(mail.Cc).Concat(mail.ReplyTo).SelectMany(a => new[] { a.Name, a.Address }))
            .Concat(mail.InReplyTo).Concat(mail.References).Concat(Strings(mail.Root))
            .Concat(mail.Attachments.SelectMany(a => new[] { a.Name, a.Type, a.ContentId ?? "" }))
            .Concat(mail.Report?.Recipients.SelectMany(r => new[] { r.Address, r.Status, r.Diagnostic }) ?? [])
            .Concat([mail.Subject ?? "", mail.MessageId ?? "", mail.Text ?? "", mail.Html ?? "", mail.Appointment?.Summary ?? "", mail.Appointment?.Location ?? "", mail.Appointment?.Organizer ?? "", mail.Report?.OriginalMessageId ?? ""]);

    static IEnumerable<string> Strings(MimeNode node) =>
        node.Children.SelectMany(Strings).Concat(node.Embedded is { } mail ? Strings(mail) : []).Concat(node.Parameters.SelectMany(p => new[] { p.Key, p.Value }))
            .Concat([node.Type, node.Text ?? "", node.FileName ?? "", node.Charset ?? "", node.ContentId ?? ""]);

    static byte[] Mutated(Random dice)
    {
        var mail = seeds[dice.Next(seeds.Length)];
        for (var i = dice.Next(1, 13); i > 0; i--) mail = Mutate(mail, dice);
        return mail;
    }

    static byte[] Mutate(byte[] mail, Random dice)
    {
        var at = dice.Next(mail.Length + 1);
        var end = Math.Min(at + dice.Next(400), mail.Length);
        switch (dice.Next(7))
        {
            case 0 when at < mail.Length: return [.. mail[..at], (byte)dice.Next(256), .. mail[(at + 1)..]];
            case 1: return dice.Next(4) == 0 ? mail[..at] : mail;
            case 2: return [.. mail[..at], .. mail[end..]];
            case 3: return [.. mail[..end], .. mail[at..]];
            case 4 or 5: return [.. mail[..at], .. Encoding.UTF8.GetBytes(words[dice.Next(words.Length)]), .. mail[(dice.Next(2) == 0 ? at : end)..]];
            default:
                var other = seeds[dice.Next(seeds.Length)];
                var from = dice.Next(other.Length + 1);
                return [.. mail[..at], .. other[from..Math.Min(from + dice.Next(600), other.Length)], .. mail[at..]];
        }
    }
}
