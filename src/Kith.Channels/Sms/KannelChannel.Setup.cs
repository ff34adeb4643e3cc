using System.Text;

namespace Kith.Channels.Sms;

public sealed partial class KannelChannel : ISetup
{
    /// <inheritdoc/>
    public IReadOnlyList<SetupField> Setup { get; } =
    [
        new("send_url", "Address of sendsms", FieldKind.Url, "Where smsbox listens, like http://127.0.0.1:13013/cgi-bin/sendsms. The password is in every request: keep it on this machine or a private network.", Required: true, Check: "an http or https address"),
        new("username", "User", FieldKind.Text, "username of the group sendsms-user.", Required: true),
        new("password", "Password", FieldKind.Secret, "password of the group sendsms-user.", Required: true),
        new("number", "Number", FieldKind.Phone, "The number people write to. Left empty, the gateway's default-sender is used."),
        new("hook_secret", "Secret in the address", FieldKind.Secret, "Kannel cannot sign, so its address for Kith holds a secret. Put the address into post-url of the group sms-service; and into the group smsbox http-request-retry = 20 and http-queue-delay = 15, else an SMS is lost for good when Kith is down for a moment.", Required: true, Make: SecretShape.Path),
        new("smsc", "Route", FieldKind.Text, "Optional: the smsc-id to send through."),
        new("max_parts", "Parts at most", FieldKind.Text, "max-messages of the group sendsms-user. What is longer would be cut off there without a word.", Default: "10", Check: "a number up to 255"),
        new("allow_from", "Allowed callers", FieldKind.Text, "Optional: the addresses Kannel calls from, with commas."),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<Finding> Review(Account account) => [.. Missing(account), .. Malformed(account)];

    /// <summary>A request without a receiver: the gateway checks who asks before it sees that nobody is to get anything.</summary>
    public WireRequest? Test(Account account, DateTimeOffset now) =>
        new("GET", $"{account["send_url"]}?{UrlForm.Write([new("username", account["username"]), new("password", account["password"])])}", "ask Kannel who we are");

    /// <inheritdoc/>
    public IReadOnlyList<Finding> ReadTest(WireAnswer? answer, Account account) => answer switch
    {
        null => [new(false, "No gateway answers at this address. Is smsbox running, and does it listen where Kith can reach it?", "send_url")],
        { Status: 403 or 401 } => [new(false, "The gateway does not accept this user and password, or not from this machine (user-allow-ip).", "password")],
        { Status: 400 } when Encoding.UTF8.GetString(answer.Body.Span).Contains("receiver", StringComparison.OrdinalIgnoreCase) => [new(true, "The gateway knows us.")],
        _ => [new(false, $"Something answers at this address ({answer.Status}), but it is not Kannel's sendsms.", "send_url")],
    };

    IEnumerable<Finding> Missing(Account account) =>
        Setup.Where(field => field.Required && account[field.Key].Length == 0).Select(field => new Finding(false, $"{field.Label} is missing.", field.Key));

    static IEnumerable<Finding> Malformed(Account account)
    {
        if (account["send_url"] is { Length: > 0 } address && (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https")))
            yield return new(false, "This is no http or https address.", "send_url");
        if (account["hook_secret"] is { Length: > 0 and < 22 })
            yield return new(false, "The secret in the address must have 22 characters or more.", "hook_secret");
        if (account["max_parts"] is { Length: > 0 } parts && !(int.TryParse(parts, out var most) && most is > 0 and <= 255))
            yield return new(false, "Write a number from 1 to 255.", "max_parts");
    }
}
