namespace Kith.Portal;

/// <summary>What the browser may do on a page for people outside: show it, and send its form back to us.</summary>
static class PortalHeaders
{
    public static void Add(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'self'; script-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'";
        // Without a referrer browsers would not say either that the button was pressed on this very page.
        response.Headers["Referrer-Policy"] = "same-origin";
        response.Headers.CacheControl = "no-store";
    }
}
