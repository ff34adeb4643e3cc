using System.Globalization;
using Kith.Mail.Html;

namespace Kith.Mail.Tests.Html;

/// <summary>
/// Thousands of attacks, judged on what a browser would read and not on what the cleaner meant. Pitfall 23; rows B1 and B2 (read again, cleaned again), B3 (no style, no
/// form), B4 (no data but pixels), B8 (no data-*), B14 (no frame), F9 (nothing grows faster than the mail).
/// </summary>
public class CleaningHostileMail
{
    static readonly CleaningPolicy policy = new() { InlinePicture = _ => "/pictures/1" };
    static readonly string[] payloads = [.. HostileHtml.Payloads(4_000)];
    static readonly string[] sheets = [.. HostileSheets.Payloads()];

    [Fact]
    public void leaves_nothing_that_could_harm()
    {
        var harmful = payloads.Distinct().Select(payload => (payload, Found: StructureOracle.Complaints(HtmlCleaner.Clean(payload, policy).Html).FirstOrDefault()));

        Assert.Empty(harmful.Where(one => one.Found is not null).Take(5));
    }

    [Fact]
    public void was_needed()
    {
        var tripping = payloads.Count(payload => StructureOracle.Complaints(payload).Any());

        Assert.True(payloads.Distinct().Count() >= 2_000, "too few different attacks");
        Assert.True(tripping * 2 >= payloads.Length, $"only {tripping} of {payloads.Length} attacks are any");
    }

    [Fact]
    public void twice_changes_nothing()
    {
        var restless = payloads.Where(payload => HtmlCleaner.Clean(payload, policy).Html is var once && HtmlCleaner.Clean(once, policy).Html != once);

        Assert.Empty(restless.Take(5));
    }

