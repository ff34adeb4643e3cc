using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Channels;

namespace Kith.TryIt;

/// <summary>The pretend Mastodon's side for apps: the same addresses, entities, limits and refusals as its API.</summary>
static class MastodonDoors
{
    const int Largest = 64 * 1024, Longest = 500, MostListed = 40;

    public static IResult Notices(string? min_id, int? limit, PretendMastodon mastodon, HttpRequest request) =>
        Spoken(mastodon, request, () => List(mastodon.Notices(min_id, Clamp(limit))));

    public static IResult Me(PretendMastodon mastodon, HttpRequest request) => Spoken(mastodon, request, () => Json(TootWords.Account(mastodon.Us)));

    public static IResult Ours(string id, int? limit, PretendMastodon mastodon, HttpRequest request) =>
        Spoken(mastodon, request, () => id == PretendMastodon.OurId ? List(mastodon.Ours(Clamp(limit))) : Gone);

    public static IResult Server() =>
        Results.Json(new { domain = PretendMastodon.Domain, title = "The pretend Mastodon", version = "4.5.0", configuration = new { statuses = new { max_characters = Longest } } });

    public static async Task<IResult> PostAsync(PretendMastodon mastodon, HttpRequest request)
    {
        if (!MaySpeak(mastodon, request)) return NotKnown;
        if (request.ContentLength is null or > Largest) return Error("Too large", StatusCodes.Status413PayloadTooLarge);

        var said = await ReadAsync(request);
        return said.Text("status") is not { Length: > 0 } text ? Error("Validation failed: Text can't be blank", StatusCodes.Status422UnprocessableEntity)
            : TootWords.Weigh(text) > Longest ? Error("Validation failed: Text character limit of 500 exceeded", StatusCodes.Status422UnprocessableEntity)
            : mastodon.Post(request.Headers["Idempotency-Key"].ToString(), text, said.Text("visibility") ?? PretendMastodon.Open, said.Text("in_reply_to_id") ?? "") is { } status ? Json(status) : Gone;
    }

    public static IResult Like(string id, PretendMastodon mastodon, HttpRequest request) => Spoken(mastodon, request, () => Liked(mastodon, id, isLiked: true));

    public static IResult Unlike(string id, PretendMastodon mastodon, HttpRequest request) => Spoken(mastodon, request, () => Liked(mastodon, id, isLiked: false));

    static IResult Liked(PretendMastodon mastodon, string id, bool isLiked) =>
        mastodon.Memory.Change(id, one => one with { IsLikedByUs = isLiked }) is not null || mastodon.Memory.HasLine(id) ? Results.Json(new { id, favourited = isLiked }) : Gone;

    static IResult Spoken(PretendMastodon mastodon, HttpRequest request, Func<IResult> answer) => MaySpeak(mastodon, request) ? answer() : NotKnown;

    static bool MaySpeak(PretendMastodon mastodon, HttpRequest request) =>
        mastodon.Customer is { Account: var account } && Secrets.Same(request.Headers.Authorization.ToString(), $"Bearer {account["token"]}");

    /// <summary>What is no JSON says nothing.</summary>
    static async Task<AppWords> ReadAsync(HttpRequest request)
    {
        try { return new(await JsonNode.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted)); }
        catch (JsonException) { return default; }
    }

    static int Clamp(int? limit) => Math.Clamp(limit ?? MostListed, 1, MostListed);

    static IResult List(IEnumerable<JsonObject> all) => Json(new JsonArray([.. all]));

    static IResult Json(JsonNode answer) => Results.Text(answer.ToJsonString(), "application/json");

    static IResult NotKnown => Error("The access token is invalid", StatusCodes.Status401Unauthorized);

    static IResult Gone => Error("Record not found", StatusCodes.Status404NotFound);

    static IResult Error(string error, int status) => Results.Json(new { error }, statusCode: status);
}
