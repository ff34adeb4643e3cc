using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Kith.Channels.OAuth;

/// <summary>
/// The code flow of OAuth 2 (RFC 6749 §4.1) with PKCE (RFC 7636), as pure halves: what to ask, and what the answer means. Nothing here
/// speaks to anybody.
/// </summary>
public static class CodeFlow
{
    const int LongestToken = 16 * 1024;
    static readonly TimeSpan usualLife = TimeSpan.FromHours(1), longestLife = TimeSpan.FromDays(1);

    /// <summary>A new secret of 256 bits, for a state or a verifier (RFC 7636 §4.1).</summary>
    public static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>Where to send the person.</summary>
    public static string Authorize(SignInPlan plan, string redirect, string state, string verifier)
    {
        var query = UrlForm.Write(
        [
            new("response_type", "code"), new("client_id", plan.ClientId), new("redirect_uri", redirect), new("scope", plan.Scope), new("state", state),
            new("code_challenge", Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)))), new("code_challenge_method", "S256"), new("login_hint", plan.Who),
            .. plan.AlsoTold,
        ]);
        return $"{plan.AuthorizeUrl}{(plan.AuthorizeUrl.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{query}";
    }

    /// <summary>Asks for tokens with the code that the person brought back (RFC 6749 §4.1.3).</summary>
    public static WireRequest Redeem(SignInPlan plan, string code, string verifier, string redirect) =>
        Ask(plan, [new("grant_type", "authorization_code"), new("code", code), new("redirect_uri", redirect), new("code_verifier", verifier)]);

    /// <summary>Asks for a new access token (RFC 6749 §6).</summary>
    public static WireRequest Renew(SignInPlan plan, string refresh) => Ask(plan, [new("grant_type", "refresh_token"), new("refresh_token", refresh)]);

    /// <summary>What the answer means (RFC 6749 §5); a null answer means that nobody answered.</summary>
    public static TokenAnswer Read(WireAnswer? answer)
    {
        if (answer is null || StrictJson.Parse(answer.Body).Document is not { } document) return new TokenAnswer.Unclear();
        using (document) return answer.Status switch
        {
            200 => Given(document.RootElement),
            >= 400 and < 500 and not 408 and not 429 when Word(document.RootElement.Peek("error")) is { } error => new TokenAnswer.Refused(error),
            _ => new TokenAnswer.Unclear(),
        };
    }

    static WireRequest Ask(SignInPlan plan, IEnumerable<KeyValuePair<string, string>> grant)
    {
        KeyValuePair<string, string>[] secret = plan.ClientSecret.Length > 0 ? [new("client_secret", plan.ClientSecret)] : [];
        return new("POST", plan.TokenUrl, $"ask {plan.Provider} for a token")
        {
            ContentType = "application/x-www-form-urlencoded",
            Headers = [new("Accept", "application/json")],
            Body = Encoding.ASCII.GetBytes(UrlForm.Write([.. grant, new("client_id", plan.ClientId), .. secret])),
        };
    }

    static TokenAnswer Given(JsonElement root) => Decent(root.Peek("access_token")) is { } access
        ? new TokenAnswer.Given(access, Decent(root.Peek("refresh_token")), Life(root), root.Peek("scope") ?? "", IdToken.AccountsIn(root.Peek("id_token"))) { RefreshLife = Seconds(root, "refresh_token_expires_in") is { } left ? TimeSpan.FromSeconds(left) : null }
        : new TokenAnswer.Unclear();

    /// <summary>A token is made of visible ASCII (RFC 6749 §A.12); anything else could say more than a token where it is shown.</summary>
    static string? Decent(string? token) => token is { Length: > 0 and <= LongestToken } && token.All(one => one is > ' ' and <= '~') ? token : null;

    static string? Word(string? error) => error is { Length: > 0 and <= 60 } && error.All(one => char.IsAsciiLetterLower(one) || one == '_') ? error : null;

    /// <summary>Some say the number as text. What is not said is believed to be an hour: a token that ends earlier is refused, and then renewed.</summary>
    static TimeSpan Life(JsonElement root) => Seconds(root, "expires_in") is { } seconds ? TimeSpan.FromSeconds(Math.Min(seconds, longestLife.TotalSeconds)) : usualLife;

    static double? Seconds(JsonElement root, string name)
    {
        var seconds = !root.TryGetProperty(name, out var said) ? null
            : said.ValueKind == JsonValueKind.Number && said.TryGetDouble(out var number) ? number
            : double.TryParse(root.Peek(name), System.Globalization.CultureInfo.InvariantCulture, out var written) ? written
            : (double?)null;
        return seconds is > 0 and < 1e9 ? seconds : null;
    }
}
