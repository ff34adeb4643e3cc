using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Kith.Channels.Tests.Suite;
using Kith.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace Kith.Browser;

/// <summary>
/// The sign-ins of Google and Microsoft under their own names, as npm's <c>emulate</c> shows them. What it gives for a token no mail server
/// knows, so a Dovecot's own is given in its place. Only there inside the network of <c>tests/Kith.Channels.Tests/real/providers</c>.
/// </summary>
sealed class LargeProviders : IAsyncDisposable
{
    public const string Inside = "KITH_PROVIDERS_ARE_HERE", Secret = "secret-of-kith-there";
    const int Port = 5147;

    readonly string seed = Path.Combine(Path.GetTempPath(), $"kith-providers-{Guid.NewGuid():N}.yaml");
    readonly ConcurrentDictionary<string, string> accounts = new();
    readonly HttpClient http = new(new HttpClientHandler { AllowAutoRedirect = false });
    NodeServer? emulated;
    WebApplication? front;

    public static bool AreHere => Environment.GetEnvironmentVariable(Inside) == "1";

    /// <summary>Opens both, with Kith registered as the documentation tells.</summary>
    /// <param name="redirect">The address that Kith's form shows.</param>
    /// <param name="account">Whose mailbox it is.</param>
    public static async Task<LargeProviders> OpenAsync(string redirect, string account)
    {
        var providers = new LargeProviders();
        await providers.BeginAsync(redirect, account);
        return providers;
    }

    public static string ClientAt(string way) => $"kith-at-{way.ToLowerInvariant()}";

    public async ValueTask DisposeAsync()
    {
        if (front is not null) await front.DisposeAsync();
        http.Dispose();
        if (emulated is not null) await emulated.DisposeAsync();
        File.Delete(seed);
    }

    async Task BeginAsync(string redirect, string account)
    {
        await File.WriteAllTextAsync(seed, string.Concat(new[] { "google", "microsoft" }.Select(way =>
            $"{way}:\n  users:\n    - email: {account}\n      name: Marula Mutual\n  oauth_clients:\n    - client_id: {ClientAt(way)}\n      client_secret: {Secret}\n      name: Kith\n      redirect_uris:\n        - {redirect}\n")));
        emulated = await NodeServer.StartAsync("Ready", "node_modules/emulate/dist/index.js", "start", "--host", "127.0.0.1", "--port", $"{Port}", "--service", "google,microsoft", "--seed", seed);

        var keys = Path.GetDirectoryName(MailTown.Of("CA"))!;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Any, 443, listen =>
            listen.UseHttps(X509Certificate2.CreateFromPemFile(Path.Combine(keys, "server.pem"), Path.Combine(keys, "server.key")))));
        front = builder.Build();
        front.Run(PassOnAsync);
        await front.StartAsync();
    }

    /// <summary>Every name has its place behind the front.</summary>
    async Task PassOnAsync(HttpContext context)
    {
        var (name, path) = (context.Request.Host.Host, context.Request.Path.Value!);
        var place = name switch
        {
            "accounts.google.com" => $"http://127.0.0.1:{Port}{path}",
            "oauth2.googleapis.com" when path == "/token" => $"http://127.0.0.1:{Port}/oauth2/token",
            "login.microsoftonline.com" => $"http://127.0.0.1:{Port + 1}{path[path.IndexOf("/oauth2", StringComparison.Ordinal)..]}",
            _ => null,
        };
        if (place is null)
        {
            context.Response.StatusCode = 404;
            return;
        }
        using var asked = new HttpRequestMessage(new(context.Request.Method), $"{place}{context.Request.QueryString}");
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        if (body.Length > 0)
        {
            asked.Content = new ByteArrayContent(body.ToArray());
            asked.Content.Headers.TryAddWithoutValidation("Content-Type", context.Request.ContentType);
        }
        using var answer = await http.SendAsync(asked);
        var said = await answer.Content.ReadAsStringAsync();
        context.Response.StatusCode = (int)answer.StatusCode;
        if (answer.Headers.Location is { } location) context.Response.Headers.Location = location.OriginalString;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        var isToken = path.EndsWith("/token", StringComparison.Ordinal) && answer.IsSuccessStatusCode;
        await context.Response.WriteAsync(isToken ? Exchanged(JsonNode.Parse(said)!, QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body.ToArray())).GetValueOrDefault("refresh_token").ToString()) : said);
    }

    /// <summary>Whose token it is stands in the first answer; a renewal says what renewed it.</summary>
    string Exchanged(JsonNode given, string renewedBy)
    {
        var account = renewedBy.Length > 0 ? accounts[renewedBy] : (string)JsonNode.Parse(Base64Url.DecodeFromChars(((string)given["id_token"]!).Split('.')[1]))!["email"]!;
        if ((string?)given["refresh_token"] is { } refresh) accounts[refresh] = account;
        given["access_token"] = PretendProvider.TokenFor(account, MailTown.Of("TOKEN_KEY"), TimeSpan.FromHours(1));
        return given.ToJsonString();
    }
}
