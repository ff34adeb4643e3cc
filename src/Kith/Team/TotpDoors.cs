namespace Kith.Team;

/// <summary>GET, POST, PUT and DELETE /api/me/totp: the second factor of whoever is signed in.</summary>
static class TotpDoors
{
    public static void MapTotp(this RouteGroupBuilder api)
    {
        api.MapGet("/me/totp", (Teammate me, KithDb db, CancellationToken stop) => SecondFactor.ShowAsync(db, me.AccountId, stop)).Allow(Role.Viewer);
        api.MapPost("/me/totp", ProposeAsync).Allow(Role.Viewer).InBrowserOnly().WithMetadata(new SaysSecret());
        api.MapPut("/me/totp", ConfirmAsync).Allow(Role.Viewer).InBrowserOnly().WithMetadata(new SaysSecret()).RequireRateLimiting(Crowd.Strangers);
        api.MapDelete("/me/totp", RemoveAsync).Allow(Role.Viewer).InBrowserOnly().WithMetadata(new OwnDesk()).RequireRateLimiting(Crowd.Strangers);
    }

    static async Task<TotpSetup> ProposeAsync(Teammate me, KithDb db, SecondFactor second, CancellationToken stop)
    {
        if ((await SecondFactor.ShowAsync(db, me.AccountId, stop)).Enabled) throw new Refusal("already_on", "Codes are switched on already. Switch them off first to use another app.");

        var secret = await second.ProposeAsync(db, me.AccountId, stop);
        var uri = TotpCode.Uri(secret, (await db.Workspaces.SingleAsync(stop)).Name, me.Email);
        return new(secret, uri, QrCode.Svg(uri));
    }

    static async Task<RecoveryCodes> ConfirmAsync(CodeSaid asked, HttpContext http, Teammate me, Desk desk, Work work, SecondFactor second, SignInThrottle throttle, TimeProvider clock, CancellationToken stop)
    {
        var tries = throttle.Take(http, $"{me.WorkspaceId:N}/{me.Id:N}/totp");
        var now = clock.GetUtcNow().UtcDateTime;
        var codes = await second.ConfirmAsync(work.Db, me.AccountId, asked.Code ?? "", now, stop) ?? throw Refusal.Field("code", "This code is not right. Look at the app again; it changes every half minute.");
        tries.GiveBack();
        work.Note("second factor on", $"teammate {me.Id}");
        await SessionCookie.EndAsync(work.Db, s => s.TeammateId == me.Id && s.Id != desk.Caller!.SessionId, now, stop);
        await SessionCookie.RenewAsync(http, work.Db, me, desk.Caller!.SessionId, now, stop);
        return new(codes);
    }

    static async Task<NoContent> RemoveAsync(
        [Microsoft.AspNetCore.Mvc.FromBody] PasswordSaid asked, HttpContext http, Desk desk, Store store, Passwords passwords, SignInThrottle throttle, TimeProvider clock, CancellationToken stop)
    {
        var caller = desk.Caller!;
        var tries = throttle.Take(http, $"{caller.WorkspaceId:N}/{caller.TeammateId:N}");
        if (!passwords.Fit((await ChangePassword.LookAsync(store, caller, stop)).PasswordHash, asked.Password ?? "")) throw Refusal.Field("password", "This is not your password.");

        tries.GiveBack();
        await using var work = await store.WriteAsync(caller.WorkspaceId, new Actor(AuthorKind.Teammate, caller.TeammateId), "DELETE /api/me/totp", stop);
        var me = await work.Db.Teammates.SingleAsync(t => t.Id == caller.TeammateId && t.LeftAt == null, stop);
        await SecondFactor.RemoveAsync(work.Db, me.AccountId, stop);
        work.Note("second factor off", $"teammate {me.Id}");
        await SessionCookie.RenewAsync(http, work.Db, me, caller.SessionId, clock.GetUtcNow().UtcDateTime, stop);
        await work.CommitAsync(stop);
        return TypedResults.NoContent();
    }
}

public sealed record TotpSetup(string Secret, string Uri, string QrSvg);

public sealed record CodeSaid(string? Code);

public sealed record PasswordSaid(string? Password);

/// <summary>Shown once; each signs in once when the app is lost.</summary>
[WireName("RecoveryCodes")]
public sealed record RecoveryCodes([property: System.Text.Json.Serialization.JsonPropertyName("recoveryCodes")] IReadOnlyList<string> Codes);
