using System.Globalization;
using System.Text.Json;

namespace Kith.Channels.Mastodon;

/// <summary>What a refusal means: <c>{error, error_description?}</c> beside the status. Servers differ in the status, so the words are looked at for what was too long.</summary>
static class MastodonErrors
{
    const string TheirWords = "error";

    static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    static readonly string[] OfLength = ["character limit", "too long", "limit is", "max_characters"];

    public static Ending Ending(WireAnswer answer, DateTimeOffset now) => answer.Status switch
    {
        401 => new Ending.Disconnected(ChannelProblem.SignInExpired(Code(answer))),
        403 => new Ending.Rejected(ChannelProblem.Rejected("The server does not let our account say this. Check that its token may write (write:statuses), and that the account is not limited.", Code(answer))),
        404 or 410 => new Ending.Rejected(ChannelProblem.Rejected(Gone, Code(answer))),
        413 => new Ending.Rejected(ChannelProblem.TooLarge("The server says that it is too large.", Code(answer))),
        // Mastodon says 422 to what is too long, GoToSocial 400.
        400 or 422 when IsOfLength(answer) => new Ending.Rejected(ChannelProblem.TooLarge("The server says that this is too long for a post there. Say it shorter.", Code(answer))),
        429 => new Ending.Later(ChannelProblem.RateLimited(vendor: Code(answer)), Wait(answer, now)),
        503 => new Ending.Later(ChannelProblem.Unreachable("The server says that it is not there now.", Code(answer)), answer.RetryAfter(now)),
        >= 400 and < 500 => new Ending.Rejected(ChannelProblem.Rejected("The server does not take this post.", Code(answer))),
        >= 500 => new Ending.Unsure(ChannelProblem.Unreachable("The server failed while it took the post; it may have come.", Code(answer))),
        _ => new Ending.Unsure(ChannelProblem.NotUnderstood(Code(answer))),
    };

    /// <summary>Why a like was not taken; null when it was.</summary>
    public static ChannelProblem? OfActing(WireAnswer answer, DateTimeOffset now) => answer.Status switch
    {
        401 => ChannelProblem.SignInExpired(Code(answer)),
        403 => ChannelProblem.Rejected("The server does not let our account do this. Check that its token may like (write:favourites).", Code(answer)),
        404 or 410 => ChannelProblem.Rejected("What they said is not there any more.", Code(answer)),
        429 => ChannelProblem.RateLimited(Wait(answer, now) is { } wait ? now + wait : null, Code(answer)),
        >= 500 => ChannelProblem.Unreachable(vendor: Code(answer)),
        >= 400 => ChannelProblem.Rejected("The server does not do this.", Code(answer)),
        _ => ChannelProblem.NotUnderstood(Code(answer)),
    };

    /// <summary>Mastodon says until when, as a time; others say Retry-After or nothing.</summary>
    public static TimeSpan? Wait(WireAnswer answer, DateTimeOffset now) =>
        DateTimeOffset.TryParse(answer.Headers["x-ratelimit-reset"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until)
            ? TimeSpan.FromSeconds(Math.Clamp((until - now).TotalSeconds, 1, LongestWait.TotalSeconds)) : answer.RetryAfter(now);

    public static string Code(WireAnswer answer) => answer.Status.ToString(CultureInfo.InvariantCulture);

    const string Gone = "What this answers is not there any more, or they do not let us see it. Answer something else they said, or go on elsewhere.";

    static bool IsOfLength(WireAnswer answer)
    {
        var (document, _) = StrictJson.Parse(answer.Body);
        using (document)
            return document?.RootElement.Peek(TheirWords) is { } words && OfLength.Any(one => words.Contains(one, StringComparison.OrdinalIgnoreCase));
    }
}
