using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Kith.Mail.Html;

namespace Kith.Mail.Tests.Html;

/// <summary>An honest mail looks after cleaning as its writer made it look.</summary>
public class KeepingAMailAsItWas
{
    static readonly CleaningPolicy policy = new() { InlinePicture = _ => "/pictures/1", RemotePicture = _ => "/pictures/2" };

    static readonly HashSet<string> structure = ["html", "head", "body", "style", "meta", "o:p"];
    static readonly string[] nameOnly = ["class", "id", "name", "tabindex", "cite", "cols", "wrap", "summary", "xmlns:o", "link", "text"];
    static readonly string[] programsOwn = ["mso-", "-webkit-", "-ms-", "caret-color", "font-kerning", "page"];

    [Fact]
    public void is_tried_with_the_markup_of_many_programs() => Assert.True(HonestMail.Programs >= 25);

    [Fact]
    public void keeps_tags_attributes_and_styles()
    {
        var (before, after) = (0, 0);
        foreach (var (program, html) in HonestMail.Mails(500))
        {
            var had = Formatting(html);
            var kept = Formatting(HtmlCleaner.Clean(html, policy).Html);
            var lost = had.Where(one => !Take(kept, one)).ToList();
            (before, after) = (before + had.Count, after + had.Count - lost.Count);
            Assert.True(lost.Count * 10 <= had.Count, $"{program} lost {string.Join(" | ", lost)}");
        }

        Assert.True(after >= before * 0.99, $"{after} of {before} kept");
    }

    [Fact]
    public void keeps_what_the_sheets_say()
    {
        var (said, kept) = (0, 0);
        foreach (var (program, html) in HonestMail.Mails(500).Where(mail => mail.Html.Contains("<style", StringComparison.Ordinal)))
        {
            var (before, after) = (Elements(html), Elements(HtmlCleaner.Clean(html, policy).Html));
            // What the body wears is on a box around all.
            var pairs = before.Zip(after.Skip(after.Count - before.Count)).ToList();
            Assert.All(pairs, pair => Assert.True(pair.First.LocalName == pair.Second.LocalName, program));
            foreach (var (selector, names) in Rules(before[0].Owner!))
                foreach (var (_, worn) in pairs.Where(pair => pair.First.Matches(selector)))
                    (said, kept) = (said + names.Length, kept + names.Intersect(Names(worn.GetAttribute("style") ?? "")).Count());
        }

        Assert.True(said > 1_500 && kept >= said * 0.99, $"{kept} of {said} kept");
    }

    [Fact]
    public void keeps_every_word()
    {
        foreach (var (_, html) in HonestMail.Mails(500))
            Assert.Equal(Words(Body(html).TextContent), Words(Body(HtmlCleaner.Clean(html, policy).Html).TextContent));
    }

    [Fact]
    public void twice_changes_nothing()
    {
        foreach (var (_, html) in HonestMail.Mails(500))
        {
            var once = HtmlCleaner.Clean(html, policy);
            var twice = HtmlCleaner.Clean(once.Html, policy);
            Assert.Equal((once.Html, once.RemotePictures, once.IsCut), (twice.Html, twice.RemotePictures, twice.IsCut));
            Assert.Equal(once.InlinePictures, twice.InlinePictures);
        }
    }

    static List<IElement> Elements(string html) => [.. Body(html).QuerySelectorAll("*").Where(element => !structure.Contains(element.LocalName))];

    /// <summary>What sheets say without a condition, by selectors that name no state; read here with less care than there.</summary>
    static IEnumerable<(string Selector, string[] Names)> Rules(IDocument document)
    {
        var all = string.Concat(document.QuerySelectorAll("style").Select(style => style.TextContent));
        var plain = Regex.Replace(Regex.Replace(all, @"/\*.*?\*/|<!--|-->", "", RegexOptions.Singleline), @"@[^{;]*(;|\{([^{}]*\{[^{}]*\})*[^{}]*\})", "");
        return from rule in Regex.Matches(plain, @"([^{}]+)\{([^{}]*)\}")
               from selector in rule.Groups[1].Value.Split(',')
               where !selector.Contains(':', StringComparison.Ordinal)
               select (selector.Trim(), Names(rule.Groups[2].Value).Distinct().ToArray());
    }

    static bool Take(List<string> kept, string one) => kept.Remove(one);

    static List<string> Formatting(string html) => [.. Elements(html).SelectMany(Formatting)];

    static IEnumerable<string> Formatting(IElement element) =>
        element.Attributes.Where(IsFormatting).SelectMany(attribute => attribute.Name == "style" ? Declarations(element, attribute.Value) : [$"{element.LocalName}[{attribute.Name}]"])
            .Prepend(element.LocalName);

    static bool IsFormatting(IAttr attribute) =>
        !nameOnly.Contains(attribute.Name) && !attribute.Name.StartsWith("data-", StringComparison.Ordinal) && attribute.Value != "cite";

    static IEnumerable<string> Declarations(IElement element, string style) => Names(style).Select(name => $"{element.LocalName}{{{name}}}");

    static IEnumerable<string> Names(string style) =>
        style.Split(';').Select(declaration => declaration.Split(':')[0].Trim().ToLowerInvariant()).Where(name => name.Length > 0)
            .Where(name => !programsOwn.Any(own => name.StartsWith(own, StringComparison.Ordinal)));

    static IElement Body(string html) => new HtmlParser().ParseDocument(html).Body!;

    static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
