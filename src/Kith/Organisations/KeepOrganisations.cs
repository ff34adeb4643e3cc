namespace Kith.Organisations;

/// <summary>/api/organisations: whom people belong to. Belonging is said by a teammate; a mail domain only suggests it.</summary>
static class KeepOrganisations
{
    const int MostDomains = 20, MostPeople = 500, MostCases = 200, LongestName = 200;

    public static void MapOrganisations(this RouteGroupBuilder api)
    {
        var organisations = api.MapGroup("/organisations");
        organisations.MapGet("", ListAsync).Allow(Role.Viewer);
        organisations.MapPost("", PostAsync).Allow(Role.Teammate);
        organisations.MapGet("/{id:guid}", GetAsync).Allow(Role.Viewer);
        organisations.MapPatch("/{id:guid}", PatchAsync).Allow(Role.Teammate);
        organisations.MapPut("/{id:guid}/members/{personId:guid}", JoinAsync).Allow(Role.Teammate);
        organisations.MapDelete("/{id:guid}/members/{personId:guid}", LeaveAsync).Allow(Role.Teammate);
    }

    static async Task<Page<OrganisationRow>> ListAsync(string? query, string? cursor, int? limit, KithDb db, CancellationToken stop)
    {
        var size = Page<OrganisationRow>.Size(limit);
        var rows = db.Organisations.AsQueryable();
        if (!string.IsNullOrWhiteSpace(query)) rows = Beginning(rows, query.Trim());
        if (cursor is not null)
        {
            var after = Guid.TryParse(PageCursor.Read(cursor, 2)[1], out var id) ? id : throw Refusal.BadInput("bad_cursor", "This cursor is not one of ours.");
            var name = PageCursor.Read(cursor, 2)[0];
            rows = rows.Where(o => o.Name.CompareTo(name) > 0 || (o.Name == name && o.Id > after));
        }
        var page = await rows.OrderBy(o => o.Name).ThenBy(o => o.Id).Take(size + 1)
            .Select(o => new OrganisationRow(o.Id, o.Name, o.Domains, db.Memberships.Count(m => m.OrganisationId == o.Id))).ToListAsync(stop);
        return new([.. page.Take(size)], page.Count > size ? PageCursor.Write(page[size - 1].Name, page[size - 1].Id.ToString()) : null);
    }

    static IQueryable<Organisation> Beginning(IQueryable<Organisation> rows, string query)
    {
        var words = query.ToLowerInvariant();
        return rows.Where(o => o.Name.ToLower().StartsWith(words));
    }

    static async Task<Created<OrganisationPage>> PostAsync(NewOrganisation asked, Teammate me, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        var organisation = new Organisation { WorkspaceId = db.WorkspaceId, Id = Ids.New(clock), Name = Name(asked.Name), Domains = Domains(asked.Domains), CreatedAt = clock.Now };
        db.Add(organisation);
        await db.SaveChangesAsync(stop);
        return TypedResults.Created($"/api/organisations/{organisation.Id}", await PageAsync(organisation, me, db, stop));
    }

    static async Task<OrganisationPage> GetAsync(Guid id, Teammate me, KithDb db, CancellationToken stop) => await PageAsync(await FindAsync(id, db, stop), me, db, stop);

    static async Task<OrganisationPage> PatchAsync(Guid id, NewOrganisation asked, Teammate me, KithDb db, CancellationToken stop)
    {
        var organisation = await FindAsync(id, db, stop);
        if (asked.Name is not null) organisation.Name = Name(asked.Name);
        if (asked.Domains is not null) organisation.Domains = Domains(asked.Domains);
        await db.SaveChangesAsync(stop);
        return await PageAsync(organisation, me, db, stop);
    }

