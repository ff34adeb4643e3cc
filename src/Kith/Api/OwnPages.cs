namespace Kith.Api;

/// <summary>
/// A browser sends our cookie wherever a page of somebody else points it. What changes something must therefore come from our own
/// pages; the browser itself says so, in headers that no page can write.
/// </summary>
static class OwnPages
{
    public static void UseOwnPages(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (Changes(context.Request) && context.Request.Path.StartsWithSegments("/api") && !Is(context))
            throw new Refusal("cross_site", "This came from a page that is not ours, so nothing was changed. A program uses an API token, or sends the Origin header with our address.", StatusCodes.Status403Forbidden);
        await next(context);
    });

    static bool Changes(HttpRequest request) => !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method);

    static bool Is(HttpContext context)
    {
        var request = context.Request;
        var desk = context.RequestServices.GetRequiredService<Desk>();
        if (desk.Caller?.TokenId is not null) return true;
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site) return site == "same-origin";
        if (request.Headers.Origin.ToString() is { Length: > 0 } origin) return IsOwn(origin, request, context.RequestServices.GetRequiredService<KithSettings>());

        // No browser: it has no cookie that it did not bring on purpose. With the cookie and without a word about its page, it may be an old one.
        return desk.Caller is null;
    }

    static bool IsOwn(string origin, HttpRequest request, KithSettings settings) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var from)
        && (string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)
            || settings.PublicUrl is { } own && origin == new Uri(own).GetLeftPart(UriPartial.Authority));
}
