namespace Kith.Team;

/// <summary>POST /api/sessions: an email, its password and, where one is set up, the second factor.</summary>
static class SignIn
{
    public static void MapSignIn(this RouteGroupBuilder api) =>
        api.MapPost("/sessions", SignInAsync).ForStrangers("The password is checked here, so often and no more.");

    static async Task<SignInAnswer> SignInAsync(
        Credentials asked, HttpContext http, Store store, FindWorkspace find, Passwords passwords, SecondFactor second, SignInThrottle throttle, TimeProvider clock, CancellationToken stop)
    {
        var workspace = await find.OfAsync(http.Request, stop) ?? throw Refusal.NotFound();
        var email = EmailAddress.TryParse(asked.Email, out var address) ? address.Value : "";
        var tries = throttle.Take(http, $"{workspace.Id:N}/{email}");
        var known = await LookAsync(store, workspace.Id, email, stop);
        // Hashing takes long on purpose: never while a unit of work is open.
        if (!passwords.Fit(known?.PasswordHash, asked.Password ?? "") || known is null) throw Wrong();
        if (known.Second is not null && string.IsNullOrWhiteSpace(asked.Code))
        {
            tries.GiveBack();
            return SignInAnswer.Code;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        await using var work = await store.WriteAsync(workspace.Id, new Actor(AuthorKind.Teammate, known.TeammateId), "POST /api/sessions", stop);
        if (known.Second is not null && !await second.UseAsync(work.Db, known.AccountId, asked.Code!, now, stop)) throw WrongCode();
        if (await LookAsync(work.Db, email, stop) != known) throw Wrong();
        await EndBeforeAsync(http, work.Db, now, stop);
        SessionCookie.Begin(http, work.Db, await work.Db.Teammates.SingleAsync(t => t.Id == known.TeammateId, stop), now);
        await work.CommitAsync(stop);
        tries.GiveBack();
        return SignInAnswer.Done;
    }

    /// <summary>Whoever signs in again in the same browser leaves the session before.</summary>
    public static async Task EndBeforeAsync(HttpContext http, KithDb db, DateTime now, CancellationToken stop)
    {
        if (http.RequestServices.GetRequiredService<Desk>().Caller is { SessionId: { } before } caller && caller.WorkspaceId == db.WorkspaceId)
            await SessionCookie.EndAsync(db, s => s.Id == before, now, stop);
    }

    static async Task<Known?> LookAsync(Store store, Guid workspace, string email, CancellationToken stop)
    {
        await using var work = await store.ReadAsync(workspace, stop);
        return await LookAsync(work.Db, email, stop);
    }

    static Task<Known?> LookAsync(KithDb db, string email, CancellationToken stop) =>
        (from teammate in db.Teammates
         where teammate.Email == email && teammate.LeftAt == null
         join account in db.Users on teammate.AccountId equals account.Id
         select new Known(teammate.Id, account.Id, account.PasswordHash, db.UserTokens.Where(SecondFactor.IsSecret).Where(t => t.UserId == account.Id).Select(t => t.Value).FirstOrDefault()))
        .SingleOrDefaultAsync(stop);

    static Refusal Wrong() => new("wrong_sign_in", "This email and password do not belong together.", StatusCodes.Status401Unauthorized);

    static Refusal WrongCode() => new("wrong_code", "This code is not right, or it was used already.", StatusCodes.Status401Unauthorized);

    sealed record Known(Guid TeammateId, Guid AccountId, string? PasswordHash, string? Second);
}

public sealed record Credentials(string? Email, string? Password, string? Code);

/// <summary>Whether the browser is in, or is asked for its code first.</summary>
public sealed record SignInAnswer(string Next)
{
    public static SignInAnswer Done { get; } = new("done");
    public static SignInAnswer Code { get; } = new("code");
}
