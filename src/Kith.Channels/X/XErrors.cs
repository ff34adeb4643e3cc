using System.Globalization;
using System.Text.Json;
using Kith.Channels.Meta;

namespace Kith.Channels.X;

/// <summary>
/// What a refusal of X means: problem+json (<c>type, title, detail, status</c>), sometimes <c>errors[]</c> with the same in it. X gives no numbers to
/// its reasons, so that some can only be told apart by their words.
/// </summary>
static class XErrors
{
    static readonly TimeSpan longestWait = TimeSpan.FromDays(1), afterUnknown = TimeSpan.FromMinutes(15);

    /// <summary>Somebody took back what let us speak for the account.</summary>
    public static ChannelProblem Revoked { get; } = ChannelProblem.SignInExpired("oauth.revoke");

    static readonly (string Word, Func<string, ChannelProblem> Means)[] Refusals =
    [
        ("duplicate", vendor => ChannelProblem.Rejected("X does not take the same words twice within a short time. Look there whether it stands already, or say it a little differently.", vendor)),
        ("block", vendor => ChannelProblem.Rejected("They blocked our account on X.", vendor)),
        ("summoned", NotSummoned), ("mentioned", NotSummoned), ("engaged", NotSummoned), ("reply to this conversation", NotSummoned),
        ("deleted or not visible", Gone), ("not-found", Gone), ("not found", Gone),
        ("permission to dm", NoWay), ("dm one or more", NoWay), ("cannot send messages", NoWay), ("recipient", NoWay),
        ("too long", vendor => ChannelProblem.TooLarge("X says that it is too long.", vendor)),
    ];

    public static Ending Ending(WireAnswer answer, DateTimeOffset now)
    {
        var problem = Problem(answer, now);
        return answer.Status switch
        {
            // There is no key to send it again under; their own list of what we said tells whether it came.
            >= 500 or 408 or < 400 => new Ending.Unsure(problem),
            _ when problem.IsOfConnection => new Ending.Disconnected(problem),
            429 => new Ending.Later(problem, WaitIn(answer, now)),
            _ => new Ending.Rejected(problem),
        };
    }

    public static ChannelProblem Problem(WireAnswer answer, DateTimeOffset now)
    {
        var (said, vendor) = (WordsOf(answer), answer.Status.ToString(CultureInfo.InvariantCulture));
        return answer.Status switch
        {
            402 => Spent(vendor),
            429 when Says(said, "usagecap", "usage-capped", "credits") => Spent(vendor),
            429 => ChannelProblem.RateLimited(now + WaitIn(answer, now), vendor),
            401 => ChannelProblem.SignInExpired(vendor),
            403 when Says(said, "credits", "client-not-enrolled") => Spent(vendor),
            403 when Says(said, "oauth1-permissions", "unsupported-authentication", "client-forbidden", "suspended") =>
                new(ProblemCode.SignInExpired, "X lets these keys only read. Give the app the right to read, write and send direct messages in X's console, make the account's keys anew and put them in.", Vendor: vendor),
            413 => ChannelProblem.TooLarge("X says that it is too long.", vendor),
            404 => Gone(vendor),
            >= 500 or 408 => ChannelProblem.Unreachable("X failed while it took the message; it may have come.", vendor),
            >= 400 => Array.Find(Refusals, one => Says(said, one.Word)).Means?.Invoke(vendor) ?? ChannelProblem.Rejected("X does not take this.", vendor),
            _ => ChannelProblem.NotUnderstood(vendor),
        };
    }

    /// <summary>How long they ask us to wait: until a time in seconds since 1970, or as everybody says it.</summary>
    public static TimeSpan? WaitIn(WireAnswer answer, DateTimeOffset now)
    {
        if (!long.TryParse(answer.Headers["x-rate-limit-reset"], CultureInfo.InvariantCulture, out var reset) || reset is < 0 or > 253_402_300_799) return answer.RetryAfter(now);

        // Their clock and ours may differ: what is over already is waited for a second.
        var wait = DateTimeOffset.FromUnixTimeSeconds(reset) - now;
        return wait > longestWait ? afterUnknown : wait < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : wait;
    }

    static ChannelProblem Spent(string vendor) => new(ProblemCode.SignInExpired, "The credits of this app at X are used up, or its plan does not hold this. Look after them in X's console, and then press Test.", Vendor: vendor);

    static ChannelProblem NotSummoned(string vendor) => ChannelProblem.Rejected("X lets only those be answered from here who mentioned the account. Answer it in X's own app.", vendor);

    static ChannelProblem Gone(string vendor) => ChannelProblem.Rejected("What it answers is gone, or we may not see it any more.", vendor);

    static ChannelProblem NoWay(string vendor) => ChannelProblem.Rejected("They take no direct messages from us. Ask them in public to write first.", vendor);

    static bool Says(string words, params ReadOnlySpan<string> any)
    {
        foreach (var one in any)
            if (words.Contains(one, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    static string WordsOf(WireAnswer answer)
    {
        var (document, _) = StrictJson.Parse(answer.Body);
        using (document)
            return document is null ? "" : string.Join(' ', document.RootElement.Each("errors").Prepend(document.RootElement).Take(5)
                .Select(one => $"{one.Word("type", 300)} {one.Word("title", 300)} {one.Word("detail", 1000)} {one.Word("reason", 100)} {one.Word("message", 1000)}"));
    }
}
