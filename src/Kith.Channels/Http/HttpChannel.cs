namespace Kith.Channels.Http;

/// <summary>The seam itself, over HTTP: whoever can sign JSON can be a channel, in any language.</summary>
[Channel]
public sealed partial class HttpChannel : IChannel
{
    const string SurfaceId = "http", PublicId = "http.public", Kind = "http";

    static readonly TextRule Length = new(20_000, TextUnit.Utf16);

    static readonly AttachmentRule Files = new(MaxCount: 20, MaxBytes: 25_000_000, Types: [], ByUrl: true);

    /// <inheritdoc/>
    public string Id => "http";

    /// <inheritdoc/>
    public string Name => "Generic HTTP";

    /// <inheritdoc/>
    public string Icon => "webhook";

    /// <inheritdoc/>
    public string? DocsUrl => "https://www.standardwebhooks.com";

    /// <inheritdoc/>
    public string Note => "For channels of your own: signed JSON in, signed JSON out, as Standard Webhooks describes.";

    /// <inheritdoc/>
    public IReadOnlyList<IntakeKind> Intake => [IntakeKind.Webhook];

    /// <inheritdoc/>
    public IReadOnlyList<Surface> Surfaces { get; } =
    [
        new(SurfaceId, "Generic HTTP", Visibility.Private, Wire.Http, Length, Kind, new(IdentityStrength.PlatformAccount, IdentityScope.Connection), SendSafety.NaturalKey)
        {
            Attachments = Files,
            Receipts = [DeliveryProgress.Accepted, DeliveryProgress.Sent, DeliveryProgress.Delivered, DeliveryProgress.Read, DeliveryProgress.Failed],
            Threading = Threading.ByReplyId,
            MayStart = true,
            Window = AnswerWindows.UntilStopped,
        },
        new(PublicId, "In public by HTTP", Visibility.Public, Wire.Http, Length, Kind, new(IdentityStrength.PlatformAccount, IdentityScope.Connection), SendSafety.NaturalKey)
        {
            Receipts = [DeliveryProgress.Accepted, DeliveryProgress.Sent, DeliveryProgress.Delivered, DeliveryProgress.Read, DeliveryProgress.Failed],
            Threading = Threading.ByReplyId,
            Window = AnswerWindows.UntilStopped,
            GoPrivate = SurfaceId,
            Like = true,
            Hide = true,
        },
    ];

    /// <inheritdoc/>
    public string HookTail(Account account) => "";

    /// <inheritdoc/>
    public string AddressOf(Account account) => Uri.TryCreate(account["target_url"], UriKind.Absolute, out var url) ? url.Host : "";

    static IReadOnlyList<string> SecretsOf(Account account) => [account["secret"], account["previous_secret"]];
}
