using Kith.Mail.Html;

namespace Kith.Mail.Tests.Html;

/// <summary>What a mail's style sheets say stands on its elements afterwards, and nothing else of them is left. Rows B3 and B4.</summary>
public class WearingAStyleSheet
{
    [Theory]
    [InlineData("p{color:red}", "<p>x</p>", "<p style=\"color: red\">x</p>")]
    [InlineData("P , .b{ color : RED ; margin:0 }", "<p>x</p><i class='a b'>y</i>", "<p style=\"color: RED; margin: 0\">x</p><i style=\"color: RED; margin: 0\">y</i>")]
    [InlineData("p.a#c.b{color:red}", "<p class='b a' id=c>x</p><p class=a id=c>y</p>", "<p style=\"color: red\">x</p><p>y</p>")]
    [InlineData("td p i{color:red}", "<table><tr><td><p><b><i>x</i></b></p></td></tr></table><p><i>y</i></p>",
        "<table><tbody><tr><td><p><b><i style=\"color: red\">x</i></b></p></td></tr></tbody></table><p><i>y</i></p>")]
    [InlineData("a b c i{color:red} p>i{color:red} p+i{color:red} i:hover{color:red} i[x]{color:red} *{color:red}", "<p><i x=1>x</i></p>", "<p><i>x</i></p>")]
    [InlineData("i:is(a,i,b){color:red} i:hover,i{margin:1px}", "<i>x</i>", "<i style=\"margin: 1px\">x</i>")]
    [InlineData(".a{color:red}p{color:blue}", "<p class=a>x</p>", "<p style=\"color: red\">x</p>")]
    [InlineData("#b{color:green}p.a{color:red}", "<p class=a id=b>x</p>", "<p style=\"color: green\">x</p>")]
    [InlineData("p{color:red}p{color:blue}", "<p>x</p>", "<p style=\"color: blue\">x</p>")]
    [InlineData("p{color:red!important}p.a{color:blue;margin:0}", "<p class=a>x</p>", "<p style=\"margin: 0; color: red\">x</p>")]
    [InlineData("p{margin:0;margin-left:4px}p{margin:2px}", "<p>x</p>", "<p style=\"margin-left: 4px; margin: 2px\">x</p>")]
    [InlineData("p{color:red!important;margin:0}", "<p style='color:blue'>x</p>", "<p style=\"margin: 0; color: blue\">x</p>")]
    [InlineData("body{color:red;margin:0}", "<body bgcolor=#eeeeee style='margin:4px'>x", "<div style=\"background-color: #eeeeee; color: red; margin: 4px\">x</div>")]
    [InlineData("@media screen{p{color:red}}@import 'a{';@font-face{a:'}'}@page{}p{color:blue}", "<p>x</p>", "<p style=\"color: blue\">x</p>")]
    [InlineData("<!-- /* } */ p/* { */{/*;*/color:/**/red} -->", "<p>x</p>", "<p style=\"color: red\">x</p>")]
    [InlineData("p{font-family:\"Segoe UI\",\n  sans-serif;mso-x:\"}\"}", "<p>x</p>", "<p style=\"font-family: &quot;Segoe UI&quot;, sans-serif\">x</p>")]
    [InlineData("p{color:red;b{color:blue}", "<p>x</p>", "<p>x</p>")]
    [InlineData("p{color:red", "<p>x</p>", "<p>x</p>")]
    [InlineData("} p{color:red} p{margin:0}", "<p>x</p>", "<p style=\"margin: 0\">x</p>")]
    [InlineData("@media x{", "<p>x</p>", "<p>x</p>")]
    [InlineData("p{--x:1;behavior:none;color:url(x)}", "<p>x</p>", "<p>x</p>")]
    public void says_it_on_the_elements(string sheet, string mail, string expected) => Assert.Equal(expected, Clean($"<style>{sheet}</style>{mail}"));

