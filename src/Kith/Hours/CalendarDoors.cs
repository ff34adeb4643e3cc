namespace Kith.Hours;

/// <summary>/api/calendars: when somebody is there. Departments, branches and targets choose one; whatever chooses none keeps the default.</summary>
static class CalendarDoors
{
    static readonly TimeSpan week = TimeSpan.FromDays(7);

    public static void AddHours(this IServiceCollection services) => services.AddSingleton<RecountPromises>().AddHostedService(provider => provider.GetRequiredService<RecountPromises>());

    public static void MapHours(this RouteGroupBuilder api)
    {
        var calendars = api.MapGroup("/calendars");
        calendars.MapGet("", ListAsync).Allow(Role.Viewer);
        calendars.MapPost("", AddAsync).Allow(Role.Admin);
        calendars.MapPatch("/{id:guid}", ChangeAsync).Allow(Role.Admin);
        calendars.MapDelete("/{id:guid}", RemoveAsync).Allow(Role.Admin);
        calendars.MapPost("/{id:guid}/holidays", TakeHolidaysAsync).Allow(Role.Admin).Accepts<string>("text/calendar", "application/octet-stream");
        api.MapTargets();
        api.MapBranches();
    }

    /// <summary>What the caller chose: null when it is the default one, which is kept by choosing none.</summary>
    public static async Task<Guid?> ChosenCalendarAsync(this KithDb db, Guid id, CancellationToken stop)
    {
        var chosen = await db.Calendars.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, stop) ?? throw Refusal.NotFound("There is no such calendar.");
        return chosen.IsDefault ? null : chosen.Id;
    }

    static async Task<Page<CalendarRow>> ListAsync(KithDb db, TimeProvider clock, CancellationToken stop)
    {
        var zone = await ZoneAsync(db, stop);
        var calendars = await db.Calendars.AsNoTracking().OrderByDescending(c => c.IsDefault).ThenBy(c => c.Name).ToListAsync(stop);
        return new([.. calendars.Select(calendar => RowOf(calendar, zone, clock.Now))], null);
    }

    static async Task<Created<CalendarRow>> AddAsync(NewCalendar asked, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        var zone = await ZoneAsync(db, stop);
        var calendar = new Calendar { WorkspaceId = db.WorkspaceId, Id = Ids.New(clock), Name = "", ChangedAt = clock.Now };
        calendar.Take(new(asked.Name ?? "", asked.TimeZone, asked.Openings, asked.Days, null), zone, clock.Now);
        await RefuseNameAsync(db, calendar, stop);
        db.Add(calendar);
        await db.SaveChangesAsync(stop);
        await db.HoursChangedAsync(stop);
        return TypedResults.Created($"/api/calendars/{calendar.Id}", RowOf(calendar, zone, clock.Now));
    }

    static async Task<Ok<CalendarRow>> ChangeAsync(Guid id, CalendarChange change, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        var (calendar, zone) = (await FindAsync(db, id, stop), await ZoneAsync(db, stop));
        calendar.Take(change, zone, clock.Now);
        await RefuseNameAsync(db, calendar, stop);
        if (change.IsDefault == true && !calendar.IsDefault) await BeDefaultAsync(db, calendar, stop);
        if (change.TimeZone is not null || change.Openings is not null || change.Days is not null) calendar.RecountSince = clock.Now;
        return await KeepAsync(db, calendar, zone, clock, stop);
    }

    /// <summary>Whoever had chosen it keeps the default again, and so do the promises that were counted by it.</summary>
    static async Task<NoContent> RemoveAsync(Guid id, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        var calendar = await FindAsync(db, id, stop);
        if (calendar.IsDefault) throw new Refusal("default_calendar", "Whatever has no calendar of its own keeps this one. Make another one the default first.");

        var usual = await db.Calendars.SingleAsync(c => c.IsDefault, stop);
        await db.Departments.Where(d => d.CalendarId == id).ExecuteUpdateAsync(set => set.SetProperty(d => d.CalendarId, (Guid?)null), stop);
        await db.Branches.Where(b => b.CalendarId == id).ExecuteUpdateAsync(set => set.SetProperty(b => b.CalendarId, (Guid?)null), stop);
        await db.Targets.Where(t => t.CalendarId == id).ExecuteUpdateAsync(set => set.SetProperty(t => t.CalendarId, (Guid?)null), stop);
        await db.Promises.Where(p => p.CalendarId == id && p.KeptAt == null && p.EndedAt == null).ExecuteUpdateAsync(set => set.SetProperty(p => p.CalendarId, usual.Id), stop);
        (usual.ChangedAt, usual.RecountSince) = (clock.Now, clock.Now);
        db.Remove(calendar);
        await db.SaveChangesAsync(stop);
        await db.HoursChangedAsync(stop);
        return TypedResults.NoContent();
    }

    /// <summary>Days that are in the calendar stay as somebody made them there.</summary>
    static async Task<Ok<HolidaysTaken>> TakeHolidaysAsync(Guid id, HttpRequest request, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        var (calendar, zone) = (await FindAsync(db, id, stop), await ZoneAsync(db, stop));
        using var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes, stop);
        var file = HolidayFile.Read(bytes.GetBuffer().AsSpan(0, (int)bytes.Length), DateOnly.FromDateTime(clock.Now))
            ?? throw Refusal.BadInput("not_a_calendar", "This is no calendar file. Choose one that ends in .ics, as calendars export it.");
        var known = calendar.Days.Select(day => (day.Date, day.EveryYear)).ToHashSet();
        List<CalendarDay> fresh = [.. file.Days.Where(day => !known.Contains((day.Date, day.EveryYear))).Take(Calendar.MostDays - calendar.Days.Count)];

        calendar.Days = [.. calendar.Days.Concat(fresh).OrderBy(day => day.Date).ThenBy(day => day.EveryYear)];
        calendar.RefuseIfNeverOpen(zone, clock.Now);
        if (fresh.Count > 0) calendar.RecountSince = clock.Now;
        return TypedResults.Ok(new HolidaysTaken(fresh.Count, file.Days.Count - fresh.Count, file.LeftOut, (await KeepAsync(db, calendar, zone, clock, stop)).Value!));
    }

    static async Task<Ok<CalendarRow>> KeepAsync(KithDb db, Calendar calendar, string zone, TimeProvider clock, CancellationToken stop)
    {
        calendar.ChangedAt = clock.Now;
        await db.SaveChangesAsync(stop);
        await db.HoursChangedAsync(stop);
        return TypedResults.Ok(RowOf(calendar, zone, clock.Now));
    }

    static async Task BeDefaultAsync(KithDb db, Calendar calendar, CancellationToken stop)
    {
        foreach (var other in await db.Calendars.Where(c => c.IsDefault).ToListAsync(stop)) other.IsDefault = false;
        calendar.IsDefault = true;
    }

    static async Task RefuseNameAsync(KithDb db, Calendar calendar, CancellationToken stop)
    {
        if (await db.Calendars.AnyAsync(c => c.Name == calendar.Name && c.Id != calendar.Id, stop)) throw new Refusal("name_taken", "There is a calendar of this name.");
    }

    static Task<string> ZoneAsync(KithDb db, CancellationToken stop) => db.Workspaces.Select(w => w.TimeZone).SingleAsync(stop);

    static async Task<Calendar> FindAsync(KithDb db, Guid id, CancellationToken stop) => await db.Calendars.SingleOrDefaultAsync(c => c.Id == id, stop) ?? throw Refusal.NotFound();

    static CalendarRow RowOf(Calendar calendar, string zone, DateTime now) => new(
        calendar.Id, calendar.Name, calendar.TimeZone, calendar.Openings, calendar.Days, calendar.IsDefault,
        [.. calendar.Hours(zone).Within(now, now + week).Select(span => new OpenSpan(span.From, span.To))]);
}

/// <summary>A calendar.</summary>
/// <param name="TimeZone">Null for the zone of the house.</param>
/// <param name="Openings">The week.</param>
/// <param name="Days">Holidays, and days with other hours.</param>
/// <param name="IsDefault">It is kept by whatever chose none.</param>
/// <param name="Next">When somebody is there in the seven days to come.</param>
[WireName("Calendar")]
public sealed record CalendarRow(Guid Id, string Name, string? TimeZone, IReadOnlyList<Opening> Openings, IReadOnlyList<CalendarDay> Days, bool IsDefault, IReadOnlyList<OpenSpan> Next);

public sealed record OpenSpan(DateTime From, DateTime To);

/// <summary>What a file of holidays brought.</summary>
/// <param name="Added">Closed days that are new in the calendar.</param>
/// <param name="Known">Days that were there already, or that it has no room for.</param>
/// <param name="LeftOut">What was not taken, and why.</param>
public sealed record HolidaysTaken(int Added, int Known, IReadOnlyList<LeftOutEvent> LeftOut, CalendarRow Calendar);
