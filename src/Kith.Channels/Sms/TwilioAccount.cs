using System.Text;
using System.Text.Json;

namespace Kith.Channels.Sms;

/// <summary>What all connections to a carrier with Twilio's protocol have in common: where its API is, how we sign in there, what it says of our account.</summary>
static class TwilioAccount
{
    public const string Twilio = "https://api.twilio.com";

    public static string Api(Account account) => (account["api"] is { Length: > 0 } own ? own : Twilio).TrimEnd('/');

    public static string Resource(Account account) => $"{Api(account)}/2010-04-01/Accounts/{Uri.EscapeDataString(account["account_sid"])}";

    public static KeyValuePair<string, string> Authorization(Account account)
    {
        var (user, secret) = account["key_sid"].Length > 0
            ? (account["key_sid"], account["key_secret"])
            : (account["account_sid"], account["auth_token"]);
        return new("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{secret}")));
    }

    // The carrier refuses the whole request when it is told to call back at an address only we can reach.
    public static bool CanCallBack(Account account) =>
        Uri.TryCreate(account.HookUrl, UriKind.Absolute, out var hook) && Uri.TryCreate(Api(account), UriKind.Absolute, out var api)
        && (!hook.IsLoopback || api.IsLoopback);

    /// <summary>Whether an address is the API's own: the token goes nowhere else.</summary>
    public static bool IsOfApi(Uri url, Account account) =>
        Uri.TryCreate(Api(account), UriKind.Absolute, out var api) && url.Scheme == api.Scheme && url.Authority == api.Authority;

    public static bool IsSid(string sid, string kind) =>
        sid.Length == 34 && sid.StartsWith(kind, StringComparison.Ordinal) && sid.Skip(2).All(char.IsAsciiHexDigitLower);

    public static JsonElement? Parse(WireAnswer answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer.Body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What an answer means that is no success.</summary>
    /// <param name="answer">Their answer.</param>
    /// <param name="now">The host's clock.</param>
    /// <param name="meaning">The numbers of their errors in our words.</param>
    public static Ending NotTaken(WireAnswer answer, DateTimeOffset now, Func<int, ChannelProblem> meaning)
    {
        var problem = meaning(CodeOf(answer));
        if (answer.Status == 429 || problem.Code == ProblemCode.RateLimited)
            return new Ending.Later(ChannelProblem.RateLimited(vendor: problem.Vendor), answer.RetryAfter(now));
        if (answer.Status == 401 || problem.IsOfConnection) return new Ending.Disconnected(ChannelProblem.SignInExpired(problem.Vendor));
        if (answer.Status == 503) return new Ending.Later(ChannelProblem.Unreachable("The carrier is down for the moment."), answer.RetryAfter(now));

        // A gateway's 502 or 504 may hide that it was taken: look before doing it again.
        if (answer.Status is >= 500 or 408) return new Ending.Unsure(ChannelProblem.Unreachable("The carrier failed while taking it."));

        return new Ending.Rejected(problem.CanRetry ? ChannelProblem.Rejected("The carrier did not take it.", problem.Vendor) : problem);
    }

    static int CodeOf(WireAnswer answer) =>
        Parse(answer) is { } error && error.TryGetProperty("code", out var said) && said.ValueKind == JsonValueKind.Number && said.TryGetInt32(out var number) ? number : 0;

    /// <summary>What the answer to a look at our account means.</summary>
    /// <param name="answer">Their answer.</param>
    /// <param name="onTrial">What a trial account is held to.</param>
    public static IReadOnlyList<Finding> ReadTest(WireAnswer? answer, string onTrial) => answer?.Status switch
    {
        null => [new(false, "The carrier could not be reached. Check the address of the API and whether this server may reach the internet.", "api")],
        200 => [StateOf(answer, onTrial)],
        401 => [new(false, "The carrier does not accept this account SID with this token.", "auth_token")],
        404 => [new(false, "The carrier knows no account with this SID.", "account_sid")],
        var status => [new(false, $"The carrier answered {status}. Try again in a few minutes.")],
    };

    static Finding StateOf(WireAnswer answer, string onTrial)
    {
        var account = Parse(answer) ?? default;
        return (account.Peek("status"), account.Peek("type")) switch
        {
            ("suspended" or "closed", _) => new(false, "The account is suspended or closed at the carrier.", "account_sid"),
            (_, "Trial") => new(true, $"The carrier knows the account. It is a trial: {onTrial}."),
            _ => new(true, "The carrier knows the account."),
        };
    }
}
