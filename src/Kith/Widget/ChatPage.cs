using System.Text.Encodings.Web;
using System.Text.Json;
using Kith.Channels.WebChat;

namespace Kith.Widget;

/// <summary>GET /chat/{connection}: the frame that sites show; /talk: the same chat as a page of its own.</summary>
static class ChatPage
{
    static readonly JsonSerializerOptions inHtml = new(Wire.Json) { Encoder = JavaScriptEncoder.Default };

    public static Task<IResult> FrameAsync(Guid connection, VisitorDesk desk, Store store, HttpContext http) =>
        WriteAsync(desk.ChatOrRefuse(connection), isPage: false, null, store, http);

    public static Task<IResult> TalkAsync(Guid connection, VisitorDesk desk, Store store, HttpContext http) =>
        WriteAsync(desk.ChatOrRefuse(connection), isPage: true, null, store, http);

    public static async Task<IResult> WriteAsync(OpenConnection chat, bool isPage, string? token, Store store, HttpContext http)
    {
        string name;
        await using (var work = await store.ReadAsync(chat.WorkspaceId, http.RequestAborted)) name = (await work.Db.Workspaces.SingleAsync(http.RequestAborted)).Name;
        var settings = JsonSerializer.Serialize(new
        {
            connection = chat.Id,
            colour = chat.Account["colour"],
            greeting = chat.Account["greeting"],
            name,
            page = isPage,
            token,
            side = chat.Account["position"] == "left" ? "start" : "end",
        }, inHtml);
        Guard(http.Response, chat, isPage);
        return Results.Text(
            $"""
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
            <meta name="robots" content="noindex">
            <title>{HtmlEncoder.Default.Encode(name)}</title>
            <link rel="stylesheet" href="/chat/app.css">
            <script type="application/json" id="settings">{settings}</script>
            <script src="/chat/app.js" defer></script>
            <body><noscript>This chat needs JavaScript.</noscript></body>
            </html>
            """, "text/html; charset=utf-8");
    }

    /// <summary>Nothing from anywhere else, and only the allowed sites may show the frame; the page of its own stands in no frame but ours.</summary>
    static void Guard(HttpResponse response, OpenConnection chat, bool isPage)
    {
        var sites = WebChatChannel.Origins(chat.Account);
        var shownBy = isPage ? "'self'" : sites.Count == 0 ? "*" : $"'self' {string.Join(' ', sites)}";
        response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors {shownBy}";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=()";
        response.Headers.CacheControl = "no-store";
    }
}
