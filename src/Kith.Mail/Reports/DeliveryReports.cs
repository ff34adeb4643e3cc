namespace Kith.Mail;

/// <summary>Reads delivery status notifications (RFC 3464) and which mail they are about.</summary>
static class DeliveryReports
{
    const int MostRecipients = 1000, LongestDiagnostic = 500, MostBytes = 1 << 20;

    public static DeliveryReport? Of(InboundMail mail, List<MimeNode> parts)
    {
        var statuses = parts.FindAll(p => p.Type is "message/delivery-status" or "message/global-delivery-status");
        if (statuses.Count == 0 || mail.Root.Type != "multipart/report" && !Machines.IsMailSystem(mail)) return null;
        return new([.. statuses.SelectMany(s => Groups(s.Content)).Select(Recipient).OfType<ReportedRecipient>().Take(MostRecipients)], OriginalId(mail, parts));
    }

    /// <summary>The mail it is about: returned whole, its headers alone, or quoted in the words.</summary>
    public static string? OriginalId(InboundMail mail, List<MimeNode> parts)
    {
        foreach (var part in parts)
        {
            if (part.Embedded?.MessageId is { } whole) return whole;
            if (part.Type is "text/rfc822-headers" or "message/rfc822-headers" or "message/global-headers" && MimeReader.Read(part.Content).MessageId is { } headers) return headers;
        }
        return Quoted(mail.Text ?? "");
    }

    static string? Quoted(string text)
    {
        const string Name = "message-id:";
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var words = line.TrimStart("> \t|");
            if (words.StartsWith(Name, StringComparison.OrdinalIgnoreCase) && words.Length <= 1000) return MessageIds.Read(words[Name.Length..].ToString()).FirstOrDefault();
        }
        return null;
    }

    // Groups of fields with empty lines between: first about the mail, then one for each recipient.
    static IEnumerable<HeaderBlock> Groups(ReadOnlyMemory<byte> status)
    {
        var (limits, ignored) = (new MimeLimits(), new DefectList());
        if (status.Length > MostBytes) status = status[..MostBytes];
        while (!status.IsEmpty)
        {
            var group = HeaderBlock.Read(status, limits, ignored);
            if (group.All.Count > 0) yield return group;
            status = group.Body.Length < status.Length ? group.Body : AfterWords(status);
        }
    }

    // Some write sentences where fields belong.
    static ReadOnlyMemory<byte> AfterWords(ReadOnlyMemory<byte> status)
    {
        var at = 0;
        do at = Lines.Next(status.Span, at);
        while (at < status.Length && Lines.End(status.Span, at) > at);
        return status[at..];
    }

    static ReportedRecipient? Recipient(HeaderBlock fields)
    {
        var text = new HeaderText(new(), new());
        string Field(string name) => fields.First(name) is { } value ? text.Decoded(value) : "";

        var address = Address(Field("Final-Recipient")) is { Length: > 0 } final ? final : Address(Field("Original-Recipient"));
        var action = Field("Action").Split([' ', '\t', ';', '('], 2)[0].ToLowerInvariant();
        if (address.Length + action.Length == 0) return null;
        var diagnostic = AfterType(Field("Diagnostic-Code"));
        var status = StatusCode.In(Field("Status"));
        // "5.0.0" says less than the server's own words.
        if ((status.Length == 0 || status.EndsWith(".0.0", StringComparison.Ordinal)) && StatusCode.In(diagnostic) is { Length: > 0 } told) status = told;
        return new(address, action is "failed" or "delayed" or "delivered" or "relayed" or "expanded" ? action : StatusCode.Action(status), status, SafeText.Cut(diagnostic, LongestDiagnostic));
    }

    static string Address(string field) => AddressText.Bare(AfterType(field)) is { Length: <= 320 } address ? address : "";

    // "rfc822; nomsa@example.org", "smtp; 550 5.1.1 unknown"
    static string AfterType(string field) => field[(field.IndexOf(';') + 1)..].Trim();
}
