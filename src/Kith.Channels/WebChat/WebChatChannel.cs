namespace Kith.Channels.WebChat;

/// <summary>Our own chat on somebody's web site. Delivered by being written down: the widget fetches what is there.</summary>
[Channel]
public sealed partial class WebChatChannel : IChannel, IFound
{
    const string SurfaceId = "chat", Kind = "chat";

    static readonly TextRule Length = new(10_000, TextUnit.Utf16);

    static readonly AttachmentRule Files = new(MaxCount: 10, MaxBytes: 25_000_000, Types: [], ByUrl: false);

    /// <inheritdoc/>
    public string Id => "webchat";

    /// <inheritdoc/>
    public string Name => "Web chat";

    /// <inheritdoc/>
    public string Icon => "message-circle";

    /// <inheritdoc/>
    public string? DocsUrl => null;

    /// <inheritdoc/>
    public string Note => "One script tag on your web site. Costs nothing and needs nobody's approval.";

    /// <inheritdoc/>
    public IReadOnlyList<IntakeKind> Intake => [IntakeKind.Webhook];

    /// <inheritdoc/>
    public IReadOnlyList<Surface> Surfaces { get; } =
    [
        new(SurfaceId, "Chat", Visibility.Private, Wire.Local, Length, Kind, new(IdentityStrength.Anonymous, IdentityScope.Connection), SendSafety.NaturalKey)
        {
            Attachments = Files,
            Receipts = [DeliveryProgress.Sent, DeliveryProgress.Delivered, DeliveryProgress.Read],
            Threading = Threading.ByReplyId,
        },
    ];

    /// <inheritdoc/>
    public string HookTail(Account account) => "/messages";

    /// <inheritdoc/>
    public string AddressOf(Account account) => account["site"];

    /// <inheritdoc/>
    public IReadOnlyList<PublicPlace> Found(Account account) => account["site"] is { Length: > 0 } site ? [new(SurfaceId, site, site)] : [];
}
