namespace Kith.Mail.Tests.Html;

/// <summary>Style sheets that try to call home, to run something, to cover the page or to get out of their element; each beside a rule that is honest.</summary>
static class HostileSheets
{
    /// <summary>What the honest rule of each says.</summary>
    public const string Honest = "text-indent: 3px";

    const string Host = HostileHtml.CanaryHost;

    static readonly string[] declarations =
    [
        $"background:url(https://{Host}/a.png)", $"background-image:url('//{Host}/b.png')", $"background:\\75rl(//{Host}/c.png)", $"background:u\\72 l(//{Host}/d.png)",
        $"background:UR/**/L(//{Host}/e.png)", $"list-style:url(//{Host}/f.png)", $"list-style-image:image-set('//{Host}/g.png' 1x)", $"content:url(//{Host}/h.png)",
        $"cursor:url(//{Host}/i.cur),auto", $"border-image:url(//{Host}/j.png) 30", $"-webkit-mask:url(//{Host}/k.svg#m)", $"filter:url(//{Host}/l.svg#f)",
        $"src:url(//{Host}/m.woff)", $"width:expression({HostileHtml.Canary})", $"wid/**/th:exp/**/ression({HostileHtml.Canary})", $"color:expr\\65ssion({HostileHtml.Canary})",
        $"behavior:url(//{Host}/n.htc)", $"-moz-binding:url(//{Host}/o.xml#x)", $"-m\\6fz-binding:url(//{Host}/p.xml#x)", "position:fixed;top:0;left:0;z-index:99999",
        "p\\6fsition:absolute", "width:99999px;height:99999px", "margin:-9999px", "text-indent:-9999px", "transform:scale(99)", "color:var(--x,red)", "width:calc(100vw*9)",
        $"--x:url(//{Host}/q.png);background:var(--x)", "color:red}</style><script>" + HostileHtml.Canary + "</script><style>p{color:red",
        $"font-family:'</style><img src=//{Host}/r.png onerror={HostileHtml.Canary}>'", $"font-family:\"a\\\";background:url(//{Host}/s.png);x:\"",
        $"font-family:'x\n;background:url(//{Host}/t.png)", $"color:red;background:image(//{Host}/u.png)", $"color:red\\;background:url(//{Host}/v.png)",
        $"font:1px 'x', url(//{Host}/w.png)", $"background:rgb(0,0,0) url(//{Host}/x.png)", $"color:red/*;*/;background:/*x*/url(//{Host}/y.png)", $"color:rgb(1,2,3);@import '//{Host}/z.css'",
        $"color:red\";background:url(//{Host}/1.png)", $"background:&#117;rl(//{Host}/2.png)", "animation:x 1s", "color:red\0;position:fixed", "background:\u0001url(x)", "font-size:1e9px",
    ];

    static readonly Func<string, string>[] rules =
    [
        says => $"p{{{says}}}",
        says => $".a,#b{{{says}}}",
        says => $"div p.a{{{says} !important}}",
        says => $"<!-- p{{{says};}} -->",
        says => $"/* }} */ p/**/{{/* {{ */{says}}}",
        says => $"@media all{{p{{{says}}}}} p{{{says}}}",
        says => $"@import '//{Host}/i.css' layer(p{{{says}}});",
        says => $"@import url(//{Host}/i.css);p{{{says}}}",
        says => $"@charset \"x;p{{{says}}}\";",
        says => $"p{{& span{{{says}}}{says}}}",
        says => $"\\70{{{says}}} p:hover,p::before{{{says}}} p[class]{{{says}}}",
        says => $"@font-face{{font-family:x;{says}}}",
    ];

    /// <summary>The honest rule first: what follows may break everything behind it.</summary>
    static readonly Func<string, string>[] places =
    [
        sheet => $"<style>i{{{Honest}}}{sheet}</style>{Body}",
        sheet => $"{Body}<style type=\"text/css\" media=all>i{{{Honest}}} {sheet}",
        sheet => $"<style>i{{{Honest}}}</style><style>{sheet}{{</style>{Body}<style>'</style>",
        sheet => $"<style>i{{{Honest}}}{sheet.TrimEnd('}')}</style>{Body}",
        sheet => $"<style>i{{{Honest}}}{sheet}\n/*</style>{Body}<style>*/{sheet}</style>",
        sheet => $"<style>i{{{Honest}}}\n{sheet}\np{{color:\"red</style>{Body}",
        sheet => $"<div><noscript><style>i{{{Honest}}}{sheet}</style></noscript></div>{Body}",
    ];

    const string Body = "<div><p class=a id=b style='color:blue'>text <span class=\"a p\">more</span></p><i>honest</i></div>";

    /// <summary>All of them, in every rule and place.</summary>
    public static IEnumerable<string> Payloads() =>
        from says in declarations from rule in rules from place in places select place(rule(says));
}
