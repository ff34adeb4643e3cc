using System.Globalization;
using System.Text;

namespace Kith.Channels.X;

/// <summary>
/// How long a post is by X's own count ("Counting characters"): a link is 23 however long it is, an emoji 2 however it is made, letters of most
/// scripts 1 and of those of East Asia 2, in the normal form NFC; names at the very beginning of an answer count nothing. The composer counts the
/// same in web/src/conversations/xWeight.ts.
/// </summary>
public static class XText
{
    const int Link = 23, MostNames = 50, LongestName = 15;

    /// <summary>Endings of addresses that are links for X also where no https:// stands before them: those of countries, and the usual others.</summary>
    static readonly HashSet<string> Endings = [.. (
        "ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu "
        + "fi fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly "
        + "ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sk sl sm sn so "
        + "sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw "
        + "com net org info biz app dev edu gov mil int name pro mobi jobs tel travel museum coop aero cat asia post africa online site shop store blog cloud tech live life world today news media agency company "
        + "email support help care insurance health bank money credit finance group team club space website digital solutions services systems network link page click xyz top icu art design studio one day you next").Split(' ')];

    /// <summary>The weight, of which a post has 280.</summary>
    public static int Weigh(string text)
    {
        var normal = Normal(text);
        var (weight, at) = (0, AfterNames(normal));
        foreach (var link in Links(normal).Where(link => link.Start.Value >= at))
        {
            weight += WeightOf(normal[at..link.Start.Value]) + Link;
            at = link.End.Value;
        }
        return weight + WeightOf(normal[at..]);
    }

    /// <summary>The first link in it; null when there is none.</summary>
    public static string? FirstLink(string text)
    {
        var normal = Normal(text);
        foreach (var link in Links(normal)) return normal[link];
        return null;
    }

    /// <summary>Whether what stands there is what we wrote: X sets names before it, shortens links, trims it and writes three letters as HTML does.</summary>
    public static bool SameWords(string theirs, string ours)
    {
        var (said, written) = (Bare(XPost.Unescaped(theirs)), Bare(ours));
        return said == written;
    }

