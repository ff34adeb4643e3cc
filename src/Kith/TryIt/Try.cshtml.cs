using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kith.TryIt;

/// <summary>GET /try: a phone beside a browser with a web page, a mailbox and what everybody can read.</summary>
public sealed class TryModel(KithSettings settings, ConnectionBook book) : PageModel
{
    static readonly JsonSerializerOptions inHtml = new(Wire.Json) { Encoder = JavaScriptEncoder.Default };

    public string Settings { get; private set; } = "{}";

    public IActionResult OnGet()
    {
        if (!settings.Demo) return NotFound();

        Settings = JsonSerializer.Serialize(new { chat = DemoHouse.ChatIn(book)?.Id }, inHtml);
        Response.Headers.CacheControl = "no-store";
        // Whoever calls may speak on the machine.
        Response.Headers["Permissions-Policy"] = "camera=(), microphone=(self), geolocation=(), payment=(), usb=()";
        return Page();
    }
}

/// <summary>A tab of the browser in which people speak in public, and with us alone.</summary>
sealed record SquareTab(string Place, string Name, string Posts, string Opens, string Alone, int Longest)
{
    public static IReadOnlyList<SquareTab> All { get; } =
    [
        new("facebook", "Facebook", "Posts of Marula Mutual", "Message the page", "Messenger", 2000),
        new("instagram", "Instagram", "Photos of Marula Mutual", "Message the account on Instagram", "Direct message", 1000),
        new("x", "X", "Posts on X", "Message Marula Mutual on X", "Direct message", 10_000),
        new("bluesky", "Bluesky", "Posts on Bluesky", "Message Marula Mutual on Bluesky", "Chat", 1000),
        new("mastodon", "Mastodon", "Posts on Mastodon", "Message Marula Mutual on Mastodon", "Private mention", 500),
    ];
}
