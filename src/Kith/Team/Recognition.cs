namespace Kith.Team;

static class Recognition
{
    public static void AddRecognition(this IServiceCollection services)
    {
        services.AddMemoryCache();
        services.AddSingleton<RecognizeCaller>();
    }

    /// <summary>Puts the caller on the request's desk, if a bearer token says who it is.</summary>
    public static void UseRecognition(this WebApplication app) => app.Use(async (context, next) =>
    {
        var desk = context.RequestServices.GetRequiredService<Desk>();
        var recognize = context.RequestServices.GetRequiredService<RecognizeCaller>();
        if (context.Request.Headers.Authorization.ToString() is ['B' or 'b', 'e', 'a', 'r', 'e', 'r', ' ', .. var token])
            desk.Caller = await recognize.ByTokenAsync(token.Trim(), context.RequestAborted);
        await next(context);
    });
}
