namespace Kith.Mail;

/// <summary>Tells what kind of mail it is, and what a card may show of it.</summary>
static class Nature
{
    public static InboundMail Of(InboundMail mail)
    {
        var parts = Parts(mail.Root).ToList();
        var report = IsReceipt(mail, parts) ? null : DeliveryReports.Of(mail, parts) ?? PlainBounces.Of(mail, parts);
        var (complaint, appointment) = (Complaints.Of(mail, parts), Calendars.Of(parts));
        var kind = Kind(mail, parts, report, appointment);
        return mail with
        {
            Kind = kind,
            Report = kind is MailKind.Bounce or MailKind.Receipt ? report : null,
            Complaint = complaint,
            Appointment = appointment,
            IsAutomatic = complaint is not null || kind is MailKind.Bounce or MailKind.Receipt or MailKind.AutoReply || Machines.Sent(mail),
        };
    }

    static MailKind Kind(InboundMail mail, List<MimeNode> parts, DeliveryReport? report, Appointment? appointment)
    {
        if (IsReceipt(mail, parts)) return MailKind.Receipt;
        if (report is not null) return report.Recipients.All(r => r.Action is "delivered" or "relayed" or "expanded") && report.Recipients.Count > 0 ? MailKind.Receipt : MailKind.Bounce;
        if (appointment is { Method: not ("publish" or "") }) return MailKind.Invite;
        return Machines.Answered(mail) ? MailKind.AutoReply : MailKind.Message;
    }

    static bool IsReceipt(InboundMail mail, List<MimeNode> parts) =>
        mail.Root.Type == "multipart/report"
        && (mail.Root.Parameters.GetValueOrDefault("report-type") == "disposition-notification" || parts.Exists(p => p.Type == "message/disposition-notification"));

    /// <summary>Every part of this mail, but not of the mails within it.</summary>
    static IEnumerable<MimeNode> Parts(MimeNode node) => node.Children.SelectMany(Parts).Prepend(node);
}
