namespace Kith.Mail;

/// <summary>A mail to be composed. What cannot stand in a header (CR, LF, NUL) is refused, never written.</summary>
public sealed record OutboundMail
{
    /// <summary>Who writes.</summary>
    public required MailAddress From { get; init; }

    /// <summary>To whom.</summary>
    public IReadOnlyList<MailAddress> To { get; init; } = [];

    /// <summary>Who else, openly.</summary>
    public IReadOnlyList<MailAddress> Cc { get; init; } = [];

    /// <summary>Where answers go; empty for From.</summary>
    public IReadOnlyList<MailAddress> ReplyTo { get; init; } = [];

    /// <summary>What it is about.</summary>
    public string Subject { get; init; } = "";

    /// <summary>When.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>Its own Message-ID without brackets, made and kept before it is sent.</summary>
    public required string MessageId { get; init; }

    /// <summary>What it answers, without brackets.</summary>
    public string? InReplyTo { get; init; }

    /// <summary>The thread, oldest first, without brackets; the composer keeps the root and the last ones.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>The plain text.</summary>
    public required string Text { get; init; }

    /// <summary>The HTML; null for a mail of plain text alone.</summary>
    public string? Html { get; init; }

    /// <summary>Files, and pictures the HTML names by <c>cid:</c>.</summary>
    public IReadOnlyList<OutboundAttachment> Attachments { get; init; } = [];

    /// <summary>More headers, e.g. <c>Auto-Submitted</c> or <c>List-Unsubscribe</c>.</summary>
    public IReadOnlyList<MailHeader> MoreHeaders { get; init; } = [];
}

/// <summary>A file that goes with a mail.</summary>
/// <param name="Name">Its name as the reader sees it.</param>
/// <param name="Type">Its media type.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="ContentId">What the HTML calls it, without brackets; null for a file of its own.</param>
public sealed record OutboundAttachment(string Name, string Type, ReadOnlyMemory<byte> Content, string? ContentId = null);
