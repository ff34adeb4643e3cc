namespace Kith.Mail.Replies;

/// <summary>What a line of a mail is to its reader.</summary>
enum LineKind
{
    Text,
    Blank,
    Quote,

    /// <summary>The line that says who wrote what is quoted below it.</summary>
    Attribution,

    /// <summary>From here on nothing is new: a header block, or "Original Message".</summary>
    Boundary,

    /// <summary>Signed by a program, or set off by its <c>-- </c>.</summary>
    Signature,
}

/// <summary>A line of a mail; <see cref="Known"/> is what the markup around it has told already.</summary>
readonly record struct ReplyLine(string Text, LineKind? Known = null);
