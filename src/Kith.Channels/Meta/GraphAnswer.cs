using System.Globalization;
using System.Text.Json;

namespace Kith.Channels.Meta;

/// <summary>What an answer of the Graph API means for a message (Graph API, "Handle errors").</summary>
static class GraphAnswer
{
    // Too much for one person, or too much that people marked as unwanted: at once again makes it worse.
    static readonly TimeSpan forOnePerson = TimeSpan.FromSeconds(6), whenUnwanted = TimeSpan.FromMinutes(30);

    public static Ending Read(WireAnswer answer, DateTimeOffset now, Func<JsonElement, string?> idIn)
    {
        var body = Parse(answer);
        if (answer.Status is >= 200 and < 300)
            return idIn(body) is { } id ? new Ending.Accepted(id) : new Ending.Unsure(ChannelProblem.NotUnderstood());

        return body.Part("error") is { ValueKind: JsonValueKind.Object } error && error.Number("code") is { } code
            ? Ended(ProblemIn(error, code), code, answer.RetryAfter(now))
            : WithoutWords(answer, now);
    }

    // One token speaks for messages and comments: what it may not do in public is no reason to fall silent in private.
    static ChannelProblem ProblemIn(JsonElement error, long code)
    {
        var problem = GraphErrors.Problem(code, error.Number("error_subcode") ?? 0, error.IsTrue("is_transient"));
        if (code is not (10 or (>= 200 and <= 299)) || problem.Code != ProblemCode.SignInExpired) return problem;

        string Missing(string permission) => $"The access token may not do this: the permission {permission} is missing. Add it to the app at Meta, make a new token and put it in.";
        return ofComments.FirstOrDefault(error.Said("message").Contains) is { } ofComment ? ChannelProblem.Rejected(Missing(ofComment), problem.Vendor)
            : ofMessages.FirstOrDefault(error.Said("message").Contains) is { } ofMessage ? problem with { Words = Missing(ofMessage) }
            : problem;
    }

    static readonly string[] ofComments = ["pages_manage_engagement", "pages_read_user_content", "pages_read_engagement", "instagram_manage_comments", "instagram_business_manage_comments"];

    static readonly string[] ofMessages = ["whatsapp_business_messaging", "whatsapp_business_management", "pages_messaging", "instagram_manage_messages", "instagram_business_manage_messages", "pages_manage_metadata"];

    /// <summary>The same for a message in private, whose answer also says who got it.</summary>
    public static Ending ReadMessage(WireAnswer answer, DateTimeOffset now) => Read(answer, now, body => body.Word("message_id", 1000) ?? body.Word("id", 1000)) is var ending && ending is Ending.Accepted taken
        ? taken with { Recipient = Parse(answer).Word("recipient_id") } : ending;

    /// <summary>The body, or nothing where it is none.</summary>
    public static JsonElement Parse(WireAnswer answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer.Body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }

    // With a number of theirs the message was looked at and not taken.
    static Ending Ended(ChannelProblem problem, long code, TimeSpan? after) =>
        problem.IsOfConnection ? new Ending.Disconnected(problem)
        : problem.CanRetry ? new Ending.Later(problem, after ?? WaitAfter(code))
        : new Ending.Rejected(problem);

    static TimeSpan? WaitAfter(long code) => code switch { 131056 => forOnePerson, 131048 => whenUnwanted, _ => null };

    // A gateway in between may hide that the message was taken; our key in the receipt tells.
    static Ending WithoutWords(WireAnswer answer, DateTimeOffset now) => answer.Status switch
    {
        401 => new Ending.Disconnected(ChannelProblem.SignInExpired(Number(answer))),
        429 => new Ending.Later(ChannelProblem.RateLimited(vendor: Number(answer)), answer.RetryAfter(now)),
        503 => new Ending.Later(ChannelProblem.Unreachable("Meta is down for the moment.", Number(answer)), answer.RetryAfter(now)),
        >= 500 or 408 => new Ending.Unsure(ChannelProblem.Unreachable("Meta failed while taking it.", Number(answer))),
        >= 400 => new Ending.Rejected(ChannelProblem.NotUnderstood(Number(answer))),
        _ => new Ending.Unsure(ChannelProblem.NotUnderstood(Number(answer))),
    };

    static string Number(WireAnswer answer) => answer.Status.ToString(CultureInfo.InvariantCulture);
}
