using Microsoft.AspNetCore.Identity;

namespace Kith.Team;

static class Recognition
{
    const int Rounds = 210_000;

    public static void AddRecognition(this IServiceCollection services)
    {
        services.AddMemoryCache();
        services.AddSingleton<WhoSees>();
        services.AddSingleton<RecognizeCaller>();
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = Rounds);
        services.AddSingleton<IPasswordHasher<Account>, PasswordHasher<Account>>();
        services.AddSingleton<Passwords>();
        services.AddSingleton<SignInThrottle>();
    }

    /// <summary>Puts the caller on the request's desk, if a bearer token or the session's cookie says who it is.</summary>
    public static void UseRecognition(this WebApplication app)
    {
        // Identity and SignalR bring these two and the host would put them before everything; nothing of ours asks them.
        app.UseAuthentication();
        app.UseAuthorization();
        app.Use(RecognizeAsync);
    }

    static async Task RecognizeAsync(HttpContext context, RequestDelegate next)
    {
        var desk = context.RequestServices.GetRequiredService<Desk>();
        var recognize = context.RequestServices.GetRequiredService<RecognizeCaller>();
        if (context.Request.Headers.Authorization.ToString() is ['B' or 'b', 'e', 'a', 'r', 'e', 'r', ' ', .. var token])
            desk.Caller = await recognize.ByTokenAsync(token.Trim(), context.RequestAborted);
        else if (SessionCookie.Read(context.Request) is { } cookie)
            desk.Caller = await recognize.BySessionAsync(cookie, context.RequestAborted);
        if (desk.Caller is { } caller)
        {
            context.RequestServices.GetRequiredService<LastSeen>().Note(caller);
            context.RequestServices.GetRequiredService<WhoIsIn>().Note(caller, context.RequestServices.GetRequiredService<TimeProvider>().Now);
        }
        await next(context);
    }
}
