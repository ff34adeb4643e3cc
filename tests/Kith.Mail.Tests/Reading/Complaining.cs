namespace Kith.Mail.Tests.Reading;

/// <summary>RFC 5965: a provider reports what its user thought of a mail.</summary>
public class Complaining
{
    [Fact]
    public void tells_of_which_mail_and_who()
    {
        var mail = Written.Read("""
            From: feedback@isp.example
            Subject: FW: An offer
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=feedback-report; boundary="b"

            --b
            Content-Type: text/plain

            This is a spam report.
            --b
            Content-Type: message/feedback-report

            Feedback-Type: Abuse
            User-Agent: SomeGenerator/1.0
            Version: 1
            Original-Rcpt-To: <nomsa@isp.example>

            --b
            Content-Type: message/rfc822

            From: care@marula.example
            Message-ID: <k.1@marula.example>

            An offer.
            --b--
            """);
        Assert.Equal(new Complaint("abuse", "nomsa@isp.example", "k.1@marula.example"), mail.Complaint);
        Assert.True(mail.IsAutomatic);
    }

    [Fact]
    public void is_not_found_in_words_about_spam() => Assert.Null(Written.Read("Subject: spam\n\nFeedback-Type: abuse").Complaint);

    [Fact]
    public void survives_a_report_without_fields() =>
        Assert.Equal(new Complaint("other", null, null), Written.Read("Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/feedback-report\n\n\n--b--").Complaint);
}
