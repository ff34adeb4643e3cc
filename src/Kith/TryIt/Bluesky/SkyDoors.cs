using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Channels;

namespace Kith.TryIt;

/// <summary>The pretend Bluesky's side for apps, in the shape of XRPC: the same methods, records, limits and names of errors.</summary>
static class SkyDoors
{
    const int Largest = 64 * 1024, LongestPost = 300, LongestMessage = 1000, MostAtOnce = 100;
    const string LikeType = "app.bsky.feed.like";

    public static async Task<IResult> SignInAsync(PretendBluesky sky, TimeProvider clock, HttpRequest request)
    {
        var said = await ReadAsync(request);
        return sky.Customer is { Account: var account } && said.Text("identifier") is PretendBluesky.OurHandle or PretendBluesky.OurDid && Secrets.Same(said.Text("password") ?? "", account["password"])
            ? Results.Json(SkySession.Open(account["password"], clock.GetUtcNow())) : Error("AuthenticationRequired", StatusCodes.Status401Unauthorized);
    }

    public static IResult Renew(PretendBluesky sky, TimeProvider clock, HttpRequest request) =>
        Spoken(sky, clock, request, () => Results.Json(SkySession.Open(sky.Customer!.Account["password"], clock.GetUtcNow())), isRenewal: true);

    public static IResult Notices(string? cursor, int? limit, PretendBluesky sky, TimeProvider clock, HttpRequest request) => Spoken(sky, clock, request, () =>
    {
        var most = Math.Clamp(limit ?? MostAtOnce, 1, MostAtOnce);
        var page = sky.Notices(cursor, most);
        var answer = new JsonObject { ["notifications"] = new JsonArray([.. page.Select(one => one.Told.DeepClone())]) };
        if (page.Count == most) answer["cursor"] = page[^1].IndexedAt;
        return Json(answer);
    });

    public static IResult Log(string? cursor, PretendBluesky sky, TimeProvider clock, HttpRequest request) => Spoken(sky, clock, request, () =>
    {
        var (items, place) = sky.Log(cursor);
        return Json(new JsonObject { ["logs"] = new JsonArray([.. items]), ["cursor"] = place });
    });

    public static Task<IResult> PutAsync(PretendBluesky sky, TimeProvider clock, HttpRequest request) => SpokenAsync(sky, clock, request, said =>
    {
        var (collection, key) = (said.Text("collection") ?? "", said.Text("rkey") ?? "");
        if (said.Text("repo") != PretendBluesky.OurDid || key.Length == 0) return Invalid;
        if (collection == LikeType && said.Text("record", "subject", "uri") is { } liked) sky.Like(key, liked);
        else if (collection != PretendBluesky.PostType || !IsPosted(sky, said, key, clock.GetUtcNow())) return Invalid;

        return Results.Json(new { uri = $"at://{PretendBluesky.OurDid}/{collection}/{key}", cid = PretendBluesky.CidOf(key), validationStatus = "valid" });
    });

    public static Task<IResult> RemoveAsync(PretendBluesky sky, TimeProvider clock, HttpRequest request) => SpokenAsync(sky, clock, request, said =>
    {
        sky.Unlike(said.Text("rkey") ?? "");
        return Results.Json(new { });
    });

    public static Task<IResult> WriteAsync(PretendBluesky sky, TimeProvider clock, HttpRequest request) => SpokenAsync(sky, clock, request, said =>
    {
        var did = PretendBluesky.DidOf(said.Text("convoId") ?? "");
        if (sky.Memory.Between(did).Count == 0) return Error("InvalidConvo");
        return said.Text("message", "text") is { Length: > 0 } text && PretendSquare.LettersOf(text) <= LongestMessage ? Json(SkyWords.Message(sky.Answer(did, text), PretendBluesky.OurDid)) : Invalid;
    });

    static bool IsPosted(PretendBluesky sky, AppWords said, string key, DateTimeOffset now)
    {
        if (said.Text("record", "text") is not { Length: > 0 } text || PretendSquare.LettersOf(text) > LongestPost) return false;
        if (said.Text("record", "reply", "parent", "uri") is not { } parent || said.Text("record", "reply", "root", "uri") is not { } root) return false;

        sky.Post(key, text, parent, root, DateTimeOffset.TryParse(said.Text("record", "createdAt"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) && at < now ? at : now);
        return true;
    }

    static IResult Spoken(PretendBluesky sky, TimeProvider clock, HttpRequest request, Func<IResult> answer, bool isRenewal = false) =>
        WhyRefused(sky, clock, request, isRenewal) is { } why ? Error(why) : answer();

    static async Task<IResult> SpokenAsync(PretendBluesky sky, TimeProvider clock, HttpRequest request, Func<AppWords, IResult> take) =>
        WhyRefused(sky, clock, request, isRenewal: false) is { } why ? Error(why) : take(await ReadAsync(request));

    static string? WhyRefused(PretendBluesky sky, TimeProvider clock, HttpRequest request, bool isRenewal) =>
        sky.Customer is not { Account: var account } ? "InvalidToken"
        : SkySession.WhyRefused(request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal), account["password"], isRenewal, clock.GetUtcNow());

    /// <summary>What is no JSON says nothing.</summary>
    static async Task<AppWords> ReadAsync(HttpRequest request)
    {
        if (request.ContentLength is null or > Largest) return default;

        try { return new(await JsonNode.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted)); }
        catch (JsonException) { return default; }
    }

    static IResult Json(JsonNode answer) => Results.Text(answer.ToJsonString(), "application/json");

    static IResult Invalid => Error("InvalidRequest");

    static IResult Error(string error, int status = StatusCodes.Status400BadRequest) => Results.Json(new { error, message = "The pretend Bluesky does not do this." }, statusCode: status);
}
