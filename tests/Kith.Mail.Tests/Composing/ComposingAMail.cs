using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Kith.Mail.Composing;

namespace Kith.Mail.Tests.Composing;

public class ComposingAMail
{
    const string Umbrella = "Grüße aus Köln: der Schirm ist da ☂️ und die Familie 👨‍👩‍👧‍👦 auch, mit allem, was dazugehört und noch etwas mehr";

    [Fact]
    public void writes_a_plain_mail_as_plain_text() => Assert.Equal(
        """
        Date: Sat, 07 Mar 2026 09:05:01 +0200
        From: Rosa <rosa@kith.test>
        To: Nomsa Dlamini <nomsa@example.org>
        Subject: Your policy
        Message-ID: <m1@kith.test>
        MIME-Version: 1.0
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: 7bit

        Dear Nomsa,
        it is done.

        """.ReplaceLineEndings("\r\n"), Letters.Write(Letters.Plain));

    [Fact]
    public void gives_the_same_bytes_for_the_same_mail() => Assert.Equal(MailComposer.Compose(Full()), MailComposer.Compose(Full()));

    [Fact]
    public void keeps_every_line_short_ascii_and_ended_by_crlf()
    {
        var bytes = MailComposer.Compose(Full());
        Assert.DoesNotContain(bytes, one => one is 0 or > 126);

        var text = Encoding.ASCII.GetString(bytes);
        Assert.EndsWith("\r\n", text, StringComparison.Ordinal);
        Assert.All(text.Split("\r\n"), line => Assert.True(line.Length <= 78 && !line.Contains('\r') && !line.Contains('\n'), line));
    }

    [Theory]
    [InlineData(Umbrella)]
    [InlineData("日本語の件名はとても長いのでいくつかの行に分けられなければなりませんがどの字も裂かれてはなりません")]
    [InlineData(" two  blanks ")]
    [InlineData("=?utf-8?Q?not_encoded?=")]
    [InlineData("tab\there")]
    [InlineData("Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft")]
    public void encodes_a_subject_so_that_it_reads_as_it_was_written(string subject)
    {
        var words = Letters.Header(Letters.Write(Letters.Plain with { Subject = subject }), "Subject");
        Assert.Equal(subject, Letters.Decoded(words));
        Assert.All(words.Split(' '), word => Assert.InRange(word.Length, 1, 75));
        Assert.All(words.Split(' '), word => Assert.DoesNotContain('\ufffd', Letters.Decoded(word)));
    }

    [Fact]
    public void leaves_an_ascii_subject_readable_however_long()
    {
        var subject = string.Join(' ', Enumerable.Repeat("policy", 40));
        Assert.Equal(subject, Letters.Header(Letters.Write(Letters.Plain with { Subject = subject }), "Subject"));
    }

    [Theory]
    [InlineData("Änne Müller, Support", "=?utf-8?Q?=C3=84nne_M=C3=BCller=2C_Support?= <a@example.org>")]
    [InlineData("Miller, \"Tom\" \\o/", "\"Miller, \\\"Tom\\\" \\\\o/\" <a@example.org>")]
    [InlineData("a@b.example", "\"a@b.example\" <a@example.org>")]
    [InlineData("", "a@example.org")]
    public void writes_names_that_cannot_be_taken_for_addresses(string name, string header) =>
        Assert.Equal(header, Letters.Header(Letters.Write(Letters.Plain with { To = [new(name, "a@example.org")] }), "To"));

    [Fact]
    public void writes_domains_in_ascii_and_keeps_local_parts() => Assert.Equal(
        "jürgen@xn--bcher-kva.example, \"very odd\"@example.org, x@[192.0.2.1]",
        Letters.Header(Letters.Write(Letters.Plain with { To = [new("", "jürgen@bücher.example"), new("", "\"very odd\"@example.org"), new("", "x@[192.0.2.1]")] }), "To"));

    [Fact]
    public void names_many_recipients_once_each()
    {
        MailAddress[] many = [.. Enumerable.Range(1, 60).Select(at => new MailAddress($"Reader {at}, Köln", $"reader{at}@example.org"))];
        var cc = Letters.Header(Letters.Write(Letters.Plain with { Cc = many }), "Cc");
        Assert.Equal(many.Select(one => one.Address), cc.Split('<').Skip(1).Select(one => one[..one.IndexOf('>', StringComparison.Ordinal)]));
    }

    [Fact]
    public void keeps_the_root_and_the_last_of_a_long_thread()
    {
        string[] ids = [.. Enumerable.Range(1, 100).Select(at => $"mail-{at:D3}@example.org")];
        var references = Letters.Header(Letters.Write(Letters.Plain with { References = ids, InReplyTo = "parent@example.org" }), "References");
        Assert.InRange(references.Length, 700, 900);
        Assert.StartsWith("<mail-001@example.org> <mail-", references, StringComparison.Ordinal);
        Assert.EndsWith("<mail-099@example.org> <mail-100@example.org> <parent@example.org>", references, StringComparison.Ordinal);
    }

    [Fact]
    public void leaves_out_foreign_ids_that_no_header_can_hold()
    {
        var mail = Letters.Write(Letters.Plain with { InReplyTo = "a b@example.org", References = ["<odd>", "ü@example.org", "good@example.org", new string('x', 2000)] });
        Assert.Equal("<good@example.org>", Letters.Header(mail, "References"));
        Assert.DoesNotContain("In-Reply-To", mail, StringComparison.Ordinal);
    }

