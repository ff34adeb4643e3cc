using System.Linq.Expressions;

namespace Kith.Team;

/// <summary>
/// GET, POST and DELETE /api/teammates/invitations: links by which somebody joins, each once and for a week. POST /api/teammates/{id}/new-password: one
/// by which whoever is locked out comes in again as who they are, within the hour.
/// </summary>
static class Invitations
{
    static readonly TimeSpan life = TimeSpan.FromDays(7), lifeForLockedOut = TimeSpan.FromHours(1);

    public static void MapInvitations(this RouteGroupBuilder api)
    {
        api.MapGet("/teammates/invitations", ListAsync).Allow(Role.Admin);
        api.MapPost("/teammates/invitations", InviteAsync).Allow(Role.Admin).NeedsEverything().WithMetadata(new SaysSecret());
        api.MapDelete("/teammates/invitations/{id:guid}", EndAsync).Allow(Role.Admin);
        api.MapPost("/teammates/{id:guid}/new-password", LetInAgainAsync).Allow(Role.Admin).NeedsEverything().WithMetadata(new SaysSecret());
    }

    public static (Invitation Row, string Path) Make(Guid workspace, Guid by, Role role, DateTime now, TimeSpan? lasts = null)
    {
        var token = RecognizeCaller.NewSecret(workspace);
        var row = new Invitation { WorkspaceId = workspace, Id = Ids.New(now), TokenHash = RecognizeCaller.Hash(token), Role = role, By = by, CreatedAt = now, ExpiresAt = now + (lasts ?? life) };
        return (row, $"/app/invitations/{token}");
    }

    /// <summary>Nothing else signs them in once it is used: no session, code or passkey of before.</summary>
    public static (Invitation Row, string Path) MakeForLockedOut(Teammate teammate, Guid by, DateTime now)
    {
        var (row, path) = Make(teammate.WorkspaceId, by, teammate.Role, now, lifeForLockedOut);
        (row.ForTeammate, row.Email, row.Name) = (teammate.Id, teammate.Email, teammate.Name);
        return (row, path);
    }

    public static async Task WithdrawAsync(KithDb db, Expression<Func<Invitation, bool>> which, DateTime now, CancellationToken stop)
    {
        foreach (var invitation in await db.Invitations.Where(i => i.UsedAt == null && i.RevokedAt == null).Where(which).ToListAsync(stop)) invitation.RevokedAt = now;
    }

    static async Task<Page<InvitationRow>> ListAsync(KithDb db, TimeProvider clock, CancellationToken stop)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var open = await db.Invitations.Where(i => i.UsedAt == null && i.RevokedAt == null && i.ExpiresAt > now).OrderByDescending(i => i.CreatedAt).Take(Page<InvitationRow>.Largest).ToListAsync(stop);
        return new([.. open.Select(i => InvitationRow.Of(i, null))], null);
    }

    static async Task<Created<InvitationRow>> InviteAsync(NewInvitation asked, HttpContext http, Teammate me, Desk desk, KithDb db, OwnAddress address, TimeProvider clock, CancellationToken stop)
    {
        var role = asked.Role ?? Role.Teammate;
        Teammates.MayMake(desk.Caller!.Role, role);
        var wanted = (asked.DepartmentIds ?? []).Distinct().ToList();
        if (await db.Departments.CountAsync(d => wanted.Contains(d.Id), stop) != wanted.Count) throw Refusal.Field("departmentIds", "One of these departments does not exist.");

        var (invitation, path) = Make(me.WorkspaceId, me.Id, role, clock.GetUtcNow().UtcDateTime);
        invitation.Email = string.IsNullOrWhiteSpace(asked.Email) ? null : TeammateEmail.Read(asked.Email);
        invitation.Name = string.IsNullOrWhiteSpace(asked.Name) ? null : WorkspaceDoors.Name("name", asked.Name);
        invitation.DepartmentIds = wanted;
        if (await db.Teammates.AnyAsync(t => t.Email == invitation.Email && t.LeftAt == null, stop)) throw Refusal.Field("email", "Somebody with this email is here already.");
        db.Add(invitation);
        return TypedResults.Created((string?)null, InvitationRow.Of(invitation, await address.OfAsync(http.Request, stop) + path));
    }

    /// <summary>The last link is the only one.</summary>
    static async Task<Created<InvitationRow>> LetInAgainAsync(Guid id, HttpContext http, Teammate me, Desk desk, KithDb db, OwnAddress address, TimeProvider clock, CancellationToken stop)
    {
        var teammate = await db.Teammates.SingleOrDefaultAsync(t => t.Id == id && t.LeftAt == null, stop) ?? throw Refusal.NotFound();
        Teammates.MayMake(desk.Caller!.Role, teammate.Role);
        if (id == me.Id) throw new Refusal("own_password", "You are in: change your own password under Security.");

        var now = clock.GetUtcNow().UtcDateTime;
        await WithdrawAsync(db, i => i.ForTeammate == id, now, stop);
        var (invitation, path) = MakeForLockedOut(teammate, me.Id, now);
        db.Add(invitation);
        return TypedResults.Created((string?)null, InvitationRow.Of(invitation, await address.OfAsync(http.Request, stop) + path));
    }

    static async Task<NoContent> EndAsync(Guid id, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        var invitation = await db.Invitations.SingleOrDefaultAsync(i => i.Id == id, stop) ?? throw Refusal.NotFound();
        invitation.RevokedAt ??= clock.GetUtcNow().UtcDateTime;
        return TypedResults.NoContent();
    }
}

public sealed record NewInvitation(string? Email, string? Name, Role? Role, List<Guid>? DepartmentIds);

/// <summary>An invitation that is still open; its link is said once, when it is made.</summary>
[WireName("Invitation")]
/// <param name="ForTeammateId">Who sets a new password by it; null where somebody joins.</param>
public sealed record InvitationRow(Guid Id, string? Url, DateTime ExpiresAt, string? Email, string? Name, Role Role, IReadOnlyList<Guid> DepartmentIds, DateTime CreatedAt, Guid? ForTeammateId)
{
    public static InvitationRow Of(Invitation i, string? url) => new(i.Id, url, i.ExpiresAt, i.Email, i.Name, i.Role, i.DepartmentIds, i.CreatedAt, i.ForTeammate);
}
