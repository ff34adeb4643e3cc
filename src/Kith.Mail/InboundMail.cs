namespace Kith.Mail;

/// <summary>A mail as it was read. Whatever could not be read is a <see cref="Defects">defect</see>, never an exception.</summary>
public sealed record InboundMail
{
    /// <summary>Every header in its order, unfolded and decoded.</summary>
    public IReadOnlyList<MailHeader> Headers { get; init; } = [];

    /// <summary>Who it says it is from (RFC 5322 §3.6.2); more than one is suspicious. From is a claim, not a proof.</summary>
    public IReadOnlyList<MailAddress> From { get; init; } = [];

    /// <summary>To whom.</summary>
    public IReadOnlyList<MailAddress> To { get; init; } = [];

    /// <summary>Who else.</summary>
    public IReadOnlyList<MailAddress> Cc { get; init; } = [];

    /// <summary>Where answers are asked for.</summary>
    public IReadOnlyList<MailAddress> ReplyTo { get; init; } = [];

    /// <summary>What it is about; null when there is no such header.</summary>
    public string? Subject { get; init; }

    /// <summary>When, by the sender's clock; null when it cannot be read.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>Its Message-ID without the angle brackets; null when there is none.</summary>
    public string? MessageId { get; init; }

    /// <summary>In-Reply-To, without angle brackets.</summary>
    public IReadOnlyList<string> InReplyTo { get; init; } = [];

    /// <summary>References, oldest first, without angle brackets.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>The plain text to read, chosen as RFC 8621 §4.1.4 says; null when there is none.</summary>
    public string? Text { get; init; }

    /// <summary>The HTML to read, as it came: hostile until cleaned. Null when there is none.</summary>
    public string? Html { get; init; }

    /// <summary>Files and inline pictures, TNEF unpacked.</summary>
    public IReadOnlyList<MailAttachment> Attachments { get; init; } = [];

    /// <summary>What kind of mail this is.</summary>
    public MailKind Kind { get; init; }

    /// <summary>A machine sent it, or a list carried it: no machine may answer it, or two of them will write to each other forever.</summary>
    public bool IsAutomatic { get; init; }

    /// <summary>What a report on delivery tells; null unless <see cref="Kind"/> is <see cref="MailKind.Bounce"/>, or <see cref="MailKind.Receipt"/> of a mail that arrived.</summary>
    public DeliveryReport? Report { get; init; }

    /// <summary>Somebody's complaint about a mail, as their provider reports it (RFC 5965); null when this is none.</summary>
    public Complaint? Complaint { get; init; }

    /// <summary>The appointment in it; null when there is none.</summary>
    public Appointment? Appointment { get; init; }

    /// <summary>The tree of its parts.</summary>
    public required MimeNode Root { get; init; }

    /// <summary>What was wrong with it.</summary>
    public IReadOnlyList<MailDefect> Defects { get; init; } = [];

    /// <summary>The first header of this name, decoded; null when there is none.</summary>
    public string? Header(string name)
    {
        for (var at = 0; at < Headers.Count; at++) if (Headers[at].Is(name)) return Headers[at].Value;
        return null;
    }
}

/// <summary>A header, unfolded and decoded (RFC 2047).</summary>
public sealed record MailHeader(string Name, string Value)
{
    /// <summary>Unfolded and not decoded: encoded words mean nothing in headers that servers write for programs (RFC 2047 §5), and whoever decodes them there lets strangers in.</summary>
    public string Written { get; init; } = Value;

    internal bool Is(string name) => Name.Equals(name, StringComparison.OrdinalIgnoreCase);
}

/// <summary>A mailbox as RFC 5322 §3.4 calls it.</summary>
/// <param name="Name">The display name; empty when there is none.</param>
/// <param name="Address"><c>local@domain</c> as written, without brackets or comments.</param>
public sealed record MailAddress(string Name, string Address);

/// <summary>A file or picture that came with a mail.</summary>
/// <param name="Name">Its name without any path; empty when it has none.</param>
/// <param name="Type">The type its sender gave it, in lower case; not to be trusted.</param>
/// <param name="Content">Its bytes, decoded.</param>
/// <param name="ContentId">What <c>cid:</c> addresses call it, without brackets; null when they cannot.</param>
/// <param name="IsInline">Whether the HTML shows it itself.</param>
public sealed record MailAttachment(string Name, string Type, ReadOnlyMemory<byte> Content, string? ContentId, bool IsInline);

