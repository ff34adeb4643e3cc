using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Channels;
using Kith.Channels.OAuth;
using Kith.Channels.X;

namespace Kith.TryIt;

/// <summary>The pretend X's side for apps, in the shape of its API v2: the same addresses, signatures, limits and refusals.</summary>
static class XDoors
{
    public const string Below = "/try/api.x.com";

    const int Largest = 64 * 1024, LongestPost = 280, LongestMessage = 10_000, MostListed = 100;

    public static IResult Me(PretendX x, HttpRequest request) =>
        Spoken(x, request, () => Results.Json(new { data = new { id = PretendX.OurId, username = PretendX.OurName, name = x.Us.Name } }));

    public static Task<IResult> PostAsync(PretendX x, HttpRequest request) => SpokenAsync(x, request, said =>
    {
        var text = said.Text("text") ?? "";
        if (said.Text("reply", "in_reply_to_tweet_id") is not { Length: > 0 } answered || text.Length == 0) return Invalid;
        if (XText.Weigh(text) > LongestPost) return Refused(400, "Your Tweet text is too long.");
        if (x.Memory.Find(answered) is not { } above) return Refused(403, "You attempted to reply to a Tweet that is deleted or not visible to you.");
        if (!x.IsToUs(above)) return Refused(403, "Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged by the author of the post you are replying to.");
        if (x.Memory.Below(above.Id).Any(one => x.IsOurs(one) && one.Text == text)) return Refused(403, "You are not allowed to create a Tweet with duplicate content.");

        var answer = x.Answer(above, text);
        return Results.Json(new { data = new { id = answer.Id, text = XHooks.Words(x.NamedBefore(answer), text) } }, statusCode: StatusCodes.Status201Created);
    });

    /// <summary>What we said since, for whoever lost the answer to it.</summary>
    public static IResult Ours(string id, string? since_id, PretendX x, HttpRequest request) => Spoken(x, request, () => Page(x.Memory.Remarks.Where(one => x.IsOurs(one) && IsLater(one.Id, since_id)).Select(one => new
    {
        id = one.Id,
        text = XHooks.Words(x.NamedBefore(one), one.Text),
        created_at = XHooks.Written(one.At),
        referenced_tweets = one.Parent is { } answered ? new[] { new { type = "replied_to", id = answered } } : [],
    })));

    public static Task<IResult> LikeAsync(string id, PretendX x, HttpRequest request) => SpokenAsync(x, request, said => Liked(x, said.Text("tweet_id") ?? "", isLiked: true));

    public static IResult Unlike(string id, string post, PretendX x, HttpRequest request) => Spoken(x, request, () => Liked(x, post, isLiked: false));

    /// <summary>Only what stands under posts of one's own can be hidden.</summary>
    public static Task<IResult> HideAsync(string id, PretendX x, HttpRequest request) => SpokenAsync(x, request, said =>
        said.Truth("hidden") is not { } hidden || x.Memory.Find(id) is not { } remark ? Invalid
        : x.Memory.Find(remark.Post) is not { } root || !x.IsOurs(root) ? Refused(403, "You are not permitted to perform this action.")
        : x.Memory.Change(id, one => one with { IsHidden = hidden }) is null ? Invalid : Results.Json(new { data = new { hidden } }));

    public static Task<IResult> WriteAsync(string who, PretendX x, HttpRequest request) => SpokenAsync(x, request, said =>
        said.Text("text") is not { Length: > 0 and <= LongestMessage } text ? Invalid
        : x.Find(who) is not { } visitor ? Refused(403, "You do not have permission to DM one or more participants.")
        : Results.Json(new { data = new { dm_conversation_id = $"{PretendX.OurId}-{who}", dm_event_id = x.Write(visitor, text).Id } }, statusCode: StatusCodes.Status201Created));

    /// <summary>What was said between the two, for whoever lost an answer.</summary>
    public static IResult Talk(string who, PretendX x, HttpRequest request) => Spoken(x, request, () => Page(x.Memory.Between(who).Select(line => new
    {
        id = line.Id,
        text = XHooks.Escaped(line.Text),
        sender_id = line.IsFromVisitor ? line.Visitor : PretendX.OurId,
        created_at = XHooks.Written(line.At),
    })));

    static IResult Liked(PretendX x, string id, bool isLiked) =>
        x.Memory.Change(id, one => one with { IsLikedByUs = isLiked }) is null ? Refused(404, "Could not find tweet.") : Results.Json(new { data = new { liked = isLiked } });

    static IResult Page<T>(IEnumerable<T> all)
    {
        T[] page = [.. all.Reverse().Take(MostListed)];
        return page.Length == 0 ? Results.Json(new { meta = new { result_count = 0 } }) : Results.Json(new { data = page, meta = new { result_count = page.Length } });
    }

    static bool IsLater(string id, string? since) =>
        !long.TryParse(since, NumberStyles.None, CultureInfo.InvariantCulture, out var other) || !long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var one) || one > other;

    static IResult Spoken(PretendX x, HttpRequest request, Func<IResult> answer) => MaySpeak(x, request) ? answer() : Refused(401, "Unauthorized");

    static async Task<IResult> SpokenAsync(PretendX x, HttpRequest request, Func<AppWords, IResult> take)
    {
        if (!MaySpeak(x, request)) return Refused(401, "Unauthorized");
        if (request.ContentLength is > Largest) return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);

        try { return take(new(await JsonNode.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted))); }
        catch (JsonException) { return Invalid; }
    }

    /// <summary>Signed anew with the time and the word that the request names, it must come out the same (RFC 5849 §3.2).</summary>
    static bool MaySpeak(PretendX x, HttpRequest request)
    {
        var given = request.Headers.Authorization.ToString();
        if (x.Customer is not { Account: var account } || Part(given, "oauth_nonce") is not { } nonce) return false;
        if (!long.TryParse(Part(given, "oauth_timestamp"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > uint.MaxValue) return false;

        var path = request.Path.ToUriComponent();
        var url = account["api"] + path[(path.IndexOf(Below, StringComparison.OrdinalIgnoreCase) + Below.Length)..] + request.QueryString.Value;
        var keys = new RequestSignature(account["consumer_key"], account["consumer_secret"], account["access_token"], account["access_secret"]);
        return Secrets.Same(given, keys.Header(request.Method, url, DateTimeOffset.FromUnixTimeSeconds(seconds), nonce));
    }

    static string? Part(string header, string name) => header.Split($"{name}=\"") is [_, var rest] ? rest.Split('"')[0] : null;

    static IResult Invalid => Refused(400, "One or more parameters to your request was invalid.");

    static IResult Refused(int status, string detail) => Results.Json(new { title = "The pretend X does not do this", detail, status, type = "about:blank" }, statusCode: status);
}
