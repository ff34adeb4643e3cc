using System.Globalization;
using System.Text;

namespace Kith.TryIt;

/// <summary>The report that there is nobody at an address (RFC 3464), with the headers of the mail it is about.</summary>
static class PretendBounce
{
    public const string Writer = $"mailer-daemon@{PretendPost.Receiver}";

    public static byte[] Write(string to, string recipient, ReadOnlySpan<byte> mail, DateTimeOffset at)
    {
        var end = mail.IndexOf("\r\n\r\n"u8);
        var boundary = $"report-{Guid.NewGuid():N}";
        return Encoding.UTF8.GetBytes($"""
            Date: {at.ToString("R", CultureInfo.InvariantCulture)}
            From: Mail Delivery System <{Writer}>
            To: {to}
            Subject: Undelivered Mail Returned to Sender
            Message-ID: <{Guid.NewGuid():N}@{PretendPost.Receiver}>
            Auto-Submitted: auto-replied
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status; boundary={boundary}

            --{boundary}
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: 8bit

            Your mail could not be delivered: there is nobody at {recipient}.

            --{boundary}
            Content-Type: message/delivery-status

            Reporting-MTA: dns; {PretendPost.Receiver}

            Final-Recipient: rfc822; {recipient}
            Action: failed
            Status: 5.1.1
            Diagnostic-Code: smtp; 550 5.1.1 There is nobody at this address

            --{boundary}
            Content-Type: text/rfc822-headers
            Content-Transfer-Encoding: 8bit

            {Encoding.UTF8.GetString(end < 0 ? mail : mail[..end])}

            --{boundary}--

            """.ReplaceLineEndings("\r\n"));
    }
}
