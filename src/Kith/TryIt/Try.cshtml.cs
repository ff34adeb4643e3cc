using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kith.TryIt;

/// <summary>GET /try: a phone beside a browser with a web page and a mailbox.</summary>
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
