using System.Globalization;

namespace Kith.Channels.Email;

/// <summary>How a mail came to us, as one short text beside its bytes: the way, a space, the time of receipt, a space, the envelope's recipient.</summary>
static class MailHead
{
    const string Unknown = "-", Raw = "raw";

    public static string Write(MailOrigin origin) =>
        $"{Raw} {origin.ReceivedAt?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) ?? Unknown} {PlainText.Line(origin.Recipient ?? Unknown)}";

    public static MailOrigin Read(string head) => head.Split(' ', 3) is [Raw, var time, var recipient]
        ? new(DateTimeOffset.TryParseExact(time, "yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null, recipient == Unknown ? null : recipient)
        : new();
}
