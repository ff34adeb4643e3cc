using Kith.Channels;

namespace Kith.Widget;

/// <summary>
/// An answer in the chat that nobody read there for a while goes by mail to the address the person proved: once, with the words, and so that
/// an answer to it comes back to the same case. What they read meanwhile does not go.
/// </summary>
sealed class MailUnread(Store store, ConnectionBook book, ChannelRegistry channels, KeepLooks keep, TimeProvider clock, ILogger<MailUnread> log) : BackgroundService
{
    const int UsualMinutes = 10, MostAtOnce = 200, MostFiles = 20;
    const long MostBytes = 15_000_000;
    static readonly DeliveryState[] unread = [DeliveryState.Sent, DeliveryState.Delivered];
    static readonly TimeSpan pause = TimeSpan.FromSeconds(15), again = TimeSpan.FromHours(1), tooLate = TimeSpan.FromDays(1);

    /// <summary>How long an answer on this connection waits to be read; null where it never goes by mail.</summary>
    public static TimeSpan? PatienceOf(OpenConnection? connection) =>
        connection?.Channel.Id != VisitorDesk.Channel || connection.Account["mail_unread"] == "no" ? null
            : TimeSpan.FromMinutes(int.TryParse(connection.Account["mail_minutes"], out var said) && said > 0 ? said : UsualMinutes);

    /// <summary>Now there is a proved address: what still waits goes there soon. What went already waits no more and does not go again.</summary>
    public static Task HurryAsync(KithDb db, OpenConnection chat, IReadOnlyList<Guid> handles, DateTime now, CancellationToken stop)
    {
        var soon = (DateTime?)(now + (PatienceOf(chat) ?? again));
        return db.Deliveries.Where(d => handles.Contains(d.HandleId) && d.MailAt > soon).ExecuteUpdateAsync(set => set.SetProperty(d => d.MailAt, soon), stop);
    }

