using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Channels;

namespace Kith.TryIt;

/// <summary>The pretend Facebook's side for apps, in the shape of the Graph API: the same edges, fields, limits and error codes.</summary>
static class GraphDoors
{
    const int Largest = 256 * 1024, LongestComment = 8000, LongestMessage = 2000, MostListed = 50;

    static readonly TimeSpan week = TimeSpan.FromDays(7);

    public static IResult Page(string id, PretendPage page, HttpRequest request) =>
        !MaySpeak(page, request) ? SignIn : id == DemoHouse.PageId ? Results.Json(new { id, name = DemoHouse.PageTitle }) : Gone;

    public static IResult List(string id, PretendPage page, HttpRequest request) => !MaySpeak(page, request) ? SignIn : Results.Json(new
    {
        data = page.Memory.Below(id).Reverse().Take(MostListed).Select(one => new
        {
            id = one.Id,
            message = one.Text,
            from = new { id = one.By.Id, name = one.By.Name },
            created_time = one.At.ToString("yyyy-MM-ddTHH:mm:ss+0000", CultureInfo.InvariantCulture),
        }),
    });

    public static Task<IResult> AnswerAsync(string id, PretendPage page, HttpRequest request) => SpokenAsync(page, request, said =>
        page.Memory.Find(id) is not { } above ? Gone
        : said.Text("message") is not { Length: > 0 and <= LongestComment } text ? Error(100)
        : Results.Json(new { id = page.Answer(above, text).Id }));

    public static Task<IResult> HideAsync(string id, PretendPage page, HttpRequest request) => SpokenAsync(page, request, said =>
        said.Truth("is_hidden") is not { } isHidden ? Error(100) : Done(page.Memory.Change(id, one => one with { IsHidden = isHidden })));

    public static IResult Like(string id, PretendPage page, HttpRequest request) => !MaySpeak(page, request) ? SignIn : Done(page.Memory.Change(id, one => one with { IsLikedByUs = true }));

    public static IResult Unlike(string id, PretendPage page, HttpRequest request) => !MaySpeak(page, request) ? SignIn : Done(page.Memory.Change(id, one => one with { IsLikedByUs = false }));

    public static Task<IResult> WriteAsync(string id, PretendPage page, TimeProvider clock, HttpRequest request) => SpokenAsync(page, request, said =>
    {
        var (text, file) = (said.Text("message", "text"), said.Text("message", "attachment", "payload", "url"));
        if (id != DemoHouse.PageId || (text is not { Length: > 0 } && file is null) || text?.Length > LongestMessage) return Error(100);

        return said.Text("recipient", "comment_id") is { } comment ? ReplyAlone(page, comment, clock.GetUtcNow(), text, file, said)
            : said.Text("recipient", "id") is not { } visitor ? Error(100)
            : page.Memory.Between(visitor).Any(line => line.IsFromVisitor) ? Sent(page.Write(visitor, text ?? "", file, said.Text("message", "metadata")))
            : page.Memory.Between(visitor).Count > 0 ? Error(10, 2018278) : Error(100, 2018001);
    });

    /// <summary>One message for each comment, within a week.</summary>
    static IResult ReplyAlone(PretendPage page, string id, DateTimeOffset now, string? text, string? file, AppWords said)
    {
        if (page.Memory.Find(id) is not { } comment || comment.By.Id == DemoHouse.PageId) return Gone;
        if (comment.At < now - week) return Error(10, 2018278);
        return page.Memory.ReplyAlone(id) ? Sent(page.Write(comment.By.Id, text ?? "", file, said.Text("message", "metadata"))) : Error(10900);
    }

    static async Task<IResult> SpokenAsync(PretendPage page, HttpRequest request, Func<AppWords, IResult> take)
    {
        if (!MaySpeak(page, request)) return SignIn;
        if (request.ContentLength is null or > Largest) return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);

        try { return take(new(await JsonNode.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted))); }
        catch (JsonException) { return Error(100); }
    }

    static bool MaySpeak(PretendPage page, HttpRequest request) =>
        page.Customer is { } customer && Secrets.Same(request.Headers.Authorization.ToString(), $"Bearer {customer.Account["graph_token"]}");

    static IResult Sent(Aside line) => Results.Json(new { recipient_id = line.Visitor, message_id = line.Id });

    static IResult Done(Remark? changed) => changed is null ? Gone : Results.Json(new { success = true });

    static IResult SignIn => Error(190, status: StatusCodes.Status401Unauthorized);

    static IResult Gone => Error(100, 33);

    static IResult Error(int code, int? error_subcode = null, int status = StatusCodes.Status400BadRequest) =>
        Results.Json(new { error = new { message = $"(#{code}) The pretend Facebook does not do this.", type = "OAuthException", code, error_subcode } }, statusCode: status);
}
