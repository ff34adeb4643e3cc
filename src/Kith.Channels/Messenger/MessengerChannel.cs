using Kith.Channels.Meta;

namespace Kith.Channels.Messenger;

/// <summary>A Facebook page of ours: the people who write to it in private by Messenger, and what is said under its posts.</summary>
[Channel]
public sealed partial class MessengerChannel : MetaChannel, IChannel, IFound
{
    const string SurfaceId = "messenger", CommentsId = "messenger.comments", Kind = "messenger";

    static readonly TextRule Length = new(2000, TextUnit.Utf16), CommentLength = new(8000, TextUnit.Utf16);

    static readonly AttachmentRule Files = new(MaxCount: 1, MaxBytes: 25_000_000, Types: [], ByUrl: true);

    static readonly WindowState Over = new WindowState.Closed(
        ChannelProblem.WindowClosed("Messenger takes answers for 7 days after their last message. It opens again when they write."));

    static readonly AnswerWindow Window = AnswerWindows.After(TimeSpan.FromHours(24), TimeSpan.FromDays(7), Over);

    /// <inheritdoc/>
    public string Id => "messenger";

    /// <inheritdoc/>
    public string Name => "Facebook and Messenger";

    /// <inheritdoc/>
    public string Icon => "brand-messenger";

    /// <inheritdoc/>
    public string? DocsUrl => "https://developers.facebook.com/docs/messenger-platform";

    /// <inheritdoc/>
    public string Note => "Needs a Facebook page and a Meta app. Strangers reach you only after Meta reviewed the app and verified the business; answers after 24 hours need the feature Human Agent.";

    /// <inheritdoc/>
    public IReadOnlyList<IntakeKind> Intake => [IntakeKind.Webhook];

    /// <inheritdoc/>
    public IReadOnlyList<Surface> Surfaces { get; } =
    [
        new(SurfaceId, "Messenger", Visibility.Private, Wire.Http, Length, Kind,
            new(IdentityStrength.PlatformAccount, IdentityScope.Account) { ScopeFields = ["page_id"] }, SendSafety.TagReturns)
        {
            Attachments = Files,
            Receipts = [DeliveryProgress.Delivered, DeliveryProgress.Read],
            Window = Window,
            Threading = Threading.ByReplyId,
            Pace = new(PerSecond: 10, Burst: 40),
        },
        new(CommentsId, "Comments on Facebook", Visibility.Public, Wire.Http, CommentLength, FeedReading.Kind,
            new(IdentityStrength.PlatformAccount, IdentityScope.Account) { ScopeFields = ["page_id"] }, SendSafety.LookBeforeResend)
        {
            Like = true,
            Hide = true,
            Window = AnswerWindows.UntilStopped,
            Threading = Threading.ByReplyId,
            Pace = new(PerSecond: 1, Burst: 10),
            GoPrivate = SurfaceId,
            RepliesPrivatelyWithin = TimeSpan.FromDays(7),
        },
    ];

    /// <inheritdoc/>
    public string HookTail(Account account) => "";

    /// <inheritdoc/>
    public string AddressOf(Account account) => account["page_name"].Length > 0 ? account["page_name"] : account["page_id"];

    /// <inheritdoc/>
    public IReadOnlyList<PublicPlace> Found(Account account) => account["page_id"] is not { Length: > 0 } page ? [] :
    [
        new(SurfaceId, AddressOf(account), $"{LinksOf(account)}/{Uri.EscapeDataString(page)}"),
        new(CommentsId, AddressOf(account), $"https://www.facebook.com/{Uri.EscapeDataString(page)}"),
    ];
}
