using System.Text.Json.Nodes;
using Kith.Channels;

namespace Kith.Causes;

/// <summary>
/// Tells people that a cause is fixed, one after another: one every three seconds in each workspace, so that whoever answers finds somebody with
/// time, and no platform takes it for a flood. What waits stands in the database: a restart loses nothing, and nothing leaves twice.
/// </summary>
sealed class TellPeople(Store store, ConnectionBook book, ChannelRegistry channels, RuleBook rules, TimeProvider clock, ILogger<TellPeople> log) : BackgroundService
{
    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(3);

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Pace, clock);
        while (await timer.WaitForNextTickAsync(stop))
            try { await TellAsync(stop); }
            catch (Exception failure) when (failure is not OperationCanceledException) { log.LogWarning(failure, "People could not be told this time; it tries again"); }
    }

    /// <summary>Tells one person in each workspace in which somebody waits to be told.</summary>
    public async Task TellAsync(CancellationToken stop)
    {
        foreach (var (workspace, telling, by) in await DueAsync(stop)) await TellAsync(workspace, telling, by, stop);
    }

    async Task<List<(Guid Workspace, Guid Telling, Guid By)>> DueAsync(CancellationToken stop)
    {
        var now = clock.Now;
        await using var work = await store.ReadAcrossAsync(stop);
        var due = await work.Db.Tellings.IgnoreQueryFilters().Where(t => t.State == TellingState.Waiting && t.NextAt <= now)
            .GroupBy(t => t.WorkspaceId).Select(g => g.OrderBy(t => t.NextAt).ThenBy(t => t.Id).First()).ToListAsync(stop);
        return [.. due.Select(t => (t.WorkspaceId, t.Id, t.ToldBy!.Value))];
    }

    async Task TellAsync(Guid workspace, Guid id, Guid by, CancellationToken stop)
    {
        try
        {
            await ChangeAsync(workspace, id, by, SayAsync, stop);
        }
        catch (Refusal no)
        {
            await ChangeAsync(workspace, id, by, (_, telling, _) => { telling.Fail(no.Code, no.Message); return Task.CompletedTask; }, stop);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogWarning(failure, "Somebody could not be told; it tries again");
            await ChangeAsync(workspace, id, by, (_, telling, _) => { telling.Stumble(clock.Now); return Task.CompletedTask; }, stop);
        }
    }

    /// <summary>It is looked at again under the lock of its row: somebody may have held it back, or another node may have sent it.</summary>
    async Task ChangeAsync(Guid workspace, Guid id, Guid by, Func<KithDb, Telling, CancellationToken, Task> change, CancellationToken stop)
    {
        await using var work = await store.WriteAsync(workspace, new Actor(AuthorKind.Teammate, by), "tell of a fixed cause", stop);
        if (await work.Db.Tellings.SingleOrDefaultAsync(t => t.Id == id && t.State == TellingState.Waiting, stop) is not { } telling) return;

        await change(work.Db, telling, stop);
        await work.CommitAsync(stop);
    }

    async Task SayAsync(KithDb db, Telling telling, CancellationToken stop)
    {
        var group = await PersonGroup.FindAsync(db, telling.PersonId, stop);
        if (await db.Tellings.AnyAsync(t => t.CauseId == telling.CauseId && t.Id != telling.Id && t.State == TellingState.Told && group.Ids.Contains(t.PersonId), stop))
        {
            telling.LeaveOut("They were told already, under another name of theirs.");
            return;
        }

        var said = telling.AnswersId is { } id ? await db.Moments.SingleOrDefaultAsync(m => m.Id == id, stop) : null;
        var (way, reason) = await db.WayOfAsync(telling, group, said, channels, clock.Now, stop);
        if (reason is { Until: { } until }) telling.Hold(reason.Code, reason.Words, until);
        else if (reason is not null) telling.Fail(reason.Code, reason.Words);
        else await SendAsync(db, telling, group, telling.HandleId is null ? said : null, way!, stop);
    }

    async Task SendAsync(KithDb db, Telling telling, PersonGroup group, Moment? answered, WayFound way, CancellationToken stop)
    {
        var me = await db.Teammates.SingleAsync(t => t.Id == telling.ToldBy, stop);
        var cause = await db.CauseAsync(telling.CauseId, stop);
        var reply = new Reply(db, book, clock);
        var by = Actor.Of(me);
        await MailLimits.CheckOwnWordsAsync(db, way, reply.Now, stop);
        var threadKey = await reply.ThreadKeyAsync(way, answered, isNewMatter: false, stop);
        var kase = await db.ChooseCaseAsync(group, answered, way.Connection.Id, threadKey, stop) ?? await db.StartCaseAsync(group.Root, cause.Title, cause.DepartmentId, default, by, reply.Now, stop);
        var owedBefore = kase.OwesPublic;
        var words = await db.InPublicAsync(group, way, await WordsAsync(db, telling, cause, answered, way, threadKey, reply, stop), me, knowingly: false, stop);
        var workspace = await db.Workspaces.AsNoTracking().SingleAsync(stop);
        if (way.Reason is { } closed) throw closed.AsRefusal();

        // Whether somebody must approve them was asked for all together, when they were sent.
        var cleared = (await new Gate(db, rules, reply.Now).PassAsync(new WordsAtGate(group, way, kase, words, me) { Despite = telling.Despite, IsApproved = true }, stop)).Words!;
        var message = await reply.SendAsync(way, reply.Pack(way, cleared, threadKey), telling.Key, threadKey, cleared, answered, kase, workspace, by, stop);
        // A closed matter stays closed, and what was settled in it stays settled.
        if (kase is { IsClosed: true, OwesPublic: true } && !owedBefore) kase.SaidInPublic();
        telling.Told(message);
        db.Add(Fact(cause, message, by));
    }

    static async Task<OwnWords> WordsAsync(KithDb db, Telling telling, Cause cause, Moment? answered, WayFound way, string threadKey, Reply reply, CancellationToken stop) => new(telling.Text, [])
    {
        Subject = way.Surface.Format == TextFormat.Html ? await Subjects.OfAnswerAsync(db, answered, way, threadKey, stop) ?? cause.Title : null,
        Reference = await reply.ReferenceAsync(way, answered, threadKey, stop),
    };

    static Moment Fact(Cause cause, Moment message, Actor by) => new()
    {
        WorkspaceId = cause.WorkspaceId,
        Id = Ids.New(message.At),
        PersonId = message.PersonId,
        CaseId = message.CaseId,
        At = message.At,
        RecordedAt = message.At,
        Kind = MomentKind.Told,
        Visibility = Timelines.Visibility.Internal,
        AuthorKind = by.Kind,
        AuthorId = by.Id,
        Detail = new JsonObject { ["cause"] = cause.Id, ["title"] = cause.Title, ["message"] = message.Id },
    };
}
