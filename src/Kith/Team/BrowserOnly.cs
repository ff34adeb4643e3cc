namespace Kith.Team;

static class BrowserOnly
{
    /// <summary>How somebody signs in is changed by that somebody, in a browser; a script's token that leaks must not become their password.</summary>
    public static RouteHandlerBuilder InBrowserOnly(this RouteHandlerBuilder route) => route.AddEndpointFilter((context, next) =>
        context.HttpContext.RequestServices.GetRequiredService<Desk>().Caller?.SessionId is null
            ? throw new Refusal("browser_only", "This is done in the browser, where you are signed in.", StatusCodes.Status403Forbidden)
            : next(context));
}
