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
}
