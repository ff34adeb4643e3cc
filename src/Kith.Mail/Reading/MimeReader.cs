namespace Kith.Mail;

/// <summary>
/// Reads a mail (RFC 5322, RFC 2045 to 2049) however it was written: it never throws, spends time in proportion to the size, and keeps a
/// list of what was wrong.
/// </summary>
public static class MimeReader
{
    /// <summary>Reads a mail as it travelled or was stored.</summary>
    /// <param name="raw">Its bytes. Contents of parts may be slices of them, so they must not change afterwards.</param>
    /// <param name="limits">How much of it is read; null for what suits a mailbox.</param>
    public static InboundMail Read(ReadOnlyMemory<byte> raw, MimeLimits? limits = null) => new MessageReader(new Budget(limits ?? new())).Read(raw, 0);
}
