namespace Kith.Mail.Tests.Reading;

/// <summary>RFC 8621 §4.1.4, and pitfalls 18 and 21: what is text, what is HTML, what is a file.</summary>
public class ChoosingTheBody
{
    static string Part(string type, string body, string more = "") => $"Content-Type: {type}\n{more}\n{body}\n";

    static string Parts(string type, string boundary, params string[] parts) =>
        $"Content-Type: multipart/{type}; boundary={boundary}\n\n{string.Concat(parts.Select(p => $"--{boundary}\n{p}"))}--{boundary}--\n";

    static InboundMail Read(string entity) => Written.Read($"From: a@example.org\n{entity}");

    [Fact]
    public void takes_the_text_and_the_html_of_an_alternative()
    {
        var mail = Read(Parts("alternative", "b", Part("text/plain", "words"), Part("text/html", "<p>words")));
        Assert.Equal(("words", "<p>words", 0), (mail.Text, mail.Html, mail.Attachments.Count));
    }

    [Fact]
    public void joins_what_apple_mail_writes_around_its_pictures()
    {
        var mail = Read(Parts("mixed", "b", Part("text/plain", "before"), Part("image/png; name=roof.png", "x", "Content-Disposition: inline\n"), Part("text/plain", "after")));
        Assert.Equal("before\nafter", mail.Text);
        Assert.Null(mail.Html);
        Assert.Equal(["roof.png False"], mail.Attachments.Select(a => $"{a.Name} {a.IsInline}"));
    }

    [Fact]
    public void keeps_in_the_html_what_came_as_text_beside_it()
    {
        var mail = Read(Parts("mixed", "b", Part("text/html", "<p>words"), Part("text/plain", "a list's <footer>")));
        Assert.Equal("a list's <footer>", mail.Text);
        Assert.Equal("<p>words\n<div style=\"white-space: pre-wrap\">a list&#39;s &lt;footer&gt;</div>", mail.Html);
    }

    [Fact]
    public void shows_the_html_when_the_text_beside_it_is_empty()
    {
        var mail = Read(Parts("alternative", "b", Part("text/plain", " \n"), Part("text/html", "<p>words")));
        Assert.Equal((null, "<p>words"), (mail.Text, mail.Html));
    }

    [Theory]
    [InlineData("roof@x", "cid:roof@x", true)]
    [InlineData("Roof@X", "CID:roof%40x", true)]
    [InlineData("roof@x", "cid:door@x", false)]
    [InlineData("roof@x", "https://example.org/roof@x", false)]
    public void knows_the_pictures_the_html_shows(string id, string address, bool isInline)
    {
        var mail = Read(Parts("related", "b", Part("text/html", $"<img src='{address}'>"), Part("image/png", "x", $"Content-ID: <{id}>\n")));
        Assert.Equal(isInline, Assert.Single(mail.Attachments).IsInline);
    }

    [Fact]
    public void leaves_a_text_file_a_file()
    {
        var mail = Read(Parts("mixed", "b", Part("text/plain", "words"), Part("text/plain; name=log.txt", "log"), Part("text/csv", "a,b", "Content-Disposition: attachment; filename=list.csv\n")));
        Assert.Equal("words", mail.Text);
        Assert.Equal(["log.txt", "list.csv"], mail.Attachments.Select(a => a.Name));
    }

    [Fact]
    public void keeps_a_mail_within_the_mail_apart()
    {
        var mail = Read(Parts("mixed", "b", Part("text/plain", "see below"), Part("message/rfc822", "Subject: inner\nFrom: b@example.org\n\ninner words")));
        Assert.Equal("see below", mail.Text);
        Assert.Equal("message/rfc822", Assert.Single(mail.Attachments).Type);
        var inner = mail.Root.Children[1].Embedded;
        Assert.Equal(("inner", "inner words"), (inner?.Subject, inner?.Text));
    }

    [Fact]
    public void reads_the_mails_of_a_digest()
    {
        var mail = Read(Parts("digest", "b", "\nSubject: one\n\n1\n", "\nSubject: two\n\n2\n"));
        Assert.Equal(["one", "two"], mail.Root.Children.Select(c => c.Embedded?.Subject));
    }

    [Theory]
    [InlineData("Content-Type: text/enriched\n\nwords")]
    [InlineData("Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: image/png\n\nx\n--b\nContent-Type: text/plain\n\nwords\n--b--\n")]
    public void shows_the_only_words_there_are(string entity) => Assert.Equal("words", Read(entity).Text);
}
