using System.Text.RegularExpressions;
using Kith.Channels.Email;
using Kith.Channels.OAuth;
using Kith.Channels.Tests.Suite;

namespace Kith.Channels.Tests.Email;

/// <summary>
/// Our sign-in against npm's <c>emulate</c>, which shows the sign-ins of Google and Microsoft as others understood them: the page that asks
/// whom to let in, codes that work once and only with their verifier, tokens, and their renewal.
/// </summary>
[Trait("Category", "Real")]
public sealed partial class TheProvidersEmulated : IAsyncLifetime
{
    const int Port = 5147;
    const string Back = "https://care.marula.example/back", Who = "care@marula.example";

    readonly HttpClient http = new(new HttpClientHandler { AllowAutoRedirect = false });
    NodeServer? emulated;

    [Theory]
    [InlineData("Google", 0, "/o/oauth2/v2/auth", "/oauth2/token")]
    [InlineData("Microsoft", 1, "/oauth2/v2.0/authorize", "/oauth2/v2.0/token")]
    public async Task let_kith_in_and_renew_it(string way, int at, string authorize, string token)
    {
        var plan = PlanOf(way) with { AuthorizeUrl = $"http://127.0.0.1:{Port + at}{authorize}", TokenUrl = $"http://127.0.0.1:{Port + at}{token}" };

        var given = Assert.IsType<TokenAnswer.Given>(CodeFlow.Read(await AskAsync(CodeFlow.Redeem(plan, await AllowedAsync(plan, "verifier-of-this-sign-in-which-is-long-enough"), "verifier-of-this-sign-in-which-is-long-enough", Back))));
        Assert.Contains(Who, given.Accounts);
        Assert.NotNull(given.Refresh);
        if (plan.Needed is { } needed) Assert.Contains(needed, given.Scope, StringComparison.Ordinal);

        var renewed = Assert.IsType<TokenAnswer.Given>(CodeFlow.Read(await AskAsync(CodeFlow.Renew(plan, given.Refresh!))));
        Assert.NotEmpty(renewed.Access);
        Assert.IsType<TokenAnswer.Refused>(CodeFlow.Read(await AskAsync(CodeFlow.Renew(plan, "no-such-token"))));
    }

    [Theory]
    [InlineData("Google", 0, "/o/oauth2/v2/auth", "/oauth2/token")]
    [InlineData("Microsoft", 1, "/oauth2/v2.0/authorize", "/oauth2/v2.0/token")]
    public async Task take_a_code_once_and_only_from_whom_it_was_given_to(string way, int at, string authorize, string token)
    {
        var plan = PlanOf(way) with { AuthorizeUrl = $"http://127.0.0.1:{Port + at}{authorize}", TokenUrl = $"http://127.0.0.1:{Port + at}{token}" };
        const string Verifier = "verifier-of-this-sign-in-which-is-long-enough";

        var stolen = CodeFlow.Read(await AskAsync(CodeFlow.Redeem(plan, await AllowedAsync(plan, Verifier), "verifier-of-somebody-else-which-is-long-enough", Back)));
        Assert.True(Assert.IsType<TokenAnswer.Refused>(stolen).IsOver);

        var code = await AllowedAsync(plan, Verifier);
        Assert.IsType<TokenAnswer.Given>(CodeFlow.Read(await AskAsync(CodeFlow.Redeem(plan, code, Verifier, Back))));
        Assert.IsType<TokenAnswer.Refused>(CodeFlow.Read(await AskAsync(CodeFlow.Redeem(plan, code, Verifier, Back))));
    }

    public async Task InitializeAsync() => emulated = await NodeServer.StartAsync("Ready",
        "node_modules/emulate/dist/index.js", "start", "--host", "127.0.0.1", "--port", $"{Port}", "--service", "google,microsoft", "--seed", "providers.yaml");

    public async Task DisposeAsync()
    {
        http.Dispose();
        await emulated!.DisposeAsync();
    }

    static SignInPlan PlanOf(string way) => new EmailChannel().SignIn(new Account(Guid.Empty, "https://care.marula.example/hooks/email", new Dictionary<string, string>
    {
        ["address"] = Who,
        ["sign_in"] = way,
        ["oauth_client_id"] = $"kith-at-{way.ToLowerInvariant()}",
        ["oauth_client_secret"] = $"secret-at-{way.ToLowerInvariant()}",
    }, email: address => address))!;

    /// <summary>Opens the page, presses the button of our account, and comes back with the code.</summary>
    async Task<string> AllowedAsync(SignInPlan plan, string verifier)
    {
        var page = await http.GetStringAsync(CodeFlow.Authorize(plan, Back, "the-state", verifier));
        var form = Form().Matches(page).Select(one => one.Value).Single(one => one.Contains(Who, StringComparison.Ordinal));
        var fields = Hidden().Matches(form).Select(one => KeyValuePair.Create(one.Groups[1].Value, System.Net.WebUtility.HtmlDecode(one.Groups[2].Value)));
        using var answer = await http.PostAsync(new Uri(new Uri(plan.AuthorizeUrl), Action().Match(form).Groups[1].Value), new FormUrlEncodedContent(fields));
        var back = UrlForm.Parse(answer.Headers.Location!.Query.TrimStart('?'));
        Assert.StartsWith(Back, answer.Headers.Location.OriginalString, StringComparison.Ordinal);
        Assert.Equal("the-state", back["state"]);
        return back["code"];
    }

    async Task<WireAnswer> AskAsync(WireRequest request)
    {
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), request.Url) { Content = new ByteArrayContent(request.Body.ToArray()) };
        message.Content.Headers.TryAddWithoutValidation("Content-Type", request.ContentType);
        foreach (var (name, value) in request.Headers) message.Headers.TryAddWithoutValidation(name, value);
        using var answer = await http.SendAsync(message);
        return new((int)answer.StatusCode, new HeaderBag(), await answer.Content.ReadAsByteArrayAsync());
    }

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    internal static partial Regex Form();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    internal static partial Regex Hidden();

    [GeneratedRegex("action=\"([^\"]+)\"")]
    internal static partial Regex Action();
}
