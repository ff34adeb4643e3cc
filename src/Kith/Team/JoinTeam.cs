namespace Kith.Team;

/// <summary>GET and POST /api/invitations/{token}: the other side of an invitation. Whatever is not an open one does not exist.</summary>
static class JoinTeam
{
    public static void MapJoinTeam(this RouteGroupBuilder api)
    {
        api.MapGet("/invitations/{token}", ShowAsync).ForStrangers("The token in the address is the proof.");
        api.MapPost("/invitations/{token}", JoinAsync).ForStrangers("The token in the address is the proof; it works once.");
    }

    static async Task<InvitationInfo> ShowAsync(string token, Store store, TimeProvider clock, CancellationToken stop)
    {
        var (workspace, hash) = Read(token);
        await using var work = await store.ReadAsync(workspace, stop);
        var invitation = await FindAsync(work.Db, hash, clock, stop);
        return new((await work.Db.Workspaces.SingleAsync(stop)).Name, invitation.Email, invitation.Name, invitation.ForTeammate is not null);
    }

    static async Task<NoContent> JoinAsync(string token, NewTeammate asked, HttpContext http, Store store, Passwords passwords, TimeProvider clock, CancellationToken stop)
    {
        var (workspace, hash) = Read(token);
        await using (var look = await store.ReadAsync(workspace, stop)) await FindAsync(look.Db, hash, clock, stop);
        var now = clock.GetUtcNow().UtcDateTime;
        var email = TeammateEmail.Read(asked.Email);
        var account = Account.For(workspace, email, now);
        account.PasswordHash = passwords.Hash(account, Passwords.Read("password", asked.Password, email));

        await using var work = await store.WriteAsync(workspace, Actor.System, "POST /api/invitations/{token}", stop);
        var invitation = await TakeAsync(work, hash, clock, stop);
        if (invitation.Email is not null && invitation.Email != email) throw Refusal.Field("email", "This invitation is for another email.");
        var teammate = invitation.ForTeammate is { } locked ? await LetInAgainAsync(work.Db, locked, account, now, stop)
            : await WelcomeAsync(work.Db, invitation, account, WorkspaceDoors.Name("name", asked.Name), now, stop);
        await work.Db.SaveChangesAsync(stop);
        SessionCookie.Begin(http, work.Db, teammate, now);
        await work.CommitAsync(stop);
        return TypedResults.NoContent();
    }

    static async Task<Teammate> WelcomeAsync(KithDb db, Invitation invitation, Account account, string name, DateTime now, CancellationToken stop)
    {
        if (await db.Teammates.AnyAsync(t => t.Email == account.Email && t.LeftAt == null, stop)) throw Refusal.Field("email", "Somebody with this email is here already.");

        var teammate = Teammate.Joining(invitation.WorkspaceId, account, name, invitation.Role, now);
        db.AddRange(account, teammate);
        await db.SaveChangesAsync(stop);
        var still = await db.Departments.Where(d => invitation.DepartmentIds.Contains(d.Id)).Select(d => d.Id).ToListAsync(stop);
        db.AddRange(still.Select(id => new DepartmentMember { WorkspaceId = invitation.WorkspaceId, DepartmentId = id, TeammateId = teammate.Id }));
        return teammate;
    }

    /// <summary>A teammate who was locked out: the new password replaces every credential there was.</summary>
    static async Task<Teammate> LetInAgainAsync(KithDb db, Guid id, Account account, DateTime now, CancellationToken stop)
    {
        var teammate = await db.Teammates.SingleOrDefaultAsync(t => t.Id == id && t.LeftAt == null, stop) ?? throw Refusal.NotFound();
        db.RemoveRange(await db.Users.Where(a => a.Id == teammate.AccountId).ToListAsync(stop));
        await SessionCookie.EndAsync(db, s => s.TeammateId == id, now, stop);
        await db.SaveChangesAsync(stop);
        db.Add(account);
        teammate.AccountId = account.Id;
        return teammate;
    }

    /// <summary>Comparing and setting, so that of two browsers with the same link one comes in.</summary>
    static async Task<Invitation> TakeAsync(Work work, byte[] hash, TimeProvider clock, CancellationToken stop)
    {
        var invitation = await FindAsync(work.Db, hash, clock, stop);
        var now = clock.GetUtcNow().UtcDateTime;
        if (await work.Db.Invitations.Where(i => i.Id == invitation.Id && i.UsedAt == null && i.RevokedAt == null).ExecuteUpdateAsync(row => row.SetProperty(i => i.UsedAt, now), stop) != 1)
            throw Gone();
        work.Note("invitation used", $"invitation {invitation.Id}");
        return invitation;
    }

    static async Task<Invitation> FindAsync(KithDb db, byte[] hash, TimeProvider clock, CancellationToken stop)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return await db.Invitations.AsNoTracking().SingleOrDefaultAsync(i => i.TokenHash == hash && i.UsedAt == null && i.RevokedAt == null && i.ExpiresAt > now, stop) ?? throw Gone();
    }

    static (Guid Workspace, byte[] Hash) Read(string token) =>
        RecognizeCaller.WorkspaceIn(token) is { } workspace && workspace != Guid.Empty ? (workspace, RecognizeCaller.Hash(token)) : throw Gone();

    static Refusal Gone() => Refusal.NotFound("This invitation does not work. It may have been used, or it has expired.");
}

/// <param name="IsForLockedOut">Whoever opens it is a teammate already and sets a new password.</param>
public sealed record InvitationInfo(string WorkspaceName, string? Email, string? Name, bool IsForLockedOut);

public sealed record NewTeammate(string? Name, string? Email, string? Password);
