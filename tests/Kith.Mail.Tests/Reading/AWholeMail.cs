namespace Kith.Mail.Tests.Reading;

public class AWholeMail
{
    public const string Claim = """
        Return-Path: <nomsa@example.org>
        From: "Nomsa Dlamini" <nomsa@example.org>
        To: Marula Mutual <care@marula.example>, =?utf-8?q?J=C3=BCrgen?= <juergen@example.net>
        Cc: rosa@marula.example
        Reply-To: <nomsa.home@example.org>
        Subject: =?utf-8?q?Claim_=E2=84=96_12?=
         =?utf-8?q?_with_photo?=
        Date: Mon, 3 Mar 2025 10:11:12 +0200
        Message-ID: <claim-12@example.org>
        In-Reply-To: <ask-1@marula.example>
        References: <root@marula.example> <ask-1@marula.example>
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary="outer"

        This is a message in parts.
        --outer
        Content-Type: multipart/alternative; boundary=inner

        --inner
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: quoted-printable

        Gr=C3=BC=C3=9Fe,=20
        the roof is =
        gone.
        --inner
        Content-Type: text/html; charset=utf-8

        <p>the roof is gone <img src="cid:roof@x"></p>
        --inner--
        --outer
        Content-Type: image/png; name=roof.png
        Content-Disposition: inline; filename*=utf-8''D%C3%A4cher%20%E2%82%AC.png
        Content-ID: <ROOF@x>
        Content-Transfer-Encoding: base64

        iVBORw0KGgo=
        --outer
        Content-Type: application/pdf
        Content-Disposition: attachment; filename="policy.pdf"
        Content-Transfer-Encoding: base64

        JVBERi0xLjQ=
        --outer--

        """;

    [Fact]
    public void tells_who_what_and_when()
    {
        var mail = Written.Read(Claim);

        Assert.Equal(["Nomsa Dlamini <nomsa@example.org>"], mail.From.Select(Written.Said));
        Assert.Equal(["Marula Mutual <care@marula.example>", "Jürgen <juergen@example.net>"], mail.To.Select(Written.Said));
        Assert.Equal(["rosa@marula.example"], mail.Cc.Select(Written.Said));
        Assert.Equal(["nomsa.home@example.org"], mail.ReplyTo.Select(Written.Said));
        Assert.Equal("Claim № 12 with photo", mail.Subject);
        Assert.Equal(new DateTimeOffset(2025, 3, 3, 10, 11, 12, TimeSpan.FromHours(2)), mail.Date);
        Assert.Equal("claim-12@example.org", mail.MessageId);
        Assert.Equal(["ask-1@marula.example"], mail.InReplyTo);
        Assert.Equal(["root@marula.example", "ask-1@marula.example"], mail.References);
        Assert.Equal("<nomsa@example.org>", mail.Header("return-path"));
        Assert.Equal(MailKind.Message, mail.Kind);
        Assert.Empty(mail.Defects);
    }

    [Fact]
    public void shows_its_words_and_its_files()
    {
        var mail = Written.Read(Claim);

        Assert.Equal("Grüße, \nthe roof is gone.", mail.Text);
        Assert.Equal("<p>the roof is gone <img src=\"cid:roof@x\"></p>", mail.Html);
        Assert.Equal(["Dächer €.png image/png 8 True", "policy.pdf application/pdf 8 False"], mail.Attachments.Select(a => $"{a.Name} {a.Type} {a.Content.Length} {a.IsInline}"));
        Assert.Equal("%PDF-1.4"u8.ToArray(), mail.Attachments[1].Content.ToArray());
    }

    [Fact]
    public void keeps_the_tree_of_its_parts()
    {
        var root = Written.Read(Claim).Root;

        Assert.Equal("multipart/mixed", root.Type);
        Assert.Equal(["multipart/alternative", "image/png", "application/pdf"], root.Children.Select(c => c.Type));
        Assert.Equal(["text/plain", "text/html"], root.Children[0].Children.Select(c => c.Type));
    }
}
