using Kith.Channels.Meta;

namespace Kith.Channels.Instagram;

/// <summary>A professional account of ours on Instagram: the people who write to it in private, and what is said under its posts.</summary>
[Channel]
public sealed partial class InstagramChannel : MetaChannel, IChannel, IFound
{
    const string SurfaceId = "instagram", CommentsId = "instagram.comments", Kind = "instagram";

    /// <summary>Instagram counts bytes in private, not letters.</summary>
    static readonly TextRule Length = new(1000, TextUnit.Utf8Bytes), CommentLength = new(2200, TextUnit.Utf16);

    static readonly AttachmentRule Files = new(MaxCount: 1, MaxBytes: 25_000_000, Types: ["image/*", "audio/*", "video/*", "application/pdf"], ByUrl: true);

    static readonly WindowState Over = new WindowState.Closed(
        ChannelProblem.WindowClosed("Instagram takes answers for 7 days after their last message. It opens again when they write."));

    static readonly AnswerWindow Window = AnswerWindows.After(TimeSpan.FromHours(24), TimeSpan.FromDays(7), Over);

    /// <inheritdoc/>
    public string Id => "instagram";

    /// <inheritdoc/>
    public string Name => "Instagram";

    /// <inheritdoc/>
    public string Icon => "brand-instagram";

    /// <inheritdoc/>
    public string? DocsUrl => "https://developers.facebook.com/docs/instagram-platform";

    /// <inheritdoc/>
    public string Note => "Needs a professional account and a Meta app. Strangers reach you only after Meta reviewed the app and verified the business; answers after 24 hours need the feature Human Agent.";

    /// <inheritdoc/>
    public IReadOnlyList<IntakeKind> Intake => [IntakeKind.Webhook];

    /// <inheritdoc/>
    public IReadOnlyList<Surface> Surfaces { get; } =
    [
        new(SurfaceId, "Instagram", Visibility.Private, Wire.Http, Length, Kind,
            new(IdentityStrength.PlatformAccount, IdentityScope.Account) { ScopeFields = ["account_id"] }, SendSafety.None)
        {
            Attachments = Files,
            Receipts = [DeliveryProgress.Read],
            Window = Window,
            Threading = Threading.ByReplyId,
            Pace = new(PerSecond: 10, Burst: 40),
        },
        new(CommentsId, "Comments on Instagram", Visibility.Public, Wire.Http, CommentLength, CommentReading.Kind,
            new(IdentityStrength.PlatformAccount, IdentityScope.Account) { ScopeFields = ["account_id"] }, SendSafety.LookBeforeResend)
        {
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
    public string AddressOf(Account account) => account["account_name"].Length > 0 ? account["account_name"] : account["account_id"];

    /// <summary>The id of an account opens nothing: its name does, where it is written down as it is.</summary>
    public IReadOnlyList<PublicPlace> Found(Account account) => account["account_name"].TrimStart('@') is not { Length: > 0 } name ? []
        : IsName(name) ? [new(SurfaceId, $"@{name}", $"https://ig.me/m/{name}"), new(CommentsId, $"@{name}", $"https://www.instagram.com/{name}")]
        : [new(SurfaceId, name), new(CommentsId, name)];

    static bool IsName(string name) => name.Length <= 30 && name.All(one => char.IsAsciiLetterOrDigit(one) || one is '.' or '_');
}
