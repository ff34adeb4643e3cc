using System.Text.Json;
using Kith.Channels;

namespace Kith.Connections;

/// <summary>
/// Asks the other side to like or hide something, while a teammate waits. It goes the way that messages go, at their pace, but is never tried
/// again by itself: whoever pressed reads what came of it and presses again.
/// </summary>
sealed class ActThere(ConnectionWire wire, Paces paces, Store store, TimeProvider clock)
{
    static readonly TimeSpan patience = TimeSpan.FromSeconds(10);

    /// <summary>Returns when it is done there; else says why not. A request that has begun is ended, so that its answer is not lost.</summary>
    public async Task DoAsync(OpenConnection connection, IAct channel, Act act, CancellationToken stop)
    {
        if (!await paces.BeginAsync(connection.Id, connection.Channel.Surfaces[0].Pace, patience, stop))
            throw new Refusal("slow_down", $"Much is leaving on {connection.Name} just now. Try again in a minute.", StatusCodes.Status429TooManyRequests);

        Spoken spoken;
        try { spoken = await wire.SendAsync(connection, account => channel.Acting(act, account, clock.GetUtcNow()) with { Patience = patience }, CancellationToken.None); }
        finally { paces.Of(connection.Id).End(); }

        if (spoken is { Trouble: null, Carried: { Answer: null, BytesLeft: var bytesLeft } }) throw NoAnswer(bytesLeft);
        if ((spoken.Trouble ?? channel.ReadActing(spoken.Carried.Answer!, act, clock.GetUtcNow())) is not { } problem) return;
        if (problem.IsOfConnection) await SignOutAsync(connection, problem);
        throw new Refusal(JsonNamingPolicy.SnakeCaseLower.ConvertName(problem.Code.ToString()), $"{problem.Words} Nothing was changed.");
    }

    static Refusal NoAnswer(bool bytesLeft) => new("unreachable", bytesLeft
        ? "No answer came, so nobody knows whether it was done. Press again: what is done twice is done once."
        : "The other side could not be reached. Nothing was changed.");

    /// <summary>As a delivery would: nothing more is sent until a person connects it again.</summary>
    async Task SignOutAsync(OpenConnection connection, ChannelProblem problem)
    {
        await using var work = await store.WriteAsync(connection.WorkspaceId, Actor.System, "acted", CancellationToken.None);
        var now = clock.Now;
        if (await work.Db.ConnectionAsync(connection.Id, CancellationToken.None) is { } row && row.SignOut(problem, connection.Version, now)) await ConnectionNotice.WriteAsync(work.Db, row, now, CancellationToken.None);
        await work.CommitAsync(CancellationToken.None);
    }
}