    [Fact]
    public void nests_text_html_pictures_and_files()
    {
        var kinds = Letters.Write(Full()).Split("\r\n").Where(line => line.StartsWith("Content-Type:", StringComparison.Ordinal)).Select(line => line.Split([' ', ';'])[1]);
        Assert.Equal(["multipart/mixed", "multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png", "application/pdf", "application/octet-stream"], kinds);
    }

    [Fact]
    public void makes_a_picture_a_file_where_no_html_shows_it()
    {
        var mail = Letters.Write(Full() with { Html = null });
        Assert.DoesNotContain("multipart/related", mail, StringComparison.Ordinal);
        Assert.DoesNotContain("inline", mail, StringComparison.Ordinal);
        Assert.Contains("Content-ID: <logo@kith.test>\r\n", mail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Größe.pdf")]
    [InlineData("Rechnung über 12 € – Größe, mit einem Namen, der in keine Zeile passt und in zwei auch nicht.pdf")]
    [InlineData("plain but far too long to stand in a single line of a header without being folded somewhere.pdf")]
    [InlineData("100%.pdf")]
    public void writes_a_foreign_file_name_for_new_readers_and_for_old_ones(string name)
    {
        var mail = Letters.Write(Letters.Plain with { Attachments = [new(name, "application/pdf", "%PDF"u8.ToArray())] }).Replace("\r\n ", " ", StringComparison.Ordinal);
        Assert.Equal(name, Letters.Decoded(mail.Split(" name=\"")[1].Split('"')[0]));

        var pieces = mail.Split("Content-Disposition: attachment; ")[1].Split("\r\n")[0].Split("; ").Select(piece => piece.Split('=', 2)).ToArray();
        Assert.Equal(pieces.Length == 1 ? ["filename*"] : pieces.Select((_, at) => $"filename*{at}*"), pieces.Select(piece => piece[0]));
        Assert.Equal($"utf-8''{name}", Uri.UnescapeDataString(string.Concat(pieces.Select(piece => piece[1]))));
    }

    [Fact]
    public void writes_a_plain_file_name_plainly() => Assert.Contains(
        "Content-Disposition: attachment; filename=\"a \\\"good\\\" \\\\ file.txt\"\r\n",
        Letters.Write(Letters.Plain with { Attachments = [new("a \"good\" \\ file.txt", "text/plain", "x"u8.ToArray())] }), StringComparison.Ordinal);

    [Theory]
    [InlineData("plain words", "7bit")]
    [InlineData("grüne Wörter in einem langen Satz, den fast jeder lesen kann", "quoted-printable")]
    [InlineData("русский текст, в котором почти ни одной латинской буквы", "base64")]
    [InlineData("From the start of a line", "quoted-printable")]
    [InlineData("a blank at the end \nof a line", "quoted-printable")]
    [InlineData("--=_1_0123 is how our boundaries begin", "quoted-printable")]
    public void encodes_a_text_as_it_needs(string text, string encoding)
    {
        var mail = Letters.Write(Letters.Plain with { Text = text });
        Assert.Equal(encoding, Letters.Header(mail, "Content-Transfer-Encoding"));
        Assert.Equal(text.ReplaceLineEndings("\r\n"), Letters.Text(mail).TrimEnd('\r', '\n'));
    }

    [Fact]
    public void loses_no_letter_of_any_text() => Prop.ForAll<string?[]>(lines =>
    {
        var text = string.Join("\r\n", lines.Select(line => string.Concat((line ?? "").EnumerateRunes().Select(rune => rune.ToString())).ReplaceLineEndings(" ")).Append("·"));
        return text == Letters.Text(Letters.Write(Letters.Plain with { Text = text })).TrimEnd('\r', '\n');
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void holds_no_boundary_inside_a_part_even_when_a_text_quotes_one()
    {
        var first = Letters.Write(Full());
        var boundaries = first.Split("\r\n").Where(line => line.StartsWith("--=_", StringComparison.Ordinal)).Distinct().ToArray();
        Assert.NotEmpty(boundaries);

        var second = Letters.Write(Full() with { Text = string.Join('\n', boundaries), Html = $"<pre>{string.Join('\n', boundaries)}</pre>" });
        Assert.Equal(Count(first, boundaries), Count(second, boundaries));
    }

    [Fact]
    public void writes_more_headers_without_tearing_a_link()
    {
        var link = $"<https://kith.test/leave/{new string('x', 300)}>";
        var mail = Letters.Write(Letters.Plain with { MoreHeaders = [new("List-Unsubscribe", link), new("Auto-Submitted", "auto-replied"), new("X-Kith-Note", "Grüße")] });
        Assert.Equal((link, "auto-replied", "Grüße"), (Letters.Header(mail, "List-Unsubscribe"), Letters.Header(mail, "Auto-Submitted"), Letters.Decoded(Letters.Header(mail, "X-Kith-Note"))));
    }

    static int Count(string mail, string[] boundaries) => mail.Split("\r\n").Count(boundaries.Contains);

    static OutboundMail Full() => Letters.Plain with
    {
        To = [new("Änne Müller, Support", "aenne@bücher.example"), new("", "b@example.org")],
        Subject = Umbrella,
        References = [.. Enumerable.Range(1, 30).Select(at => $"mail-{at}@example.org")],
        Text = $"Guten Tag,\n.ein Punkt\nFrom hier\n{new string('x', 3000)}\n",
        Html = "<p>Guten Tag <img src=\"cid:logo@kith.test\"></p>",
        Attachments =
        [
            new("logo.png", "image/png", new byte[] { 0x89, 0x50 }, "logo@kith.test"),
            new($"{new string('ü', 80)}.pdf", "application/pdf", new byte[5000]),
            new("", "no type at all", new byte[] { 1 }),
        ],
        MoreHeaders = [new("X-Kith-Note", Umbrella)],
    };
}
