namespace Kith.Channels.Telegram;

/// <summary>Telegram, through a bot: people write to it, and we answer in its name.</summary>
[Channel]
public sealed partial class TelegramChannel : IChannel, IFound
{
    const string SurfaceId = "telegram", Kind = "telegram", OwnApi = "https://api.telegram.org", OwnLinks = "https://t.me", Asked = "ask", Told = "hook";

    /// <summary>Bot API, sendMessage: 1 to 4096 characters after the entities were parsed, and 0 to 1024 beside files.</summary>
    static readonly TextRule Length = new(4096, TextUnit.Utf16);

    const int LongestCaption = 1024;

    static readonly AttachmentRule Files = new(MaxCount: 10, MaxBytes: 50_000_000, Types: [], ByUrl: false);

    /// <inheritdoc/>
    public string Id => "telegram";

    /// <inheritdoc/>
    public string Name => "Telegram";

    /// <inheritdoc/>
    public string Icon => "brand-telegram";

    /// <inheritdoc/>
    public string? DocsUrl => "https://core.telegram.org/bots/api";

    /// <inheritdoc/>
    public string Note => "Free, and needs no public address. Ask @BotFather in Telegram for a bot; people begin the conversation, by its name or by a link of yours.";

    /// <inheritdoc/>
    public IReadOnlyList<IntakeKind> Intake { get; } = [IntakeKind.Poll, IntakeKind.Webhook];

    /// <inheritdoc/>
    public IReadOnlyList<Surface> Surfaces { get; } =
    [
        new(SurfaceId, "Telegram", Visibility.Private, Wire.Http, Length, Kind, new(IdentityStrength.PlatformAccount, IdentityScope.Global), SendSafety.None)
        {
            Attachments = Files,
            Pace = new(PerSecond: 20, Burst: 20),
            Window = AnswerWindows.UntilStopped,
        },
    ];

    /// <inheritdoc/>
    public string HookTail(Account account) => "";

    /// <inheritdoc/>
    public string AddressOf(Account account) => account["username"] is { Length: > 0 } ? $"@{NameOf(account)}" : "";

    /// <inheritdoc/>
    public IReadOnlyList<PublicPlace> Found(Account account) => AddressOf(account) is { Length: > 0 } name ? [new(SurfaceId, name, $"{LinksOf(account)}/{NameOf(account)}")] : [];

    static string NameOf(Account account) => account["username"].TrimStart('@');

    static bool IsTold(Account account) => account["messages"] == Told;

    static string Api(Account account) => (account["api"] is { Length: > 0 } own ? own : OwnApi).TrimEnd('/');

    /// <summary>Holds the token: never printed.</summary>
    static string Method(Account account, string name) => $"{Api(account)}/bot{account["token"]}/{name}";
}
