using System.Threading.Channels;

namespace Kith.Calls;

/// <summary>Does something after calls were written down, out of the way of whoever wrote them.</summary>
abstract class CallNews(Store store, ILogger log) : BackgroundService
{
    const int LookBack = 5000, AtOnce = 8;

    readonly Channel<(Guid Workspace, Guid Moment)> waiting = Channel.CreateBounded<(Guid, Guid)>(new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropWrite });

    protected Store Store => store;

    protected abstract bool Concerns(MomentKind kind, Direction direction, string? step);

    protected abstract Task DoAsync(Guid workspace, Guid moment, bool isFromBefore, CancellationToken stop);

    /// <summary>Which step of a call it is; null for whatever is none.</summary>
    public static string? StepOf(Moment moment) => moment.Kind == MomentKind.CallStep ? moment.Detail?["step"]?.ToString() : null;

    public override async Task StopAsync(CancellationToken stop)
    {
        store.Announced -= Hear;
        await base.StopAsync(stop);
    }

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        store.Announced += Hear;
        foreach (var (workspace, moment) in await FromBeforeAsync(stop)) await TryAsync(workspace, moment, isFromBefore: true, stop);
        await Parallel.ForEachAsync(waiting.Reader.ReadAllAsync(stop), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop },
            async (one, token) => await TryAsync(one.Workspace, one.Moment, isFromBefore: false, token));
    }

    void Hear(Announcement news)
    {
        foreach (var moment in news.Moments.Where(one => Concerns(one.Kind, one.Direction, one.Step))) waiting.Writer.TryWrite((news.WorkspaceId, moment.Id));
    }

    /// <summary>What was written shortly before the last end may still have to be done.</summary>
    async Task<List<(Guid Workspace, Guid Moment)>> FromBeforeAsync(CancellationToken stop)
    {
        try
        {
            await using var work = await store.ReadAcrossAsync(stop);
            var late = await work.Db.Moments.IgnoreQueryFilters().AsNoTracking().OrderByDescending(m => m.Epoch).ThenByDescending(m => m.Tx).ThenByDescending(m => m.Id).Take(LookBack)
                .Where(m => m.Kind == MomentKind.Call || m.Kind == MomentKind.CallStep).ToListAsync(stop);
            return [.. late.Where(m => Concerns(m.Kind, m.Direction, StepOf(m))).Select(m => (m.WorkspaceId, m.Id))];
        }
        catch (Exception broken) when (!stop.IsCancellationRequested)
        {
            log.LogWarning(broken, "Calls from before the start could not be looked for");
            return [];
        }
    }

    async Task TryAsync(Guid workspace, Guid moment, bool isFromBefore, CancellationToken stop)
    {
        try
        {
            await DoAsync(workspace, moment, isFromBefore, stop);
        }
        catch (Exception broken) when (!stop.IsCancellationRequested)
        {
            log.LogWarning(broken, "What follows a call could not be done");
        }
    }

    protected static Moment StepOf(Moment call, string key, string step, DateTime at) => new()
    {
        WorkspaceId = call.WorkspaceId,
        Id = Ids.New(at),
        PersonId = call.PersonId,
        CaseId = call.CaseId,
        At = at,
        RecordedAt = at,
        Kind = MomentKind.CallStep,
        Direction = call.Direction,
        Visibility = Visibility.Private,
        ConnectionId = call.ConnectionId,
        Surface = call.Surface,
        ThreadKey = call.ThreadKey,
        OutsideKey = CallKeys.Of(call.OutsideKey!, key),
        ReplyTo = call.Id,
        AuthorKind = AuthorKind.System,
        Detail = new() { ["step"] = step },
    };
}
