using System.Buffers.Text;
using System.Text.Json;

namespace Kith.Channels.Bluesky;

public sealed partial class BlueskyChannel : IOpenSession
{
    /// <summary>What a token of theirs is good for when it does not say.</summary>
    static readonly TimeSpan UsualLife = TimeSpan.FromHours(2);

    /// <inheritdoc/>
    public WireRequest Opening(Account account) => new("POST", $"{Service(account)}/xrpc/com.atproto.server.createSession", "sign in to Bluesky")
    {
        ContentType = "application/json",
        Body = Json(json =>
        {
            json.WriteString("identifier", Identifier(account));
            json.WriteString("password", account["password"]);
        }),
    };

    /// <inheritdoc/>
    public WireRequest Renewing(Account account, string refresh) =>
        new("POST", $"{Service(account)}/xrpc/com.atproto.server.refreshSession", "renew the sign-in to Bluesky") { Headers = [Bearer(refresh)] };

    /// <inheritdoc/>
    public SessionAnswer ReadSession(WireAnswer? answer, DateTimeOffset now)
    {
        if (answer is null) return new SessionAnswer.Later(ChannelProblem.Unreachable("Bluesky cannot be reached."));
        if (OpenedIn(answer, now) is { } opened) return opened;

        return BlueskyErrors.Ending(answer, now) switch
        {
            // A handle that is unknown and a password that is wrong are both told as 400 or 401.
            _ when answer.Status is 400 or 401 or 403 && BlueskyErrors.NameIn(answer).Length > 0 => new SessionAnswer.Refused(ChannelProblem.SignInExpired(BlueskyErrors.Vendor(answer))),
            Ending.Disconnected lost => new SessionAnswer.Refused(lost.Problem),
            Ending.Later later => new SessionAnswer.Later(later.Problem, later.After),
            _ => new SessionAnswer.Later(ChannelProblem.Unreachable("Bluesky cannot be reached.", BlueskyErrors.Vendor(answer))),
        };
    }

    /// <inheritdoc/>
    public bool IsStale(WireAnswer answer) => answer.Status is 400 or 401 && BlueskyErrors.NameIn(answer) is "ExpiredToken" or "InvalidToken";

    static SessionAnswer.Opened? OpenedIn(WireAnswer answer, DateTimeOffset now)
    {
        if (answer.Status is < 200 or >= 300) return null;

        var (document, _) = StrictJson.Parse(answer.Body);
        using (document)
            return document?.RootElement is { } root && root.Peek("accessJwt") is { Length: > 0 } access && root.Peek("refreshJwt") is { Length: > 0 } refresh && root.Peek("did") is { Length: > 0 } who
                ? new(access, refresh, PlainText.Line(who, 300), LifeOf(access, now)) : null;
    }

    /// <summary>What the token says of itself, which only its own server can prove: enough to know when to renew it.</summary>
    static TimeSpan LifeOf(string token, DateTimeOffset now)
    {
        using var claims = ClaimsIn(token);
        return claims is not null && claims.RootElement.TryGetProperty("exp", out var exp) && exp.TryGetInt64(out var seconds) && seconds - now.ToUnixTimeSeconds() is > 0 and < 31_536_000 and var left
            ? TimeSpan.FromSeconds(left) : UsualLife;
    }

    /// <summary>Only an app password that was allowed to, or the password of the account itself, reads and writes direct messages.</summary>
    static bool MayChat(string token)
    {
        using var claims = ClaimsIn(token);
        return claims?.RootElement.Peek("scope") is "com.atproto.access" or "com.atproto.appPassPrivileged";
    }

    static JsonDocument? ClaimsIn(string token)
    {
        if (token.Split('.') is not [_, var middle, _]) return null;
        try
        {
            return StrictJson.Parse(Base64Url.DecodeFromChars(middle)).Document;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
