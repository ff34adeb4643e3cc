using Kith.Channels.Meta;

namespace Kith.Channels.WhatsApp;

/// <summary>WhatsApp by Meta's Cloud API: a number of a business, and the people who write to it.</summary>
[Channel]
public sealed partial class WhatsAppChannel : MetaChannel, IChannel, IFound
{
    const string SurfaceId = "whatsapp", Kind = "whatsapp";

    static readonly TextRule Length = new(4096, TextUnit.Utf16);

    static readonly TimeSpan day = TimeSpan.FromHours(24);

    static readonly WindowState OnlyTemplates = new WindowState.TemplateOnly(
        ChannelProblem.WindowClosed("24 hours after their last message WhatsApp takes only templates that it approved. It opens again when they write."));

    static readonly AnswerWindow Window = AnswerWindows.After(day, day, OnlyTemplates);

    /// <inheritdoc/>
    public string Id => "whatsapp";

    /// <inheritdoc/>
    public string Name => "WhatsApp";

    /// <inheritdoc/>
    public string Icon => "brand-whatsapp";

    /// <inheritdoc/>
    public string? DocsUrl => "https://developers.facebook.com/docs/whatsapp/cloud-api";

    /// <inheritdoc/>
    public string Note => "Needs a number in a WhatsApp Business Account and a Meta app. Answers are free for 24 hours after a message; templates are paid for. Strangers reach you only after Meta verified the business.";

    /// <inheritdoc/>
    public IReadOnlyList<IntakeKind> Intake => [IntakeKind.Webhook];

    /// <inheritdoc/>
    public IReadOnlyList<Surface> Surfaces { get; } =
    [
        new(SurfaceId, "WhatsApp", Visibility.Private, Wire.Http, Length, Kind,
            new(IdentityStrength.PlatformAccount, IdentityScope.Account) { ScopeFields = ["portfolio_id", "waba_id"] }, SendSafety.TagReturns)
        {
            Attachments = new(MaxCount: 1, MaxBytes: WhatsAppFile.LargestDocument, Types: [], ByUrl: true),
            Receipts = [DeliveryProgress.Sent, DeliveryProgress.Delivered, DeliveryProgress.Read, DeliveryProgress.Failed],
            Window = Window,
            Templates = true,
            Threading = Threading.ByReplyId,
            Pace = new(PerSecond: 20, Burst: 40),
        },
    ];

    /// <inheritdoc/>
    public string HookTail(Account account) => "";

    /// <inheritdoc/>
    public string AddressOf(Account account) => account["number"].Length > 0 ? account.Phone(account["number"]) : account["phone_number_id"];

    /// <inheritdoc/>
    public IReadOnlyList<PublicPlace> Found(Account account) => NumberOf(account) is { Length: > 0 } number ? [new(SurfaceId, $"+{number}", $"{LinksOf(account)}/{number}")] : [];

    Surface Surface => Surfaces[0];
}