    public async Task LookAsync(CancellationToken stop)
    {
        foreach (var (workspace, handle) in await DueAsync(stop))
            try
            {
                await LookAsync(workspace, handle, stop);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // Another node was faster, or the database is away: the next look sees what is there then.
                log.LogWarning(failure, "What was not read in the chat could not be mailed this time");
            }
    }

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(pause, clock);
        while (await timer.WaitForNextTickAsync(stop))
            try { await LookAsync(stop); }
            catch (Exception failure) when (failure is not OperationCanceledException) { log.LogWarning(failure, "Looking for what was not read did not succeed this time"); }
    }

    async Task<List<(Guid Workspace, Guid Handle)>> DueAsync(CancellationToken stop)
    {
        var now = clock.Now;
        await using var work = await store.ReadAcrossAsync(stop);
        var due = await work.Db.Deliveries.IgnoreQueryFilters().Where(d => d.MailAt != null && d.MailAt <= now).OrderBy(d => d.MailAt).Take(MostAtOnce)
            .Select(d => new { d.WorkspaceId, d.HandleId }).ToListAsync(stop);
        return [.. due.Select(d => (d.WorkspaceId, d.HandleId)).Distinct()];
    }

    /// <summary>All that one visitor has not read goes in one mail.</summary>
    async Task LookAsync(Guid workspace, Guid handle, CancellationToken stop)
    {
        var now = clock.Now;
        await using var work = await store.WriteAsync(workspace, Actor.System, "mail what was not read in the chat", stop);
        var db = work.Db;
        var waiting = await db.Deliveries.AsNoTracking().Where(d => d.HandleId == handle && d.MailAt != null).ToListAsync(stop);
        await ForgetAsync(db, [.. waiting.Where(d => d.State is not DeliveryState.Queued and not DeliveryState.Sending && (!unread.Contains(d.State) || d.StateAt < now - tooLate))], stop);
        List<Delivery> due = [.. waiting.Where(d => unread.Contains(d.State) && d.StateAt >= now - tooLate)];
        if (due.Count == 0 || await MailAsync(db, handle, due, now, stop)) await work.CommitAsync(stop);
        else await LaterAsync(work, due, now, stop);
    }

    static Task ForgetAsync(KithDb db, List<Delivery> rows, CancellationToken stop)
    {
        var ids = rows.Select(d => d.MomentId).ToList();
        return ids.Count == 0 ? Task.CompletedTask
            : db.Deliveries.Where(d => ids.Contains(d.MomentId) && d.MailAt != null).ExecuteUpdateAsync(set => set.SetProperty(d => d.MailAt, (DateTime?)null), stop);
    }

    /// <summary>The mailbox may wake, or room be again. Who proves an address meanwhile is not kept waiting: <see cref="HurryAsync"/>.</summary>
    static async Task LaterAsync(Work work, List<Delivery> due, DateTime now, CancellationToken stop)
    {
        var (ids, later) = (due.Select(d => d.MomentId).ToList(), (DateTime?)(now + again));
        await work.Db.Deliveries.Where(d => ids.Contains(d.MomentId) && d.MailAt != null).ExecuteUpdateAsync(set => set.SetProperty(d => d.MailAt, later), stop);
        await work.CommitAsync(stop);
    }

    /// <summary>False when it cannot go now. Whoever takes the rows first mails them: a second taker finds fewer than it saw, and lets them be.</summary>
    async Task<bool> MailAsync(KithDb db, Guid handle, List<Delivery> due, DateTime now, CancellationToken stop)
    {
        var person = await db.Handles.Where(h => h.Id == handle).Select(h => h.PersonId).SingleAsync(stop);
        var mail = new MailCopy(db, book, channels, keep, clock);
        if (await db.MailboxOfAsync(person, stop) is not { } mailbox) return false;

        var group = await PersonGroup.FindAsync(db, person, stop);
        if (await mail.WayAsync(group, one => one.Id == mailbox.Id, stop) is not { IsAllowed: true } way) return false;

        var ids = due.Select(d => d.MomentId).ToList();
        var said = await db.Moments.AsNoTracking().Where(m => ids.Contains(m.Id)).OrderBy(m => m.At).ThenBy(m => m.Id).ToListAsync(stop);
        if (await CaseAsync(db, said, stop) is not { } kase || !await MailLimits.MayGoByItselfAsync(db, mailbox.PersonId, kase.Id, now, stop)) return false;
        if (await db.Deliveries.Where(d => ids.Contains(d.MomentId) && d.HandleId == handle && d.MailAt != null && unread.Contains(d.State)).ExecuteUpdateAsync(set => set.SetProperty(d => d.MailAt, (DateTime?)null), stop) != ids.Count)
            throw new DbUpdateConcurrencyException("Somebody else mails them, or they were read just now.");

        var rows = (await db.ShowAsync(said, stop)).Where(row => !row.Withdrawn).ToList();
        if (rows.Count > 0) await SendAsync(db, mail, way, kase, group.Root, said, rows, stop);
        return true;
    }

    static async Task SendAsync(KithDb db, MailCopy mail, WayFound way, Case kase, Person person, List<Moment> said, List<MomentRow> rows, CancellationToken stop)
    {
        var workspace = await db.Workspaces.AsNoTracking().SingleAsync(stop);
        var zone = WriteCopy.ZoneOf(person, workspace);
        var subject = $"{workspace.Name} answered you";
        var head = new CopyHead($"We answered you in the chat", [$"You had left, so here it is. The times are those of {WriteCopy.PlaceOf(zone)}."], "Answer this mail, and it goes on in the same conversation.", zone);
        var moment = await mail.SendAsync(way, kase, MomentKind.MailedOn, subject, WriteCopy.Of(head, CopyConversation.LinesOf(rows, person, workspace)), FilesOf(said), Actor.System, $"unread up to {said[^1].Id:N}", stop);
        moment.Detail!["answers"] = new System.Text.Json.Nodes.JsonArray([.. rows.Select(row => (System.Text.Json.Nodes.JsonNode)row.Id)]);
    }

    static async Task<Case?> CaseAsync(KithDb db, List<Moment> said, CancellationToken stop)
    {
        if (said.FindLast(m => m.CaseId is not null)?.CaseId is not { } id) return null;

        var root = await db.Cases.Where(c => c.Id == id).Select(c => c.RootId).SingleAsync(stop);
        return await db.Cases.SingleAsync(c => c.Id == root, stop);
    }

    /// <summary>As many as a mail carries; the others are named in it.</summary>
    static List<AttachedFile> FilesOf(List<Moment> said)
    {
        var files = new List<AttachedFile>();
        foreach (var file in said.SelectMany(m => m.Attachments ?? []).DistinctBy(file => (file.Hash, file.Name)))
            if (files.Count < MostFiles && files.Sum(one => one.Size) + file.Size <= MostBytes) files.Add(file);
        return files;
    }
}