    static string Bare(string text)
    {
        var (normal, bare, at) = (Normal(text), new StringBuilder(), 0);
        at = AfterNames(normal);
        foreach (var link in Links(normal).Where(link => link.Start.Value >= at))
        {
            bare.Append(normal, at, link.Start.Value - at).Append('\u241F');
            at = link.End.Value;
        }
        return string.Join(' ', bare.Append(normal, at, normal.Length - at).ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    static string Normal(string text) => PlainText.Clean(text).Normalize(NormalizationForm.FormC);

    /// <summary>Where the words begin after the names that X itself would set there.</summary>
    static int AfterNames(string text)
    {
        var at = 0;
        for (var names = 0; names < MostNames; names++)
        {
            var start = at;
            while (start < text.Length && char.IsWhiteSpace(text[start])) start++;
            if (start >= text.Length || text[start] != '@') return at;

            var end = start + 1;
            while (end < text.Length && IsNameLetter(text[end])) end++;
            if (end - start - 1 is 0 or > LongestName || (end < text.Length && !char.IsWhiteSpace(text[end]))) return at;
            while (end < text.Length && char.IsWhiteSpace(text[end])) end++;
            at = end;
        }
        return at;
    }

    static bool IsNameLetter(char one) => char.IsAsciiLetterOrDigit(one) || one == '_';

    static int WeightOf(string text)
    {
        var weight = 0;
        for (var at = 0; at < text.Length;)
        {
            var length = StringInfo.GetNextTextElementLength(text, at);
            weight += WeightOf(text.AsSpan(at, length));
            at += length;
        }
        return weight;
    }

    static int WeightOf(ReadOnlySpan<char> cluster)
    {
        if (IsEmoji(cluster)) return 2;

        var weight = 0;
        foreach (var rune in cluster.EnumerateRunes()) weight += rune.Value is <= 0x10FF or (>= 0x2000 and <= 0x200D) or (>= 0x2010 and <= 0x201F) or (>= 0x2032 and <= 0x2037) ? 1 : 2;
        return weight;
    }

    /// <summary>A picture made of several signs: with the sign for colour, a skin, a joiner, a key around a digit, two letters of a flag.</summary>
    static bool IsEmoji(ReadOnlySpan<char> cluster)
    {
        Rune.DecodeFromUtf16(cluster, out var first, out var length);
        if (length == cluster.Length || !MayBegin(first.Value)) return false;

        foreach (var rune in cluster[length..].EnumerateRunes())
            if (rune.Value is 0xFE0F or 0x20E3 or 0x200D or (>= 0x1F1E6 and <= 0x1F1FF) or (>= 0x1F3FB and <= 0x1F3FF) or (>= 0xE0020 and <= 0xE007F)) return true;
        return false;
    }

    static bool MayBegin(int rune) => rune is '#' or '*' or (>= '0' and <= '9') or 0xA9 or 0xAE or (>= 0x203C and <= 0x3299) or (>= 0x1F000 and <= 0x1FAFF);

    static IEnumerable<Range> Links(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var end = MayBeginAt(text, at) ? EndOfLink(text, at) : -1;
            if (end > at) yield return at..end;
            at = end > at ? end : at + 1;
        }
    }

    static bool MayBeginAt(string text, int at) =>
        IsHostLetter(text[at]) && (at == 0 || !(IsHostLetter(text[at - 1]) || text[at - 1] is '@' or '＠' or '$' or '#' or '＃'));

    static int EndOfLink(string text, int at)
    {
        var rest = text.AsSpan(at);
        var scheme = rest.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? 8 : rest.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? 7 : 0;
        if (scheme == 0 && at > 0 && text[at - 1] is '-' or '_' or '.' or '/') return -1;

        var host = EndOfHost(text, at + scheme, anyEnding: scheme > 0);
        return host < 0 ? -1 : EndOfPath(text, EndOfPort(text, host));
    }

    /// <summary>Names with points between them, of which the last that is an ending counts; -1 when none is.</summary>
    static int EndOfHost(string text, int at, bool anyEnding)
    {
        var (found, labels) = (-1, 0);
        while (at < text.Length)
        {
            var start = at;
            while (at < text.Length && (IsHostLetter(text[at]) || text[at] is '-' or '_')) at++;
            if (at == start || text[start] is '-' or '_' || text[at - 1] is '-' or '_') return found;
            if (++labels > 1 && IsEnding(text[start..at], anyEnding) && !(at < text.Length && text[at] is '@' or '+')) found = at;
            if (at >= text.Length || text[at] != '.') return found;
            at++;
        }
        return found;
    }

    static bool IsEnding(string label, bool any) => any ? label.Length >= 2 && label.All(char.IsAsciiLetter) : Endings.Contains(label.ToLowerInvariant());

    static int EndOfPort(string text, int at)
    {
        if (at + 1 >= text.Length || text[at] != ':' || !char.IsAsciiDigit(text[at + 1])) return at;

        do at++; while (at < text.Length && char.IsAsciiDigit(text[at]));
        return at;
    }

    /// <summary>What follows the host; what ends a sentence, or closes a bracket that was opened before, is not part of it.</summary>
    static int EndOfPath(string text, int host)
    {
        if (host >= text.Length || text[host] is not ('/' or '?')) return host;

        var (at, end, open) = (host, host, 0);
        for (; at < text.Length && IsPathLetter(text[at]); at++)
        {
            if (text[at] == '(') open++;
            if (text[at] == ')' && open-- > 0 || IsHostLetter(text[at]) || text[at] is '=' or '_' or '#' or '/' or '+' or '-' or '&') end = at + 1;
            if (open < 0) break;
        }
        return end;
    }

    static bool IsHostLetter(char one) => char.IsAsciiLetterOrDigit(one) || one is >= '\u00C0' and <= '\u024F' and not '\u00D7' and not '\u00F7';

    static bool IsPathLetter(char one) => one is > ' ' and < '\u007F' and not ('"' or '<' or '>' or '\\' or '^' or '`' or '{' or '}') || IsHostLetter(one);
}
