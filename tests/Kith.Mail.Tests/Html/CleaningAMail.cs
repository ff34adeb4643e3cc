using Kith.Mail.Html;

namespace Kith.Mail.Tests.Html;

/// <summary>What becomes of the HTML of a mail. Rows B2, B3, B4, B8 and B14 of what has gone wrong elsewhere.</summary>
public class CleaningAMail
{
    static readonly CleaningPolicy own = new() { InlinePicture = id => id == "logo@x" ? "/pictures/7" : null };

    [Theory]
    [InlineData("<p>Hello <b>Rosa</b></p>", "<p>Hello <b>Rosa</b></p>")]
    [InlineData("<script>alert(1)</script>Hi", "Hi")]
    [InlineData("<scr<script>ipt>alert(1)</scr</script>ipt>", "ipt&gt;alert(1)ipt&gt;")]
    [InlineData("<p onclick=x id=a class=b name=c data-x=1 aria-label=y>Hi</p>", "<p>Hi</p>")]
    [InlineData("<a href='java\nscript:alert(1)'>x</a>", "<a>x</a>")]
    [InlineData("<a href=https://kith.example/a?b=1&amp;c=2>x</a>", "<a href=\"https://kith.example/a?b=1&amp;c=2\" rel=\"noopener noreferrer nofollow\" target=\"_blank\">x</a>")]
    [InlineData("<iframe src=https://evil.example>x</iframe>y<svg><a href=https://x.example>z</a></svg>", "y")]
    [InlineData("<img src=data:text/html;base64,PHM+>", "<img>")]
    [InlineData("<img src=data:image/svg+xml;base64,PHM+ alt=x>", "<img alt=\"x\">")]
    [InlineData("<img src='data:image/png;base64,iVBORw0KGgo='>", "<img src=\"data:image/png;base64,iVBORw0KGgo=\" referrerpolicy=\"no-referrer\">")]
    [InlineData("<p style=\"color:RED;background:url(https://x.example/a.png);position:fixed;margin:0 auto -4px\">x</p>", "<p style=\"color: RED\">x</p>")]
    [InlineData("<p style=\"margin:0cm;mso-x:y;font:11.0pt/1.5 'Segoe UI',sans-serif;text-indent:-18pt\">x</p>", "<p style=\"margin: 0cm; font: 11.0pt/1.5 'Segoe UI',sans-serif; text-indent: -18pt\">x</p>")]
    [InlineData("<body bgcolor=#eeeeee><p>x", "<div style=\"background-color: #eeeeee\"><p>x</p></div>")]
    [InlineData("<pre>\n\n\n x</pre>", "<pre> x</pre>")]
    public void leaves_what_is_allowed(string html, string expected) => Assert.Equal(expected, HtmlCleaner.Clean(html, own).Html);

    [Fact]
    public void keeps_the_words_of_a_form_where_they_were()
    {
        var clean = HtmlCleaner.Clean("<form>Your name <input value=x><select><option>Red<option>Blue</select><textarea>said</textarea><button>Send</button></form>", own);

        Assert.Equal("Your name <br>Red<br>Blue<br>saidSend", clean.Html);
    }

    [Fact]
    public void shows_its_own_pictures_and_counts_those_of_others()
    {
        var clean = HtmlCleaner.Clean("<img src=CID:logo@x><img src='cid:lost' alt=Map><img src=//far.example/p.gif width=1 height=1>", own);

        Assert.Equal(
            "<img src=\"/pictures/7#cid:logo%40x\" referrerpolicy=\"no-referrer\"><img alt=\"Map\"><img width=\"1\" height=\"1\">", clean.Html);
        Assert.Equal(["logo@x", "lost"], clean.InlinePictures);
        Assert.Equal(1, clean.RemotePictures);
        Assert.Equal(clean.Html, HtmlCleaner.Clean(clean.Html, own).Html);
    }

    [Fact]
    public void loads_remote_pictures_only_from_where_the_policy_says()
    {
        var agreed = new CleaningPolicy { RemotePicture = picture => "/far?host=" + picture.Host };
        var clean = HtmlCleaner.Clean("<img src=https://far.example/p.gif>", agreed);

        Assert.StartsWith("<img src=\"/far?host=far.example#from:", clean.Html, StringComparison.Ordinal);
        Assert.Equal(clean.Html, HtmlCleaner.Clean(clean.Html, agreed).Html);
    }

    [Fact]
    public void never_follows_an_address_a_stranger_made_look_like_ours()
    {
        var clean = HtmlCleaner.Clean("<img src='/api/sign-out#cid:logo@x'><img src=/api/sign-out>", own);

        Assert.Equal("<img src=\"/pictures/7#cid:logo%40x\" referrerpolicy=\"no-referrer\"><img>", clean.Html);
    }
}
