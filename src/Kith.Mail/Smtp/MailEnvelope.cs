using Kith.Mail.Composing;

namespace Kith.Mail.Smtp;

/// <summary>Who a mail is from and who gets it, whatever its headers say (RFC 5321 §2.3.1).</summary>
/// <param name="From">Where reports of failure go; empty for mails that machines send, which must get none.</param>
/// <param name="Recipients">Who gets it.</param>
public sealed record MailEnvelope(string From, IReadOnlyList<string> Recipients)
{
    /// <summary>The envelope of a mail: exactly those it names openly, each once, domains in ASCII (RFC 5891).</summary>
    /// <exception cref="ArgumentException">An address is none; it is named.</exception>
    public static MailEnvelope Of(OutboundMail mail) =>
        new(MailFields.OnTheWire(mail.From.Address, nameof(mail.From)), [.. mail.To.Concat(mail.Cc).Select(one => MailFields.OnTheWire(one.Address, "Recipients")).Distinct(StringComparer.Ordinal)]);

    /// <summary>The same envelope as it goes over the wire.</summary>
    internal MailEnvelope OnTheWire() =>
        new(From.Length == 0 ? "" : MailFields.OnTheWire(From, nameof(From)), [.. Recipients.Select(one => MailFields.OnTheWire(one, nameof(Recipients)))]);
}
