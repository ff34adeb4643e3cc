namespace Kith.Mail;

/// <summary>How much of a mail is read. A mail over a limit still gives what can be shown, with a <see cref="MailDefect"/> that says so.</summary>
public sealed record MimeLimits
{
    /// <summary>How deep multiparts and mails within mails go.</summary>
    public int Depth { get; init; } = 30;

    /// <summary>How many parts, mails within mails included.</summary>
    public int Parts { get; init; } = 2_000;

    /// <summary>How many headers a part has.</summary>
    public int Headers { get; init; } = 2_000;

    /// <summary>How long a header is.</summary>
    public int HeaderBytes { get; init; } = 256 * 1024;

    /// <summary>How long a header of addresses is.</summary>
    public int AddressHeaderBytes { get; init; } = 64 * 1024;

    /// <summary>How many addresses a field has, all its headers together.</summary>
    public int Addresses { get; init; } = 10_000;

    /// <summary>How many Message-IDs are kept of References: the first, and the last ones.</summary>
    public int References { get; init; } = 5_000;

    /// <summary>How many bytes all parts together have when decoded.</summary>
    public long DecodedBytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>How many bytes of a part are read as text; its content stays whole.</summary>
    public int TextBytes { get; init; } = 16 * 1024 * 1024;
}
