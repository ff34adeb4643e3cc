namespace Kith.Mail.Tests.Reading;

/// <summary>Pitfall 18: something is always shown, and what was wrong is told.</summary>
public class BrokenStructure
{
    static string Mixed(string body, string type = "multipart/mixed; boundary=b") => $"From: a@example.org\nContent-Type: {type}\n\n{body}";

    [Theory]
    [InlineData("--b\n\nwords\n--b--\n", "words", null)]
    [InlineData("--b  \n\nwords\n--b--  \n", "words", null)]
    [InlineData("--b\n\nwords", "words", "boundary-unclosed")]
    [InlineData("preamble\n--b\n\nwords\n--b--\nepilogue", "words", null)]
    [InlineData("--bb\n\nno\n--b\n\n--bb\nwords\n--b--\n", "--bb\nwords", null)]
    [InlineData("words without any part", "words without any part", "boundary-missing")]
    [InlineData("--b--\nwords", "--b--\nwords", "boundary-missing")]
    [InlineData("--other\nContent-Type: text/plain\n\nwords\n--other--\n", "words", "boundary-wrong")]
    [InlineData("--b\nContent-Type: text/plain\nwords\n--b--\n", "words", null)]
    [InlineData("--b\nContent-Type: text/plain\n \nwords\n--b--\n", "words", null)]
    [InlineData("--b\nContent-Type: text/plain\n--b\n\nwords\n--b--\n", "words", null)]
    [InlineData("--b\nContent-Type: multipart/alternative; boundary=b\n\n--b\n\nwords\n--b--\n--b--\n", "words", null)]
    public void shows_its_words(string body, string text, string? defect)
    {
        var mail = Written.Read(Mixed(body));
        Assert.Equal(text, mail.Text);
        Assert.Equal(defect is null ? [] : [defect], mail.Codes());
    }

    [Theory]
    [InlineData("multipart/mixed")]
    [InlineData("multipart/mixed; boundary=")]
    [InlineData("multipart/mixed boundary=b")]
    [InlineData("multipart/mixed; boundary=b charset=utf-8")]
    [InlineData("multipart/mixed; boundary=\"b")]
    [InlineData("multipart/mixed; boundary=\"b \"")]
    [InlineData("multipart/mixed;\n\tboundary=b")]
    [InlineData("MULTIPART/Mixed; BOUNDARY=b")]
    [InlineData("multipart; boundary=b")]
    public void finds_its_parts(string type) =>
        Assert.Equal("words", Written.Read(Mixed("--b\nContent-Type: text/plain\n\nwords\n--b--\n", type)).Text);

    [Fact]
    public void opens_a_multipart_that_is_encoded()
    {
        var hidden = Convert.ToBase64String("--b\n\nwords\n--b--\n"u8);
        Assert.Equal("words", Written.Read($"From: a@example.org\nContent-Type: multipart/mixed; boundary=b\nContent-Transfer-Encoding: base64\n\n{hidden}\n").Text);
    }

    [Theory]
    [InlineData("From nomsa@example.org Mon Mar  3 10:11:12 2025\nSubject: x\n\nwords")]
    [InlineData(">From nomsa@example.org Mon Mar  3 10:11:12 2025\nSubject: x\n\nwords")]
    [InlineData("\uFEFFSubject: x\n\nwords")]
    [InlineData("\n\n  \nSubject: x\n\nwords")]
    [InlineData("  Subject: x\n\nwords")]
    [InlineData("Subject : x\n\nwords")]
    [InlineData("SUBJECT:x\n\nwords")]
    [InlineData("Subject:\n x\n\nwords")]
    [InlineData("Subject: x\n \n\nwords")]
    [InlineData("Subject: x\n \t\nTo: a@example.org\n\nwords")]
    [InlineData("Subject: x\n \nwords")]
    [InlineData("junk\nSubject: x\n\nwords")]
    [InlineData("Subject: x\njunk line\nTo: a@example.org\n\nwords")]
    [InlineData("To: a@example.org\njunk: no\nmore junk\nmost junk\nSubject: x\n\nwords")]
    [InlineData("X-A: b\nSubject: x\nSubject: y\n\nwords")]
    public void finds_the_headers_and_the_body(string mail)
    {
        var read = Written.Read(mail);
        Assert.Equal("x", read.Subject);
        Assert.Equal("words", read.Text);
        Assert.Equal(mail.Contains("junk line", StringComparison.Ordinal) || mail.Contains("most", StringComparison.Ordinal) || mail.StartsWith("junk", StringComparison.Ordinal), read.Codes().Contains("headers-junk"));
    }

    [Theory]
    [InlineData("Subject: x\nwords begin here\nand go on: so\n", "words begin here\nand go on: so\n")]
    [InlineData("words and nothing else", "words and nothing else")]
    [InlineData("", "")]
    [InlineData("\n\n\n", "")]
    [InlineData("Subject: x", "")]
    public void takes_for_the_body_what_is_no_header(string mail, string text) => Assert.Equal(text, Written.Read(mail).Text);

    [Theory]
    [InlineData("html", "text/html")]
    [InlineData("<text/html>", "text/html")]
    [InlineData("text", "text/plain")]
    [InlineData("text/", "text/plain")]
    [InlineData("plain", "text/plain")]
    [InlineData("nonsense", "application/octet-stream")]
    [InlineData("text/plain, text/html", "text/plain")]
    [InlineData("\"text/html\"", "text/html")]
    [InlineData("text / html", "text/html")]
    [InlineData("text/html (really)", "text/html")]
    [InlineData("charset=utf-8", "text/plain")]
    [InlineData("", "text/plain")]
    public void takes_the_type_for_what_is_meant(string header, string type) => Assert.Equal(type, Written.Read($"Content-Type: {header}\n\nx").Root.Type);

    [Theory]
    [InlineData("base64", "d29yZHM=", "words")]
    [InlineData("BASE64", "d29y\nZHM", "words")]
    [InlineData("\"base64\"", "d29yZHM=\n", "words")]
    [InlineData("base64 (yes)", "d2*9yZHM=", "words")]
    [InlineData("base64", "d29yZHM=\n_____\nA list's footer, not encoded\n", "words")]
    [InlineData("base64", "d28=\ncmRz\n", "words")]
    [InlineData("base64", "words that are not", "words that are not")]
    [InlineData("quoted-printable", "w=6Frds=\n", "words")]
    [InlineData("quoted-printable", "w=6frds =  \n", "words ")]
    [InlineData("quoted-printable", "100=% =XY =", "100=% =XY ")]
    [InlineData("x-uuencode", "begin 644 x\n%=V]R9',\n`\nend\n", "words")]
    [InlineData("8-bit", "words", "words")]
    [InlineData("7bit;", "words", "words")]
    [InlineData("nonsense", "words", "words")]
    public void undoes_the_encoding(string encoding, string body, string text) =>
        Assert.Equal(text, Written.Read($"From: a@example.org\nContent-Transfer-Encoding: {encoding}\n\n{body}").Text);
}
