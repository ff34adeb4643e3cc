using Kith.Channels;

namespace Kith.Later;

/// <summary>
/// Lets go what was kept for later when its time has come, says when the person spoke before that, and reminds. Everything stands in the database: a restart
/// loses nothing, and nothing leaves twice.
/// </summary>
sealed class LaterWatch(
    Store store, ConnectionBook book, ChannelRegistry channels, KeepLooks keep, TemplateShelf shelf, RuleBook rules, PublicAddress address, TimeProvider clock, ILogger<LaterWatch> log) : BackgroundService
{
    const int MostAtOnce = 200;
    static readonly TimeSpan pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(pause, clock);
        while (await timer.WaitForNextTickAsync(stop))
            try { await LookAsync(stop); }
            catch (Exception failure) when (failure is not OperationCanceledException) { log.LogWarning(failure, "Looking at what was kept for later did not succeed this time"); }
    }

    public async Task LookAsync(CancellationToken stop)
    {
        foreach (var one in await HeardAsync(stop)) await ChangeAsync(one, TellHeardAsync, stop);
        foreach (var one in await DueAsync(stop)) await LeaveAsync(one, stop);
        await RemindDue.LookAsync(store, clock.Now, stop);
    }

    /// <summary>To whom the person spoke since it was written.</summary>
    static IQueryable<LaterMessage> Heard(KithDb db, IQueryable<LaterMessage> laters) => laters.Where(l => db.Moments.IgnoreQueryFilters().Any(m =>
        m.WorkspaceId == l.WorkspaceId && m.Kind == MomentKind.Message && m.Direction == Direction.In && m.RecordedAt > l.AskedAt
        && db.People.IgnoreQueryFilters().Any(p => p.WorkspaceId == l.WorkspaceId && p.Id == m.PersonId && db.People.IgnoreQueryFilters().Any(of => of.WorkspaceId == l.WorkspaceId && of.Id == l.PersonId && of.RootId == p.RootId))));

    async Task<List<Due>> HeardAsync(CancellationToken stop)
    {
        await using var work = await store.ReadAcrossAsync(stop);
        var waiting = work.Db.LaterMessages.IgnoreQueryFilters().Where(l => l.NextAt != null && l.HeardAt == null);
        return await Heard(work.Db, waiting).Take(MostAtOnce).Select(l => new Due(l.WorkspaceId, l.Id, l.AuthorId)).ToListAsync(stop);
    }

    async Task<List<Due>> DueAsync(CancellationToken stop)
    {
        var now = clock.Now;
        await using var work = await store.ReadAcrossAsync(stop);
        return await work.Db.LaterMessages.IgnoreQueryFilters().Where(l => l.NextAt != null && l.NextAt <= now).OrderBy(l => l.NextAt).Take(MostAtOnce).Select(l => new Due(l.WorkspaceId, l.Id, l.AuthorId)).ToListAsync(stop);
    }

    async Task TellHeardAsync(Work work, LaterMessage later, CancellationToken stop)
    {
        later.Hear(clock.Now);
        var words = later.HoldsIfHeard ? "wrote before your message left. It is held: read first." : "wrote before your message leaves. Read it; yours still goes at its time.";
        if (later.HoldsIfHeard) later.Hold("heard", "They wrote before it left.");
        await TellAsync(work.Db, later, words, stop);
    }

    async Task LeaveAsync(Due due, CancellationToken stop)
    {
        try
        {
            await ChangeAsync(due, SayAsync, stop);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogWarning(failure, "What was kept for later could not leave; it tries again");
            await ChangeAsync(due, StumbleAsync, stop);
        }
    }

    /// <summary>It is looked at again in the work that changes it: somebody may have called it back, or another node may have sent it.</summary>
    async Task ChangeAsync(Due due, Func<Work, LaterMessage, CancellationToken, Task> change, CancellationToken stop)
    {
        await using var work = await store.WriteAsync(due.Workspace, new Actor(AuthorKind.Teammate, due.Author), "send what was kept for later", stop);
        if (await work.Db.LaterMessages.SingleOrDefaultAsync(l => l.Id == due.Id && l.State == LaterState.Waiting, stop) is not { } later) return;

        await change(work, later, stop);
        await work.CommitAsync(stop);
    }

    async Task SayAsync(Work work, LaterMessage later, CancellationToken stop)
    {
        var (db, id) = (work.Db, later.Id);
        if (later.NextAt > clock.Now) return;

        if (await work.TryAsync(() => SayAsync(work, db, later, stop), stop) is not { } no) return;

        later = await db.LaterMessages.SingleAsync(l => l.Id == id, stop);
        later.Hold(no.Code, no.Message);
        await TellAsync(db, later, $"could not be sent what you kept for now. It is held: {no.Message}", stop);
    }

    async Task SayAsync(Work work, KithDb db, LaterMessage later, CancellationToken stop)
    {
        var author = await db.Teammates.SingleAsync(t => t.Id == later.AuthorId, stop);
        if (author.LeftAt is not null || author.Role < Role.Teammate) throw new Refusal("author_left", $"{author.Name} does not write to people any more.");
        if (later.HoldsIfHeard && await Heard(db, db.LaterMessages.Where(l => l.Id == later.Id)).AnyAsync(stop)) throw new Refusal("heard", "They wrote before it left.");

        var said = later.CaseId is { } kase ? later.Said with { Case = (await db.MatterAsync(kase, stop)).Number } : later.Said;
        var desk = new SendingDesk(author, work, db, book, channels, keep, shelf, rules, address, clock, stop);
        later.Leave(await SendMessage.SayAsync(later.PersonId, said, desk, null));
    }

    async Task StumbleAsync(Work work, LaterMessage later, CancellationToken stop)
    {
        if (later.Stumble(clock.Now)) return;

        later.Hold("broken", "Something of ours was broken when it was to leave.");
        await TellAsync(work.Db, later, "could not be sent what you kept for now. It is held.", stop);
    }

    /// <summary>Its author; where they left, whoever looks after the case now.</summary>
    async Task TellAsync(KithDb db, LaterMessage later, string words, CancellationToken stop)
    {
        var person = await db.People.SingleAsync(p => p.Id == later.PersonId, stop);
        var kase = later.CaseId is { } id ? await db.MatterAsync(id, stop) : null;
        Guid? to = await db.Teammates.AnyAsync(t => t.Id == later.AuthorId && t.LeftAt == null, stop) ? later.AuthorId : kase is null ? null : await db.AnswerableAsync(kase, stop);
        if (to is { } one) db.Add(Notice.OfLater(one, later, $"{person.Name ?? "Somebody"} {words}", clock.Now));
    }

    sealed record Due(Guid Workspace, Guid Id, Guid Author);
}
