namespace Kith.Channels.Bluesky;

/// <summary>Bluesky, or any other server of the AT Protocol: people mention us, answer us and quote us in public, or write to us in private.</summary>
[Channel]
public sealed partial class BlueskyChannel : IChannel, IFound
{
    const string PostsId = "bluesky.posts", PrivateId = "bluesky.dm", Kind = "bluesky";
    const string OwnService = "https://bsky.social", OwnWeb = "https://bsky.app", OwnImages = "https://cdn.bsky.app", OwnChat = "did:web:api.bsky.chat";

    /// <summary>Lexicon app.bsky.feed.post: 300 graphemes, and 3,000 bytes whatever they are.</summary>
    static readonly TextRule PostLength = new(300, TextUnit.Graphemes, MaxBytes: 3000);

    /// <summary>Lexicon chat.bsky.convo.defs#messageInput: 1,000 graphemes and 10,000 bytes.</summary>
    static readonly TextRule MessageLength = new(1000, TextUnit.Graphemes, MaxBytes: 10_000);

    /// <inheritdoc/>
    public string Id => "bluesky";

    /// <inheritdoc/>
    public string Name => "Bluesky";

    /// <inheritdoc/>
    public string Icon => "brand-bluesky";

    /// <inheritdoc/>
    public string? DocsUrl => "https://docs.bsky.app";

    /// <inheritdoc/>
    public string Note => "Free, and needs no public address and no approval. Make an app password in the settings of your account; Kith asks for mentions, answers and quotes.";

    /// <inheritdoc/>
    public IReadOnlyList<IntakeKind> Intake { get; } = [IntakeKind.Poll];

    /// <inheritdoc/>
    public IReadOnlyList<Surface> Surfaces { get; } =
    [
        new(PostsId, "Bluesky", Visibility.Public, Wire.Http, PostLength, Kind, new(IdentityStrength.PlatformAccount, IdentityScope.Global), SendSafety.NaturalKey)
        {
            Like = true,
            Threading = Threading.ByReplyId,
            Window = AnswerWindows.UntilStopped,
            // 5,000 points an hour, 3 for each new record.
            Pace = new(PerSecond: 0.4, Burst: 10),
        },
        new(PrivateId, "Bluesky in private", Visibility.Private, Wire.Http, MessageLength, Kind, new(IdentityStrength.PlatformAccount, IdentityScope.Global), SendSafety.None)
        {
            Threading = Threading.ByReplyId,
            Window = AnswerWindows.UntilStopped,
        },
    ];

    /// <inheritdoc/>
    public string HookTail(Account account) => "";

    /// <inheritdoc/>
    public string AddressOf(Account account) => Identifier(account) is { Length: > 0 } name ? name.StartsWith("did:", StringComparison.Ordinal) ? name : $"@{name}" : "";

    /// <inheritdoc/>
    public IReadOnlyList<PublicPlace> Found(Account account)
    {
        if (AddressOf(account) is not { Length: > 0 } name) return [];

        var url = $"{Or(account["web"], OwnWeb).TrimEnd('/')}/profile/{Identifier(account)}";
        return TakesPrivate(account) ? [new(PostsId, name, url), new(PrivateId, name, url)] : [new(PostsId, name, url)];
    }

    static string Identifier(Account account) => account["identifier"].TrimStart('@');

    static bool TakesPrivate(Account account) => account["messages"] == "yes";

    static string Service(Account account) => Or(account["service"], OwnService).TrimEnd('/');

    static string Or(string own, string usual) => own.Length > 0 ? own : usual;

    static WireRequest Query(Account account, string method, string query, string label) =>
        new("GET", $"{Service(account)}/xrpc/{method}{(query.Length > 0 ? "?" : "")}{query}", label) { Headers = [Signed(account)] };

    static WireRequest Procedure(Account account, string method, string label, Action<System.Text.Json.Utf8JsonWriter> write) =>
        new("POST", $"{Service(account)}/xrpc/{method}", label) { Headers = [Signed(account)], ContentType = "application/json", Body = Json(write) };

    static KeyValuePair<string, string> Signed(Account account) => Bearer(account[IOpenSession.Token]);

    static KeyValuePair<string, string> Bearer(string token) => new("Authorization", $"Bearer {token}");

    /// <summary>The server hands the request on to the chat of the network.</summary>
    static WireRequest ByChat(WireRequest request, Account account) =>
        request with { Headers = [.. request.Headers, new("atproto-proxy", $"{Or(account["chat"], OwnChat)}#bsky_chat")] };

    static byte[] Json(Action<System.Text.Json.Utf8JsonWriter> write)
    {
        using var body = new MemoryStream();
        using (var json = new System.Text.Json.Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        return body.ToArray();
    }
}
