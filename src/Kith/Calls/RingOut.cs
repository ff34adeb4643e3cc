using Kith.Channels;

namespace Kith.Calls;

/// <summary>
/// Rings a teammate's phone, and then the person's, once the call is written down. It is tried once: a phone that rings a second time, or
/// hours late because we were away, is worse than one that does not.
/// </summary>
sealed class RingOut(Store store, ConnectionBook book, KnowTheHouse house, OutboundWire wire, TimeProvider clock, ILogger<RingOut> log) : CallNews(store, log)
{
    protected override bool Concerns(MomentKind kind, Direction direction, string? step) => kind == MomentKind.Call && direction == Direction.Out;

    protected override async Task DoAsync(Guid workspace, Guid moment, bool isFromBefore, CancellationToken stop)
    {
        if (await FindAsync(workspace, moment, stop) is not { } call) return;

        if (isFromBefore) await FailAsync(call, null, ChannelProblem.Unreachable("Kith was started anew before it could ring."), stop);
        else if (book.Get(call.ConnectionId!.Value) is { Enabled: true } line && line.Can<ICall>() is { } channel) await RingAsync(call, line, channel, stop);
        else await FailAsync(call, null, ChannelProblem.Unreachable("The telephone line is switched off."), stop);
    }

    /// <summary>A call of ours of which nothing was told yet.</summary>
    async Task<Moment?> FindAsync(Guid workspace, Guid id, CancellationToken stop)
    {
        await using var work = await Store.ReadAsync(workspace, stop);
        var call = await work.Db.Moments.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, stop);
        return call?.Detail?["ring"] is null || await work.Db.ToldOf([id]).AnyAsync(stop) ? null : call;
    }

    async Task RingAsync(Moment call, OpenConnection line, ICall channel, CancellationToken stop)
    {
        var to = new HandleRef(call.Detail!["kind"]!.ToString(), "", call.Detail["to"]!.ToString(), IdentityStrength.PhoneReached);
        var ringing = new Ringing($"{call.Id:N}", call.Detail["ring"]!.ToString(), to, await house.AskAsync(line, stop));
        var carried = await wire.SendAsync(channel.Ring(ringing, line.Account, clock.GetUtcNow()), stop);
        var ending = carried.Answer is { } answer ? channel.ReadRinging(answer, clock.GetUtcNow()) : Ending.NoAnswer(carried.BytesLeft);
        switch (ending)
        {
            case Ending.Rejected rejected: await FailAsync(call, line, rejected.Problem, stop); break;
            case Ending.Later later: await FailAsync(call, line, later.Problem, stop); break;
            case Ending.Disconnected lost: await FailAsync(call, line, lost.Problem, stop); break;
        }
    }

    async Task FailAsync(Moment call, OpenConnection? line, ChannelProblem problem, CancellationToken stop)
    {
        await using var work = await Store.WriteAsync(call.WorkspaceId, Actor.System, "a call was not put through", stop);
        var failed = StepOf(call, CallKeys.Failed, "failed", clock.Now);
        failed.Detail!["problem"] = problem.Words;
        work.Db.Add(failed);
        if (line is not null && problem.IsOfConnection && await work.Db.ConnectionAsync(line.Id, stop) is { } row && row.SignOut(problem, line.Version, clock.Now)) await ConnectionNotice.WriteAsync(work.Db, row, clock.Now, stop);
        await work.CommitAsync(stop);
    }
}
