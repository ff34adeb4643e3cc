namespace Kith.Team;

/// <summary>
/// Somebody leaves: their open cases go to whoever takes them over, or back to the department; every way in ends; what they said and
/// did stays theirs.
/// </summary>
static class Leaving
{
    public static async Task LeaveAsync(KithDb db, Teammate teammate, Teammate? heir, Teammate by, DateTime now, CancellationToken stop)
    {
        if (teammate.Role == Role.Owner) await KeepAnOwnerAsync(db, teammate, stop);
        await HandOverAsync(db, teammate, heir, by, now, stop);
        await EndEveryWayInAsync(db, teammate, now, stop);
        teammate.LeftAt = now;
    }

    /// <summary>Two owners who leave at once would each see the other: on PostgreSQL the workspace's row is held until the commit.</summary>
    public static async Task KeepAnOwnerAsync(KithDb db, Teammate leaving, CancellationToken stop)
    {
        if (db.Database.IsNpgsql()) await db.Workspaces.FromSql($"select * from workspace where workspace_id = {db.WorkspaceId} for update").AsNoTracking().Select(w => w.WorkspaceId).ToListAsync(stop);
        if (!await db.Teammates.AnyAsync(t => t.Role == Role.Owner && t.LeftAt == null && t.Id != leaving.Id, stop))
            throw new Refusal("last_owner", "Someone must own the workspace. Make another teammate an owner first.");
    }

    static async Task HandOverAsync(KithDb db, Teammate teammate, Teammate? heir, Teammate by, DateTime now, CancellationToken stop)
    {
        var departments = await GiveCasesAsync(db, teammate, heir, by, now, stop);
        foreach (var ask in await db.Asks.Running.Where(a => a.OwnerId == teammate.Id).ToListAsync(stop)) ask.Assign(null);
        var head = heir ?? await db.Teammates.Where(t => t.Role == Role.Owner && t.LeftAt == null && t.Id != teammate.Id).OrderBy(t => t.CreatedAt).FirstOrDefaultAsync(stop);
        foreach (var department in departments.Values.Where(d => d.HeadId == teammate.Id)) department.HeadId = head?.Id;
        foreach (var other in await db.Teammates.Where(t => t.StandInId == teammate.Id).ToListAsync(stop)) other.StandInId = heir is null || heir.Id == other.Id ? null : heir.Id;
        await db.WithoutTeammateAsync(teammate.Id, heir?.Id, stop);
        db.RemoveRange(await db.DepartmentMembers.Where(m => m.TeammateId == teammate.Id).ToListAsync(stop));
    }

    /// <summary>Open cases go to whoever takes them over, or back to their departments: also when somebody stays and does not write to people any more.</summary>
    public static async Task<Dictionary<Guid, Department>> GiveCasesAsync(KithDb db, Teammate teammate, Teammate? heir, Teammate by, DateTime now, CancellationToken stop)
    {
        var departments = await db.Departments.ToDictionaryAsync(d => d.Id, stop);
        foreach (var kase in await db.Cases.Where(c => c.OwnerId == teammate.Id && c.State != CaseState.Closed).ToListAsync(stop))
        {
            if (kase.Assign(heir, departments[kase.DepartmentId], Actor.Of(by), now) is not { } given) continue;
            db.Add(given);
            if (heir is not null && heir.Id != by.Id) db.Add(Notice.Given(heir.Id, kase, given, by, now));
        }
        return departments;
    }

    static async Task EndEveryWayInAsync(KithDb db, Teammate teammate, DateTime now, CancellationToken stop)
    {
        await SessionCookie.EndAsync(db, s => s.TeammateId == teammate.Id, now, stop);
        await Invitations.WithdrawAsync(db, i => i.By == teammate.Id || i.ForTeammate == teammate.Id, now, stop);
        foreach (var token in await db.ApiTokens.Where(t => t.TeammateId == teammate.Id && t.RevokedAt == null).ToListAsync(stop)) token.RevokedAt = now;
        // Password, second factor and passkeys hang from the account and go with it.
        db.RemoveRange(await db.Users.Where(a => a.Id == teammate.AccountId).ToListAsync(stop));
    }
}
