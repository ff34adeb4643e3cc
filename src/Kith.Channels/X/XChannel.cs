namespace Kith.Channels.X;

/// <summary>X: posts that mention an account of ours, and what people write to it in private.</summary>
[Channel]
public sealed partial class XChannel : IChannel, IHandshake, IFound
{
    const string Mentions = "x.mentions", Direct = "x.dm", Kind = "x", OwnApi = "https://api.x.com", OwnSite = "https://x.com", Asked = "ask", Told = "hook";

    /// <summary>The mark of what X lets us answer in its own app only.</summary>
    public const string NotSummoned = "not-summoned";

    /// <summary>The mark of a message that only X's own app can open.</summary>
    public const string Encrypted = "encrypted";

    static readonly TextRule Post = new(280, TextUnit.XWeighted), Message = new(10_000, TextUnit.Utf16);

    static readonly Identity Somebody = new(IdentityStrength.PlatformAccount, IdentityScope.Global);

    const string Uninvited = "They did not mention us, and X lets only those be answered from here who did.", WayOut = "Answer it in X's own app, or write them a direct message.";

    /// <inheritdoc/>
    public string Id => "x";

    /// <inheritdoc/>
    public string Name => "X";

    /// <inheritdoc/>
    public string Icon => "brand-x";

    /// <inheritdoc/>
    public string? DocsUrl => "https://docs.x.com/x-api";

    /// <inheritdoc/>
    public string Note => "X bills every post that is read and written, a reply with a link much more: set a budget. Replies leave only to those who mentioned the account. Private messages need a public https address.";

    /// <inheritdoc/>
    public IReadOnlyList<IntakeKind> Intake { get; } = [IntakeKind.Poll, IntakeKind.Webhook];

    /// <inheritdoc/>
    public IReadOnlyList<Surface> Surfaces { get; } =
    [
        new(Mentions, "X", Visibility.Public, Wire.Http, Post, Kind, Somebody, SendSafety.LookBeforeResend)
        {
            Window = OnlyWhenSummoned,
            Threading = Threading.ByReplyId,
            Pace = new(PerSecond: 0.1, Burst: 10),
            GoPrivate = Direct,
            Like = true,
            Hide = true,
        },
        new(Direct, "X direct message", Visibility.Private, Wire.Http, Message, Kind, Somebody, SendSafety.LookBeforeResend)
        {
            Receipts = [DeliveryProgress.Read],
            Window = AnswerWindows.UntilStopped,
            Threading = Threading.ByReplyId,
            // 15 in 15 minutes for one account.
            Pace = new(PerSecond: 1.0 / 60, Burst: 15),
        },
    ];

    /// <inheritdoc/>
    public string HookTail(Account account) => "";

    /// <inheritdoc/>
    public string AddressOf(Account account) => account["username"] is { Length: > 0 } ? $"@{NameOf(account)}" : "";

    /// <inheritdoc/>
    public IReadOnlyList<PublicPlace> Found(Account account) => AddressOf(account) is not { Length: > 0 } name ? [] :
    [
        new(Mentions, name, $"{Site(account)}/{NameOf(account)}"),
        new(Direct, name, account["user_id"] is { Length: > 0 } id ? $"{Site(account)}/messages/compose?recipient_id={Uri.EscapeDataString(id)}" : null),
    ];

    /// <inheritdoc/>
    public HookAnswer? Answer(RawRequest request, Account account) => XSignature.Answer(request, account["consumer_secret"]);

    /// <summary>Whoever did not name us cannot be answered by a program; STOP ends it at once.</summary>
    static WindowState OnlyWhenSummoned(Situation situation, DateTimeOffset now) =>
        situation.Item is { } item && item.Marks.Contains(NotSummoned) ? new WindowState.Closed(ChannelProblem.WindowClosed($"{Uninvited} {WayOut}")) : AnswerWindows.UntilStopped(situation, now);

    static string NameOf(Account account) => account["username"].TrimStart('@');

    static string Ours(Account account) => account["user_id"];

    static string Api(Account account) => (account["api"] is { Length: > 0 } own ? own : OwnApi).TrimEnd('/');

    static string Site(Account account) => (account["site"] is { Length: > 0 } own ? own : OwnSite).TrimEnd('/');

    static bool IsTold(Account account) => account["messages"] == Told;
}
