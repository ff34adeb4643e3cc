using Kith.Mail.Replies;
using Kith.Mail.Tests.Reading;

namespace Kith.Mail.Tests.Replies;

/// <summary>Pitfall 12: who wrote a mail that somebody passes on, as far as whoever passes it on can tell.</summary>
public class PassingAMailOn
{
    [Theory]
    [InlineData("Fwd: My roof", """
        Please call her today.

        --
        Mina Botha, Marula Mutual

        ---------- Forwarded message ---------
        From: Nomsa Ndlovu <nomsa@example.org>
        Date: Sun, 22 Nov 2026 at 08:00
        Subject: My roof
        To: <care@marula.example>


        The storm took it.
        """)]
    [InlineData("WG: My roof", """
        Please call her today.

        Von: Nomsa Ndlovu <nomsa@example.org>
        Gesendet: Sonntag, 22. November 2026 08:00
        An: care@marula.example
        Betreff: My roof

        The storm took it.
        """)]
    [InlineData("FW: My roof", """
        Please call her today.

        ________________________________
        From: Nomsa Ndlovu [mailto:nomsa@example.org]
        Sent: Sunday, November 22, 2026 8:00 AM
        To: Care
        Subject: My roof

        The storm took it.
        """)]
    [InlineData("Fwd: My roof", """
        Please call her today.

        > Begin forwarded message:
        >
        > From: Nomsa Ndlovu <nomsa@example.org>
        > Subject: My roof
        > Date: 22 November 2026 at 08:00:00 SAST
        > To: care@marula.example
        >
        > The storm took it.
        """)]
    [InlineData("TR : My roof", """
        Please call her today.

        -------- Message transféré --------
        Sujet : 	My roof
        Date : 	Sun, 22 Nov 2026 08:00:00 +0200
        De : 	Nomsa Ndlovu <nomsa@example.org>
        Pour : 	care@marula.example

        The storm took it.
        """)]
    public void tells_the_writer_the_words_and_what_was_said_above_them(string subject, string words)
    {
        var forwarded = ForwardedMail.Of(Written.Read($"From: mina@marula.example\nSubject: {subject}\nContent-Type: text/plain; charset=utf-8\n\n{words}"))!;
        Assert.Equal(new MailAddress("Nomsa Ndlovu", "nomsa@example.org"), forwarded.From);
        Assert.Equal(("The storm took it.", "Please call her today."), (forwarded.Text, forwarded.Comment));
    }

    [Fact]
    public void reads_one_that_was_passed_on_whole()
    {
        var forwarded = ForwardedMail.Of(Written.Read("""
            From: mina@marula.example
            Subject: as I said
            Content-Type: multipart/mixed; boundary=b

            --b

            Hers.
            --b
            Content-Type: message/rfc822

            From: Nomsa <nomsa@example.org>
            Subject: My roof
            Message-ID: <1@example.org>
            Date: Sun, 22 Nov 2026 08:00:00 +0200

            The storm took it.
            --b--
            """))!;
        Assert.Equal(("nomsa@example.org", "My roof", "The storm took it.", "Hers.", "1@example.org"), (forwarded.From.Address, forwarded.Subject, forwarded.Text, forwarded.Comment, forwarded.Whole?.MessageId));
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.FromHours(2)), forwarded.Date);
    }

    [Theory]
    [InlineData("Re: My roof", "We come tomorrow.\n\nFrom: Nomsa <nomsa@example.org>\nSent: Sunday\nTo: Care\nSubject: My roof\n\nThe storm took it.")]
    [InlineData("Fwd: notes", "From: Berlin\nTo: Munich\nby train")]
    [InlineData("Fwd: two", "---------- Forwarded message ---------\nFrom: Nomsa\nSubject: x\n\nwords")]
    [InlineData("Fwd: two", "---------- Forwarded message ---------\nFrom: a@example.org, b@example.org\nSubject: x\n\nwords")]
    [InlineData("From: nobody", "Only words.")]
    public void is_not_seen_in_an_answer_or_where_no_one_writer_is_named(string subject, string words) =>
        Assert.Null(ForwardedMail.Of(Written.Read($"From: mina@marula.example\nSubject: {subject}\n\n{words}")));

    [Fact]
    public void takes_time_in_proportion_to_its_length()
    {
        double Time(int lines)
        {
            var mail = Written.Read("Subject: Fwd: x\n\n" + string.Concat(Enumerable.Repeat("From: Berlin\n", lines)));
            var begun = System.Diagnostics.Stopwatch.GetTimestamp();
            Assert.Null(ForwardedMail.Of(mail));
            return System.Diagnostics.Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        }
        Time(1000);
        Assert.True(Enumerable.Range(0, 3).Min(_ => Time(200_000)) < 20 * Math.Max(50, Enumerable.Range(0, 3).Min(_ => Time(20_000))));
    }
}
