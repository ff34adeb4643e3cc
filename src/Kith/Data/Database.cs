namespace Kith.Data;

static class Database
{
    /// <summary>The data folder is locked and the database brought up to date before anything else of Kith starts.</summary>
    public static async Task<Store> AddDatabaseAsync(this WebApplicationBuilder builder)
    {
        var settings = KithSettings.From(builder.Configuration);
        var folder = new DataFolder(settings.DataFolder);
        var store = await OpenStore.OpenAsync(settings, folder, TimeProvider.System, CancellationToken.None);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(_ => folder);
        builder.Services.AddSingleton(_ => store);
        builder.Services.AddSingleton(TimeProvider.System);
        return store;
    }

    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/healthz", () => TypedResults.Text("well\n")).AllowStrangers("Says only that the process answers.").WithMetadata(new OwnDesk());
        app.MapGet("/readyz", async (Store store, CancellationToken stop) =>
            await store.AnswersAsync(stop) ? Results.Text("ready\n") : Results.Text("the database does not answer\n", statusCode: 503))
            .AllowStrangers("Says only whether the database answers.").WithMetadata(new OwnDesk());
    }
}
