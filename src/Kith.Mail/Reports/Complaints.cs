namespace Kith.Mail;

/// <summary>Reads complaints about a mail in the Abuse Reporting Format (RFC 5965).</summary>
static class Complaints
{
    public static Complaint? Of(InboundMail mail, List<MimeNode> parts)
    {
        if (mail.Root.Type != "multipart/report" || parts.Find(part => part.Type == "message/feedback-report") is not { } report) return null;

        var fields = MimeReader.Read(report.Content);
        return new(SafeText.Cut((fields.Header("Feedback-Type") ?? "other").ToLowerInvariant(), 40), Recipient(fields), DeliveryReports.OriginalId(mail, parts));
    }

    static string? Recipient(InboundMail fields) =>
        (fields.Header("Original-Rcpt-To") ?? fields.Header("Removal-Recipient")) is { } said && AddressText.Bare(said) is var address && address.Contains('@') ? address : null;
}