    [Fact]
    public void leaves_nothing_of_a_style_sheet_that_could_harm()
    {
        Assert.True(sheets.Distinct().Count() >= 3_000);
        foreach (var sheet in sheets)
        {
            var clean = HtmlCleaner.Clean(sheet, policy).Html;
            Assert.Empty(StructureOracle.Complaints(clean));
            Assert.Equal(clean, HtmlCleaner.Clean(clean, policy).Html);
            Assert.DoesNotContain("</style", clean, StringComparison.OrdinalIgnoreCase);
            Assert.Contains($"<i style=\"{HostileSheets.Honest}\">honest</i>", clean, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void leaves_nothing_when_many_attacks_share_a_mail()
    {
        foreach (var many in payloads.Concat(sheets).Chunk(40).Select(chunk => string.Concat(chunk)))
        {
            var clean = HtmlCleaner.Clean(many, policy).Html;
            Assert.Empty(StructureOracle.Complaints(clean));
            Assert.Equal(clean, HtmlCleaner.Clean(clean, policy).Html);
        }
    }

    [Theory]
    [InlineData("<div>")]
    [InlineData("<table><tr><td>")]
    [InlineData("<b><p>x")]
    [InlineData("<a x=1><div>")]
    [InlineData("<")]
    [InlineData("x</zz>")]
    [InlineData("x<!---->")]
    [InlineData("<p style='color:red;font:1px x'>a&amp;b</p>")]
    [InlineData("<svg><p>")]
    [InlineData("<i></b></i>")]
    [InlineData("</p>")]
    [InlineData("&nbsp;&&#x41;")]
    [InlineData("<select><option>x")]
    [InlineData("<ul><li>x<blockquote>")]
    public void takes_time_in_proportion_to_the_mail(string piece) => TakesTimeInProportion("", piece);

    [Theory]
    [InlineData("<table>", "x<i></i>")]
    [InlineData("<table>", "x<tr>")]
    [InlineData("<a ", "a{0} ")]
    [InlineData("<p style='", "color:red;")]
    [InlineData("<b 1><b 2><b 3><b 4><b 5><b 6><b 7><b 8><b 9>", "<p>x")]
    [InlineData("<pre>", "\n")]
    [InlineData("<style>", "p{")]
    [InlineData("<style>", "p{color:red}")]
    [InlineData("<style>", "/*")]
    [InlineData("<style>", "'\n")]
    [InlineData("<style>", "@a")]
    [InlineData("<style>", "@a{}")]
    [InlineData("<style>", "p,")]
    [InlineData("<style>", "((((")]
    [InlineData("", "<style>p{color:red}</style><p>x</p>")]
    [InlineData("<style>p{color:red;margin:0}p{color:blue}p p p{margin:1px}</style>", "<p>x</p>")]
    [InlineData("<style>i i i{color:red}b i u{color:blue}</style>", "<div><i>x</i>")]
    [InlineData("<style>.a .b .c{color:red}</style>", "<p class='a b c{0} d e f g h i j k l'>x</p>")]
    public void takes_time_in_proportion_to_what_follows(string start, string piece) => TakesTimeInProportion(start, piece);

    static void TakesTimeInProportion(string start, string piece)
    {
        var (small, large) = (Repeated(start, piece, 50_000), Repeated(start, piece, 800_000));
        Time(small);

        // What is quadratic is so every time.
        var (ofSmall, ofLarge) = (Math.Min(Time(small), Time(small)), Time(large));
        for (var again = 0; again < 3 && !IsInProportion(); again++) (ofSmall, ofLarge) = (Math.Min(ofSmall, Time(small)), Math.Min(ofLarge, Time(large)));

        Assert.True(IsInProportion(), $"16 times the mail took {ofLarge:F0} ms instead of {ofSmall:F0} ms");

        bool IsInProportion() => ofLarge < Math.Max(ofSmall, 20) * 80;
    }

    static string Repeated(string start, string piece, int length) =>
        start + string.Concat(Enumerable.Range(0, length / piece.Length).Select(at => piece.Replace("{0}", at.ToString(), StringComparison.Ordinal)));

    /// <summary>Milliseconds of the processor, for others use this machine too.</summary>
    static double Time(string html)
    {
        var started = Worked();
        HtmlCleaner.Clean(html, policy);
        HtmlText.Of(html);
        return (Worked() - started) / 1e6;
    }

    /// <summary>Nanoseconds that this thread has had of a processor: the first field of schedstat (Linux, Documentation/scheduler/sched-stats).</summary>
    static long Worked() => long.Parse(File.ReadAllText("/proc/thread-self/schedstat").Split(' ')[0], CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("p{color:red}")]
    [InlineData("p p p{color:red}")]
    [InlineData("div div p{color:red}")]
    [InlineData("p,p,p,p,p,p{color:red;margin:0}")]
    [InlineData(".a.a.a.a.a.a.a{color:red}")]
    [InlineData("#b{margin:0;padding:0;color:red;width:1px;height:1px;float:left;clear:both}")]
    public void takes_no_longer_for_ever_more_rules(string rule)
    {
        var mail = string.Concat(Enumerable.Repeat("<div>", 300)) + string.Concat(Enumerable.Repeat("<p class=a id=b>x</p>", 8_000));
        var (few, many) = ($"<style>p{{margin:0}}</style>{mail}", $"<style>{string.Concat(Enumerable.Repeat(rule, 60_000 / rule.Length))}</style>{mail}");
        Time(few);

        var (ofFew, ofMany) = (Time(few), Time(many));
        for (var again = 0; again < 3 && ofMany > ofFew * 15; again++) (ofFew, ofMany) = (Math.Min(ofFew, Time(few)), Math.Min(ofMany, Time(many)));

        Assert.True(ofMany < ofFew * 15, $"{ofMany:F0} ms instead of {ofFew:F0} ms");
    }

    [Fact]
    public void says_when_a_mail_is_cut()
    {
        Assert.True(HtmlCleaner.Clean(new string('x', 2_000_001), policy).IsCut);
        Assert.True(HtmlCleaner.Clean(string.Concat(Enumerable.Repeat("<div>", 5_000)), policy).IsCut);
        Assert.True(HtmlCleaner.Clean(string.Concat(Enumerable.Repeat("<i>x</i>", 50_000)), policy).IsCut);
        Assert.False(HtmlCleaner.Clean(string.Concat(Enumerable.Repeat("<p>x</p>", 5_000)), policy).IsCut);
    }

    [Fact]
    public void twice_changes_nothing_even_when_it_was_cut()
    {
        foreach (var huge in new[] { new string('&', 2_100_000), string.Concat(Enumerable.Repeat("<div>x", 9_000)), string.Concat(Enumerable.Repeat("<a href=http://a.b>x", 60_000)) })
        {
            var clean = HtmlCleaner.Clean(huge, policy);
            Assert.True(clean.IsCut);
            Assert.Equal(clean.Html, HtmlCleaner.Clean(clean.Html, policy).Html);
        }
    }
}
