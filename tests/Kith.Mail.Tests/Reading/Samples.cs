namespace Kith.Mail.Tests.Reading;

/// <summary>One mail of every class, for what must hold of all of them.</summary>
static class Samples
{
    const string Hurt = """
        From nomsa@example.org Mon Mar  3 10:11:12 2025
        From: "Dlamini, Nomsa" <nomsa@example.org> (at home), =?utf-8?q?=22x=40y=22?= <x@evil.example>
        To: Team: a@example.org, "b \"c\"" <d@example.org>;, e@example.org f@example.org
        Subject: =?utf-8?b?4oI=?= =?utf-8?b?rA==?= =?nonsense?x?y?=
        junk among the headers
        Date: 18 Feb 01 12:29:13 AM
        References: <a@example.org> <b@example.org
         <c@example.org>
        Content-Type: multipart/related boundary=outer; type="text/html"; start*0*=utf-8''%3C; start*1=x%3E

        --outer
        Content-Type: text/html; charset=utf-7

        <p>Gr+APwA3w-e <img src="cid:x@y">
        --outer
        Content-Type: image/png; name*=iso-8859-1''d%E4cher.png
        Content-ID: <x@y>
        Content-Transfer-Encoding: x-uuencode

        begin 644 x
        %=V]R9',
        `
        end
        --outer
        Content-Type: text/plain; charset=utf-16
        Content-Transfer-Encoding: quoted-printable

        =FE=FFG=00=
        r=00 =20
        --outer
        Content-Type: message/rfc822

        Subject: inner
        Content-Type: multipart/digest; boundary=inner

        --inner

        Subject: innermost

        words
        --inner--
        --outer
        """;

    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["whole"] = AWholeMail.Claim,
        ["hurt"] = Hurt,
        ["report"] = Bounces.Report,
        ["qmail"] = Bounces.Qmail,
        ["exim"] = Bounces.Exim,
        ["late"] = Bounces.Late,
        ["receipt"] = MailsOfMachines.Receipt,
        ["visit"] = Invitations.Visit,
        ["winmail"] = WinmailDat.Mail(WinmailDat.Blob()),
        ["nothing"] = "",
        ["no headers"] = "words\nand more words\n",
        ["no body"] = "Subject: x\nFrom: nomsa@example.org",
        ["blanks between"] = "Subject: x\n \t\nwords\n\nmore\n",
        ["base64 over lines"] = "Content-Transfer-Encoding: base64\n\nd29y\nZHMK\n\n",
        ["unclosed"] = "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nwords\n",
        ["wrong boundary"] = "Content-Type: multipart/mixed; boundary=b\n\n--c\nContent-Type: text/plain\n\nwords\n--c--\n",
    };

    public static TheoryData<string> Names => [.. All.Keys];
}
