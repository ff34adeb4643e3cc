using System.Text;
using Kith.Mail;
using Kith.Mail.Composing;

namespace Kith.Bench;

/// <summary>Mails as care teams get them: short answers with long quotes, mails with looks, photos, documents, several alphabets. And such as nobody means well with.</summary>
static class Letters
{
    static readonly string[] words = "the roof of my house came down in last night's storm and I would like to know whether page two covers größere Schäden ça va également по страховке 保険の書類 🌧".Split(' ');

    /// <summary>Name, and a maker of one that is as many times as large.</summary>
    public static IReadOnlyList<(string Name, Func<int, byte[]> Make)> Hostile { get; } =
    [
        ("angle brackets in To", size => Ascii($"From: a@b.example\r\nTo: {new string('<', 2_000_000 * size)}\r\nSubject: x\r\n\r\nx")),
        ("headers without end", size => Ascii(string.Concat(Enumerable.Range(0, 60_000 * size).Select(n => $"X-{n}: y\r\n")) + "\r\nx")),
        ("recipients", size => Ascii($"From: a@b.example\r\nTo: {string.Join(", ", Enumerable.Range(0, 50_000 * size).Select(n => $"\"n{n}\" <n{n}@b.example>"))}\r\n\r\nx")),
        ("references", size => Ascii($"From: a@b.example\r\nReferences: {string.Join(' ', Enumerable.Range(0, 50_000 * size).Select(n => $"<{n}@b.example>"))}\r\n\r\nx")),
        ("parts", size => Ascii("Content-Type: multipart/mixed; boundary=b\r\n\r\n" + string.Concat(Enumerable.Repeat("--b\r\n\r\nx\r\n", 200_000 * size)) + "--b--")),
        ("mails in mails", size => Ascii(string.Concat(Enumerable.Repeat("Content-Type: message/rfc822\r\n\r\n", 50_000 * size)) + "x")),
        ("encoded words", size => Ascii($"Subject: {string.Concat(Enumerable.Repeat("=?utf-8?q?=C3=A4?= ", 60_000 * size))}\r\n\r\nx")),
        ("base64", size => Ascii($"Content-Transfer-Encoding: base64\r\n\r\n{string.Concat(Enumerable.Repeat("QUJD\r\n=?", 600_000 * size))}")),
        ("comments", size => Ascii($"From: {new string('(', 1_000_000 * size)}a@b.example\r\n\r\nx")),
    ];

    public static List<byte[]> All()
    {
        var dice = new Random(5);
        return [.. Enumerable.Range(0, 240).Select(n => MailComposer.Compose(Letter(n, "nomsa@example.org") with
        {
            Html = n % 3 == 0 ? null : $"<html><body>{string.Concat(Enumerable.Range(0, 10 + n % 40).Select(_ => $"<p style=\"margin:0\">{Sentence(dice, 20)}</p>"))}</body></html>",
            Attachments = (n % 4) switch { 0 => [new("photo.jpg", "image/jpeg", Bytes(dice, 24_000))], 1 => [new("Größe & Preis.pdf", "application/pdf", Bytes(dice, 12_000)), new("logo.png", "image/png", Bytes(dice, 2_000), "logo@marula.example")], _ => [] },
        }))];
    }

    public static OutboundMail Letter(int n, string to)
    {
        var dice = new Random(n);
        return new()
        {
            From = new("Nomsa Ndlovu, Größe", "nomsa@example.org"),
            To = [new("Care", to)],
            Subject = $"Re: {Sentence(dice, 6)} {n}",
            Date = new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero).AddMinutes(n),
            MessageId = $"{n}.{Guid.NewGuid():N}@example.org",
            References = [.. Enumerable.Range(0, n % 8).Select(r => $"{r}.{n}@marula.example")],
            Text = $"{Sentence(dice, 30)}\n\nOn Sun, 22 Nov 2026 at 08:00, Marula Mutual <care@marula.example> wrote:\n{string.Concat(Enumerable.Range(0, 5 + n % 60).Select(_ => $"> {Sentence(dice, 12)}\n"))}",
        };
    }

    static string Sentence(Random dice, int length) => string.Join(' ', Enumerable.Range(0, length).Select(_ => words[dice.Next(words.Length)]));

    static byte[] Bytes(Random dice, int length)
    {
        var bytes = new byte[length];
        dice.NextBytes(bytes);
        return bytes;
    }

    static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);
}
