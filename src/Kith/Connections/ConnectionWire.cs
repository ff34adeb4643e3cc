using Kith.Channels;
using Account = Kith.Channels.Account;

namespace Kith.Connections;

/// <summary>
/// Speaks to a platform as one of our connections. Where the platform wants a session the channel is lent one, and a request that was refused because
/// the session had ended is made once more with a new one: nobody notices.
/// </summary>
sealed class ConnectionWire(OutboundWire wire, PlatformSessions sessions)
{
    const int LargestAnswer = 256 * 1024;

    public Task<Spoken> SendAsync(OpenConnection connection, Func<Account, WireRequest> request, CancellationToken stop) => SendAsync(connection, request, LargestAnswer, stop);

    public async Task<Spoken> SendAsync(OpenConnection connection, Func<Account, WireRequest> request, int largest, CancellationToken stop)
    {
        if (connection.Can<IOpenSession>() is not { } session) return new(await wire.SendAsync(request(connection.Account), largest, stop), connection.Account);

        var lent = await sessions.LendAsync(connection, null, stop);
        for (var isSecond = false; lent.Account is { } account; isSecond = true)
        {
            var carried = await wire.SendAsync(request(account), largest, stop);
            if (isSecond || carried.Answer is not { } answer || !session.IsStale(answer)) return new(carried, account);

            lent = await sessions.LendAsync(connection, account[IOpenSession.Token], stop);
        }
        return new(new Carried(null, false) { BytesLeft = false }, connection.Account) { Trouble = lent.Problem, After = lent.After };
    }
}

/// <summary>What came of a request.</summary>
/// <param name="Carried">What the wire brought back.</param>
/// <param name="Account">The account as the channel was lent it; it reads the answer with the same.</param>
sealed record Spoken(Carried Carried, Account Account)
{
    /// <summary>Why nothing was asked at all: there is no session. Null where it was.</summary>
    public ChannelProblem? Trouble { get; init; }

    /// <summary>How long to wait, where the platform said when it gave no session.</summary>
    public TimeSpan? After { get; init; }
}
