namespace Kith.Team;

/// <summary>GET, PATCH and DELETE /api/teammates: who works here, as what, and who leaves.</summary>
static class Teammates
{
    public static void MapTeammates(this RouteGroupBuilder api)
    {
        api.MapGet("/teammates", ListAsync).Allow(Role.Viewer);
        api.MapPatch("/teammates/{id:guid}", ChangeAsync).Allow(Role.Admin).NeedsEverything();
        api.MapDelete("/teammates/{id:guid}", LeaveAsync).Allow(Role.Viewer);
    }

    static async Task<Page<TeammateRow>> ListAsync(KithDb db, TimeProvider clock, CancellationToken stop)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var members = (await db.DepartmentMembers.ToListAsync(stop)).ToLookup(m => m.TeammateId, m => m.DepartmentId);
        var team = await db.Teammates.OrderBy(t => t.Name).ToListAsync(stop);
        return new([.. team.Select(t => TeammateRow.Of(t, [.. members[t.Id]], now))], null);
    }

    static async Task<TeammateRow> ChangeAsync(Guid id, TeammateChange asked, Teammate me, Desk desk, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        var teammate = await db.Teammates.SingleOrDefaultAsync(t => t.Id == id && t.LeftAt == null, stop) ?? throw Refusal.NotFound();
        if (asked.Role is { } role && role != teammate.Role) await GiveRoleAsync(teammate, role, me, desk.Caller!.Role, db, clock.GetUtcNow().UtcDateTime, stop);
        await ShowAsync(teammate, asked, db, stop);
        if (asked.DepartmentIds is { } departments) await SeatAsync(teammate, departments, db, stop);
        await db.SaveChangesAsync(stop);
        return await TeammateRow.OfAsync(teammate, db, clock, stop);
    }

    /// <summary>What they see, by a role of the house. An owner sees all.</summary>
    static async Task ShowAsync(Teammate teammate, TeammateChange asked, KithDb db, CancellationToken stop)
    {
        if (asked.SeesAll == true || teammate.Role == Role.Owner) teammate.TeamRoleId = null;
        if (asked.TeamRoleId is not { } chosen || asked.SeesAll == true) return;
        if (teammate.Role == Role.Owner) throw Refusal.Field("teamRoleId", "An owner sees everything.");
        if (!await db.TeamRoles.AnyAsync(r => r.Id == chosen, stop)) throw Refusal.Field("teamRoleId", "There is no such role.");
        teammate.TeamRoleId = chosen;
    }

    /// <summary>With a new role comes a new session: what was signed in under the old one ends.</summary>
    static async Task GiveRoleAsync(Teammate teammate, Role role, Teammate me, Role mine, KithDb db, DateTime now, CancellationToken stop)
    {
        MayMake(mine, role);
        MayMake(mine, teammate.Role);
        if (teammate.Role == Role.Owner) await Leaving.KeepAnOwnerAsync(db, teammate, stop);
        if (role < Role.Teammate) await Leaving.GiveCasesAsync(db, teammate, null, me, now, stop);
        teammate.Role = role;
        await SessionCookie.EndAsync(db, s => s.TeammateId == teammate.Id, now, stop);
        await Invitations.WithdrawAsync(db, i => i.By == teammate.Id || i.ForTeammate == teammate.Id, now, stop);
    }

    public static void MayMake(Role mine, Role other)
    {
        if (other > mine) throw new Refusal("not_allowed", "Only an owner decides about owners.", StatusCodes.Status403Forbidden);
    }

    public static async Task SeatAsync(Teammate teammate, IReadOnlyCollection<Guid> departments, KithDb db, CancellationToken stop)
    {
        var wanted = departments.ToHashSet();
        if (await db.Departments.CountAsync(d => wanted.Contains(d.Id), stop) != wanted.Count) throw Refusal.Field("departmentIds", "One of these departments does not exist.");

        var seats = await db.DepartmentMembers.Where(m => m.TeammateId == teammate.Id).ToListAsync(stop);
        db.RemoveRange(seats.Where(seat => !wanted.Contains(seat.DepartmentId)));
        db.AddRange(wanted.Except(seats.Select(seat => seat.DepartmentId)).Select(id => new DepartmentMember { WorkspaceId = teammate.WorkspaceId, DepartmentId = id, TeammateId = teammate.Id }));
    }

    static async Task<NoContent> LeaveAsync(Guid id, Guid? handTo, HttpContext http, Teammate me, Desk desk, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        if (id != me.Id && desk.Caller!.Role < Role.Admin) throw new Refusal("not_allowed", "Your role does not allow this.", StatusCodes.Status403Forbidden);
        if (id != me.Id && desk.Caller!.Sight.IsNarrow) throw new Refusal("not_in_sight", "Only who sees all cases hands on those of somebody who leaves.", StatusCodes.Status403Forbidden);
        var teammate = await db.Teammates.SingleOrDefaultAsync(t => t.Id == id && t.LeftAt == null, stop) ?? throw Refusal.NotFound();
        MayMake(desk.Caller!.Role, teammate.Role);
        var heir = handTo is null ? null : await db.Teammates.SingleOrDefaultAsync(t => t.Id == handTo && t.Id != id && t.LeftAt == null && t.Role >= Role.Teammate, stop)
            ?? throw Refusal.Field("handTo", "Open cases can only be handed to a teammate who is here and may answer.");

        await Leaving.LeaveAsync(db, teammate, heir, me, clock.GetUtcNow().UtcDateTime, stop);
        if (id == me.Id) SessionCookie.Forget(http);
        return TypedResults.NoContent();
    }
}

/// <summary>What is left out stays as it is.</summary>
/// <param name="TeamRoleId">The role of the house by which they see.</param>
/// <param name="SeesAll">True takes that role away.</param>
public sealed record TeammateChange(Role? Role, List<Guid>? DepartmentIds, Guid? TeamRoleId, bool? SeesAll);
