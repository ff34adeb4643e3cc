namespace Kith.Channels.Email;

/// <summary>
/// Mail (RFC 5322). It comes by IMAP from a mailbox or as raw bytes from a provider, and leaves by SMTP submission (RFC 6409). Who it
/// is from is a claim until our own receiving server vouches for it; which conversation it continues is told by a signed token.
/// </summary>
[Channel]
public sealed partial class EmailChannel : IChannel, IFound
{
    const string SurfaceId = "email", Kind = "email";
    const int LongestText = 200_000;

    static readonly AttachmentRule Files = new(20, 20 * 1024 * 1024, [], ByUrl: false);

    /// <inheritdoc/>
    public string Id => "email";

    /// <inheritdoc/>
    public string Name => "Email";

    /// <inheritdoc/>
    public string Icon => "mail";

    /// <inheritdoc/>
    public string? DocsUrl => null;

    /// <inheritdoc/>
    public string Note => "Any mailbox with IMAP and SMTP. Large providers ask for an app password, or are signed in to.";

    /// <inheritdoc/>
    public IReadOnlyList<IntakeKind> Intake { get; } = [IntakeKind.Mailbox, IntakeKind.Webhook];

    /// <inheritdoc/>
    public IReadOnlyList<Surface> Surfaces { get; } =
    [
        new(SurfaceId, "Email", Visibility.Private, Wire.Mail, new(LongestText, TextUnit.Utf16), Kind, new(IdentityStrength.DomainVouched, IdentityScope.Global), SendSafety.TagReturns)
        {
            Format = TextFormat.Html,
            Attachments = Files,
            MayStart = true,
            Window = AnswerWindows.UntilStopped,
            Receipts = [DeliveryProgress.Sent, DeliveryProgress.Failed],
            Threading = Threading.ByThread,
            Pace = new(PerSecond: 2, Burst: 5),
        },
    ];

    /// <inheritdoc/>
    public string HookTail(Account account) => account["hook_secret"] is { Length: > 0 } secret ? $"/{secret}/raw" : "/{hook_secret}/raw";

    /// <inheritdoc/>
    public string AddressOf(Account account) => account.OwnEmail;

    /// <summary>An address opens as RFC 6068 says.</summary>
    public IReadOnlyList<PublicPlace> Found(Account account) =>
        account.OwnEmail is { Length: > 0 } address ? [new(SurfaceId, address, $"mailto:{Uri.EscapeDataString(address).Replace("%40", "@", StringComparison.Ordinal)}")] : [];
}
