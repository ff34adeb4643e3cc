using Kith.Mail.Html;

namespace Kith.Mail.Tests.Html;

/// <summary>A mail that has only HTML, as a plain-text reader sees it.</summary>
public class ReadingTheWords
{
    [Theory]
    [InlineData("<p>One</p><p>Two<br>lines</p>", "One\n\nTwo\nlines")]
    [InlineData("<div>One</div><div>Two</div><div><br></div><div>Three</div>", "One\nTwo\n\nThree")]
    [InlineData("  <b>so</b>   <i>it\n is</i> ", "so it is")]
    [InlineData("<ul><li>tea<li>milk<ul><li>warm</ul></ul><ol start=3><li>three<li>four</ol>", "- tea\n- milk\n  - warm\n\n3. three\n4. four")]
    [InlineData("<p>See <a href=https://kith.example/a>our page</a> or <a href=https://kith.example/>kith.example</a>.</p>", "See our page (https://kith.example/a) or kith.example.")]
    [InlineData("<a href=mailto:rosa@marula.example>rosa@marula.example</a> <a href='javascript:x()'>no</a>", "rosa@marula.example no")]
    [InlineData("Hi<blockquote type=cite><p>One</p><p>Two</p><blockquote>older</blockquote></blockquote>Bye", "Hi\n\n> One\n>\n> Two\n>\n>> older\n\nBye")]
    [InlineData("<table><tr><td>Name<td>Rosa</tr><tr><td>City<td>Cape Town</table>", "Name Rosa\nCity Cape Town")]
    [InlineData("<pre>a\n  b\n\nc</pre>d", "a\n  b\n\nc\n\nd")]
    [InlineData("<style>p{}</style><script>x</script><title>t</title>said<div style='display:none'>preview</div>", "said")]
    [InlineData("<h1>Title</h1>text<hr>end", "Title\n\ntext\n---\nend")]
    [InlineData("<img src=cid:1 alt='our map'> x&nbsp;&amp;&nbsp;y", "our map x & y")]
    [InlineData("", "")]
    public void keeps_paragraphs_lists_links_and_quotes(string html, string expected) => Assert.Equal(expected, HtmlText.Of(html));

    [Fact]
    public void of_any_attack_never_fails()
    {
        foreach (var payload in HostileHtml.Payloads(2_000)) Assert.DoesNotContain('\0', HtmlText.Of(payload));
    }
}
