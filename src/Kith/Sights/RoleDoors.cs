namespace Kith.Sights;

/// <summary>/api/roles: roles that the house makes, each with what it sees. What somebody may do stays their rank.</summary>
static class RoleDoors
{
    public static void MapRoles(this RouteGroupBuilder api)
    {
        var roles = api.MapGroup("/roles");
        roles.MapGet("", ListAsync).Allow(Role.Viewer);
        roles.MapPost("", AddAsync).Allow(Role.Admin).NeedsEverything();
        roles.MapPatch("/{id:guid}", ChangeAsync).Allow(Role.Admin).NeedsEverything();
        roles.MapDelete("/{id:guid}", RemoveAsync).Allow(Role.Admin).NeedsEverything();
    }

    /// <param name="Scopes">What is left out is open.</param>
    public sealed record NewTeamRole(string? Name, Scopes? Scopes);

    /// <summary>What is left out stays as it is; scopes are said as a whole.</summary>
    public sealed record TeamRoleChange(string? Name, Scopes? Scopes);

    static async Task<Page<TeamRoleRow>> ListAsync(KithDb db, CancellationToken stop)
    {
        var roles = await db.TeamRoles.AsNoTracking().OrderBy(r => r.Name).ToListAsync(stop);
        var holders = await db.Teammates.Where(t => t.TeamRoleId != null && t.LeftAt == null).GroupBy(t => t.TeamRoleId!.Value).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, stop);
        return new([.. roles.Select(role => new TeamRoleRow(role.Id, role.Name, role.Scopes, holders.GetValueOrDefault(role.Id)))], null);
    }

    static async Task<Created<TeamRoleRow>> AddAsync(NewTeamRole asked, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        if (await db.TeamRoles.CountAsync(stop) >= TeamRole.MostRoles) throw new Refusal("too_many", $"A house has {TeamRole.MostRoles} roles of its own at most.");
        var role = new TeamRole { WorkspaceId = db.WorkspaceId, Id = Ids.New(clock), Name = "", Scopes = Scopes.All, CreatedAt = clock.Now };
        await ApplyAsync(db, role, asked.Name ?? "", asked.Scopes ?? Scopes.All, stop);
        db.Add(role);
        await db.SaveChangesAsync(stop);
        return TypedResults.Created($"/api/roles/{role.Id}", new TeamRoleRow(role.Id, role.Name, role.Scopes, 0));
    }

    static async Task<Ok<TeamRoleRow>> ChangeAsync(Guid id, TeamRoleChange asked, KithDb db, CancellationToken stop)
    {
        var role = await FindAsync(db, id, stop);
        await ApplyAsync(db, role, asked.Name, asked.Scopes, stop);
        await db.SaveChangesAsync(stop);
        return TypedResults.Ok(new TeamRoleRow(role.Id, role.Name, role.Scopes, await HoldersAsync(db, id, stop)));
    }

    /// <summary>With the role would go what it keeps from its teammates: they are given another one first.</summary>
    static async Task<NoContent> RemoveAsync(Guid id, KithDb db, CancellationToken stop)
    {
        var role = await FindAsync(db, id, stop);
        if (await HoldersAsync(db, id, stop) > 0) throw new Refusal("role_in_use", "Teammates have this role. Give them another one first.");
        db.Remove(role);
        return TypedResults.NoContent();
    }

    static async Task ApplyAsync(KithDb db, TeamRole role, string? name, Scopes? scopes, CancellationToken stop)
    {
        if (name is not null)
        {
            role.Name = Written.RequiredLine(name, "name", TeamRole.LongestName);
            if (await db.TeamRoles.AnyAsync(r => r.Name == role.Name && r.Id != role.Id, stop)) throw new Refusal("name_taken", "There is a role of this name.");
        }
        if (scopes is not null) role.Scopes = await CleanAsync(db, scopes, stop);
    }

    static async Task<Scopes> CleanAsync(KithDb db, Scopes asked, CancellationToken stop) => asked with
    {
        Departments = await KnownAsync(asked.Departments, "scopes.departments", some => db.Departments.CountAsync(d => some.Contains(d.Id), stop)),
        Branches = await KnownAsync(asked.Branches, "scopes.branches", some => db.Branches.CountAsync(b => some.Contains(b.Id), stop)),
        Connections = await KnownAsync(asked.Connections, "scopes.connections", some => db.Connections.CountAsync(c => some.Contains(c.Id), stop)),
    };

    static async Task<List<Guid>?> KnownAsync(List<Guid>? asked, string field, Func<List<Guid>, Task<int>> count)
    {
        if (asked is null) return null;
        if (asked.Count == 0) throw Refusal.Field(field, "Choose at least one, or leave the list out: then it narrows nothing.");
        List<Guid> some = [.. asked.Distinct()];
        if (some.Count > TeamRole.MostInList) throw Refusal.Field(field, $"At most {TeamRole.MostInList} can be chosen.");
        return await count(some) == some.Count ? some : throw Refusal.Field(field, "One of these does not exist.");
    }

    static async Task<TeamRole> FindAsync(KithDb db, Guid id, CancellationToken stop) => await db.TeamRoles.SingleOrDefaultAsync(r => r.Id == id, stop) ?? throw Refusal.NotFound();

    static Task<int> HoldersAsync(KithDb db, Guid id, CancellationToken stop) => db.Teammates.CountAsync(t => t.TeamRoleId == id && t.LeftAt == null, stop);
}

/// <summary>A role that the house made.</summary>
/// <param name="Teammates">How many have it.</param>
[WireName("TeamRole")]
public sealed record TeamRoleRow(Guid Id, string Name, Scopes Scopes, int Teammates);
