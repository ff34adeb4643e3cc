namespace Kith.Team;

/// <summary>Begins and ends a browser's session. The cookie holds the secret, the database its hash.</summary>
static class SessionCookie
{
    public const string Name = "kith_session";
    const int LongestAgent = 300;
    static readonly TimeSpan life = TimeSpan.FromDays(30);

    public static string? Read(HttpRequest request) => request.Cookies[Name];

    /// <summary>A new secret each time somebody proves who they are: a cookie planted before is worth nothing after.</summary>
    public static Session Begin(HttpContext http, KithDb db, Teammate teammate, DateTime now)
    {
        var secret = RecognizeCaller.NewSecret(teammate.WorkspaceId);
        var agent = http.Request.Headers.UserAgent.ToString();
        var session = new Session
        {
            WorkspaceId = teammate.WorkspaceId,
            Id = Ids.New(now),
            TeammateId = teammate.Id,
            SecretHash = RecognizeCaller.Hash(secret),
            CreatedAt = now,
            LastSeenAt = now,
            ExpiresAt = now + life,
            UserAgent = agent.Length > LongestAgent ? agent[..LongestAgent] : agent,
            Ip = http.Connection.RemoteIpAddress?.ToString() ?? "",
        };
        db.Add(session);
        http.Response.Cookies.Append(Name, secret, Options(http, life));
        return session;
    }

    /// <summary>The same browser goes on under a new secret, because what it may do or how it proved itself has changed.</summary>
    public static async Task RenewAsync(HttpContext http, KithDb db, Teammate teammate, Guid? current, DateTime now, CancellationToken stop)
    {
        if (current is not { } id) return;
        await EndAsync(db, s => s.Id == id, now, stop);
        Begin(http, db, teammate, now);
    }

    public static async Task EndAsync(KithDb db, System.Linq.Expressions.Expression<Func<Session, bool>> which, DateTime now, CancellationToken stop)
    {
        foreach (var session in await db.Sessions.Where(s => s.RevokedAt == null).Where(which).ToListAsync(stop)) session.RevokedAt = now;
    }

    public static void Forget(HttpContext http) => http.Response.Cookies.Delete(Name, Options(http, null));

    static CookieOptions Options(HttpContext http, TimeSpan? life) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Path = "/",
        MaxAge = life,
        IsEssential = true,
        Secure = http.Request.IsHttps || http.RequestServices.GetRequiredService<KithSettings>().PublicUrl?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) == true,
    };
}
