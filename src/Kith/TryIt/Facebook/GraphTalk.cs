using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Channels;

namespace Kith.TryIt;

/// <summary>How the pretend Facebook and Instagram hear an app and answer it, in the shape of the Graph API: the same token, envelope and error codes.</summary>
static class GraphTalk
{
    const int Largest = 256 * 1024;

    static readonly TimeSpan week = TimeSpan.FromDays(7);

    public static IResult Spoken(OpenConnection? customer, HttpRequest request, Func<IResult> answer) => MaySpeak(customer, request) ? answer() : SignIn;

    public static async Task<IResult> SpokenAsync(OpenConnection? customer, HttpRequest request, Func<AppWords, IResult> take)
    {
        if (!MaySpeak(customer, request)) return SignIn;
        if (request.ContentLength is null or > Largest) return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);

        try { return take(new(await JsonNode.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted))); }
        catch (JsonException) { return Error(100); }
    }

    /// <summary>One message for each comment, within a week.</summary>
    public static IResult ReplyAlone(PretendSquare square, string id, DateTimeOffset now, Func<string, Aside> write) =>
        square.Memory.Find(id) is not { } comment || square.IsOurs(comment) ? Gone
        : comment.At < now - week ? Error(10, 2018278)
        : square.Memory.ReplyAlone(id) ? Sent(write(comment.By.Id)) : Error(10900);

    public static IResult Sent(Aside line) => Results.Json(new { recipient_id = line.Visitor, message_id = line.Id });

    public static IResult Done(Remark? changed) => changed is null ? Gone : Results.Json(new { success = true });

    public static IResult Gone => Error(100, 33);

    public static IResult Error(int code, int? error_subcode = null, int status = StatusCodes.Status400BadRequest) =>
        Results.Json(new { error = new { message = $"(#{code}) The pretend Meta does not do this.", type = "OAuthException", code, error_subcode } }, statusCode: status);

    static bool MaySpeak(OpenConnection? customer, HttpRequest request) =>
        customer is not null && Secrets.Same(request.Headers.Authorization.ToString(), $"Bearer {customer.Account["graph_token"]}");

    static IResult SignIn => Error(190, status: StatusCodes.Status401Unauthorized);
}
