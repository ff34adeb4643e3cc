using System.Globalization;

namespace Kith.Channels.Bluesky;

/// <summary>What a refusal means: <c>{error, message}</c> (XRPC, error responses). Its status alone does not tell: a token that is not valid comes as 400.</summary>
static class BlueskyErrors
{
    const string Reset = "ratelimit-reset";

    public static Ending Ending(WireAnswer answer, DateTimeOffset now)
    {
        var (name, vendor) = (NameIn(answer), Vendor(answer));
        return (answer.Status, name) switch
        {
            (429, _) or (_, "RateLimitExceeded") => new Ending.Later(ChannelProblem.RateLimited(vendor: vendor), WaitIn(answer, now)),
            (501, _) => new Ending.Rejected(ChannelProblem.Rejected("This server does not know what we ask of it. Check its address.", vendor)),
            // Words follow statuses of their own here: something before the server failed, and nobody can tell whether it was taken.
            ( >= 500, _) or ( < 400, _) or (408, _) => new Ending.Unsure(ChannelProblem.Unreachable("Bluesky failed while it took this; it may have come.", vendor)),
            (401, _) or (_, "InvalidToken" or "ExpiredToken" or "AuthenticationRequired" or "AuthMissing" or "AccountTakedown" or "AccountDeactivated" or "AccountSuspended") =>
                new Ending.Disconnected(ChannelProblem.SignInExpired(vendor)),
            _ => new Ending.Rejected(Problem(answer, name, vendor)),
        };
    }

    /// <summary>What the error calls itself; empty when it does not say.</summary>
    public static string NameIn(WireAnswer answer)
    {
        var (document, _) = StrictJson.Parse(answer.Body);
        using (document) return document?.RootElement.Peek("error") ?? "";
    }

    /// <summary>Its name where it is a decent one, else the status.</summary>
    public static string Vendor(WireAnswer answer) =>
        NameIn(answer) is { Length: > 0 and <= 60 } name && name.All(char.IsAsciiLetterOrDigit) ? name : answer.Status.ToString(CultureInfo.InvariantCulture);

    /// <summary>Until when they are tired of us: seconds since 1970.</summary>
    public static TimeSpan? WaitIn(WireAnswer answer, DateTimeOffset now) =>
        long.TryParse(answer.Headers[Reset], NumberStyles.None, CultureInfo.InvariantCulture, out var until) && until < 253_402_300_800
            ? TimeSpan.FromSeconds(Math.Clamp(until - now.ToUnixTimeSeconds(), 1, 86_400)) : answer.RetryAfter(now);

    static ChannelProblem Problem(WireAnswer answer, string name, string vendor) => name switch
    {
        _ when answer.Status == 413 || SaysTooBig(answer) => ChannelProblem.TooLarge("Bluesky says that it is too large.", vendor),
        "RecordNotFound" or "NotFound" => ChannelProblem.Rejected("What this answers is not there any more.", vendor),
        "BlockedActor" or "BlockedByActor" => ChannelProblem.OptedOut(vendor),
        "NotFollowedBySender" => ChannelProblem.Rejected("They take direct messages only from people they follow. Answer in public, and ask them to write to you.", vendor),
        "MessagesDisabled" or "ConvoLocked" or "InvalidConvo" => ChannelProblem.Rejected("They take no direct messages here. Answer in public instead.", vendor),
        "InvalidSwap" => ChannelProblem.Rejected("Something else was written there at the same time.", vendor),
        _ => ChannelProblem.Rejected("Bluesky does not take this.", vendor),
    };

    static bool SaysTooBig(WireAnswer answer)
    {
        var (document, _) = StrictJson.Parse(answer.Body);
        using (document) return document?.RootElement.Peek("message")?.Contains("too big", StringComparison.OrdinalIgnoreCase) ?? false;
    }
}