    [Theory]
    [InlineData("<style media=print>p{color:red}</style>")]
    [InlineData("<style media='screen and (max-width:480px)'>p{color:red}</style>")]
    [InlineData("<style type=text/less>p{color:red}</style>")]
    [InlineData("<svg><style>p{color:red}</style></svg>")]
    [InlineData("<textarea><style>p{color:red}</style></textarea>")]
    [InlineData("<!--[if mso]><style>p{color:red}</style><![endif]-->")]
    public void wears_no_sheet_that_is_none_for_a_screen(string sheet)
    {
        Assert.DoesNotContain("color: red", Clean(sheet + "<p>x</p>"), StringComparison.Ordinal);
        Assert.Contains("color: red", Clean("<style media=screen type=TEXT/CSS>p{color:red}</style>" + sheet + "<p>x</p>"), StringComparison.Ordinal);
    }

    [Fact]
    public void wears_several_in_their_order_wherever_they_stand() =>
        Assert.Equal("<p style=\"margin: 0; color: blue\">x</p>", Clean("<html><head><style>p{color:red;margin:0}</style></head><body><p>x</p><style>p{color:blue}</style></body>"));

    [Fact]
    public void reads_no_more_of_it_than_a_mail_needs()
    {
        var rules = string.Concat(Enumerable.Range(0, 600).Select(at => $".c{at}{{color:red}}"));
        var letters = $"/*{new string('x', 65_536)}*/p{{color:red}}";

        Assert.Contains("<i style=\"color: red\">", Clean($"<style>{rules}</style><i class=c499>x</i>"), StringComparison.Ordinal);
        Assert.Contains("<i>", Clean($"<style>{rules}</style><i class=c500>x</i>"), StringComparison.Ordinal);
        Assert.Contains("<p>", Clean($"<style>{letters}</style><p>x</p>"), StringComparison.Ordinal);
        Assert.Contains("<p>", Clean($"<style>{letters[..^15]}</style><style>p{{color:red}}</style><p>x</p>"), StringComparison.Ordinal);
        Assert.Contains("<p style", Clean($"<style>/*{new string('x', 65_000)}*/p{{color:red}}</style><p>x</p>"), StringComparison.Ordinal);
    }

    [Fact]
    public void never_takes_the_place_of_words()
    {
        var heavy = "p{" + string.Join(';', Enumerable.Range(0, 20).Select(_ => $"font-family:{new string('f', 200)};border-top:1px solid red;border-left:1px solid red;margin:1px")) + "}";
        var clean = HtmlCleaner.Clean($"<style>{heavy}</style>" + string.Concat(Enumerable.Repeat("<p>word</p>", 20_000)), CleaningPolicy.Strict);

        Assert.False(clean.IsCut);
        Assert.Contains("<p style", clean.Html, StringComparison.Ordinal);
        Assert.EndsWith("<p>word</p>", clean.Html, StringComparison.Ordinal);
        Assert.Equal(20_000, clean.Html.Split("word").Length - 1);
        Assert.Equal(clean.Html, Clean(clean.Html));
    }

    [Fact]
    public void leaves_an_element_its_own_when_both_together_would_be_too_much()
    {
        var names = "margin padding width height color border font-size line-height opacity orphans widows".Split(' ');
        var own = string.Join("; ", Enumerable.Range(0, 95).Select(at => $"{names[at % names.Length]}: 1px").Where(one => one != "color: 1px"));
        var said = string.Join(';', "text-align float clear display overflow visibility direction hyphens white-space word-break caption-side empty-cells table-layout list-style vertical-align"
            .Split(' ').Select(name => name + ":left"));
        var clean = Clean($"<style>p{{{said}}}</style><p style='{own}'>x</p>");

        Assert.Equal($"<p style=\"{own}\">x</p>", clean);
        Assert.Equal(clean, Clean(clean));
    }

    static string Clean(string html) => HtmlCleaner.Clean(html, CleaningPolicy.Strict).Html;
}
