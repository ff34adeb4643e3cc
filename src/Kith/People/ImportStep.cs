namespace Kith.People;

/// <summary>
/// A few hundred rows of an import at a time. A row is somebody known when a handle that is not shared, or a claim that we wrote down ourselves,
/// says so and no other row of ours contradicts it; what strangers claimed in a chat matches nobody.
/// </summary>
static class ImportStep
{
    const int Rows = 500;

    public static async Task<IReadOnlyList<ImportProblem>> TakeAsync(PeopleImport import, Table table, Dictionary<string, string>? mapping, KithDb db, DateTime now, CancellationToken stop)
    {
        var (fields, region) = (await db.OwnFields.ToListAsync(stop), await HomeRegion.OfAsync(db, stop));
        import.Mapping ??= Checked(mapping, table, fields);
        var targets = table.Columns.Select(c => import.Mapping.GetValueOrDefault(c) ?? "").ToList();
        var rows = table.Rows.Skip(import.NextRow).Take(Rows).Select((cells, i) => ImportRow.Read(import.NextRow + i + 2, cells, targets, fields, region)).ToList();
        var step = new Step(import, db, now, await KnownAsync(rows, db, stop));
        foreach (var row in rows) await step.TakeAsync(row, stop);

        import.NextRow += rows.Count;
        if (import.NextRow >= table.Rows.Count) import.DoneAt = now;
        return [.. rows.SelectMany(ImportPeople.ProblemsOf), .. step.Problems];
    }

    static Dictionary<string, string> Checked(Dictionary<string, string>? mapping, Table table, IReadOnlyList<OwnField> fields)
    {
        var chosen = mapping ?? [];
        foreach (var (column, target) in chosen)
        {
            if (!table.Columns.Contains(column)) throw Refusal.Field("mapping", $"There is no column “{PersonName.Clean(column)}” in this file.");
            if (target is null || !ImportTarget.IsKnown(target, fields)) throw Refusal.Field("mapping", $"“{PersonName.Clean(target)}” is nothing a column can become.");
        }
        if (chosen.Values.All(target => target is not (ImportTarget.Name or ImportTarget.FirstName or ImportTarget.LastName or ImportTarget.Phone or ImportTarget.Email)))
            throw Refusal.Field("mapping", "Say at least which column is the name, the number or the address.");
        return chosen;
    }

    static async Task<Dictionary<SaidAddress, HashSet<Guid>>> KnownAsync(IReadOnlyList<ImportRow> rows, KithDb db, CancellationToken stop)
    {
        var values = rows.SelectMany(r => r.Addresses).Select(a => a.Value).Distinct().ToList();
        var heard = await db.Handles.Where(h => values.Contains(h.Value) && !h.Shared).Join(db.People, h => h.PersonId, p => p.Id, (h, p) => new { h.Kind, h.Value, p.RootId }).ToListAsync(stop);
        var written = await db.PersonClaims.Where(c => values.Contains(c.Value) && (c.SaidWhere.EndsWith(Claim.ByHandEnding) || c.SaidWhere.StartsWith(Claim.FromFileBeginning)))
            .Join(db.People.Where(p => p.TakenBackAt == null), c => c.PersonId, p => p.Id, (c, p) => new { c.Kind, c.Value, p.RootId }).ToListAsync(stop);
        return heard.Concat(written).GroupBy(k => new SaidAddress(k.Kind, k.Value)).ToDictionary(g => g.Key, g => g.Select(k => k.RootId).ToHashSet());
    }

    sealed class Step(PeopleImport import, KithDb db, DateTime now, Dictionary<SaidAddress, HashSet<Guid>> known)
    {
        readonly string where = Claim.FromFile(import);
        readonly Dictionary<string, Organisation> organisations = [];

        public List<ImportProblem> Problems { get; } = [];

        public async Task TakeAsync(ImportRow row, CancellationToken stop)
        {
            var fitting = row.Addresses.SelectMany(a => known.GetValueOrDefault(a) ?? []).ToHashSet();
            if (row.IsEmpty || fitting.Count > 1) Skip(row, fitting.Count);
            else if (fitting.Count == 1) await MatchAsync(row, fitting.Single(), stop);
            else await MakeAsync(row, stop);
        }

        void Skip(ImportRow row, int fitting)
        {
            import.Skipped++;
            if (fitting > 1) Problems.Add(new(row.Row, "This fits more than one person. Merge them first, or correct the row."));
        }

        async Task MakeAsync(ImportRow row, CancellationToken stop)
        {
            var person = Person.New(import.WorkspaceId, row.Name, now);
            (person.Language, person.ImportId, person.Fields) = (row.Language, import.Id, new(row.Fields));
            db.Add(person);
            db.AddRange(person.NameWords());
            import.Made++;
            Claims(person, row.Addresses);
            await BelongAsync(person, row.Organisation, stop);
        }

        /// <summary>Somebody known gets what was not known of them; nothing they have is changed.</summary>
        async Task MatchAsync(ImportRow row, Guid root, CancellationToken stop)
        {
            import.Matched++;
            var person = await db.People.FindAsync([import.WorkspaceId, root], stop) ?? throw Refusal.NotFound();
            var group = await db.People.Where(p => p.RootId == root).Select(p => p.Id).ToListAsync(stop);
            var has = (await db.Handles.Where(h => group.Contains(h.PersonId)).Select(h => h.Value).ToListAsync(stop)).Concat(await db.PersonClaims.Where(c => group.Contains(c.PersonId)).Select(c => c.Value).ToListAsync(stop)).ToHashSet();
            has.UnionWith(db.PersonClaims.Local.Where(c => c.PersonId == root).Select(c => c.Value));
            Claims(person, row.Addresses.Where(a => !has.Contains(a.Value)));
            var empty = row.Fields.Where(f => !person.Fields.ContainsKey(f.Key)).ToList();
            if (empty.Count == 0) return;

            person.Fields = new(person.Fields.Concat(empty));
            if (person.ImportId == import.Id) return;
            var filled = new Dictionary<Guid, List<string>>(import.Filled ?? []);
            filled[root] = [.. filled.GetValueOrDefault(root) ?? [], .. empty.Select(f => f.Key)];
            import.Filled = filled;
        }

        void Claims(Person person, IEnumerable<SaidAddress> addresses)
        {
            foreach (var address in addresses.Distinct())
            {
                db.Add(Claim.New(person, address, where, now));
                if (!known.TryGetValue(address, out var people)) known[address] = people = [];
                people.Add(person.RootId);
            }
        }

        async Task BelongAsync(Person person, string? name, CancellationToken stop)
        {
            if (name is null) return;
            if (!organisations.TryGetValue(name, out var organisation))
            {
                organisation = await db.Organisations.FirstOrDefaultAsync(o => o.Name == name, stop);
                if (organisation is null) db.Add(organisation = new Organisation { WorkspaceId = import.WorkspaceId, Id = Ids.New(now), Name = name, CreatedAt = now });
                organisations[name] = organisation;
            }
            db.Add(new Membership { WorkspaceId = import.WorkspaceId, OrganisationId = organisation.Id, PersonId = person.Id });
        }
    }
}