    static async Task<NoContent> JoinAsync(Guid id, Guid personId, MembershipChange asked, KithDb db, CancellationToken stop)
    {
        var (organisation, group) = (await FindAsync(id, db, stop), await PersonGroup.FindAsync(db, personId, stop));
        var membership = await db.Memberships.FirstOrDefaultAsync(m => m.OrganisationId == id && group.Ids.Contains(m.PersonId), stop);
        if (membership is null) db.Add(membership = new Membership { WorkspaceId = db.WorkspaceId, OrganisationId = organisation.Id, PersonId = group.Root.Id });
        membership.Role = PersonName.Clean(asked.Role);
        await db.SaveChangesAsync(stop);
        return TypedResults.NoContent();
    }

    static async Task<NoContent> LeaveAsync(Guid id, Guid personId, KithDb db, CancellationToken stop)
    {
        var (organisation, group) = (await FindAsync(id, db, stop), await PersonGroup.FindAsync(db, personId, stop));
        db.RemoveRange(await db.Memberships.Where(m => m.OrganisationId == organisation.Id && group.Ids.Contains(m.PersonId)).ToListAsync(stop));
        await db.SaveChangesAsync(stop);
        return TypedResults.NoContent();
    }

    static async Task<Organisation> FindAsync(Guid id, KithDb db, CancellationToken stop) =>
        await db.Organisations.SingleOrDefaultAsync(o => o.Id == id, stop) ?? throw Refusal.NotFound();

    static async Task<OrganisationPage> PageAsync(Organisation organisation, Teammate me, KithDb db, CancellationToken stop)
    {
        var roles = await db.Memberships.Where(m => m.OrganisationId == organisation.Id).Take(MostPeople)
            .Join(db.People, m => m.PersonId, p => p.Id, (m, p) => new { p.Id, p.RootId, m.Role }).ToListAsync(stop);
        var rows = await db.PersonRowsAsync([.. roles.Select(r => r.Id)], stop);
        var people = rows.Select(p => new OrganisationPerson(p.Id, p.Name, p.Handles, p.LastAt, organisation.Name, roles.First(r => r.RootId == p.Id).Role));
        return new(organisation.Id, organisation.Name, organisation.Domains, [.. people.OrderBy(p => p.Name, StringComparer.OrdinalIgnoreCase)],
            await CasesAsync([.. roles.Select(r => r.RootId).Distinct()], me, db, stop));
    }

    static async Task<IReadOnlyList<CaseRow>> CasesAsync(IReadOnlyList<Guid> roots, Teammate me, KithDb db, CancellationToken stop)
    {
        var cases = db.Cases.Where(c => db.People.Any(p => p.Id == c.PersonId && roots.Contains(p.RootId)));
        var rows = await db.Rows(cases.OrderBy(c => c.State == CaseState.Closed).ThenByDescending(c => c.LastAt).Take(MostCases), me.Id).ToListAsync(stop);
        return [.. rows.OrderBy(c => c.State == CaseState.Closed).ThenBy(c => c.State == CaseState.Closed ? null : c.PromiseDue).ThenByDescending(c => c.LastAt)];
    }

    static string Name(string? written) => PersonName.Plain(written ?? "") is { Length: > 0 and <= LongestName } name ? name
        : throw Refusal.Field("name", $"An organisation has a name of 1 to {LongestName} letters.");

    static List<string> Domains(IReadOnlyList<string?>? written)
    {
        if (written is { Count: > MostDomains }) throw Refusal.Field("domains", $"At most {MostDomains} domains.");
        return [.. (written ?? []).Select(Domain).Distinct()];
    }

    static string Domain(string? written)
    {
        var bare = (written ?? "").Trim().TrimStart('@').ToLowerInvariant();
        if (!EmailAddress.TryParse($"a@{bare}", out var address)) throw Refusal.Field("domains", $"“{PersonName.Plain(bare)}” is not a mail domain.");
        return FreeMail.Is(address.Domain) ? throw Refusal.Field("domains", $"{address.Domain} gives addresses to everybody; it says nothing about an organisation.") : address.Domain;
    }
}
