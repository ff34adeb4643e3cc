using System.Security.Cryptography;
using System.Text.Json;
using Kith.Channels.WebChat;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kith.TryIt;

/// <summary>GET /try/site: the insurer's web page, with the real widget; signed in, it says so as any site would, on its server.</summary>
public sealed class SiteModel(KithSettings settings, ConnectionBook book, TimeProvider clock) : PageModel
{
    public Guid Chat { get; private set; }

    public string? Identity { get; private set; }

    public bool IsSignedIn => Identity is not null;

    public IActionResult OnGet([FromQuery(Name = "as")] string? who)
    {
        if (!settings.Demo || DemoHouse.ChatIn(book) is not { } chat) return NotFound();

        Chat = chat.Id;
        if (who == "nomsa") Identity = Sign(new SiteWord("customer-118", "Nomsa Ndlovu", "nomsa@example.org", clock.GetUtcNow().AddHours(8).ToUnixTimeSeconds(), RandomNumberGenerator.GetHexString(32, lowercase: true)), chat.Account["secret"]);
        Response.Headers.CacheControl = "no-store";
        Response.Headers.ContentSecurityPolicy = "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
        return Page();
    }

    static string Sign(SiteWord word, string secret) => JsonSerializer.Serialize(
        new { user_id = word.UserId, name = word.Name, email = word.Email, exp = word.Exp, nonce = word.Nonce, signature = word.Sign(secret) });
}
