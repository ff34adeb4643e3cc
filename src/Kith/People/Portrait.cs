namespace Kith.People;

/// <summary>What is known of a person, drawn so that two can be held beside each other.</summary>
sealed record Portrait(Guid RootId, IReadOnlyList<Guid> Ids, string? Name, IReadOnlySet<SaidAddress> Addresses, IReadOnlySet<string> Organisations, string? TimeZone)
{
    const int SameAddress = 60, SameName = 35, FittingName = 25, SameOrganisation = 15, SameDomain = 10, Differs = -5;

    public static async Task<IReadOnlyList<Portrait>> OfAsync(KithDb db, IReadOnlyList<Guid> ids, CancellationToken stop)
    {
        var roots = await db.People.Where(p => ids.Contains(p.Id) && p.TakenBackAt == null).Select(p => p.RootId).Distinct().ToListAsync(stop);
        var people = await db.People.Where(p => roots.Contains(p.RootId)).ToListAsync(stop);
        var members = people.Select(p => p.Id).ToList();
        var handles = (await db.Handles.Where(h => members.Contains(h.PersonId)).Select(h => new { h.PersonId, h.Kind, h.Value }).ToListAsync(stop)).ToLookup(h => h.PersonId, h => new SaidAddress(h.Kind, h.Value));
        var claims = (await db.PersonClaims.Where(c => members.Contains(c.PersonId)).Select(c => new { c.PersonId, c.Kind, c.Value }).ToListAsync(stop)).ToLookup(c => c.PersonId, c => new SaidAddress(c.Kind, c.Value));
        var belongs = (await db.Memberships.Where(m => members.Contains(m.PersonId)).Join(db.Organisations, m => m.OrganisationId, o => o.Id, (m, o) => new { m.PersonId, o.Name }).ToListAsync(stop)).ToLookup(m => m.PersonId, m => m.Name);
        return [.. people.GroupBy(p => p.RootId).Select(group => new Portrait(
            group.Key, [.. group.Select(p => p.Id)], group.OrderBy(p => p.Id != group.Key).Select(p => p.Name).FirstOrDefault(name => name is not null),
            group.SelectMany(p => handles[p.Id].Concat(claims[p.Id])).ToHashSet(), group.SelectMany(p => belongs[p.Id]).ToHashSet(), group.First(p => p.Id == group.Key).TimeZone))];
    }

    public Suggestion CompareWith(Portrait other)
    {
        var facts = Weigh(other).ToList();
        return new(other.RootId, other.Name, [.. facts.Select(f => f.Fact)], Math.Clamp(facts.Sum(f => f.Weight), 0, 100));
    }

    IEnumerable<(Fact Fact, int Weight)> Weigh(Portrait other)
    {
        foreach (var shared in Addresses.Intersect(other.Addresses))
            yield return (new($"Both have {HandleWords.Label(shared.Kind, shared.Value)}", true), SameAddress);
        if (NamesFit(other) is { } name) yield return name;
        foreach (var organisation in Organisations.Intersect(other.Organisations))
            yield return (new($"Both belong to {organisation}", true), SameOrganisation);
        foreach (var domain in Domains.Intersect(other.Domains).Where(d => !FreeMail.Is(d) && Organisations.Count == 0))
            yield return (new($"Both have an address at {domain}", true), SameDomain);
        foreach (var (kind, words) in new[] { (AddressKind.Phone, "The phone numbers differ"), (AddressKind.Email, "The email addresses differ") })
            if (Differ(kind, other)) yield return (new(words, false), Differs);
        if (TimeZone is not null && other.TimeZone is not null && TimeZone != other.TimeZone) yield return (new("The time zones differ", false), Differs);
    }

    (Fact, int)? NamesFit(Portrait other)
    {
        var (mine, theirs) = (PersonName.Words(Name), PersonName.Words(other.Name));
        if (mine.Count == 0 || theirs.Count == 0) return null;
        if (mine.ToHashSet().SetEquals(theirs)) return (new($"The names are the same: {other.Name}", true), SameName);
        if (mine.Count > 1 && theirs.Count > 1 && Fit(mine, theirs)) return (new($"The names fit: {Name}, {other.Name}", true), FittingName);
        return (new($"The names differ: {Name}, {other.Name}", false), Differs);
    }

    /// <summary>Every word of the shorter name is in the longer one, or is the first letter of one there; at least one whole word is the same.</summary>
    static bool Fit(IReadOnlyList<string> a, IReadOnlyList<string> b)
    {
        var (shorter, longer) = a.Count <= b.Count ? (a, b.ToList()) : (b, a.ToList());
        if (!shorter.Intersect(longer).Any(word => word.Length > 1)) return false;

        return shorter.OrderByDescending(word => word.Length).All(word =>
        {
            var match = longer.FindIndex(w => w == word);
            if (match < 0) match = longer.FindIndex(w => (w.Length == 1 || word.Length == 1) && w[0] == word[0]);
            if (match >= 0) longer.RemoveAt(match);
            return match >= 0;
        });
    }

    IEnumerable<string> Domains => Addresses.Where(a => a.Kind == AddressKind.Email).Select(a => a.Value[(a.Value.IndexOf('@', StringComparison.Ordinal) + 1)..]).Distinct();

    bool Differ(string kind, Portrait other)
    {
        var (mine, theirs) = (Addresses.Where(a => a.Kind == kind).ToList(), other.Addresses.Where(a => a.Kind == kind).ToList());
        return mine.Count > 0 && theirs.Count > 0 && !mine.Intersect(theirs).Any();
    }
}
