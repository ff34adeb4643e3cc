namespace Kith.Team;

/// <summary>GET /api/sessions, DELETE /api/sessions/{id}: where I am signed in, and the way out of each.</summary>
static class Sessions
{
    public static void MapSessions(this RouteGroupBuilder api)
    {
        api.MapGet("/sessions", ListAsync).Allow(Role.Viewer);
        api.MapDelete("/sessions/current", SignOutAsync).Allow(Role.Viewer);
        api.MapDelete("/sessions/{id:guid}", EndAsync).Allow(Role.Viewer);
    }

    static async Task<Page<SessionRow>> ListAsync(Teammate me, Desk desk, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var sessions = await db.Sessions.Where(s => s.TeammateId == me.Id && s.RevokedAt == null && s.ExpiresAt > now).OrderByDescending(s => s.LastSeenAt).Take(Page<SessionRow>.Largest).ToListAsync(stop);
        return new([.. sessions.Select(s => new SessionRow(s.Id, s.CreatedAt, s.LastSeenAt, s.UserAgent, s.Ip, s.Id == desk.Caller!.SessionId))], null);
    }

    static async Task<NoContent> SignOutAsync(HttpContext http, Desk desk, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        await SessionCookie.EndAsync(db, s => s.Id == desk.Caller!.SessionId, clock.GetUtcNow().UtcDateTime, stop);
        SessionCookie.Forget(http);
        return TypedResults.NoContent();
    }

    static async Task<NoContent> EndAsync(Guid id, Teammate me, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        var session = await db.Sessions.SingleOrDefaultAsync(s => s.Id == id && s.TeammateId == me.Id, stop) ?? throw Refusal.NotFound();
        session.RevokedAt ??= clock.GetUtcNow().UtcDateTime;
        return TypedResults.NoContent();
    }
}

[WireName("Session")]
public sealed record SessionRow(Guid Id, DateTime CreatedAt, DateTime LastSeenAt, string UserAgent, string Ip, bool Current);
