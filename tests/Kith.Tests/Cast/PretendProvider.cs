using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Kith.Tests;

/// <summary>
/// Somebody's OAuth 2 server: asks who they are, gives codes that are good once, checks PKCE and the client secret, gives tokens and
/// renews them, and misbehaves as it is told. Its tokens are JWTs, so that a real Dovecot can check them.
/// </summary>
public sealed class PretendProvider : IAsyncDisposable
{
    public const string ClientId = "kith-at-marula", ClientSecret = "canary-client-7c2e", Canary = "canary-token-";

    readonly WebApplication app;
    readonly ConcurrentDictionary<string, (string Challenge, string Redirect, string Account)> codes = new();
    readonly ConcurrentDictionary<string, string> refreshes = new();

    PretendProvider(WebApplication app) => this.app = app;

    public enum Mood { Well, Refuses, Fails, SpeaksHtml, GivesNothing, HangsUp, ForgetsUs, GivesNoRefresh, TellsNoAccount, GivesWhatNobodyTakes, IsSlow }

    public string Url => app.Urls.First();

    public Mood Is { get; set; } = Mood.Well;

    /// <summary>Whether a page asks the person first, as providers do; else they are sent back at once.</summary>
    public bool HasPage { get; set; }

    /// <summary>How long what renews a token is good, where the provider says so.</summary>
    public TimeSpan? RefreshLife { get; set; }

    /// <summary>Whether each renewal gives another refresh token, and voids the one before.</summary>
    public bool Rotates { get; set; }

    public string Account { get; set; } = "care@marula.example";

    /// <summary>What the tokens are signed with: a key of the mail server's, where one checks them.</summary>
    public string Key { get; set; } = "nobody checks it";

    public TimeSpan Life { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Every access token that mail servers take now.</summary>
    public ConcurrentDictionary<string, string> Good { get; } = new();

    public ConcurrentQueue<string> Renewals { get; } = new();

    public ConcurrentQueue<string> Redemptions { get; } = new();

    public object Settings => new
    {
        address = Account,
        sign_in = "another server",
        oauth_client_id = ClientId,
        oauth_client_secret = ClientSecret,
        oauth_authorize_url = $"{Url}/authorize",
        oauth_token_url = $"{Url}/token",
    };

    public static async Task<PretendProvider> OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var provider = new PretendProvider(app);
        app.MapGet("/authorize", provider.Authorize);
        app.MapPost("/token", (Delegate)provider.TokenAsync);
        await app.StartAsync();
        return provider;
    }

    /// <summary>The person was there and agreed, or did not: where their browser is sent.</summary>
    public async Task<string> ComeAsync(string url)
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        var answer = await http.GetAsync(url);
        Assert.True(answer.StatusCode == System.Net.HttpStatusCode.Redirect, $"{url} was answered {answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        return answer.Headers.Location!.PathAndQuery;
    }

    /// <summary>The person went to the provider's settings and took it back.</summary>
    public void TakeBack()
    {
        refreshes.Clear();
        Good.Clear();
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    /// <summary>A token that a real Dovecot takes, if the key is its own.</summary>
    public static string TokenFor(string account, string key, TimeSpan life) =>
        Jwt(new { sub = account, jti = $"{Guid.NewGuid():N}", iat = Now(TimeSpan.Zero), nbf = Now(TimeSpan.FromMinutes(-1)), exp = Now(life), note = Canary }, key);

    IResult Authorize(HttpRequest request)
    {
        var asked = request.Query;
        if (asked["client_id"] != ClientId || asked["response_type"] != "code" || asked["code_challenge_method"] != "S256" || asked["code_challenge"].ToString().Length != 43 || asked["state"].ToString().Length < 40)
            return Results.Text("This is no request of ours.", statusCode: 400);

        var (redirect, state) = (asked["redirect_uri"].ToString(), Uri.EscapeDataString(asked["state"].ToString()));
        if (Is == Mood.Refuses) return Results.Redirect($"{redirect}?error=access_denied&error_description={Uri.EscapeDataString($"<b>{Canary}</b>")}&state={state}");

        var code = $"{Canary}{Guid.NewGuid():N}";
        codes[code] = (asked["code_challenge"].ToString(), redirect, Account);
        var back = $"{redirect}?code={code}&state={state}";
        return HasPage ? Results.Text($"<!doctype html><title>Sign in</title><a href=\"{System.Net.WebUtility.HtmlEncode(back)}\">Allow</a>", "text/html") : Results.Redirect(back);
    }

    async Task<IResult> TokenAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync();
        var renews = form["grant_type"] == "refresh_token";
        (renews ? Renewals : Redemptions).Enqueue(form[renews ? "refresh_token" : "code"].ToString());
        if (Is == Mood.IsSlow) await Task.Delay(800);
        switch (Is)
        {
            case Mood.Fails: return Results.StatusCode(500);
            case Mood.SpeaksHtml: return Results.Text($"<html><title>{Canary}</title></html>", "text/html", statusCode: 400);
            case Mood.GivesNothing: return Results.Json(new { });
            case Mood.HangsUp: http.Abort(); return Results.Empty;
            case Mood.ForgetsUs: return No("invalid_client");
        }
        if (form["client_id"] != ClientId || form["client_secret"] != ClientSecret) return No("invalid_client");
        if (renews) return Renew(form["refresh_token"].ToString());

        // A code is good once, whoever brings it.
        return codes.TryRemove(form["code"].ToString(), out var code) && code.Redirect == form["redirect_uri"] && Challenge(form["code_verifier"].ToString()) == code.Challenge
            ? Give(code.Account, Is == Mood.GivesNoRefresh ? null : NewRefresh(code.Account)) : No("invalid_grant");
    }

    IResult Renew(string refresh)
    {
        if (!refreshes.TryGetValue(refresh, out var account)) return No("invalid_grant");
        if (!Rotates) return Give(account, null);

        refreshes.TryRemove(refresh, out _);
        return Give(account, NewRefresh(account));
    }

    IResult Give(string account, string? refresh)
    {
        var access = TokenFor(account, Is == Mood.GivesWhatNobodyTakes ? "another key" : Key, Life);
        if (Is != Mood.GivesWhatNobodyTakes) Good[access] = account;
        var given = new Dictionary<string, object> { ["access_token"] = access, ["token_type"] = "Bearer", ["expires_in"] = (int)Life.TotalSeconds };
        if (refresh is not null) given["refresh_token"] = refresh;
        if (RefreshLife is { } left) given["refresh_token_expires_in"] = (int)left.TotalSeconds;
        if (Is != Mood.TellsNoAccount) given["id_token"] = Jwt(new { sub = "1", email = account }, "its own");
        return Results.Json(given);
    }

    string NewRefresh(string account)
    {
        var refresh = $"{Canary}refresh-{Guid.NewGuid():N}";
        refreshes[refresh] = account;
        return refresh;
    }

    static IResult No(string error) => Results.Json(new { error, error_description = $"{Canary} says no" }, statusCode: error == "invalid_client" ? 401 : 400);

    static string Challenge(string verifier) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));

    static long Now(TimeSpan later) => (TimeProvider.System.GetUtcNow() + later).ToUnixTimeSeconds();

    static string Jwt(object claims, string key)
    {
        var said = $"{Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8)}.{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims))}";
        return $"{said}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.ASCII.GetBytes(key), Encoding.ASCII.GetBytes(said)))}";
    }
}
