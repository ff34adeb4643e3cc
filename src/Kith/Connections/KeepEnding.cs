using Kith.Channels;

namespace Kith.Connections;

/// <summary>Writes down what came of a try, for the delivery and for the connection. The one place that decides what an ending means for both.</summary>
sealed class KeepEnding(Store store, TimeProvider clock, ILogger<KeepEnding> log)
{
    static readonly TimeSpan[] patience = [.. new[] { 0.1, 0.5, 2, 5 }.Select(TimeSpan.FromSeconds)];

    public Task KeepAsync(Departure departure, Ending ending, CancellationToken stop) =>
        ChangeAsync(departure, async (work, row, now) =>
        {
            var connection = await work.Db.ConnectionAsync(row.ConnectionId, stop);
            if (connection is null) return;

            await ApplyAsync(work, departure, row, connection, ending, now, stop);
            if (row.State == DeliveryState.Failed) await work.Db.OwePublicAgainAsync(row.MomentId, now, stop);
        }, stop);

    public Task KeepAsync(Departure departure, Settlement settlement, CancellationToken stop) =>
        ChangeAsync(departure, (_, row, now) =>
        {
            if (settlement is Settlement.Found found) row.Accept(found.OutsideId, null, now);
            else if (settlement is Settlement.Absent) row.SendAgain(now);
            else row.Doubt(ChannelProblem.Unreachable("The answer was lost on the way."), canBeAsked: true, now);
            return Task.CompletedTask;
        }, stop);

    static async Task ApplyAsync(Work work, Departure departure, Delivery row, Connection connection, Ending ending, DateTime now, CancellationToken stop)
    {
        switch (ending)
        {
            case Ending.Accepted accepted:
                connection.Succeed(now);
                row.Accept(accepted.OutsideId, accepted.Segments, now);
                if (accepted.Recipient is { } recipient) await ReachAsync(work.Db, departure, recipient, now, stop);
                break;
            case Ending.Rejected rejected:
                connection.Succeed(now);
                row.Fail(rejected.Problem, now);
                if (rejected.Problem.Code == ProblemCode.OptedOut) await StopAsync(work.Db, row, now, stop);
                if (rejected.Problem.Code == ProblemCode.NoSuchRecipient) await BuryAsync(work.Db, row, rejected.Problem, stop);
                break;
            case Ending.Disconnected lost:
                if (connection.SignOut(lost.Problem, departure.Connection.Version, now)) await ConnectionNotice.WriteAsync(work.Db, connection, now, stop);
                row.Wait(lost.Problem, now, now);
                break;
            case Ending.Later later:
                await FailAsync(work.Db, connection, later.Problem, later.After, now, stop);
                row.Wait(later.Problem, connection.RetryAt ?? now, now);
                break;
            case Ending.Unsure unsure:
                await FailAsync(work.Db, connection, unsure.Problem, null, now, stop);
                // Sent again under the same id it is the same message there.
                if (departure.Surface.SendSafety == SendSafety.NaturalKey) row.Wait(unsure.Problem, connection.RetryAt ?? now, now);
                else row.Doubt(unsure.Problem, departure.CanBeAsked, now);
                break;
        }
    }

    static async Task FailAsync(KithDb db, Connection connection, ChannelProblem problem, TimeSpan? after, DateTime now, CancellationToken stop)
    {
        if (connection.Fail(problem, after, now)) await ConnectionNotice.WriteAsync(db, connection, now, stop);
    }

    /// <summary>They were written to by what they said in public, and the answer says who they are in private: what comes from there is theirs.</summary>
    static async Task ReachAsync(KithDb db, Departure departure, string recipient, DateTime now, CancellationToken stop)
    {
        var (surface, to) = (departure.Surface, departure.Parcel.To);
        var name = new HandleName(db.WorkspaceId, surface.HandleKind, surface.Identity.ScopeOf(departure.Connection.Id, key => departure.Connection.Account[key]), recipient);
        if (to.Kind == name.Kind || await db.Handles.AnyAsync(h => h.Kind == name.Kind && h.Scope == name.Scope && h.Value == name.Value, stop)) return;

        db.Add(Handle.Reached(db.WorkspaceId, name, departure.PersonId, now));
    }

    static async Task StopAsync(KithDb db, Delivery row, DateTime now, CancellationToken stop)
    {
        if (await db.Handles.SingleOrDefaultAsync(h => h.Id == row.HandleId, stop) is { StoppedAt: null } handle) handle.StoppedAt = now;
    }

    /// <summary>Nothing more is sent to an address that does not exist, until something comes from it.</summary>
    static async Task BuryAsync(KithDb db, Delivery row, ChannelProblem problem, CancellationToken stop)
    {
        if (await db.Handles.SingleOrDefaultAsync(h => h.Id == row.HandleId, stop) is { Problem: null } handle) handle.Problem = ProblemWord.Of(problem);
    }

    /// <summary>What came of a try must not be lost to a moment in which the database does not answer; if it stays away, the try is unsure.</summary>
    async Task ChangeAsync(Departure departure, Func<Work, Delivery, DateTime, Task> change, CancellationToken stop)
    {
        for (var tries = 0; ; tries++)
            try
            {
                await using var work = await store.WriteAsync(departure.Connection.WorkspaceId, Actor.System, "sent", stop);
                if (await work.Db.DeliveryAsync(departure.Row.MomentId, departure.Row.HandleId, stop) is not { } row || row.AttemptKey != departure.Row.AttemptKey) return;

                await change(work, row, clock.GetUtcNow().UtcDateTime);
                await work.CommitAsync(stop);
                return;
            }
            catch (Exception broken) when (tries < patience.Length && !stop.IsCancellationRequested)
            {
                log.LogWarning(broken, "What came of a try could not be written down; it is tried again");
                await Task.Delay(patience[tries], clock, stop);
            }
    }
}
