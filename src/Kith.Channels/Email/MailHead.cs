using System.Globalization;

namespace Kith.Channels.Email;

/// <summary>How a mail came to us, as one short text beside its bytes: the time of receipt, a space, the envelope's recipient.</summary>
static class MailHead
{
    const string Unknown = "-";

    public static string Write(MailOrigin origin) =>
        $"{origin.ReceivedAt?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) ?? Unknown} {PlainText.Line(origin.Recipient ?? Unknown)}";

    public static MailOrigin Read(string head)
    {
        var (time, recipient) = head.Split(' ', 2) is [var first, var second] ? (first, second) : (head, Unknown);
        return new(DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null, recipient == Unknown ? null : recipient);
    }
}
