using Kith.Channels;

namespace Kith.Afterwards;

/// <summary>
/// Asks how it was, once for each case, some open hours after it was closed, where its department wants to know. Who is to be asked stands in the
/// database before anybody is: a restart loses nothing, and nobody is asked twice.
/// </summary>
sealed class AskAfterwards(Store store, ConnectionBook book, ChannelRegistry channels, PublicAddress address, TimeProvider clock, ILogger<AskAfterwards> log) : BackgroundService
{
    const int MostAtOnce = 100;
    static readonly TimeSpan pause = TimeSpan.FromMinutes(1), lookBack = TimeSpan.FromDays(7);

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(pause, clock);
        while (await timer.WaitForNextTickAsync(stop))
            try { await LookAsync(stop); }
            catch (Exception failure) when (failure is not OperationCanceledException) { log.LogWarning(failure, "Asking how it was did not succeed this time; it tries again"); }
    }

    public async Task LookAsync(CancellationToken stop)
    {
        foreach (var workspace in await AskingAsync(stop)) await NoteAsync(workspace, stop);
        foreach (var (workspace, id) in await DueAsync(stop)) await AskAsync(workspace, id, stop);
    }

    async Task<List<Guid>> AskingAsync(CancellationToken stop)
    {
        await using var work = await store.ReadAcrossAsync(stop);
        var since = clock.Now - lookBack;
        return await work.Db.Departments.IgnoreQueryFilters().Where(d => d.AskAfterHours != null && work.Db.Cases.IgnoreQueryFilters().Any(c =>
                c.WorkspaceId == d.WorkspaceId && c.DepartmentId == d.Id && c.ClosedAt > since && c.ClosedAt >= d.AsksSince && c.RootId == c.Id
                && !work.Db.AfterQuestions.IgnoreQueryFilters().Any(q => q.WorkspaceId == c.WorkspaceId && q.CaseId == c.Id)))
            .Select(d => d.WorkspaceId).Distinct().ToListAsync(stop);
    }

    /// <summary>Writes down who is to be asked, and when: the open hours are those of the case.</summary>
    async Task NoteAsync(Guid workspace, CancellationToken stop)
    {
        await using var work = await store.WriteAsync(workspace, Actor.System, "note who is asked how it was", stop);
        var (db, now, since) = (work.Db, clock.Now, clock.Now - lookBack);
        var closed = await db.Cases.Where(c => c.ClosedAt > since && c.RootId == c.Id && !db.AfterQuestions.Any(q => q.CaseId == c.Id))
            .Join(db.Departments.Where(d => d.AskAfterHours != null), c => c.DepartmentId, d => d.Id, (c, d) => new { Case = c, Hours = d.AskAfterHours!.Value, d.AsksSince })
            .Where(one => one.Case.ClosedAt >= one.AsksSince).OrderBy(one => one.Case.ClosedAt).Take(MostAtOnce).ToListAsync(stop);
        var house = await db.HouseHoursAsync(stop);
        foreach (var one in closed)
            db.Add(new AfterQuestion
            {
                WorkspaceId = workspace,
                Id = Ids.New(now),
                CaseId = one.Case.Id,
                PersonId = one.Case.PersonId,
                ClosedAt = one.Case.ClosedAt!.Value,
                NextAt = house.Of(one.Case.DepartmentId, one.Case.BranchId).Add(one.Case.ClosedAt.Value, TimeSpan.FromHours(one.Hours)),
            });
        await work.CommitAsync(stop);
    }

    async Task<List<(Guid, Guid)>> DueAsync(CancellationToken stop)
    {
        var now = clock.Now;
        await using var work = await store.ReadAcrossAsync(stop);
        var due = await work.Db.AfterQuestions.IgnoreQueryFilters().Where(q => q.State == AfterState.Waiting && q.NextAt != null && q.NextAt <= now).OrderBy(q => q.NextAt).Take(MostAtOnce)
            .Select(q => new { q.WorkspaceId, q.Id }).ToListAsync(stop);
        return [.. due.Select(q => (q.WorkspaceId, q.Id))];
    }

    async Task AskAsync(Guid workspace, Guid id, CancellationToken stop)
    {
        try
        {
            await ChangeAsync(workspace, id, AskAsync, stop);
        }
        catch (Refusal no)
        {
            await ChangeAsync(workspace, id, (_, question, _) => { question.LeaveOut(no.Code); return Task.CompletedTask; }, stop);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogWarning(failure, "Somebody could not be asked how it was; it tries again");
            await ChangeAsync(workspace, id, (_, question, _) => { question.Stumble(clock.Now); return Task.CompletedTask; }, stop);
        }
    }

    /// <summary>It is looked at again in the work that changes it: another node may have asked.</summary>
    async Task ChangeAsync(Guid workspace, Guid id, Func<KithDb, AfterQuestion, CancellationToken, Task> change, CancellationToken stop)
    {
        await using var work = await store.WriteAsync(workspace, Actor.System, "ask how it was", stop);
        if (await work.Db.AfterQuestions.SingleOrDefaultAsync(q => q.Id == id && q.State == AfterState.Waiting, stop) is not { } question) return;

        await change(work.Db, question, stop);
        await work.CommitAsync(stop);
    }

    async Task AskAsync(KithDb db, AfterQuestion question, CancellationToken stop)
    {
        var (now, kase) = (clock.Now, await db.Cases.SingleAsync(c => c.Id == question.CaseId, stop));
        // Closed once more it is asked after that closing.
        if (kase.ClosedAt != question.ClosedAt || kase.RootId != kase.Id)
        {
            db.Remove(question);
            return;
        }
        var group = await PersonGroup.FindAsync(db, kase.PersonId, stop);
        var reason = await WhetherToAsk.WhyNotAsync(db, kase, group, now, stop);
        var last = reason is null ? await WhetherToAsk.LastHeardAsync(db, kase, stop) : null;
        if (last is null) question.LeaveOut(reason ?? "only_in_public");
        else await SendAsync(db, question, kase, group, last, stop);
    }

    async Task SendAsync(KithDb db, AfterQuestion question, Case kase, PersonGroup group, Moment last, CancellationToken stop)
    {
        var reply = new Reply(db, book, clock);
        var ways = await db.WaysAsync(group, channels, reply.Now, stop);
        var way = ways.Where(one => new LastUsed(last, null).Is(one)).OrderByDescending(one => one.IsAllowed).FirstOrDefault() ?? throw new Refusal("no_way", "They cannot be reached where they wrote.");
        if (way.Reason is { Until: { } until })
        {
            question.WaitUntil(until);
            return;
        }
        if (way.Reason is { } no) throw no.AsRefusal();
        if (way.Handle.Shared) throw new Refusal("shared", "Several people read what goes there.");
        if (WhetherToAsk.IsForHumansOnly(way, reply.Now)) throw new Refusal("human_only", "So long after their last word only a person of ours may write there.");

        var workspace = await db.Workspaces.AsNoTracking().SingleAsync(stop);
        var token = RecognizeCaller.NewSecret(question.WorkspaceId);
        var words = AfterWords.In(group.Root.Language ?? workspace.Language);
        var threadKey = await reply.ThreadKeyAsync(way, last, isNewMatter: false, stop);
        var said = Gate.Cleared.ByKith(new OwnWords(words.Question(workspace.Name, $"{address.Base}/how/{token}"), [])
        {
            Subject = way.Surface.Format == TextFormat.Html ? await Subjects.OfAnswerAsync(db, last, way, threadKey, stop) ?? words.Subject(workspace.Name) : null,
            Reference = await reply.ReferenceAsync(way, last, threadKey, stop),
        });
        question.Asked(await reply.SendAsync(way, reply.Pack(way, said, threadKey), $"after:{question.Id:N}", threadKey, said, last, kase, workspace, Actor.System, stop), RecognizeCaller.Hash(token));
    }
}
