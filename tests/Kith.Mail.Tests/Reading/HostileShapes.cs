using System.Diagnostics;
using System.Text;

namespace Kith.Mail.Tests.Reading;

/// <summary>F9 and F11: mails made to be slow or large are read in time that grows with their size, and only so far.</summary>
[Collection(Name)]
public class HostileShapes
{
    const string Name = "alone on the machine";

    // What is measured must not share the processor with the other tests.
    [CollectionDefinition(Name, DisableParallelization = true)]
    public class Alone;

    static string Many(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();

    static string Nested(int depth)
    {
        var mail = new StringBuilder();
        for (var i = 0; i < depth; i++) mail.Append("Content-Type: multipart/mixed; boundary=b").Append(i).Append("\n\n--b").Append(i).Append('\n');
        return mail.Append("\nwords\n").ToString();
    }

    [Fact]
    public void of_ten_thousand_recipients_show_the_first_of_them()
    {
        var mail = Written.Read($"To: {string.Join(", ", Enumerable.Range(0, 10_000).Select(i => $"Person {i} <person{i}@example.org>"))}\n\nwords");
        Assert.InRange(mail.To.Count, 1_000, 10_000);
        Assert.All(mail.To, (a, i) => Assert.Equal($"person{i}@example.org", a.Address));
        Assert.Contains("too-many-addresses", mail.Codes());
        Assert.Equal("words", mail.Text);
    }

    [Fact]
    public void of_ten_thousand_recipients_in_many_headers_show_all()
    {
        var mail = Written.Read(string.Concat(Enumerable.Range(0, 100).Select(h => $"To: {string.Join(", ", Enumerable.Range(0, 101).Select(i => $"p{h}-{i}@example.org"))}\n")) + "\nwords");
        Assert.Equal(10_000, mail.To.Count);
        Assert.Contains("too-many-addresses", mail.Codes());
    }

    [Fact]
    public void of_long_headers_show_their_beginning()
    {
        Assert.Equal(64_000, Written.Read($"Subject: {new string('x', 64_000)}\n\n").Subject?.Length);
        var mail = Written.Read($"Subject: {new string('x', 400_000)}\n\nwords");
        Assert.Equal(256 * 1024 - 1, mail.Subject?.Length);
        Assert.Contains("header-too-long", mail.Codes());
    }

    [Fact]
    public void of_long_threads_keep_the_root_and_the_end()
    {
        Assert.Equal(5_000, Written.Read($"References: {string.Join(' ', Enumerable.Range(0, 5_000).Select(i => $"<{i}@example.org>"))}\n\n").References.Count);
        var mail = Written.Read($"References: {string.Join(' ', Enumerable.Range(0, 6_000).Select(i => $"<{i}@example.org>"))}\n\n");
        Assert.Equal((5_000, "0@example.org", "5999@example.org"), (mail.References.Count, mail.References[0], mail.References[^1]));
        Assert.Contains("too-many-references", mail.Codes());
    }

    [Fact]
    public void nested_a_thousand_deep_stop_at_the_limit()
    {
        var mail = Written.Read(Nested(1_000));
        Assert.Contains("too-deep", mail.Codes());
        Assert.NotEmpty(mail.Attachments);
        Assert.Contains(All(Written.Read(Many("Content-Type: message/rfc822\n\n", 1_000))), m => m.Codes().Contains("too-deep"));
    }

    static IEnumerable<InboundMail> All(InboundMail mail) => mail.Root.Embedded is { } inner ? All(inner).Prepend(mail) : [mail];

    [Fact]
    public void of_half_a_million_parts_show_two_thousand()
    {
        var mail = Written.Read("Content-Type: multipart/mixed; boundary=b\n\n" + Many("--b\n\nx\n", 500_000));
        Assert.InRange(mail.Root.Children.Count, 1_000, 2_000);
        Assert.Contains("too-many-parts", mail.Codes());
        Assert.StartsWith("x\nx", mail.Text);
    }

    [Fact]
    public void of_too_many_headers_show_the_first()
    {
        var mail = Written.Read("Subject: x\n" + Many("X-A: b\n", 10_000) + "\nwords");
        Assert.Equal((2_000, "x", "words"), (mail.Headers.Count, mail.Subject, mail.Text));
        Assert.Contains("too-many-headers", mail.Codes());
    }

    [Fact]
    public void over_what_may_be_unpacked_still_show_their_words()
    {
        var mail = Written.Read($"From: a@example.org\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nwords\n--b\nContent-Type: image/png\n\n{new string('x', 5_000)}\n--b--\n", new MimeLimits { DecodedBytes = 1_000 });
        Assert.Equal(("words", 0), (mail.Text, Assert.Single(mail.Attachments).Content.Length));
        Assert.Equal(["too-large"], mail.Codes());
    }

    public static readonly TheoryData<string, string, string> Shapes = new()
    {
        { "To: ", "<", "\n\n" },
        { "To: ", "(", "\n\n" },
        { "To: ", "\"", "\n\n" },
        { "To: ", "\\\"", "\n\n" },
        { "To: ", "(c)", "a@b:::::\n\n" },
        { "To: a@b", ":", "\n\n" },
        { "To: ", "a,", "\n\n" },
        { "To: ", "<@,", "\n\n" },
        { "To: ", "x @ ", "\n\n" },
        { "To: ", "<a@b.example> ", "\n\n" },
        { "Subject: ", "=?a?q?x", "\n\n" },
        { "Subject: ", "=?a?z?x", "?=\n\n" },
        { "Subject: ", "=?utf-8?q?x?= ", "\n\n" },
        { "Subject: ", "=?nonsense?b?eA==?= ", "\n\n" },
        { "Subject: ", "\n =?utf-8?q?=FF?=", "\n\n" },
        { "References: ", "<", "\n\n" },
        { "References: ", "< >", "\n\n" },
        { "Date: ", "1-", "\n\n" },
        { "Content-Type: text/plain; ", "a=\"", "\n\n" },
        { "Content-Type: text/plain; ", "a*1=b;", "\n\n" },
        { "Content-Type: text/plain", ";", "\n\n" },
        { "Content-Type: text/plain; ", "(", "\n\n" },
        { "", "X-A: b\n", "\n" },
        { "", "junk\n", "Subject: x\n\n" },
        { "Subject: x\n", " \n", "\n" },
        { "Subject: x\n", " \t", "\n" },
        { "", " \n", "Subject: x\n" },
        { "Content-Type: multipart/mixed; boundary=b\n\n", "--b\n", "" },
        { "Content-Type: multipart/mixed; boundary=b\n\n", "--c\n", "" },
        { "Content-Type: multipart/mixed; boundary=b\n\n", "-", "" },
        { "Content-Type: multipart/mixed; boundary=b\n\n", "--b\nContent-Type: multipart/mixed; boundary=b\n\n", "" },
        { "", "Content-Type: message/rfc822\n\n", "" },
        { "Content-Transfer-Encoding: base64\n\n", "=A\n", "" },
        { "Content-Transfer-Encoding: base64\n\n", "AAAA=", "" },
        { "Content-Transfer-Encoding: quoted-printable\n\n", "=", "" },
        { "Content-Transfer-Encoding: quoted-printable\n\n", " ", "x" },
        { "Content-Transfer-Encoding: x-uuencode\n\n", "begin ", "" },
        { "Content-Type: text/plain; charset=utf-7\n\n", "+", "" },
        { "Content-Type: text/html\n\n", "cid:", "" },
        { "Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n", "<img src=cid:a@b>", "\n--b\nContent-ID: <a@b>\nContent-Type: image/png\n\nx\n--b--\n" },
        { "Content-Type: text/calendar\n\nBEGIN:VEVENT\n", "SUMMARY:x\n y\n", "" },
        { "Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n", "junk\n", "\n--b--\n" },
        { "Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n", "Final-Recipient: rfc822;a@b\n\n", "\n--b--\n" },
        { "From: mailer-daemon@x\nSubject: failure notice\n\n", "<a@b.example>:\n", "" },
        { "From: mailer-daemon@x\nSubject: failure notice\n\n", "a@", "" },
        { "", "\r", "" },
        { "Subject: x\n\n", "\r", "\n" },
        { "", "\0", "" },
    };

    // Four times the mail would take sixteen times as long if the time were quadratic. Machines shared with others need a generous line.
    [Theory]
    [MemberData(nameof(Shapes))]
    public void take_time_in_proportion(string before, string repeated, string after)
    {
        byte[] Sized(int bytes) => Encoding.UTF8.GetBytes(before + Many(repeated, bytes / repeated.Length) + after);
        var (small, large) = (Sized(200_000), Sized(800_000));
        var (once, fourfold) = (Fastest(small), Fastest(large));
        for (var again = 0; again < 3 && !IsInProportion(once, fourfold); again++) (once, fourfold) = (Fastest(small), Fastest(large));
        Assert.True(IsInProportion(once, fourfold), $"{once.TotalMilliseconds:F1} ms became {fourfold.TotalMilliseconds:F1} ms");
    }

    static bool IsInProportion(TimeSpan once, TimeSpan fourfold) => fourfold < TimeSpan.FromMilliseconds(20) || fourfold < once * 9.2;

    static TimeSpan Fastest(byte[] mail) => Enumerable.Range(0, 5).Min(_ =>
    {
        var start = Stopwatch.GetTimestamp();
        MimeReader.Read(mail);
        return Stopwatch.GetElapsedTime(start);
    });
}
