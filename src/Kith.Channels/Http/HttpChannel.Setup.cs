namespace Kith.Channels.Http;

public sealed partial class HttpChannel : ISetup
{
    /// <inheritdoc/>
    public IReadOnlyList<SetupField> Setup { get; } =
    [
        new("target_url", "Target address", FieldKind.Url, "Where our answers are sent. Left empty, the connection only receives.", Check: "an http or https address"),
        new("secret", "Secret", FieldKind.Secret, "Signs both ways. Copy it into your program.", Required: true, Check: "whsec_ and 24 to 64 bytes in Base64", Make: SecretShape.Whsec),
        new("previous_secret", "Previous secret", FieldKind.Secret, "While you change the secret: still taken, and ours are signed with both. Clear it afterwards.", Check: "whsec_ and 24 to 64 bytes in Base64"),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<Finding> Review(Account account) => [.. Wrong(account)];

    /// <inheritdoc/>
    public WireRequest? Test(Account account, DateTimeOffset now) =>
        account["target_url"].Length == 0 ? null : Signed(Body("ping", _ => { }), $"ping_{Guid.CreateVersion7():N}", account, now, "ping by Generic HTTP");

    /// <inheritdoc/>
    public IReadOnlyList<Finding> ReadTest(WireAnswer? answer, Account account) => answer?.Status switch
    {
        _ when account["target_url"].Length == 0 => [new(true, "This connection only receives; there is nobody to ask.")],
        null => [new(false, "Nobody answers at the target address.", "target_url")],
        >= 200 and < 300 => [new(true, "The other side took a signed ping.")],
        401 or 403 => [new(false, "The other side does not accept our signature. Does it have the same secret, and is its clock right?", "secret")],
        var status => [new(false, $"The other side answered {status} to a signed ping. It should answer 200 to types it does not know.", "target_url")],
    };

    static IEnumerable<Finding> Wrong(Account account)
    {
        if (account["target_url"] is { Length: > 0 } target && (!Uri.TryCreate(target, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https")))
            yield return new(false, "This is no http or https address.", "target_url");
        if (account["secret"].Length == 0) yield return new(false, "The secret is missing.", "secret");
        else if (StandardWebhook.Key(account["secret"]) is null) yield return new(false, "A secret is whsec_ and 24 to 64 bytes in Base64.", "secret");
        if (account["previous_secret"].Length > 0 && StandardWebhook.Key(account["previous_secret"]) is null)
            yield return new(false, "A secret is whsec_ and 24 to 64 bytes in Base64.", "previous_secret");
    }
}
