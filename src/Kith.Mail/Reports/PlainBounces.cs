using System.Text.RegularExpressions;

namespace Kith.Mail;

/// <summary>Bounces in a server's own words: qmail, Exim, old sendmail and everybody who answers without RFC 3464.</summary>
static partial class PlainBounces
{
    const int LinesToRead = 200, LinesOfReason = 12, LongestLine = 1000, MostRecipients = 100, LongestDiagnostic = 500;

    static readonly string[] subjects =
    [
        "undeliver", "delivery status notification", "returned mail", "delivery fail", "failure notice", "mail delivery", "delivery report", "not be delivered", "delivery has failed",
        "delivery error", "delivery problem", "delivery delayed", "delayed mail", "message delayed", "message status", "nondeliver", "non-deliver", "returned to sender", "failed mail",
        "mail failure", "mail system error", "unzustellbar", "nicht zugestellt", "fehlgeschlagen", "non remis", "échec de la remise", "no entregado", "error de entrega", "mancata consegna", "onbestelbaar",
    ];

    static readonly string[] copies =
    [
        "below this line is a copy", "this is a copy of the message", "a copy of your message", "copy of the original message", "original message", "unsent message", "message header", "headers of the message",
        "returned message", "your message follows", "message follows", "included message", "undelivered message", "body of the message",
    ];

    static readonly string[] delays = ["delayed", "will be retried", "will continue to", "still trying", "not yet been delivered", "warning: could not send", "do not need to resend", "will keep trying", "temporarily deferred"];

    [GeneratedRegex(@"<?([^\s<>()\[\]"",:;@]{1,64}@[^\s<>()\[\]"",:;@]{1,255})>?", RegexOptions.NonBacktracking)]
    private static partial Regex Address();

    public static DeliveryReport? Of(InboundMail mail, List<MimeNode> parts)
    {
        var named = Named(mail);
        if (named.Count == 0 && !(Machines.IsMailSystem(mail) && Holds(mail.Subject ?? "", subjects))) return null;

        var lines = Words(mail.Text ?? "");
        var isLate = Holds(mail.Subject ?? "", delays) || lines.Exists(l => Holds(l, delays));
        var recipients = Recipients(mail, lines, named, isLate);
        return new(recipients.Count > 0 ? recipients : [Fate("", string.Join(' ', lines), isLate)], DeliveryReports.OriginalId(mail, parts));
    }

    /// <summary>Exim names them in a header.</summary>
    static List<string> Named(InboundMail mail)
    {
        if (mail.Header("X-Failed-Recipients") is not { } header) return [];
        var list = new AddressList(MostRecipients, new());
        list.Read(header);
        return [.. list.Found.Select(a => a.Address).Where(a => a.Length > 0)];
    }

    /// <summary>What the server says, without the mail it returns.</summary>
    static List<string> Words(string text)
    {
        var lines = new List<string>();
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (lines.Count == LinesToRead) break;
            var words = SafeText.Cut(line[..Math.Min(line.Length, LongestLine)].Trim().ToString(), LongestLine);
            if (lines.Exists(l => l.Contains('@')) && Holds(words, copies)) break;
            lines.Add(words);
        }
        return lines;
    }

    static List<ReportedRecipient> Recipients(InboundMail mail, List<string> lines, List<string> named, bool isLate)
    {
        var ours = mail.To.Concat(mail.From).Select(a => a.Address).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var found = new Dictionary<string, ReportedRecipient>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < lines.Count && found.Count < MostRecipients; i++)
        {
            if (Address().Match(lines[i]) is not { Success: true } match) continue;
            var address = match.Groups[1].Value.Trim('.', '\'');
            var isIt = named.Count > 0 ? named.Contains(address, StringComparer.OrdinalIgnoreCase) : Leads(lines[i], match) && !ours.Contains(address);
            if (isIt) found.TryAdd(address, Fate(address, Reason(lines, i, match), isLate));
        }
        foreach (var address in named) found.TryAdd(address, Fate(address, string.Join(' ', lines), isLate));
        return [.. found.Values];
    }

    // The address of a recipient begins its line; others are mentioned within a sentence.
    static bool Leads(string line, Match address) => line.AsSpan(0, address.Index).Trim(" \t*-\"'").IsEmpty;

    /// <summary>The rest of the line, and the lines after it up to an empty one or the next address.</summary>
    static string Reason(List<string> lines, int at, Match address)
    {
        var reason = new List<string> { lines[at][(address.Index + address.Length)..].Trim(' ', ':', '>', ',') };
        for (var i = at + 1; i < Math.Min(lines.Count, at + LinesOfReason); i++)
        {
            if (lines[i].Length == 0 && reason.Exists(r => r.Length > 0)) break;
            if (Address().Match(lines[i]) is { Success: true } next && Leads(lines[i], next)) break;
            reason.Add(lines[i]);
        }
        return string.Join(' ', reason.Where(r => r.Length > 0));
    }

    static ReportedRecipient Fate(string address, string reason, bool isLate)
    {
        var status = StatusCode.In(reason);
        return new(address, isLate && !status.StartsWith('5') ? "delayed" : "failed", status, SafeText.Cut(reason, LongestDiagnostic));
    }

    static bool Holds(string text, string[] words) => Array.Exists(words, w => text.Contains(w, StringComparison.OrdinalIgnoreCase));
}
