using System.Text.Json;

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
        new("api", "Address of the API", FieldKind.Url, "Only for another carrier that speaks this protocol.", Default: TwilioApi, Check: "an http or https address"),
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
        new("GET", $"{Resource(account)}.json", "ask for the account") { Headers = [Authorization(account)] };

    /// <inheritdoc/>
    public IReadOnlyList<Finding> ReadTest(WireAnswer? answer, Account account) => answer?.Status switch
    {
        null => [new(false, "The carrier could not be reached. Check the address of the API and whether this server may reach the internet.", "api")],
        200 => [AccountState(answer)],
        401 => [new(false, "The carrier does not accept this account SID with this token.", "auth_token")],
        404 => [new(false, "The carrier knows no account with this SID.", "account_sid")],
        var status => [new(false, $"The carrier answered {status}. Try again in a few minutes.")],
    };

    static Finding AccountState(WireAnswer answer)
    {
        var account = Parse(answer) ?? default;
        return (account.Peek("status"), account.Peek("type")) switch
        {
            ("suspended" or "closed", _) => new(false, "The account is suspended or closed at the carrier.", "account_sid"),
            (_, "Trial") => new(true, "The carrier knows the account. It is a trial: only numbers confirmed there can be written to."),
            _ => new(true, "The carrier knows the account."),
        };
    }

    IEnumerable<Finding> Missing(Account account) =>
        Setup.Where(field => field.Required && account[field.Key].Length == 0).Select(field => new Finding(false, $"{field.Label} is missing.", field.Key));

    static IEnumerable<Finding> Malformed(Account account)
    {
        if (account["account_sid"] is { Length: > 0 } sid && Api(account) == TwilioApi && !IsSid(sid, "AC"))
            yield return new(false, "An account SID is AC and 32 digits or letters a to f.", "account_sid");
        if (account["from"] is { Length: > 0 } from && !IsMessagingService(from) && !Sender(account).StartsWith('+'))
            yield return new(false, "This is no phone number that Kith can read. Write it with its country: +27 …", "from");
        if (account["key_sid"].Length > 0 != account["key_secret"].Length > 0)
            yield return new(false, "An API key needs its secret, and a secret its key.", "key_secret");
        if (!Uri.TryCreate(Api(account), UriKind.Absolute, out var api) || api.Scheme is not ("https" or "http"))
            yield return new(false, "This is no http or https address.", "api");
    }

    static IEnumerable<Finding> NotReachable(Account account)
    {
        if (!CanCallBack(account))
            yield return new(true, "Kith is only known by an address on this machine: the carrier can deliver no incoming SMS and no receipts until the public address is set.");
    }

    static bool IsSid(string sid, string kind) =>
        sid.Length == 34 && sid.StartsWith(kind, StringComparison.Ordinal) && sid.Skip(2).All(char.IsAsciiHexDigitLower);
}
