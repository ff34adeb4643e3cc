using Kith.Mail.Html;
using Kith.Mail.Replies;

namespace Kith.Mail.Tests.Replies;

/// <summary>The boxes mail programs put around what they quote, in our own words.</summary>
public class SplittingAnHtmlReply
{
    [Theory]
    [InlineData("gmail", "<div dir=ltr>Yes please</div><br><div class=gmail_quote><div dir=ltr class=gmail_attr>On Tue Rosa wrote:<br></div><blockquote class=gmail_quote>old</blockquote></div>")]
    [InlineData("gmail in a language nobody knows", "<div>Yes please</div><div class=gmail_quote><div class=gmail_attr>Zut blah Rosa kweek:<br></div><blockquote class=gmail_quote>old</blockquote></div>")]
    [InlineData("apple", "<div>Yes please</div><br><blockquote type=cite><div>On 3 Mar 2026, at 9:14, Rosa wrote:</div><div>old</div></blockquote>")]
    [InlineData("thunderbird", "<p>Yes please</p><div class=moz-cite-prefix>Am 3.3.26 um 9:14 schrieb Rosa:<br></div><blockquote type=cite cite=mid:1@x><p>old</p></blockquote><div class=moz-signature>-- <br>Nomsa</div>")]
    [InlineData("outlook web", "<div>Yes please</div><div id=appendonsend></div><hr><div id=divRplyFwdMsg><b>Frm:</b> Rosa<br><b>Snt:</b> 3<br></div><div>old</div>")]
    [InlineData("outlook desktop", "<div class=WordSection1><p class=MsoNormal>Yes please<o:p></o:p></p><div><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in'><p class=MsoNormal><b>Xyz:</b> Rosa<br><b>Uvw:</b> 3<br></p></div></div><p>old</p></div>")]
    [InlineData("outlook seen by web mail", "<div>Yes please</div><div id=x_divRplyFwdMsg>From Rosa</div><p>old</p>")]
    [InlineData("yahoo", "<div>Yes please</div><div id=yahoo_quoted_1 class=yahoo_quoted><div>On Tuesday Rosa wrote:</div><div>old</div></div>")]
    [InlineData("proton", "<div>Yes please</div><div class=protonmail_signature_block><div>Sent with Proton Mail</div></div><div class=protonmail_quote>On Tuesday:<br><blockquote>old</blockquote></div>")]
    [InlineData("mac outlook", "<div>Yes please</div><span id=OLK_SRC_BODY_SECTION><div><b>From: </b>Rosa</div><div>old</div></span>")]
    [InlineData("gmx, without any box", "<div>Yes please</div><div>Von: Rosa &lt;rosa@marula.example&gt;<br>Gesendet: 3. März 2026<br>An: Nomsa<br>Betreff: Frage</div><div>old</div>")]
    [InlineData("below the quote", "<blockquote type=cite>old</blockquote><p>Yes please</p>")]
    public void finds_the_new_words(string program, string html)
    {
        var split = ReplySplitter.SplitHtml(html);

        Assert.NotEmpty(program);
        Assert.Equal("Yes please", HtmlText.Of(split.Reply).Trim());
        Assert.Contains("old", HtmlText.Of(split.Rest), StringComparison.Ordinal);
        Assert.Equal(Words(html), Words(split.Reply + " " + split.Rest));
    }

    [Theory]
    [InlineData("<div class=gmail_quote><div class=gmail_attr>---------- Forwarded message ---------<br>From: Garage</div>The bill</div>")]
    [InlineData("<blockquote type=cite>one</blockquote><p>yes</p><blockquote type=cite>two</blockquote><p>no</p>")]
    [InlineData("<p>No quote at all</p>")]
    [InlineData("")]
    public void folds_nothing_that_is_needed_to_understand(string html) => Assert.Equal(new SplitReply(html, ""), ReplySplitter.SplitHtml(html));

    [Fact]
    public void keeps_the_pictures_and_the_form_of_what_is_new()
    {
        var split = ReplySplitter.SplitHtml("<table width=600><tr><td>See <b>this</b>:<br><img src=cid:shot></td></tr></table><blockquote type=cite>old<img src=cid:logo></blockquote>");

        Assert.Equal("<table width=\"600\"><tbody><tr><td>See <b>this</b>:<br><img src=\"cid:shot\"></td></tr></tbody></table>", split.Reply);
        Assert.Equal("<blockquote type=\"cite\">old<img src=\"cid:logo\"></blockquote>", split.Rest);
    }

    static IEnumerable<string> Words(string html) =>
        HtmlText.Of(html).Split([' ', '\n', '>'], StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal);
}
