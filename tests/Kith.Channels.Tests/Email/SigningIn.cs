using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kith.Channels.Email;
using Kith.Channels.OAuth;
using Kith.Mail;

namespace Kith.Channels.Tests.Email;

public class SigningIn
{
    const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    static readonly EmailChannel email = new();

    [Theory]
    [InlineData("Google", "", "https://accounts.google.com/o/oauth2/v2/auth", "https://oauth2.googleapis.com/token")]
    [InlineData("Microsoft", "", "https://login.microsoftonline.com/common/oauth2/v2.0/authorize", "https://login.microsoftonline.com/common/oauth2/v2.0/token")]
    [InlineData("Microsoft", "72f988bf-86f1-41af-91ab-2d7cd011db47", "https://login.microsoftonline.com/72f988bf-86f1-41af-91ab-2d7cd011db47/oauth2/v2.0/authorize", "https://login.microsoftonline.com/72f988bf-86f1-41af-91ab-2d7cd011db47/oauth2/v2.0/token")]
    [InlineData("Microsoft", "../../evil", "https://login.microsoftonline.com/common/oauth2/v2.0/authorize", "https://login.microsoftonline.com/common/oauth2/v2.0/token")]
    public void is_at_the_providers_own_address_whatever_the_settings_say(string way, string tenant, string authorize, string token)
    {
        var plan = email.SignIn(Of(("sign_in", way), ("oauth_tenant", tenant), ("oauth_authorize_url", "https://evil.example/a"), ("oauth_token_url", "https://evil.example/t")))!;
        Assert.Equal((authorize, token), (plan.AuthorizeUrl, plan.TokenUrl));
        Assert.DoesNotContain("canary", plan.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void begins_with_a_challenge_whose_verifier_stays_here()
    {
        var plan = email.SignIn(Of(("sign_in", "Google")))!;
        var url = CodeFlow.Authorize(plan, "https://care.example/back", "the state", Verifier);
        var query = UrlForm.Parse(url[(url.IndexOf('?', StringComparison.Ordinal) + 1)..]);

        // RFC 7636, appendix B.
        Assert.Equal(("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", "S256", "the state", "code", "https://care.example/back"), (query["code_challenge"], query["code_challenge_method"], query["state"], query["response_type"], query["redirect_uri"]));
        Assert.DoesNotContain(Verifier, url, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", url, StringComparison.Ordinal);
        Assert.Equal(43, CodeFlow.NewSecret().Length);
        Assert.StartsWith("https://x.example/a?realm=1&response_type=", CodeFlow.Authorize(plan with { AuthorizeUrl = "https://x.example/a?realm=1" }, "r", "s", "v"), StringComparison.Ordinal);
    }

    [Fact]
    public void asks_for_tokens_in_the_body_and_prints_nothing_of_it()
    {
        var plan = email.SignIn(Of(("sign_in", "Google")))!;
        var redeem = CodeFlow.Redeem(plan, "a code", Verifier, "https://care.example/back");
        var form = UrlForm.Parse(redeem.Body.Span);
        Assert.Equal(("authorization_code", "a code", Verifier, "https://care.example/back", "id", "canary-secret"), (form["grant_type"], form["code"], form["code_verifier"], form["redirect_uri"], form["client_id"], form["client_secret"]));
        Assert.Equal(("refresh_token", "r+/="), (UrlForm.Parse(CodeFlow.Renew(plan, "r+/=").Body.Span)["grant_type"], UrlForm.Parse(CodeFlow.Renew(plan, "r+/=").Body.Span)["refresh_token"]));
        Assert.Equal("ask Google for a token", redeem.ToString());
        Assert.Equal(plan.TokenUrl, redeem.Url);
        Assert.Null(UrlForm.Parse(CodeFlow.Renew(plan with { ClientSecret = "" }, "r").Body.Span).Find("client_secret"));
    }

    [Theory]
    [InlineData("""{"access_token":"a","refresh_token":"r","expires_in":3599,"scope":"x y"}""", "a", "r", 3599)]
    [InlineData("""{"access_token":"a","expires_in":"120"}""", "a", null, 120)]
    [InlineData("""{"access_token":"a"}""", "a", null, 3600)]
    [InlineData("""{"access_token":"a","expires_in":-5,"refresh_token":"with space"}""", "a", null, 3600)]
    [InlineData("""{"access_token":"a","expires_in":1e300,"refresh_token":"r\u0001auth=Bearer x"}""", "a", null, 3600)]
    [InlineData("""{"access_token":"a","expires_in":99999999}""", "a", null, 86400)]
    public void reads_what_is_given(string body, string access, string? refresh, int seconds)
    {
        var given = Assert.IsType<TokenAnswer.Given>(Read(200, body));
        Assert.Equal((access, refresh, seconds), (given.Access, given.Refresh, (int)given.Life.TotalSeconds));
        Assert.Equal("tokens", given.ToString());
    }

    [Theory]
    [InlineData(400, """{"error":"invalid_grant","error_description":"canary"}""", true)]
    [InlineData(401, """{"error":"invalid_client"}""", false)]
    [InlineData(403, """{"error":"access_denied"}""", false)]
    public void reads_a_no(int status, string body, bool isOver)
    {
        var no = Assert.IsType<TokenAnswer.Refused>(Read(status, body));
        Assert.Equal(isOver, no.IsOver);
        Assert.DoesNotContain("canary", no.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, "<html>")]
    [InlineData(200, "")]
    [InlineData(200, "[]")]
    [InlineData(200, "{}")]
    [InlineData(200, """{"access_token":7}""")]
    [InlineData(200, """{"access_token":"\ud800"}""")]
    [InlineData(200, """{"access_token":"a\u0001b"}""")]
    [InlineData(200, """{"access_token":"a","access_token":"b"}""")]
    [InlineData(200, """{"error":"invalid_grant"}""")]
    [InlineData(302, """{"error":"invalid_grant"}""")]
    [InlineData(429, """{"error":"invalid_grant"}""")]
    [InlineData(500, """{"error":"invalid_grant"}""")]
    [InlineData(400, """{"error":"<b>no</b>"}""")]
    [InlineData(400, "<html>")]
    public void takes_neither_a_yes_nor_a_no_out_of_anything_else(int status, string body) => Assert.IsType<TokenAnswer.Unclear>(Read(status, body));

    [Fact]
    public void reads_who_it_was_where_the_provider_tells()
    {
        Assert.Equal(["care@marula.example", "c@marula.onmicrosoft.example"], Accounts(Jwt(new { email = "care@marula.example", preferred_username = "c@marula.onmicrosoft.example", upn = "care@marula.example" })));
        foreach (var odd in new[] { "", "a.b", "a.b.c", "..", "a.!!!.c", Jwt(new { email = 7 }), Jwt(new { email = "nobody" }), Jwt(new { sub = "1" }), Jwt(new[] { 1 }), $"a.{new string('a', 100_000)}.c" }) Assert.Empty(Accounts(odd));
    }

    [Fact]
    public void throws_on_no_bytes_of_strangers()
    {
        var dice = new Random(7);
        var good = Encoding.UTF8.GetBytes("""{"access_token":"aaaa","refresh_token":"rrrr","expires_in":3600,"id_token":"e30.eyJlbWFpbCI6ImFAYi5jIn0.x"}""");
        for (var i = 0; i < 20_000; i++)
        {
            byte[] bent = [.. good];
            for (var flips = 0; flips < 1 + i % 5; flips++) bent[dice.Next(bent.Length)] = (byte)dice.Next(256);
            if (CodeFlow.Read(new WireAnswer(200, new HeaderBag(), bent.AsMemory(0, dice.Next(bent.Length + 1)))) is TokenAnswer.Given given) Assert.All(given.Access, one => Assert.InRange(one, '!', '~'));
        }
    }

    [Fact]
    public void says_the_token_and_no_password_to_servers_reached_in_private_only()
    {
        var account = Of(("sign_in", "Google"), ("imap_host", "imap.gmail.com"), ("smtp_host", "smtp.gmail.com"), ("password", "p"));
        Assert.IsType<MailSignIn.Nobody>(email.Mailbox(account)!.SignIn);
        var lent = account.With(ISignIn.Token, "t");
        Assert.Equal(new MailSignIn.Token("care@marula.example", "t"), email.Mailbox(lent)!.SignIn);
        Assert.Equal(new MailSignIn.Token("care@marula.example", "t"), email.Submission(lent)!.Value.SignIn);
        Assert.IsType<MailSignIn.Nobody>(email.Submission(lent.With("smtp_security", "none"))!.Value.SignIn);
        Assert.Equal(new MailSignIn.Password("care@marula.example", "p"), email.Mailbox(lent.With("sign_in", "password"))!.SignIn);
        Assert.Equal(new MailSignIn.Password("care@marula.example", "p"), email.Mailbox(lent.With("sign_in", ""))!.SignIn);
    }

    [Fact]
    public void is_bound_to_what_it_was_given_for()
    {
        var account = Of(("sign_in", "Google"), ("imap_host", "imap.gmail.com"));
        var bound = email.SignIn(account)!.Bound;
        foreach (var (key, value) in new[] { ("imap_host", "other.gmail.com"), ("smtp_host", "smtp.gmail.com"), ("imap_port", "1"), ("imap_security", "starttls"), ("oauth_client_id", "other"), ("address", "rosa@marula.example"), ("sign_in", "Microsoft") })
            Assert.NotEqual(bound, email.SignIn(account.With(key, value))!.Bound);
        foreach (var (key, value) in new[] { ("name", "Marula"), ("oauth_client_secret", "a new one"), ("folder", "Care") }) Assert.Equal(bound, email.SignIn(account.With(key, value))!.Bound);
    }

    static IReadOnlyList<string> Accounts(string idToken) => Assert.IsType<TokenAnswer.Given>(Read(200, JsonSerializer.Serialize(new { access_token = "a", id_token = idToken }))).Accounts;

    static string Jwt(object claims) => $"e30.{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims))}.{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(8))}";

    static TokenAnswer Read(int status, string body) => CodeFlow.Read(new WireAnswer(status, new HeaderBag(), Encoding.UTF8.GetBytes(body)));

    static Account Of(params (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string> { ["address"] = "care@marula.example", ["oauth_client_id"] = "id", ["oauth_client_secret"] = "canary-secret" };
        foreach (var (key, value) in settings) all[key] = value;
        return new(Guid.Empty, "https://care.example/hooks/email", all, email: written => written.Contains('@', StringComparison.Ordinal) ? written : null);
    }
}
