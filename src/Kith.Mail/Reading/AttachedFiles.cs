using System.Buffers;

namespace Kith.Mail;

/// <summary>The files of a mail, winmail.dat unpacked.</summary>
static class AttachedFiles
{
    const string Cid = "cid:";
    const int LongestId = 998;

    static readonly SearchValues<char> endsCid = SearchValues.Create("\"' \t\r\n<>)");

    public static (List<MailAttachment> Files, TnefContent? Tnef) Of(IEnumerable<MimeNode> parts, DefectList defects)
    {
        var (files, body) = (new List<MailAttachment>(), (TnefContent?)null);
        foreach (var part in parts)
        {
            if (!IsTnef(part)) files.Add(File(part));
            else if (TnefReader.Read(part.Content) is { } tnef)
            {
                files.AddRange(tnef.Files);
                body ??= tnef;
                if (tnef.HoldsOnlyRtf) defects.Add("tnef-rtf-only");
            }
            else
            {
                files.Add(File(part));
                defects.Add("tnef-unreadable");
            }
        }
        return (files, body);
    }

    /// <summary>Marks the pictures that the HTML shows by <c>cid:</c> (RFC 2392); what it does not show is a file of its own.</summary>
    public static IReadOnlyList<MailAttachment> Placed(List<MailAttachment> files, string? html)
    {
        if (html is null || !files.Exists(f => f.ContentId is not null)) return files;
        var shown = ShownIn(html);
        return files.ConvertAll(f => f with { IsInline = f.ContentId is { } id && shown.Contains(id) });
    }

    static HashSet<string> ShownIn(string html)
    {
        var shown = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var at = html.IndexOf(Cid, StringComparison.OrdinalIgnoreCase); at >= 0; at = html.IndexOf(Cid, at, StringComparison.OrdinalIgnoreCase))
        {
            at += Cid.Length;
            var length = html.AsSpan(at, Math.Min(LongestId, html.Length - at)).IndexOfAny(endsCid);
            if (length > 0) shown.Add(Uri.UnescapeDataString(html.AsSpan(at, length)));
        }
        return shown;
    }

    static MailAttachment File(MimeNode part) => new(part.FileName ?? "", part.Type, part.Content, part.ContentId, false);

    static bool IsTnef(MimeNode part) =>
        part.Type is "application/ms-tnef" or "application/vnd.ms-tnef"
        || part.Type == "application/octet-stream" && string.Equals(part.FileName, "winmail.dat", StringComparison.OrdinalIgnoreCase);
}
