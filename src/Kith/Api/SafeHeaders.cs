using Microsoft.Net.Http.Headers;

namespace Kith.Api;

/// <summary>What every answer tells the browser not to do. A page that needs other rules (the widget, attachments) sets its own policy first.</summary>
static class SafeHeaders
{
    const string Pages = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; media-src 'self' blob:; "
        + "connect-src 'self'; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'";
    const string Data = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox";

    public static void UseSafeHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() => Add(context));
        return next(context);
    });

    static Task Add(HttpContext context)
    {
        var headers = context.Response.Headers;
        var data = context.Request.Path.StartsWithSegments("/api") || context.Request.Path.StartsWithSegments("/openapi");
        headers.XContentTypeOptions = "nosniff";
        if (headers.ContentSecurityPolicy.Count == 0)
        {
            headers.ContentSecurityPolicy = data ? Data : Pages;
            headers.XFrameOptions = "DENY";
        }
        headers.TryAdd("Referrer-Policy", "same-origin");
        headers.TryAdd("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()");
        headers.TryAdd("Cross-Origin-Opener-Policy", "same-origin");
        if (data) headers.TryAdd("Cross-Origin-Resource-Policy", "same-origin");
        if (context.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000";
        // What one person may see must not wait in a shared browser for the next one.
        if (context.Request.Path.StartsWithSegments("/api") || context.RequestServices.GetRequiredService<Desk>().Caller is not null) headers[HeaderNames.CacheControl] = "no-store";
        return Task.CompletedTask;
    }
}
