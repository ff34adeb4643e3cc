namespace Kith.Widget;

/// <summary>
/// Before any door of the chat: not too often, and only from the frame, which is ours. No other site's script may ask in a visitor's
/// browser, whatever token it found; that is also why no answer here carries a CORS header.
/// </summary>
sealed class ChatDoorstep(RequestDelegate next, ChatPace pace, PublicAddress address)
{
    public Task InvokeAsync(HttpContext context)
    {
        var path = context.Request.Path;
        if (!path.StartsWithSegments("/chat") && !path.StartsWithSegments("/hooks/webchat") && !path.StartsWithSegments("/go")) return next(context);

        context.Response.Headers.XContentTypeOptions = "nosniff";
        if (!pace.Allows(context)) throw ChatPace.SlowDown(context);
        if (IsFromElsewhere(context.Request)) throw new Refusal("cross_site", "Only the chat itself may do this.", StatusCodes.Status403Forbidden);
        return next(context);
    }

    bool IsFromElsewhere(HttpRequest request)
    {
        if (request.Headers.Origin.ToString() is not { Length: > 0 } origin) return false;
        if (Uri.TryCreate(address.Base, UriKind.Absolute, out var own) && origin == own.GetLeftPart(UriPartial.Authority)) return false;
        return !Uri.TryCreate(origin, UriKind.Absolute, out var from) || !string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
    }
}
