namespace Kith.Team;

/// <summary>PUT /api/me/password: needs the current one, and ends every other session and link that the old one had opened.</summary>
static class ChangePassword
{
    public static void MapChangePassword(this RouteGroupBuilder api) =>
        api.MapPut("/me/password", ChangeAsync).Allow(Role.Viewer).InBrowserOnly().WithMetadata(new OwnDesk()).RequireRateLimiting(Crowd.Strangers);

    static async Task<NoContent> ChangeAsync(
        PasswordChange asked, HttpContext http, Desk desk, Store store, Passwords passwords, SignInThrottle throttle, TimeProvider clock, CancellationToken stop)
    {
        var caller = desk.Caller!;
        var tries = throttle.Take(http, $"{caller.WorkspaceId:N}/{caller.TeammateId:N}");
        var known = await LookAsync(store, caller, stop);
        if (!passwords.Fit(known.PasswordHash, asked.Current ?? "")) throw Refusal.Field("current", "This is not your current password.");

        var now = clock.GetUtcNow().UtcDateTime;
        var hash = passwords.Hash(known, Passwords.Read("new", asked.New, known.Email!));
        await using var work = await store.WriteAsync(caller.WorkspaceId, new Actor(AuthorKind.Teammate, caller.TeammateId), "PUT /api/me/password", stop);
        var me = await work.Db.Teammates.SingleAsync(t => t.Id == caller.TeammateId, stop);
        var account = await AccountOfAsync(work.Db, caller, stop);
        (account.PasswordHash, account.SecurityStamp) = (hash, Guid.NewGuid().ToString("N"));
        await SessionCookie.EndAsync(work.Db, s => s.TeammateId == me.Id && s.Id != caller.SessionId, now, stop);
        await SessionCookie.RenewAsync(http, work.Db, me, caller.SessionId, now, stop);
        await Invitations.WithdrawAsync(work.Db, i => i.ForTeammate == me.Id, now, stop);
        await work.CommitAsync(stop);
        tries.GiveBack();
        return TypedResults.NoContent();
    }

    public static async Task<Account> LookAsync(Store store, Caller caller, CancellationToken stop)
    {
        await using var look = await store.ReadAsync(caller.WorkspaceId, stop);
        return await AccountOfAsync(look.Db, caller, stop);
    }

    public static Task<Account> AccountOfAsync(KithDb db, Caller caller, CancellationToken stop) =>
        (from teammate in db.Teammates where teammate.Id == caller.TeammateId && teammate.LeftAt == null join account in db.Users on teammate.AccountId equals account.Id select account).SingleAsync(stop);
}

public sealed record PasswordChange(string? Current, string? New);
