using System.Net;

namespace Kith.Health;

/// <summary>What an operator's watchdog asks: does it answer, does the database answer, how is it doing.</summary>
static class HealthDoors
{
    public static void AddHealth(this IServiceCollection services)
    {
        services.AddSingleton<Figures>();
        // A line at the beginning and the end of every request says what the figures say, and a scope around each costs more than its answer.
        // The framework writes a line for each hook it answers, and below that each address, which holds the secrets of links and what teammates search for.
        services.AddLogging(log => log.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None).AddFilter("Microsoft.AspNetCore", LogLevel.Warning));
    }

    public static void MapHealth(this WebApplication app)
    {
        app.Services.GetRequiredService<Figures>();
        app.MapGet("/healthz", () => TypedResults.Text("well\n")).AllowStrangers("Says only that the process answers.").WithMetadata(new OwnDesk()).ExcludeFromDescription();
        app.MapGet("/readyz", ReadyAsync).AllowStrangers("Says only whether the database answers.").WithMetadata(new OwnDesk()).ExcludeFromDescription();
        app.MapGet("/metrics", Metrics).AllowStrangers("Only this machine is answered; a proxy in front must not pass it on.").WithMetadata(new OwnDesk()).ExcludeFromDescription();
    }

    static async Task<IResult> ReadyAsync(Store store, CancellationToken stop) => await store.AnswersAsync(stop)
        ? Results.Text("ready\n")
        : Results.Text("the database does not answer\n", statusCode: StatusCodes.Status503ServiceUnavailable);

    static IResult Metrics(HttpContext context, Figures figures) =>
        context.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from) && context.Request.Headers["X-Forwarded-For"].Count == 0
            ? Results.Text(PrometheusText.Write(figures.Read()), PrometheusText.ContentType)
            : Results.NotFound();
}
