using System.Collections.Concurrent;
using System.Globalization;
using Kith.Channels;
using Account = Kith.Channels.Account;

namespace Kith.Connections;

/// <summary>
/// Keeps the session of each connection whose platform wants one (<see cref="IOpenSession"/>): opened with what a person set up, renewed before it ends and
/// once when it is refused, sealed beside the sign-ins of mailboxes. Opening is what platforms count most strictly, so a session outlives a restart;
/// what a person changes ends it. Two nodes may renew at once: each keeps what it is given, and both are good.
/// </summary>
sealed class PlatformSessions(Store store, OutboundWire wire, SealedSecrets secrets, TimeProvider clock)
{
    readonly ConcurrentDictionary<Guid, Turn> turns = new();

    /// <summary>The account with what signs its requests, and with another token than the one that was refused; else why there is none.</summary>
    public async Task<Lent> LendAsync(OpenConnection connection, string? refused, CancellationToken stop)
    {
        var turn = turns.GetOrAdd(connection.Id, _ => new Turn());
        await turn.Gate.WaitAsync(stop);
        try
        {
            var kept = await ReadAsync(connection, stop);
            if (kept is not null && kept.Access != refused && clock.Now < kept.Row.RenewAt) return kept.LentTo(connection);
            if (turn.Trouble(connection.Version, clock.Now) is { } trouble) return kept?.Spare(connection, refused, clock.Now) ?? trouble;

            // Not given up when the caller is: what the platform gives in exchange must not be lost.
            return await RenewOrOpenAsync(connection, kept, refused, turn);
        }
        finally
        {
            turn.Gate.Release();
        }
    }

    async Task<Lent> RenewOrOpenAsync(OpenConnection connection, Kept? kept, string? refused, Turn turn)
    {
        var channel = connection.Can<IOpenSession>()!;
        var said = kept is null ? await OpenAsync(connection, channel) : await AskAsync(channel, channel.Renewing(connection.Account, kept.Refresh));
        if (kept is not null && said is SessionAnswer.Refused) said = await OpenAsync(connection, channel);
        switch (said)
        {
            case SessionAnswer.Opened opened:
                turn.Forget();
                return await KeepAsync(connection, opened);
            case SessionAnswer.Refused no:
                return turn.Fail(new Lent(null, no.Problem), connection.Version, clock.Now);
            default:
                var later = (SessionAnswer.Later)said;
                var away = turn.Fail(new Lent(null, later.Problem, later.After), connection.Version, clock.Now);
                return kept?.Spare(connection, refused, clock.Now) ?? away;
        }
    }

    Task<SessionAnswer> OpenAsync(OpenConnection connection, IOpenSession channel) => AskAsync(channel, channel.Opening(connection.Account));

    async Task<SessionAnswer> AskAsync(IOpenSession channel, WireRequest request) => channel.ReadSession((await wire.SendAsync(request, CancellationToken.None)).Answer, clock.GetUtcNow());

    async Task<Kept?> ReadAsync(OpenConnection connection, CancellationToken stop)
    {
        await using var work = await store.ReadAsync(connection.WorkspaceId, stop);
        if (await work.Db.MailboxSignIns.AsNoTracking().SingleOrDefaultAsync(s => s.ConnectionId == connection.Id, stop) is not { IsOver: false } row) return null;

        var opened = secrets.Open(row.WorkspaceId, row.ConnectionId, row.Secrets);
        return opened?.GetValueOrDefault("of") == VersionOf(connection) ? new Kept(row, opened.GetValueOrDefault("access", ""), opened.GetValueOrDefault("refresh", "")) : null;
    }

    async Task<Lent> KeepAsync(OpenConnection connection, SessionAnswer.Opened opened)
    {
        await using var work = await store.WriteAsync(connection.WorkspaceId, Actor.System, "session", CancellationToken.None);
        var row = await work.Db.MailboxSignIns.AsTracking().SingleOrDefaultAsync(s => s.ConnectionId == connection.Id);
        if (row is null) work.Db.Add(row = new MailboxSignIn { WorkspaceId = connection.WorkspaceId, ConnectionId = connection.Id, SignedInAt = clock.Now });
        row.Begin(opened.Who, Guid.Empty, clock.Now);
        row.Keep(secrets.Seal(row.WorkspaceId, row.ConnectionId, new Dictionary<string, string> { ["access"] = opened.Access, ["refresh"] = opened.Refresh, ["of"] = VersionOf(connection) })!, opened.Life, clock.Now);
        await work.CommitAsync(CancellationToken.None);
        return new Kept(row, opened.Access, opened.Refresh).LentTo(connection);
    }

    static string VersionOf(OpenConnection connection) => connection.Version.ToString(CultureInfo.InvariantCulture);

    sealed record Kept(MailboxSignIn Row, string Access, string Refresh)
    {
        public Lent LentTo(OpenConnection connection) => new(connection.Account.With(IOpenSession.Token, Access).With(IOpenSession.Who, Row.Account));

        /// <summary>What is good for a while yet, where no new one is to be had.</summary>
        public Lent? Spare(OpenConnection connection, string? refused, DateTime now) => Access != refused && now < Row.ExpiresAt ? LentTo(connection) : null;
    }

    /// <summary>One connection's turn here. A platform that does not let us in is not asked again with every message.</summary>
    sealed class Turn
    {
        Lent? trouble;
        DateTime until;
        long version;
        int failures;

        public SemaphoreSlim Gate { get; } = new(1, 1);

        public Lent? Trouble(long now, DateTime at) => version == now && at < until ? trouble : null;

        public Lent Fail(Lent failure, long ofVersion, DateTime now)
        {
            failures = version == ofVersion ? failures + 1 : 1;
            (trouble, version, until) = (failure, ofVersion, now + (failure.After ?? BackOff.After(failures)));
            return failure;
        }

        public void Forget() => (trouble, failures, until) = (null, 0, default);
    }
}

/// <summary>An account that can sign its requests, or why there is none.</summary>
/// <param name="Account">Null where there is none.</param>
/// <param name="Problem">Why.</param>
/// <param name="After">How long to wait, where the platform said.</param>
sealed record Lent(Account? Account, ChannelProblem? Problem = null, TimeSpan? After = null);
