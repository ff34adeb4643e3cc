using Kith.Mail;

namespace Kith.TryIt;

/// <summary>A mail in a pretend mailbox. Nothing is ever taken out of one, so its UID is also its place (RFC 9051 §2.3.1).</summary>
sealed class PretendLetter(uint uid, ReadOnlyMemory<byte> bytes, DateTimeOffset at, bool isMine)
{
    readonly Lazy<InboundMail> mail = new(() => MimeReader.Read(bytes));

    public uint Uid => uid;

    public ReadOnlyMemory<byte> Bytes => bytes;

    public DateTimeOffset At => at;

    /// <summary>Written by whose mailbox this is.</summary>
    public bool IsMine => isMine;

    public InboundMail Mail => mail.Value;
}
