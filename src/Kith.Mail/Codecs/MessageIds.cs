namespace Kith.Mail;

/// <summary>Message-IDs without their brackets (RFC 5322 §3.6.4).</summary>
static class MessageIds
{
    // A line has 998 characters at most (RFC 5322 §2.1.1), and an id stands on one.
    const int Longest = 998;

    public static List<string> Read(string header)
    {
        var text = EncodedWords.Decode(header);
        var ids = Bracketed(text).ToList();
        return ids.Count > 0 ? ids : [.. text.Split([' ', '\t', ','], StringSplitOptions.RemoveEmptyEntries).Select(w => w.Trim('<', '>', '"')).Where(IsId)];
    }

    static IEnumerable<string> Bracketed(string text)
    {
        for (var at = text.IndexOf('<'); at >= 0; at = text.IndexOf('<', at))
        {
            var end = text.IndexOf('>', at + 1);
            if (end < 0) end = text.Length;
            var id = string.Concat(text.AsSpan(at + 1, end - at - 1).ToString().Where(c => c is not (' ' or '\t' or '<')));
            if (IsId(id)) yield return id;
            at = end;
            if (at == text.Length) yield break;
        }
    }

    static bool IsId(string id) => id.Length is > 0 and <= Longest;
}
