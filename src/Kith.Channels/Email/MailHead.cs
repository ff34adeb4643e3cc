using System.Globalization;

namespace Kith.Channels.Email;

/// <summary>
/// How a mail came to us, as one short text beside its bytes: the way, a space, the time of receipt, a space, the envelope's recipient. The
/// time is as fine as it was told: two mails of one second keep their order by it.
/// </summary>
static class MailHead
{
    const string Unknown = "-", Raw = "raw", Time = "yyyy-MM-ddTHH:mm:ss.FFFFFFZ";

    public static string Write(MailOrigin origin) =>
        $"{Raw} {origin.ReceivedAt?.UtcDateTime.ToString(Time, CultureInfo.InvariantCulture) ?? Unknown} {PlainText.Line(origin.Recipient ?? Unknown)}";

    public static MailOrigin Read(string head) => head.Split(' ', 3) is [Raw, var time, var recipient]
        ? new(DateTimeOffset.TryParseExact(time, Time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null, recipient == Unknown ? null : recipient)
        : new();
}
