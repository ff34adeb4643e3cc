using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Channels;

namespace Kith.TryIt;

/// <summary>The pretend WhatsApp's side for businesses, in the shape of the Cloud API: the same edges, fields, limits and error codes.</summary>
static class CloudDoors
{
    const int Largest = 256 * 1024, LargestFile = 20_000_000, LongestText = 4096;

    /// <summary>The number of the business, or where a file lies.</summary>
    public static IResult Node(string id, PretendWhatsApp whatsApp, HttpRequest request) =>
        !MaySpeak(whatsApp, request) ? SignIn
        : id == DemoHouse.WhatsAppId ? Results.Json(new { id, display_phone_number = DemoHouse.Number, verified_name = DemoHouse.PageTitle })
        : whatsApp.File(id) is { } file ? Results.Json(new { id, url = $"{whatsApp.Customer!.Account["graph_url"]}/files/{id}", mime_type = file.Type, file_size = file.Bytes.Length, messaging_product = "whatsapp" })
        : Error(100, 33);

    public static IResult File(string id, PretendWhatsApp whatsApp, HttpRequest request) =>
        !MaySpeak(whatsApp, request) ? SignIn : whatsApp.File(id) is { } file ? Results.Bytes(file.Bytes, "application/octet-stream") : Results.NotFound();

    public static IResult Templates(string id, PretendWhatsApp whatsApp, HttpRequest request) =>
        !MaySpeak(whatsApp, request) ? SignIn : id == DemoHouse.WhatsAppAccount ? Results.Json(CloudTemplates.List()) : Error(100, 33);

    public static async Task<IResult> SendAsync(string id, PretendWhatsApp whatsApp, OutboundWire wire, HttpRequest request)
    {
        if (!MaySpeak(whatsApp, request)) return SignIn;
        if (request.ContentLength is null or > Largest) return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);

        var stop = request.HttpContext.RequestAborted;
        if (await ReadAsync(request) is not { } said || id != DemoHouse.WhatsAppId) return Error(100);
        if (PretendWhatsApp.NumberOf(said.Text("to") ?? said.Text("recipient")) is not { } number) return Error(131009);

        var isTemplate = said.Text("type") == "template";
        if (!isTemplate && !await whatsApp.IsOpenAsync(number, stop)) return Error(131047);

        var (line, error) = isTemplate ? Template(number, said) : await WordsAsync(number, said, wire, stop);
        return line is null ? Error(error)
            : Results.Json(new { messaging_product = "whatsapp", contacts = new[] { new { input = number, wa_id = number[1..] } }, messages = new[] { new { id = whatsApp.Say(line with { Key = said.Text("biz_opaque_callback_data"), Answers = said.Text("context", "message_id") }).Id } } });
    }

    static (CloudLine?, int) Template(string number, AppWords said)
    {
        var (read, error) = CloudTemplates.Fill((said.Said as JsonObject)?["template"]);
        return read is null ? (null, error) : (new(number, read.Body) { Template = read }, 0);
    }

    static async Task<(CloudLine?, int)> WordsAsync(string number, AppWords said, OutboundWire wire, CancellationToken stop)
    {
        if (said.Text("type") == "text") return said.Text("text", "body") is { Length: > 0 and <= LongestText } text ? (new(number, text), 0) : (null, 131009);
        if (said.Text("type") is not ("image" or "document" or "video" or "audio") || said.Text("type") is not { } kind || said.Text(kind, "link") is not { } link) return (null, 131009);

        // They fetch it themselves, from the address that was given.
        var (answer, isWhole) = await wire.SendAsync(new WireRequest("GET", link, "pretend WhatsApp fetches a file"), LargestFile, stop);
        if (answer is not { Status: 200 } || !isWhole) return (null, 131053);

        var file = PhoneFile.Of(said.Text(kind, "filename") ?? link.Split('?')[0].Split('/')[^1], answer.Headers["content-type"]?.Split(';')[0] ?? "", answer.Body.ToArray());
        return (new(number, said.Text(kind, "caption") ?? "") { File = file }, 0);
    }

    static async Task<AppWords?> ReadAsync(HttpRequest request)
    {
        try { return new(await JsonNode.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted)); }
        catch (JsonException) { return null; }
    }

    static bool MaySpeak(PretendWhatsApp whatsApp, HttpRequest request) =>
        whatsApp.Customer is { } customer && Secrets.Same(request.Headers.Authorization.ToString(), $"Bearer {customer.Account["graph_token"]}");

    static IResult SignIn => Error(190, status: StatusCodes.Status401Unauthorized);

    static IResult Error(int code, int? error_subcode = null, int status = StatusCodes.Status400BadRequest) =>
        Results.Json(new { error = new { message = $"(#{code}) The pretend WhatsApp does not do this.", type = "OAuthException", code, error_subcode } }, statusCode: status);
}
