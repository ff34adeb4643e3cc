namespace Kith.Hours;

/// <summary>
/// When somebody of the house is there, and how soon it answers: one consistent view of the calendars, of who chose which, and of the
/// targets. It decides without a database at hand.
/// </summary>
public sealed class HouseHours
{
    readonly Workspace house;
    readonly Dictionary<Guid, OpenHours> calendars = [];
    readonly Dictionary<Guid, Guid> departments, branches;
    readonly List<Target> targets;
    readonly Guid? usual;

    public HouseHours(Workspace workspace, IReadOnlyList<Calendar> known, Dictionary<Guid, Guid> departments, Dictionary<Guid, Guid> branches, IEnumerable<Target> targets)
    {
        (house, this.departments, this.branches) = (workspace, departments, branches);
        foreach (var calendar in known) calendars[calendar.Id] = calendar.Hours(workspace.TimeZone);
        usual = known.FirstOrDefault(calendar => calendar.IsDefault)?.Id;
        // The narrower one speaks first: a channel in a department, the department, the channel.
        this.targets = [.. targets.OrderByDescending(target => target.DepartmentId is not null).ThenByDescending(target => target.Channel is not null).ThenBy(target => target.Id)];
    }

    /// <summary>Raised by whatever changes the hours or the targets.</summary>
    public long Version => house.HoursVersion;

    public OpenHours OfHouse => Of(usual);

    /// <summary>The hours of that calendar; of the house when it is gone or none was chosen.</summary>
    public OpenHours Of(Guid? calendar) =>
        calendar is { } id && calendars.TryGetValue(id, out var hours) ? hours : usual is { } house ? calendars[house] : OpenHours.Always;

    public OpenHours Of(Guid department, Guid? branch) => Of(CalendarOf(department, branch));

    /// <summary>The hours of a place stand before those of a department.</summary>
    public Guid? CalendarOf(Guid? department, Guid? branch) =>
        branch is { } place && branches.TryGetValue(place, out var chosen) || department is { } id && departments.TryGetValue(id, out chosen) ? chosen : usual;

    /// <summary>What is promised for words that came at <paramref name="from"/>; null where nothing of the kind is.</summary>
    public Term? TermOf(PromiseKind kind, Guid department, Guid? branch, string? channel, DateTime from)
    {
        var target = targets.Find(one => (one.DepartmentId is null || one.DepartmentId == department) && (one.Channel is null || one.Channel == channel) && one.MinutesOf(kind) is not null);
        if ((target?.MinutesOf(kind) ?? OfHouseFor(kind)) is not { } minutes) return null;

        var calendar = target?.CalendarId ?? CalendarOf(department, branch);
        return new(minutes, calendar, Of(calendar).Add(from, TimeSpan.FromMinutes(minutes)));
    }

    /// <summary>An answer is always promised.</summary>
    public Term AnswerOf(PromiseKind kind, Guid department, Guid? branch, string? channel, DateTime from) =>
        TermOf(kind, department, branch, channel, from) ?? throw new ArgumentOutOfRangeException(nameof(kind));

    int? OfHouseFor(PromiseKind kind) => kind switch
    {
        PromiseKind.FirstAnswer => house.FirstAnswerMinutes,
        PromiseKind.NextAnswer => house.NextAnswerMinutes,
        PromiseKind.Solution => house.SolutionMinutes,
        PromiseKind.Ask => house.AskMinutes,
        _ => null,
    };
}

static class ReadHouseHours
{
    public static async Task<HouseHours> HouseHoursAsync(this KithDb db, CancellationToken stop)
    {
        var workspace = await db.Workspaces.AsNoTracking().SingleAsync(stop);
        var calendars = await db.Calendars.AsNoTracking().ToListAsync(stop);
        var departments = await db.Departments.Where(d => d.CalendarId != null).ToDictionaryAsync(d => d.Id, d => d.CalendarId!.Value, stop);
        var branches = await db.Branches.Where(b => b.CalendarId != null).ToDictionaryAsync(b => b.Id, b => b.CalendarId!.Value, stop);
        return new(workspace, calendars, departments, branches, await db.Targets.AsNoTracking().ToListAsync(stop));
    }

    /// <summary>Whoever changes the hours says so here, in the same transaction. The row of the workspace stays locked until the commit, so no change hides behind another.</summary>
    public static Task HoursChangedAsync(this KithDb db, CancellationToken stop) =>
        db.Workspaces.ExecuteUpdateAsync(set => set.SetProperty(w => w.HoursVersion, w => w.HoursVersion + 1), stop);
}
