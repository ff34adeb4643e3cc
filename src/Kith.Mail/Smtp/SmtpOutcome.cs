namespace Kith.Mail.Smtp;

/// <summary>What became of a mail that was handed in.</summary>
/// <param name="Words">The server's words on taking it, often with its own number for it; empty when nobody was accepted.</param>
/// <param name="Recipients">What became of each recipient, in the order of the envelope.</param>
public sealed record SmtpOutcome(string Words, IReadOnlyList<SmtpRecipient> Recipients)
{
    /// <summary>Whether the server took it for at least one recipient.</summary>
    public bool IsTaken => Recipients.Any(one => one.IsAccepted);
}

/// <summary>What a server said to one recipient.</summary>
/// <param name="Address">The recipient as the envelope named it.</param>
/// <param name="Code">The reply code (RFC 5321 §4.2).</param>
/// <param name="EnhancedCode">The enhanced status code (RFC 3463), e.g. <c>5.1.1</c>; empty when there is none.</param>
/// <param name="Words">The server's words.</param>
public sealed record SmtpRecipient(string Address, int Code, string EnhancedCode, string Words)
{
    /// <summary>It gets the mail.</summary>
    public bool IsAccepted => Code is >= 200 and < 300;

    /// <summary>It will never get a mail like this.</summary>
    public bool IsPermanent => Code >= 500;
}
