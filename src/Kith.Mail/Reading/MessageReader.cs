namespace Kith.Mail;

/// <summary>Reads one mail: the outer one, or one within it.</summary>
sealed class MessageReader
{
    readonly Budget budget;
    readonly DefectList defects = new();
    readonly HeaderText text;

    public MessageReader(Budget budget) => (this.budget, text) = (budget, new(budget.Limits, defects));

    public InboundMail Read(ReadOnlyMemory<byte> raw, int depth)
    {
        var block = HeaderBlock.Read(Beginning(Lines.Mended(raw)), budget.Limits, defects);
        text.Charset = ContentType.Of(block, text)?["charset"];
        var root = new EntityReader(budget, defects).Read(block, depth);
        var content = MailContent.Of(root, defects);
        var mail = Headed(block, root) with { Text = content.Text, Html = content.Html, Attachments = content.Attachments };
        return Nature.Of(mail) with { Defects = defects.Found };
    }

    /// <summary>Skips what stores and scripts put before the first header: a mark of UTF-8, empty lines, mbox's "From ".</summary>
    static ReadOnlyMemory<byte> Beginning(ReadOnlyMemory<byte> mail)
    {
        var bytes = mail.Span;
        var at = bytes.StartsWith(System.Text.Encoding.UTF8.Preamble) ? 3 : 0;
        while (at < bytes.Length && Lines.IsBlank(bytes[at..Lines.End(bytes, at)])) at = Lines.Next(bytes, at);
        if (bytes[at..].StartsWith("From "u8) || bytes[at..].StartsWith(">From "u8)) at = Lines.Next(bytes, at);
        var indent = bytes[at..].IndexOfAnyExcept(" \t"u8);
        if (indent > 0 && HeaderBlock.IsWellKnown(bytes[at..Lines.End(bytes, at)])) at += indent;
        return mail[at..];
    }

    InboundMail Headed(HeaderBlock block, MimeNode root)
    {
        var from = From(block);
        return new()
        {
            Root = root,
            Headers = [.. block.All.Select(text.Read)],
            From = from,
            To = Addresses(block, "To"),
            Cc = Addresses(block, "Cc"),
            ReplyTo = Addresses(block, "Reply-To"),
            Subject = block.First("Subject") is { } subject ? text.Decoded(subject) : null,
            Date = Date(block),
            MessageId = Ids(block, "Message-ID").FirstOrDefault(),
            InReplyTo = Kept(Ids(block, "In-Reply-To")),
            References = Kept(Ids(block, "References")),
        };
    }

    IReadOnlyList<MailAddress> From(HeaderBlock block)
    {
        var headers = block.Every("From").ToList();
        var from = headers.Select(h => Read([h])).FirstOrDefault(f => f.Count > 0) ?? [];
        if (from.Count == 0) defects.Add("from-missing");
        if (headers.Count > 1 || from.Count > 1 || from.Any(f => f.Address.Count(c => c == '@') > 1)) defects.Add("from-ambiguous");
        if (from.Any(Disguise.Is)) defects.Add("from-disguised");
        return from;
    }

    IReadOnlyList<MailAddress> Addresses(HeaderBlock block, string name) => Read(block.Every(name));

    IReadOnlyList<MailAddress> Read(IEnumerable<ReadOnlyMemory<byte>> headers)
    {
        var list = new AddressList(budget.Limits.Addresses, defects);
        foreach (var header in headers) list.Read(text.Addresses(header));
        return list.Found;
    }

    DateTimeOffset? Date(HeaderBlock block)
    {
        if (block.First("Date") is not { } header) return null;
        var date = MailDates.Read(text.Raw(header));
        if (date is null) defects.Add("date-unreadable");
        return date;
    }

    List<string> Ids(HeaderBlock block, string name) => block.First(name) is { } header ? MessageIds.Read(text.Decoded(header)) : [];

    List<string> Kept(List<string> ids)
    {
        var most = budget.Limits.References;
        if (ids.Count <= most) return ids;
        defects.Add("too-many-references");
        return most == 0 ? [] : [ids[0], .. ids[(ids.Count - most + 1)..]];
    }
}