/// <summary>One part of a mail (RFC 2045).</summary>
public sealed record MimeNode
{
    /// <summary>The media type in lower case, without parameters.</summary>
    public string Type { get; init; } = "text/plain";

    /// <summary>The charset its sender gave it.</summary>
    public string? Charset { get; init; }

    /// <summary><c>attachment</c>, <c>inline</c>, or null.</summary>
    public string? Disposition { get; init; }

    /// <summary>Its file name, decoded (RFC 2231, RFC 2047).</summary>
    public string? FileName { get; init; }

    /// <summary>Its Content-ID without brackets.</summary>
    public string? ContentId { get; init; }

    /// <summary>Its other parameters, names in lower case.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>Its bytes with the transfer encoding undone; empty for a multipart.</summary>
    public ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>Its text, where it is text; null otherwise.</summary>
    public string? Text { get; init; }

    /// <summary>The parts of a multipart.</summary>
    public IReadOnlyList<MimeNode> Children { get; init; } = [];

    /// <summary>The mail inside a <c>message/rfc822</c>.</summary>
    public InboundMail? Embedded { get; init; }
}

/// <summary>What kind of mail it is.</summary>
public enum MailKind
{
    /// <summary>Somebody wrote.</summary>
    Message,

    /// <summary>A report that a mail did not arrive, or arrives late (RFC 3464, or in a server's own words).</summary>
    Bounce,

    /// <summary>A machine answers: out of office and the like (RFC 3834).</summary>
    AutoReply,

    /// <summary>A disposition notification (RFC 8098): it was displayed, deleted; or a report that it arrived (RFC 3464).</summary>
    Receipt,

    /// <summary>An appointment or an answer to one (RFC 6047).</summary>
    Invite,
}

/// <summary>Something wrong with a mail.</summary>
/// <param name="Code">A stable word, e.g. <c>boundary-missing</c>.</param>
/// <param name="Words">A sentence a teammate can read.</param>
public sealed record MailDefect(string Code, string Words);

/// <summary>What a report on delivery tells (RFC 3464).</summary>
/// <param name="Recipients">The fate of each recipient it names.</param>
/// <param name="OriginalMessageId">Message-ID of the mail it is about, without brackets; null when it is not told.</param>
public sealed record DeliveryReport(IReadOnlyList<ReportedRecipient> Recipients, string? OriginalMessageId);

/// <summary>The fate of one recipient.</summary>
/// <param name="Address">Final-Recipient, else Original-Recipient; empty when it is not told.</param>
/// <param name="Action"><c>failed</c>, <c>delayed</c>, <c>delivered</c>, <c>relayed</c> or <c>expanded</c>.</param>
/// <param name="Status">The enhanced status code (RFC 3463), e.g. <c>5.1.1</c>; empty when it is not told.</param>
/// <param name="Diagnostic">The server's own words, cut at 500 characters.</param>
public sealed record ReportedRecipient(string Address, string Action, string Status, string Diagnostic)
{
    /// <summary>The address will not take mail however often it is tried.</summary>
    public bool IsPermanent => Action == "failed" && !Status.StartsWith('4');
}

/// <summary>A provider reports that its user complained about a mail, mostly by the button for spam (RFC 5965).</summary>
/// <param name="Type"><c>abuse</c>, <c>fraud</c>, <c>virus</c>, <c>not-spam</c>, <c>other</c>, or another word, in lower case.</param>
/// <param name="Recipient">Who got the mail; null when it is kept secret.</param>
/// <param name="OriginalMessageId">Message-ID of the mail it is about, without brackets; null when it is not told.</param>
public sealed record Complaint(string Type, string? Recipient, string? OriginalMessageId);

/// <summary>An appointment (RFC 5545), only what a card shows.</summary>
/// <param name="Method"><c>request</c>, <c>reply</c>, <c>cancel</c> or <c>publish</c>.</param>
/// <param name="Summary">What it is.</param>
/// <param name="Start">When it begins; null when it cannot be read.</param>
/// <param name="End">When it ends.</param>
/// <param name="Location">Where.</param>
/// <param name="Organizer">Who asks, as an address.</param>
public sealed record Appointment(string Method, string Summary, DateTimeOffset? Start, DateTimeOffset? End, string Location, string Organizer);
