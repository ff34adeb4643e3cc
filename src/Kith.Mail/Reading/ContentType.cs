using System.Buffers;

namespace Kith.Mail;

/// <summary>The media type of a part (RFC 2045 §5), and what it is taken for when it cannot be read.</summary>
static class ContentType
{
    static readonly SearchValues<char> token = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789!#$&^_.+-/");

    /// <summary>The first one with a slash counts: some programs write two.</summary>
    public static ContentValue? Of(HeaderBlock block, HeaderText text)
    {
        ContentValue? first = null;
        foreach (var header in block.Every("Content-Type"))
        {
            var value = ContentValue.Read(text.Raw(header));
            if (value.Value.Contains('/')) return value;
            first ??= value;
        }
        return first;
    }

    public static string Type(ContentValue? said, string otherwise, DefectList defects)
    {
        if (said is null) return otherwise;
        var type = said.Value;
        var slash = type.IndexOf('/');
        if (slash > 0 && slash < type.Length - 1 && type.AsSpan().IndexOfAnyExcept(token) < 0) return type;

        defects.Add("content-type-unreadable");
        if (type.StartsWith("multipart", StringComparison.Ordinal) || said["boundary"] is not null) return "multipart/mixed";
        if (type.Contains("html", StringComparison.Ordinal)) return "text/html";
        return type.Length == 0 || type.StartsWith("text", StringComparison.Ordinal) || type is "plain" ? otherwise : "application/octet-stream";
    }
}
