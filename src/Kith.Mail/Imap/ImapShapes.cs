namespace Kith.Mail.Imap;

/// <summary>A folder that was opened (RFC 9051 §6.3.2).</summary>
/// <param name="UidValidity">With a UID it names a mail for good; when it changes, every UID is another's.</param>
/// <param name="UidNext">The UID the next mail will have, or more; 0 when the server does not tell.</param>
/// <param name="Exists">How many mails it holds.</param>
public sealed record ImapFolder(uint UidValidity, uint UidNext, uint Exists);

/// <summary>A folder as it is listed (RFC 9051 §7.3.1).</summary>
/// <param name="Name">Its full name, decoded.</param>
/// <param name="Delimiter">What stands between the parts of a name; empty when there are none.</param>
/// <param name="Use">What it is for.</param>
/// <param name="CanOpen">Whether it holds mails, and not only other folders.</param>
public sealed record ImapListing(string Name, string Delimiter, ImapUse Use, bool CanOpen);

/// <summary>What a folder is for (RFC 6154).</summary>
public enum ImapUse
{
    /// <summary>Nothing special.</summary>
    None,

    /// <summary>Where mails arrive.</summary>
    Inbox,

    /// <summary>Every mail there is.</summary>
    All,

    /// <summary>Mails that are kept out of the way.</summary>
    Archive,

    /// <summary>Mails that are not finished.</summary>
    Drafts,

    /// <summary>Mails somebody marked.</summary>
    Flagged,

    /// <summary>Mails nobody wanted.</summary>
    Junk,

    /// <summary>Mails that were sent.</summary>
    Sent,

    /// <summary>Mails that were thrown away.</summary>
    Trash,
}

/// <summary>A mail in a folder.</summary>
/// <param name="Uid">Its UID.</param>
/// <param name="Flags">Its flags and keywords, e.g. <c>\Seen</c>.</param>
/// <param name="ReceivedAt">INTERNALDATE, the server's own clock; null when it cannot be read.</param>
/// <param name="Size">Its size in bytes, as the server tells it.</param>
/// <param name="Bytes">The mail; null when only its flags were asked for, or when it is too large.</param>
public sealed record ImapMail(uint Uid, IReadOnlyList<string> Flags, DateTimeOffset? ReceivedAt, long Size, ReadOnlyMemory<byte>? Bytes);

/// <summary>Which mails are looked for (RFC 9051 §6.4.4); all of what is set must be true, and nothing set means every mail.</summary>
public sealed record ImapSearch
{
    /// <summary>This UID or a higher one.</summary>
    public uint? FromUid { get; init; }

    /// <summary>Received on this day or later, by the server's clock.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>Without <c>\Seen</c>.</summary>
    public bool Unseen { get; init; }

    /// <summary>With this flag or keyword.</summary>
    public string? Flag { get; init; }

    /// <summary>Its Message-ID holds this.</summary>
    public string? MessageId { get; init; }
}

/// <summary>What happens to flags.</summary>
public enum ImapFlagChange
{
    /// <summary>They are set beside those there are.</summary>
    Add,

    /// <summary>They are taken away.</summary>
    Remove,

    /// <summary>They take the place of those there are.</summary>
    Replace,
}
