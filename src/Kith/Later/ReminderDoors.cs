namespace Kith.Later;

/// <summary>POST /api/cases/{number}/reminders, GET /api/reminders and DELETE /api/reminders/{id}: mine, and nobody else's.</summary>
static class ReminderDoors
{
    /// <param name="Text">What to think of; may be left out.</param>
    public sealed record NewReminder(DateTime At, string? Text);

    public static void MapReminders(this RouteGroupBuilder api)
    {
        api.MapPost("/cases/{number:long}/reminders", AddAsync).Allow(Role.Colleague);
        api.MapGet("/reminders", ListAsync).Allow(Role.Viewer);
        api.MapDelete("/reminders/{id:guid}", RemoveAsync).Allow(Role.Colleague);
    }

    static async Task<Created<ReminderRow>> AddAsync(long number, NewReminder asked, [AsParameters] CaseDesk desk)
    {
        var (db, text) = (desk.Db, Written.Line(asked.Text, "text", Reminder.LongestText));
        var kase = await desk.FindAsync(number);
        var at = RestCase.Later(asked.At, "at", desk.Now);
        if (await db.Reminders.CountAsync(r => r.TeammateId == desk.Me.Id, desk.Stop) >= Reminder.MostOfOne) throw new Refusal("too_many", $"You may have {Reminder.MostOfOne} reminders at once.");

        var reminder = new Reminder
        {
            WorkspaceId = db.WorkspaceId,
            Id = Ids.New(desk.Now),
            TeammateId = desk.Me.Id,
            CaseId = kase.Id,
            PersonId = kase.PersonId,
            Text = text is { Length: > 0 } ? text : null,
            At = at,
            MadeAt = desk.Now,
        };
        db.Add(reminder);
        return TypedResults.Created($"/api/reminders/{reminder.Id}", new ReminderRow(reminder.Id, number, kase.PersonId, kase.PersonName, kase.Title ?? "", reminder.Text, at));
    }

    /// <param name="kase">Only of this case.</param>
    static async Task<Page<ReminderRow>> ListAsync([Microsoft.AspNetCore.Mvc.FromQuery(Name = "case")] long? kase, Teammate me, KithDb db, CancellationToken stop)
    {
        var mine = db.Reminders.Where(r => r.TeammateId == me.Id).OrderBy(r => r.At).ThenBy(r => r.Id)
            .Join(db.Cases, r => r.CaseId, c => c.Id, (r, c) => new { r, c }).Where(one => kase == null || one.c.Number == kase);
        return new(await mine.OrderBy(one => one.r.At).ThenBy(one => one.r.Id).Select(one => new ReminderRow(one.r.Id, one.c.Number, one.c.PersonId, one.c.PersonName, one.c.Title ?? "", one.r.Text, one.r.At)).ToListAsync(stop), null);
    }

    static async Task<NoContent> RemoveAsync(Guid id, Teammate me, KithDb db, CancellationToken stop)
    {
        db.Remove(await db.Reminders.SingleOrDefaultAsync(r => r.Id == id && r.TeammateId == me.Id, stop) ?? throw Refusal.NotFound());
        return TypedResults.NoContent();
    }
}

[WireName("Reminder")]
public sealed record ReminderRow(Guid Id, long CaseNumber, Guid PersonId, string? PersonName, string Title, string? Text, DateTime At);
