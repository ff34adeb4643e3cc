namespace Kith.People;

static class PersonRows
{
    const int MostHandles = 4;

    /// <summary>The rows of these people, in this order; who was merged into another appears as that other, once.</summary>
    public static async Task<IReadOnlyList<PersonRow>> PersonRowsAsync(this KithDb db, IReadOnlyList<Guid> ids, CancellationToken stop)
    {
        if (ids.Count == 0) return [];

        var rootOf = await db.People.Where(p => ids.Contains(p.Id) && p.TakenBackAt == null).ToDictionaryAsync(p => p.Id, p => p.RootId, stop);
        var roots = rootOf.Values.Distinct().ToList();
        var members = await db.People.Where(p => roots.Contains(p.RootId)).ToListAsync(stop);
        var memberIds = members.Select(m => m.Id).ToList();
        var handles = await db.Handles.Where(h => memberIds.Contains(h.PersonId)).OrderByDescending(h => h.LastSeen).ToListAsync(stop);
        var belongs = await db.Memberships.Where(m => memberIds.Contains(m.PersonId))
            .Join(db.Organisations, m => m.OrganisationId, o => o.Id, (m, o) => new { m.PersonId, o.Name }).ToListAsync(stop);
        return [.. ids.Where(rootOf.ContainsKey).Select(id => rootOf[id]).Distinct().Select(Row)];

        PersonRow Row(Guid root)
        {
            var group = members.Where(m => m.RootId == root).OrderBy(m => m.Id != root).ToList();
            var own = group.Select(m => m.Id).ToHashSet();
            return new PersonRow(root, group.Select(m => m.Name).FirstOrDefault(name => name is not null),
                [.. handles.Where(h => own.Contains(h.PersonId)).Take(MostHandles).Select(h => new HandleLabel(h.Kind, h.Value, HandleWords.Label(h.Kind, h.Value)))],
                group.Max(m => m.LastAt), belongs.FirstOrDefault(b => own.Contains(b.PersonId))?.Name);
        }
    }
}
