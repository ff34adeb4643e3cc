namespace Kith.Mail.Tests.Reading;

/// <summary>Pitfalls 1, 4 and 5: what machines send is known, so that no machine answers it.</summary>
public class MailsOfMachines
{
    [Theory]
    [InlineData("Auto-Submitted: auto-replied", MailKind.AutoReply, true)]
    [InlineData("Auto-Submitted: auto-replied (vacation)", MailKind.AutoReply, true)]
    [InlineData("Auto-Submitted: auto-generated", MailKind.Message, true)]
    [InlineData("Auto-Submitted: auto-generated\nIn-Reply-To: <a@example.org>", MailKind.AutoReply, true)]
    [InlineData("Auto-Submitted: no", MailKind.Message, false)]
    [InlineData("X-Autoreply: yes", MailKind.AutoReply, true)]
    [InlineData("X-Autorespond: away", MailKind.AutoReply, true)]
    [InlineData("X-AutoReply-From: nomsa@example.org", MailKind.AutoReply, true)]
    [InlineData("Precedence: auto_reply", MailKind.AutoReply, true)]
    [InlineData("Precedence: bulk", MailKind.Message, true)]
    [InlineData("Precedence: list", MailKind.Message, true)]
    [InlineData("Precedence: first-class", MailKind.Message, false)]
    [InlineData("X-Auto-Response-Suppress: All", MailKind.Message, true)]
    [InlineData("X-Auto-Response-Suppress: None", MailKind.Message, false)]
    [InlineData("X-Auto-Response-Suppress: All\nSubject: Out of Office until Monday", MailKind.AutoReply, true)]
    [InlineData("Subject: Automatic reply: Your claim", MailKind.AutoReply, true)]
    [InlineData("Subject: Abwesenheitsnotiz: Ihr Schaden", MailKind.AutoReply, true)]
    [InlineData("Subject: =?utf-8?q?R=C3=A9ponse_automatique=C2=A0:_x?=", MailKind.AutoReply, true)]
    [InlineData("Subject: Out of office chairs", MailKind.Message, false)]
    [InlineData("Subject: Re: Automatic reply: Your claim", MailKind.Message, false)]
    [InlineData("X-Loop: x", MailKind.Message, true)]
    [InlineData("X-Kith-Case: 41", MailKind.Message, true)]
    [InlineData("List-Id: <care.example.org>", MailKind.Message, true)]
    [InlineData("Return-Path: <>", MailKind.Message, true)]
    [InlineData("From: no-reply@example.org", MailKind.Message, true)]
    [InlineData("From: postmaster@example.org", MailKind.Message, true)]
    [InlineData("From: nomsa@example.org", MailKind.Message, false)]
    public void are_known_by_their_headers(string headers, MailKind kind, bool isAutomatic)
    {
        var mail = Written.Read($"{headers}\nFrom: nomsa@example.org\n\nwords");
        Assert.Equal((kind, isAutomatic), (mail.Kind, mail.IsAutomatic));
    }

    public const string Receipt = """
        From: nomsa@example.org
        Subject: Read: Your claim
        Content-Type: multipart/report; report-type=disposition-notification; boundary=r

        --r

        It was displayed.
        --r
        Content-Type: message/disposition-notification

        Final-Recipient: rfc822; nomsa@example.org
        Original-Message-ID: <sent-1@marula.example>
        Disposition: manual-action/MDN-sent-manually; displayed
        --r--
        """;

    [Fact]
    public void that_say_a_mail_was_read_are_receipts()
    {
        var mail = Written.Read(Receipt);
        Assert.Equal((MailKind.Receipt, null, "It was displayed."), (mail.Kind, mail.Report, mail.Text));
    }
}
