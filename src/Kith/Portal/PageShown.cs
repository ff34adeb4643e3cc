using System.Globalization;

namespace Kith.Portal;

/// <summary>All that stands on a person's own page, in their language and by their clock.</summary>
sealed record PageShown(PageWords Words, string House, string Place, IReadOnlyList<PagePromise> Promises, IReadOnlyList<PageLine> Lines, bool IsCut, IReadOnlyList<PageFile> Files, IReadOnlyList<PageConsent> Consents)
{
    const int MostLines = 300;

    public static async Task<PageShown> OfAsync(PageOpened page, CancellationToken stop)
    {
        var newest = await page.Said.OrderByDescending(m => m.At).ThenByDescending(m => m.Id).Take(MostLines + 1).ToListAsync(stop);
        var rows = (await page.Db.ShowAsync([.. newest.Take(MostLines).Reverse()], stop)).Where(row => !row.Withdrawn).ToList();
        var team = rows.Where(row => row.Author.Kind == AuthorKind.Teammate).Select(row => row.Author.Id).Distinct().ToList();
        var names = await page.Db.Teammates.Where(t => team.Contains(t.Id)).ToDictionaryAsync(t => t.Id, t => t.NameInPublic, stop);
        return new(
            page.Words, page.House.Name, WriteCopy.PlaceOf(page.Zone), await PromisesAsync(page, stop),
            [.. rows.Select(row => LineOf(row, page, row.Author.Id is { } by ? names.GetValueOrDefault(by) : null))], newest.Count > MostLines,
            [.. rows.Where(row => row.Direction == Direction.Out).SelectMany(row => row.Attachments.Select((file, n) => new PageFile(row.Id, n, file.Name, file.Size, page.Day(row.At)))).Reverse()],
            await ConsentsAsync(page, stop));
    }

    static PageLine LineOf(MomentRow row, PageOpened page, string? by) => new(
        row.Id, row.Direction == Direction.In, row.Direction == Direction.In ? page.Words.You : by is null ? page.House.Name : $"{by} · {page.House.Name}", page.Time(row.At), page.Day(row.At),
        row.Visibility == Visibility.Public ? page.Words.InPublic : ChatWords.SurfaceName(row.Surface), WriteCopy.WithoutLinks(row.Text ?? ""), [.. row.Attachments.Select((file, n) => new PageFile(row.Id, n, file.Name, file.Size, ""))]);

    /// <summary>Who answers by when, and why then where a teammate promised another time. What a matter is called among us stays among us.</summary>
    static async Task<List<PagePromise>> PromisesAsync(PageOpened page, CancellationToken stop)
    {
        var db = page.Db;
        var people = page.Group.Ids;
        var owed = await db.Cases.Where(c => people.Contains(c.PersonId) && c.RootId == c.Id && c.State == CaseState.Open && c.PromiseDue != null && c.PromiseKind != PromiseKind.LookAgain)
            .OrderBy(c => c.PromiseDue).ThenBy(c => c.Id).Take(20).Select(c => new
            {
                c.Number,
                Due = c.PromiseDue!.Value,
                Department = db.Departments.Where(d => d.Id == c.DepartmentId).Select(d => d.Name).First(),
                Owner = db.Teammates.FirstOrDefault(t => t.Id == c.OwnerId && t.LeftAt == null),
                Why = db.Promises.Where(p => p.CaseId == c.Id && p.KeptAt == null && p.EndedAt == null && p.Due == c.PromiseDue).OrderByDescending(p => p.Id).Select(p => p.Reason).FirstOrDefault(),
            }).ToListAsync(stop);
        return [.. owed.Select(one => new PagePromise(one.Number, one.Owner is null ? one.Department : $"{one.Owner.NameInPublic}, {one.Department}", $"{page.Day(one.Due)}, {page.Time(one.Due)}", one.Why))];
    }

    /// <summary>Offers on the channel they are known by here, and wherever else they said yes or no.</summary>
    static async Task<List<PageConsent>> ConsentsAsync(PageOpened page, CancellationToken stop)
    {
        var said = (await page.Db.ConsentsOf(page.Group.Root.Id).Where(c => c.Purpose == Purpose.Outreach).AsNoTracking().ToListAsync(stop))
            .GroupBy(c => c.Channel).ToDictionary(one => one.Key, one => one.MaxBy(c => c.At)!.Answer);
        var here = await page.Db.Connections.Where(c => c.Id == page.Key.ConnectionId).Select(c => c.Channel).SingleOrDefaultAsync(stop);
        return [.. said.Keys.Union(here is null ? [] : [here]).Order(StringComparer.Ordinal).Select(channel => new PageConsent(channel, ChatWords.SurfaceName(channel)!, said.TryGetValue(channel, out var answer) ? answer : null))];
    }
}

static class PageTimes
{
    extension(PageOpened page)
    {
        public string Time(DateTime at) => TimeZoneInfo.ConvertTimeFromUtc(at, page.Zone).ToString("t", page.Words.Culture);

        public string Day(DateTime at) => TimeZoneInfo.ConvertTimeFromUtc(at, page.Zone).ToString("D", page.Words.Culture);
    }
}

sealed record PagePromise(long Number, string Who, string When, string? Why);

sealed record PageLine(Guid Id, bool Mine, string Who, string Time, string Day, string? By, string Text, IReadOnlyList<PageFile> Files);

sealed record PageFile(Guid Moment, int Number, string Name, long Size, string Day)
{
    public string Weight => Size >= 1024 * 1024 ? string.Create(CultureInfo.InvariantCulture, $"{Size / 1024.0 / 1024:0.#} MB") : $"{Math.Max(1, Size / 1024)} kB";
}

sealed record PageConsent(string Channel, string Name, ConsentAnswer? Answer);
