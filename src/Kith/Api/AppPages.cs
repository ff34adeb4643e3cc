using Microsoft.Net.Http.Headers;

namespace Kith.Api;

/// <summary>The browser app and the widget as built files. Names with a hash in them never change; pages are asked for anew each time.</summary>
static class AppPages
{
    /// <summary>Beside the binary where Kith is installed, in the project where it is developed; null leaves it to the host (tests).</summary>
    public static string? Root()
    {
        var installed = Path.Combine(AppContext.BaseDirectory, "wwwroot");
        var developed = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../wwwroot"));
        return new[] { installed, developed }.FirstOrDefault(root => File.Exists(Path.Combine(root, "chat.js")));
    }

    /// <summary>Answers for what has no route: the page that answers every address under /app leaves names with an ending to the files.</summary>
    public static void UseAppPages(this WebApplication app) => app.UseStaticFiles(new StaticFileOptions
    {
        OnPrepareResponse = file => file.Context.Response.Headers[HeaderNames.CacheControl] =
            file.Context.Request.Path.Value!.Contains("/assets/", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache",
    });

    public static void MapAppPages(this WebApplication app)
    {
        // What has an ending is a file: the page is no answer to a style or a script.
        app.MapGet("/app/{**page:nonfile}", Page).AllowStrangers("The app is the same for everybody; what it shows comes from the API.").WithMetadata(new OwnDesk()).ExcludeFromDescription();
        app.MapGet("/design", () => Results.Redirect("/app/design")).AllowStrangers("The pieces of the look, with no data.").WithMetadata(new OwnDesk()).ExcludeFromDescription();
    }

    static IResult Page(IWebHostEnvironment host)
    {
        var page = host.WebRootFileProvider.GetFileInfo("app/index.html");
        return page is { Exists: true, PhysicalPath: { } path }
            ? Results.File(path, "text/html; charset=utf-8")
            : Results.Text("The browser app is not built yet. Build with: dotnet build src/Kith", statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}
