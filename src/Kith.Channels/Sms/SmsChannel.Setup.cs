namespace Kith.Channels.Sms;

public sealed partial class SmsChannel : ISetup
{
    /// <inheritdoc/>
    public IReadOnlyList<SetupField> Setup { get; } =
    [
        new("account_sid", "Account SID", FieldKind.Text, "Starts with AC; on the first page of the console.", Required: true, Check: "AC and 32 digits or letters a to f"),
        new("auth_token", "Auth token", FieldKind.Secret, "Beside the account SID. Proves that webhooks are theirs, and signs us in.", Required: true),
        new("from", "Number", FieldKind.Phone, "The number to send from, like +27 60 070 1234, or a messaging service (MG…).", Required: true, Check: "a phone number, or MG and 32 digits or letters a to f"),
        new("key_sid", "API key", FieldKind.Text, "Optional: send with a key (SK…) instead of the auth token."),
        new("key_secret", "API key secret", FieldKind.Secret, "Goes with the API key."),
        new("api", "Address of the API", FieldKind.Url, "Only for another carrier that speaks this protocol.", Default: TwilioAccount.Twilio, Check: "an http or https address"),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<Finding> Review(Account account) =>
    [
        .. Missing(account),
        .. Malformed(account),
        .. NotReachable(account),
    ];

    /// <inheritdoc/>
    public WireRequest? Test(Account account, DateTimeOffset now) =>
        new("GET", $"{TwilioAccount.Resource(account)}.json", "ask for the account") { Headers = [TwilioAccount.Authorization(account)] };

    /// <inheritdoc/>
    public IReadOnlyList<Finding> ReadTest(WireAnswer? answer, Account account) => TwilioAccount.ReadTest(answer, "only numbers confirmed there can be written to");

    IEnumerable<Finding> Missing(Account account) =>
        Setup.Where(field => field.Required && account[field.Key].Length == 0).Select(field => new Finding(false, $"{field.Label} is missing.", field.Key));

    static IEnumerable<Finding> Malformed(Account account)
    {
        if (account["account_sid"] is { Length: > 0 } sid && TwilioAccount.Api(account) == TwilioAccount.Twilio && !TwilioAccount.IsSid(sid, "AC"))
            yield return new(false, "An account SID is AC and 32 digits or letters a to f.", "account_sid");
        if (account["from"] is { Length: > 0 } from && !IsMessagingService(from) && !Sender(account).StartsWith('+'))
            yield return new(false, "This is no phone number that Kith can read. Write it with its country: +27 …", "from");
        if (account["key_sid"].Length > 0 != account["key_secret"].Length > 0)
            yield return new(false, "An API key needs its secret, and a secret its key.", "key_secret");
        if (!Uri.TryCreate(TwilioAccount.Api(account), UriKind.Absolute, out var api) || api.Scheme is not ("https" or "http"))
            yield return new(false, "This is no http or https address.", "api");
    }

    static IEnumerable<Finding> NotReachable(Account account)
    {
        if (!TwilioAccount.CanCallBack(account))
            yield return new(true, "Kith is only known by an address on this machine: the carrier can deliver no incoming SMS and no receipts until the public address is set.");
    }
}
