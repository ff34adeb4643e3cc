using System.Globalization;

namespace Kith.Channels.Email;

/// <summary>
/// How a request came to us, as one short text beside its bytes: the way, the time of receipt, and what must be known to unwrap it. The time
/// is as fine as it was told: two mails of one second keep their order by it.
/// </summary>
static class MailHead
{
    const string Unknown = "-", Time = "yyyy-MM-ddTHH:mm:ss.FFFFFFZ";

    public static string Write(string way, DateTimeOffset? at, string note) => $"{way} {at?.UtcDateTime.ToString(Time, CultureInfo.InvariantCulture) ?? Unknown} {PlainText.Line(note)}";

    /// <summary>The way is null when it is none of ours.</summary>
    public static (MailWay? Way, DateTimeOffset? At, string Note) Read(string head) => head.Split(' ', 3) is [var way, var time, var note]
        ? (MailWay.Named(way), DateTimeOffset.TryParseExact(time, Time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null, note)
        : (null, null, Unknown);
}
