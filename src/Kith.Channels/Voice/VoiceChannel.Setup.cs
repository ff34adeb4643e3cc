using Kith.Channels.Sms;

namespace Kith.Channels.Voice;

public sealed partial class VoiceChannel : ISetup
{
    /// <inheritdoc/>
    public IReadOnlyList<SetupField> Setup { get; } =
    [
        new("account_sid", "Account SID", FieldKind.Text, "Starts with AC; on the first page of the console.", Required: true, Check: "AC and 32 digits or letters a to f"),
        new("auth_token", "Auth token", FieldKind.Secret, "Beside the account SID. Proves that calls are theirs, and signs us in.", Required: true),
        new("number", "Number", FieldKind.Phone, "The number people call, like +27 60 070 1234.", Required: true, Check: "a phone number"),
        new("department", "Department", FieldKind.Department, "Whose hours count, and where missed calls become cases."),
        new("ring", "Phones to ring", FieldKind.Text, "While the department is open these ring at once, with commas between them. Left empty, callers always reach the answering machine.", Check: "phone numbers with commas between them"),
        new("ring_seconds", "Ring for", FieldKind.Text, "Seconds before the answering machine takes the call.", Check: "5 to 120", Default: "25") { IsRare = true },
        new("greeting", "What callers hear when nobody is there", FieldKind.Text, "Left empty, Kith says it in the language of the house. That they may leave a message and are recorded is always said.") { IsRare = true },
        new("greeting_busy", "What callers hear when nobody picks up", FieldKind.Text, "Left empty, Kith says it in the language of the house.") { IsRare = true },
        new("link", "Offer the chat link", FieldKind.YesNo, "One key, 1, sends the caller a link by SMS to go on in writing. Needs an SMS connection and a chat.", Default: "yes"),
        new("transcribe", "Write down what was said", FieldKind.YesNo, "The carrier's own transcript of a message; best in English, and paid for.", Default: "yes"),
        new("key_sid", "API key", FieldKind.Text, "Optional: call with a key (SK…) instead of the auth token.") { IsRare = true },
        new("key_secret", "API key secret", FieldKind.Secret, "Goes with the API key.") { IsRare = true },
        new("api", "Address of the API", FieldKind.Url, "Only for another carrier that speaks this protocol.", Default: TwilioAccount.Twilio, Check: "an http or https address") { IsRare = true },
    ];

    /// <inheritdoc/>
    public IReadOnlyList<Finding> Review(Account account) => [.. Missing(account), .. Malformed(account), .. NotReachable(account)];

    /// <inheritdoc/>
    public WireRequest? Test(Account account, DateTimeOffset now) =>
        new("GET", $"{TwilioAccount.Resource(account)}.json", "ask for the account") { Headers = [TwilioAccount.Authorization(account)] };

    /// <inheritdoc/>
    public IReadOnlyList<Finding> ReadTest(WireAnswer? answer, Account account)
    {
        var findings = TwilioAccount.ReadTest(answer, "only numbers confirmed there can be called");
        return findings.Any(finding => !finding.Ok) ? findings : [.. findings, .. Steps(account)];
    }

    /// <summary>What only a person can do there: nobody can look from here whether it is done.</summary>
    static IEnumerable<Finding> Steps(Account account)
    {
        yield return new(true, $"At the carrier, on the page of {Ours(account)}: “A call comes in” is a webhook to {account.HookUrl}/{VoiceTail.Calls}, by POST.");
        yield return new(true, $"On the same page: “Call status changes” goes to {account.HookUrl}/{VoiceTail.Status}. Then call the number once: the call shows up here.");
    }

    IEnumerable<Finding> Missing(Account account) =>
        Setup.Where(field => field.Required && account[field.Key].Length == 0).Select(field => new Finding(false, $"{field.Label} is missing.", field.Key));

    static IEnumerable<Finding> Malformed(Account account)
    {
        if (account["account_sid"] is { Length: > 0 } sid && TwilioAccount.Api(account) == TwilioAccount.Twilio && !TwilioAccount.IsSid(sid, "AC"))
            yield return new(false, "An account SID is AC and 32 digits or letters a to f.", "account_sid");
        if (account["number"].Length > 0 && !IsNumber(Ours(account)))
            yield return new(false, "This is no phone number that Kith can read. Write it with its country: +27 …", "number");
        if (account["ring"].Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(phone => !IsNumber(account.Phone(phone))) is not null)
            yield return new(false, "One of the phones to ring is no number that Kith can read. Write each with its country, with commas between them.", "ring");
        if (Phones(account).Contains(Ours(account)))
            yield return new(false, "The number that people call cannot ring itself. Give the phone of somebody who picks up.", "ring");
        if (account["key_sid"].Length > 0 != account["key_secret"].Length > 0)
            yield return new(false, "An API key needs its secret, and a secret its key.", "key_secret");
        if (!Uri.TryCreate(TwilioAccount.Api(account), UriKind.Absolute, out var api) || api.Scheme is not ("https" or "http"))
            yield return new(false, "This is no http or https address.", "api");
    }

    static IEnumerable<Finding> NotReachable(Account account)
    {
        if (!TwilioAccount.CanCallBack(account))
            yield return new(true, "Kith is only known by an address on this machine: the carrier can bring no calls until the public address is set.");
    }
}
