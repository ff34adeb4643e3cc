namespace Kith.Data;

static class Database
{
    /// <summary>
    /// The data folder is locked and the database brought up to date before anything else of Kith starts. When that cannot be,
    /// the operator reads one sentence why, and nothing starts.
    /// </summary>
    public static async Task<bool> TryAddDatabaseAsync(this WebApplicationBuilder builder)
    {
        try
        {
            var settings = KithSettings.From(builder.Configuration);
            if (builder.Configuration["urls"] is null) builder.WebHost.UseUrls(settings.Urls);
            var folder = new DataFolder(settings.DataFolder);
            var store = await OpenStore.OpenAsync(settings, folder, TimeProvider.System, CancellationToken.None);
            builder.Services.AddSingleton(settings);
            builder.Services.AddSingleton(_ => folder);
            builder.Services.AddSingleton(_ => store);
            builder.Services.AddSingleton(TimeProvider.System);
            return true;
        }
        catch (KithCannotStart why)
        {
            await Console.Error.WriteLineAsync(why.Message);
            return false;
        }
    }

    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/healthz", () => TypedResults.Text("well\n")).AllowStrangers("Says only that the process answers.").WithMetadata(new OwnDesk());
        app.MapGet("/readyz", async (Store store, CancellationToken stop) =>
            await store.AnswersAsync(stop) ? Results.Text("ready\n") : Results.Text("the database does not answer\n", statusCode: 503))
            .AllowStrangers("Says only whether the database answers.").WithMetadata(new OwnDesk());
    }
}
