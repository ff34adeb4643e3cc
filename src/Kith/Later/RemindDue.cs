namespace Kith.Later;

/// <summary>Reminders whose time has come become notices, and are gone.</summary>
static class RemindDue
{
    const int MostAtOnce = 200;

    public static async Task LookAsync(Store store, DateTime now, CancellationToken stop)
    {
        List<Guid> workspaces;
        await using (var work = await store.ReadAcrossAsync(stop))
            workspaces = await work.Db.Reminders.IgnoreQueryFilters().Where(r => r.At <= now).Select(r => r.WorkspaceId).Distinct().ToListAsync(stop);
        foreach (var workspace in workspaces) await RemindAsync(store, workspace, now, stop);
    }

    static async Task RemindAsync(Store store, Guid workspace, DateTime now, CancellationToken stop)
    {
        await using var work = await store.WriteAsync(workspace, Actor.System, "remind", stop);
        var db = work.Db;
        foreach (var reminder in await db.Reminders.Where(r => r.At <= now).OrderBy(r => r.At).Take(MostAtOnce).ToListAsync(stop))
        {
            if (await db.Teammates.AnyAsync(t => t.Id == reminder.TeammateId && t.LeftAt == null, stop)) db.Add(Notice.OfReminder(reminder, await db.MatterAsync(reminder.CaseId, stop), now));
            db.Remove(reminder);
        }
        await work.CommitAsync(stop);
    }
}
