namespace Kith.TheirData;

/// <summary>Raw bytes and imported lines in which a person's addresses stand. There is no index over bytes: they are walked once, a few at a time.</summary>
static class RawTraces
{
    const int Few = 500;

    public static async Task<List<Intake>> OfIntakeAsync(KithDb db, PersonTrail trail, CancellationToken stop)
    {
        var found = new List<Intake>();
        foreach (var lane in await db.Intake.Select(i => i.Lane).Distinct().ToListAsync(stop))
            for (long after = -1; ;)
            {
                var rows = await db.Intake.AsNoTracking().Where(i => i.Lane == lane && i.N > after).OrderBy(i => i.N).Take(Few).ToListAsync(stop);
                found.AddRange(rows.Where(trail.IsIn));
                if (rows.Count < Few) break;
                after = rows[^1].N;
            }
        return found;
    }

    /// <summary>What waits for somebody, because it could not be read, where its bytes or its problem name them.</summary>
    public static async Task<List<SetAside>> OfSetAsideAsync(KithDb db, PersonTrail trail, List<Intake> raw, CancellationToken stop)
    {
        var keys = raw.Select(one => (one.ConnectionId, one.Key)).ToHashSet();
        return [.. (await db.SetAside.ToListAsync(stop)).Where(one => keys.Contains((one.ConnectionId, one.Key)) || trail.IsIn(one.Problem))];
    }

    public static async Task<List<PeopleImport>> OfImportsAsync(KithDb db, PersonTrail trail, CancellationToken stop) => [.. (await db.PeopleImports.ToListAsync(stop)).Where(one => LinesOf(one, trail).Any())];

    public static IEnumerable<string> LinesOf(PeopleImport import, PersonTrail trail) => import.Csv.Split('\n').Where(line => IsTheirs(line, trail));

    /// <summary>Their lines are emptied and stay as lines, so that the number of a row means what it meant.</summary>
    public static void Empty(PeopleImport import, PersonTrail trail) => import.Csv = string.Join('\n', import.Csv.Split('\n').Select(line => IsTheirs(line, trail) ? new string([.. line.Where(letter => letter is ',' or ';' or '\t' or '\r')]) : line));

    static bool IsTheirs(string line, PersonTrail trail) => trail.IsIn(line) || trail.Handles.Any(h => h.Kind == AddressKind.Phone && Digits(line).Contains(h.Value.TrimStart('+'), StringComparison.Ordinal));

    static string Digits(string line) => new([.. line.Where(letter => char.IsAsciiDigit(letter) || letter is ',' or ';')]);
}
