namespace Kith.Mail.Tests.Reading;

/// <summary>Pitfalls 2 and 3: RFC 3464, and servers in their own words.</summary>
public class Bounces
{
    public const string Report = """
        Return-Path: <>
        From: MAILER-DAEMON@mx.example.org (Mail Delivery System)
        To: care@marula.example
        Subject: Undelivered Mail Returned to Sender
        Auto-Submitted: auto-replied
        Content-Type: multipart/report; report-type=delivery-status; boundary="r"

        --r
        Content-Type: text/plain

        Your mail could not be delivered.
        --r
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example.org

        Original-Recipient: rfc822;nomsa.old@example.org
        Final-Recipient: rfc822; nomsa@example.org
        Action: failed
        Status: 5.0.0
        Diagnostic-Code: smtp; 550 5.1.1 <nomsa@example.org>:
         no such user

        Final-Recipient: rfc822; omar@example.org
        Action: delayed (will retry)
        Status: 4.4.1 (no answer)
        --r
        Content-Type: text/rfc822-headers

        Message-ID: <sent-1@marula.example>
        Subject: Your claim
        --r--
        """;

    [Fact]
    public void tell_the_fate_of_each_recipient()
    {
        var mail = Written.Read(Report);
        Assert.Equal(MailKind.Bounce, mail.Kind);
        Assert.Equal("sent-1@marula.example", mail.Report?.OriginalMessageId);
        Assert.Equal(
        [
            new("nomsa@example.org", "failed", "5.1.1", "550 5.1.1 <nomsa@example.org>: no such user"),
            new("omar@example.org", "delayed", "4.4.1", ""),
        ], mail.Report!.Recipients);
        Assert.Equal([true, false], mail.Report.Recipients.Select(r => r.IsPermanent));
        Assert.True(mail.IsAutomatic);
    }

    [Fact]
    public void take_the_id_of_the_mail_that_comes_back_whole() =>
        Assert.Equal("whole@marula.example", Written.Read(Report.Replace("text/rfc822-headers", "message/rfc822", StringComparison.Ordinal).Replace("sent-1", "whole", StringComparison.Ordinal)).Report?.OriginalMessageId);

    [Fact]
    public void that_tell_of_success_are_receipts()
    {
        var mail = Written.Read(Report.Replace("Action: failed", "Action: delivered", StringComparison.Ordinal).Replace("Action: delayed (will retry)", "Action: relayed", StringComparison.Ordinal));
        Assert.Equal(MailKind.Receipt, mail.Kind);
        Assert.Equal(["delivered", "relayed"], mail.Report!.Recipients.Select(r => r.Action));
    }

    [Fact]
    public void without_an_action_follow_their_status() =>
        Assert.Equal(["failed", "delayed"], Written.Read(Report.Replace("Action: failed\n", "", StringComparison.Ordinal).Replace("Action: delayed (will retry)\n", "", StringComparison.Ordinal)).Report!.Recipients.Select(r => r.Action));

    public const string Qmail = """
        Return-Path: <>
        From: MAILER-DAEMON@mx.example.org
        To: care@marula.example
        Subject: failure notice

        Hi. This is the mail program at mx.example.org.
        I'm afraid I wasn't able to deliver your message.

        <nomsa@example.org>:
        192.0.2.1 does not like recipient.
        Remote host said: 550 5.7.1 Blocked
        Giving up on 192.0.2.1.

        --- Below this line is a copy of the message.

        Message-ID: <sent-2@marula.example>
        From: other@example.org
        """;

    public const string Exim = """
        From: Mail Delivery System <Mailer-Daemon@mx.example.org>
        X-Failed-Recipients: nomsa@example.org, omar@example.org
        Auto-Submitted: auto-replied
        To: care@marula.example
        Subject: Mail delivery failed: returning message to sender

        This message was created automatically by mail delivery software.
        The following addresses failed:

          nomsa@example.org
            host mx.example.org [192.0.2.1]
            SMTP error: 552 mailbox full
          omar@example.org
            Unrouteable address

        ------ This is a copy of the message, including all the headers. ------

        Message-ID: <sent-3@marula.example>
        """;

    public const string Late = """
        From: postmaster@example.org
        To: care@marula.example
        Subject: Delivery delayed

        Your message has been delayed. It will be retried for 2 days.

        nomsa@example.org: 451 4.4.1 no answer
        """;

    [Theory]
    [InlineData(Qmail, "nomsa@example.org failed 5.7.1", "sent-2@marula.example")]
    [InlineData(Exim, "nomsa@example.org failed 5.0.0|omar@example.org failed ", "sent-3@marula.example")]
    [InlineData(Late, "nomsa@example.org delayed 4.4.1", null)]
    public void in_plain_words_are_understood(string mail, string fates, string? original)
    {
        var report = Written.Read(mail).Report;
        Assert.Equal(fates, string.Join('|', report!.Recipients.Select(r => $"{r.Address} {r.Action} {r.Status}")));
        Assert.Equal(original, report.OriginalMessageId);
    }

    [Theory]
    [InlineData("From: nomsa@example.org\nSubject: Undelivered Mail Returned to Sender\n\nWhat does nomsa@example.org: 550 5.1.1 mean?")]
    [InlineData("From: postmaster@example.org\nSubject: Our new rules\n\nPlease read them.")]
    public void are_not_what_people_write_about_them(string mail) => Assert.Equal(MailKind.Message, Written.Read(mail).Kind);
}
