using System.Globalization;

namespace Kith.Channels.Mastodon;

/// <summary>Mastodon, and every server that speaks its API: people mention our account, in public or for us alone, and we answer in its name.</summary>
[Channel]
public sealed partial class MastodonChannel : IChannel, IFound
{
    const string DirectId = "mastodon.direct", PublicId = "mastodon.public", Kind = "fediverse";
    const int UsualLimit = 500, UsualPause = 10;

    /// <summary>What Mastodon allows where its administrator changed nothing; the setting says what a server really takes.</summary>
    static readonly TextRule Length = new(UsualLimit, TextUnit.Graphemes);

    // A domain may be given up and taken by somebody else, and with it every name below it.
    static readonly Identity Accounts = new(IdentityStrength.PlatformAccount, IdentityScope.Global, Recyclable: true);

    /// <summary>300 requests in 5 minutes for everything we do; asking takes 30 of them.</summary>
    static readonly Pace Gently = new(PerSecond: 0.5, Burst: 10);

    /// <inheritdoc/>
    public string Id => "mastodon";

    /// <inheritdoc/>
    public string Name => "Mastodon";

    /// <inheritdoc/>
    public string Icon => "brand-mastodon";

    /// <inheritdoc/>
    public string? DocsUrl => "https://docs.joinmastodon.org/client/intro/";

    /// <inheritdoc/>
    public string Note => "Free, and needs no public address. An account on any server that speaks the API of Mastodon; direct messages there are plain text on both servers, so they are private but no secret.";

    /// <inheritdoc/>
    public IReadOnlyList<IntakeKind> Intake { get; } = [IntakeKind.Poll];

    /// <inheritdoc/>
    public IReadOnlyList<Surface> Surfaces { get; } =
    [
        new(DirectId, "Mastodon", Visibility.Private, Wire.Http, Length, Kind, Accounts, SendSafety.LookBeforeResend)
        {
            Like = true,
            Threading = Threading.ByReplyId,
            Pace = Gently,
            Window = AnswerWindows.UntilStopped,
        },
        new(PublicId, "In public on Mastodon", Visibility.Public, Wire.Http, Length, Kind, Accounts, SendSafety.LookBeforeResend)
        {
            Like = true,
            Threading = Threading.ByReplyId,
            Pace = Gently,
            Window = AnswerWindows.UntilStopped,
            GoPrivate = DirectId,
        },
    ];

    /// <inheritdoc/>
    public string HookTail(Account account) => "";

    /// <inheritdoc/>
    public string AddressOf(Account account) => FediverseName.Own(account) is { } own ? $"@{own}" : "";

    /// <inheritdoc/>
    public IReadOnlyList<PublicPlace> Found(Account account)
    {
        if (FediverseName.Own(account) is not { } own) return [];

        var url = $"{account["server"].TrimEnd('/')}/@{own.Split('@')[0]}";
        return [new(DirectId, $"@{own}", url), new(PublicId, $"@{own}", url)];
    }

    static int LimitOf(Account account) => Whole(account["limit"]) ?? UsualLimit;

    static int PauseOf(Account account) => Whole(account["pause"]) is > 0 and <= 300 and var seconds ? seconds : UsualPause;

    static int? Whole(string setting) => int.TryParse(setting, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A request with our token, which is in a header and never in the address.</summary>
    static WireRequest Call(Account account, string method, string path, string label) => new(method, $"{account["server"].TrimEnd('/')}{path}", label)
    {
        Headers = [new("Authorization", $"Bearer {account["token"]}"), new("Accept", "application/json")],
    };
}
