using System.Text.Json.Serialization;
using Kith.Channels.WebChat;

namespace Kith.Widget;

/// <summary>
/// POST /chat/{connection}/visits: a browser is known again, or becomes a visitor. Who is signed in on the site is believed only with
/// the site's own signature; anything else leaves the visitor anonymous, with nobody's history.
/// </summary>
static class BeginVisit
{
    public static ChatVisit BeginAsync(Guid connection, VisitAsked asked, VisitorDesk desk, ChatPace pace, HttpContext http, TimeProvider clock)
    {
        var chat = desk.ChatOrRefuse(connection);
        var known = desk.Read(chat, asked.Token);
        if ((known is null || asked.Identity is not null) && !pace.AllowsGuess(http)) throw ChatPace.SlowDown(http);

        var secret = chat.Account["secret"];
        // Whoever signs out leaves the browser to the next one: a fresh visitor, not the one who was here.
        var browser = known is null or { UserId: not null } ? Visitor.New() : known;
        if (asked.Identity is not { } word) return new(VisitorToken.Issue(browser, secret), "anonymous");

        var here = known is not null && (known.UserId is null || known.UserId == word.UserId) ? known with { UserId = null, Name = null, Email = null, Expires = null } : browser;
        var (signed, _) = new SiteWord(word.UserId ?? "", word.Name ?? "", word.Email ?? "", word.Exp, word.Nonce ?? "").Check(word.Signature ?? "", secret, here, clock.GetUtcNow());
        return signed is null ? new(VisitorToken.Issue(browser, secret), "refused") : new(VisitorToken.Issue(signed, secret), "signed");
    }
}

sealed record VisitAsked(string? Token, SiteIdentity? Identity);

/// <summary>What a site says of its signed-in user, spelled as its own server writes it.</summary>
sealed record SiteIdentity(
    [property: JsonPropertyName("user_id")] string? UserId, string? Name, string? Email, long Exp, string? Nonce, string? Signature);

sealed record ChatVisit(string Token, string Known);
