using System.Collections.Concurrent;
using Kith.Channels;
using Kith.Channels.OAuth;
using Kith.Mail;
using Account = Kith.Channels.Account;

namespace Kith.Connections;

/// <summary>
/// Lends the access token of a mailbox that is signed in to at its provider, and has it renewed: before it ends, and once when a mail
/// server refuses it. However many want it, one asks: in this process by turns, among nodes by a claim on the row.
/// </summary>
sealed class MailboxTokens(Store store, OutboundWire wire, SealedSecrets secrets, TimeProvider clock, ILogger<MailboxTokens> log)
{
    static readonly TimeSpan claim = TimeSpan.FromMinutes(1), elsewhere = TimeSpan.FromMilliseconds(300), longestWait = TimeSpan.FromSeconds(40);
    static readonly TimeSpan[] patience = [.. new[] { 0.1, 0.5, 2, 5 }.Select(TimeSpan.FromSeconds)];

    readonly ConcurrentDictionary<Guid, Turn> turns = new();

    /// <summary>The account as its channel needs it to sign in; throws <see cref="MailFailure"/> when there is no token to be had.</summary>
    public async Task<Account> AccountAsync(OpenConnection connection, CancellationToken stop) =>
        connection.SignIn is { } plan ? connection.Account.With(ISignIn.Token, await TokenAsync(connection, plan, null, stop)) : connection.Account;

    /// <summary>The account with another token than the one that was refused; null when there is none that is worth a try.</summary>
    public async Task<Account?> AnotherAsync(OpenConnection connection, Account refused, CancellationToken stop)
    {
        if (connection.SignIn is not { } plan || refused[ISignIn.Token] is not { Length: > 0 } token || !await MayTryAnotherAsync(connection, token, stop)) return null;

        return connection.Account.With(ISignIn.Token, await TokenAsync(connection, plan, token, stop));
    }

    /// <summary>Somebody wants to know now: what failed a moment ago is tried again at once.</summary>
    public void TryAgain(OpenConnection connection)
    {
        if (turns.TryGetValue(connection.Id, out var turn)) turn.Forget();
    }

    async Task<bool> MayTryAnotherAsync(OpenConnection connection, string refused, CancellationToken stop) =>
        await ReadAsync(connection, stop) is { } kept && (kept.Access != refused || kept.Row.MayRenewRefused(clock.Now));

    async Task<string> TokenAsync(OpenConnection connection, SignInPlan plan, string? refused, CancellationToken stop)
    {
        var turn = turns.GetOrAdd(connection.Id, _ => new Turn());
        await turn.Gate.WaitAsync(stop);
        try
        {
            for (var begun = clock.Now; clock.Now - begun < longestWait; await Task.Delay(elsewhere, clock, stop))
            {
                var kept = await ReadAsync(connection, stop) ?? throw NoToken.Because($"nobody has signed in to it at {plan.Provider} yet.");
                if (kept.Row.IsOver) throw NoToken.Because(OverWords(plan));
                if (kept.Access != refused && clock.Now < kept.Row.RenewAt) return kept.Access;
                if (turn.Trouble(connection.Version, clock.Now) is { } trouble) return kept.Spare(refused, clock.Now) ?? throw trouble;
                // Not given up when the caller is: what the provider gives in exchange must not be lost.
                if (await ClaimAsync(kept.Row, refused is not null)) return await RenewAsync(connection, plan, kept, refused, turn);
            }
            throw NoToken.Now("another node has been renewing its sign-in for too long.");
        }
        finally
        {
            turn.Gate.Release();
        }
    }

    async Task<Kept?> ReadAsync(OpenConnection connection, CancellationToken stop)
    {
        await using var work = await store.ReadAsync(connection.WorkspaceId, stop);
        if (await work.Db.MailboxSignIns.AsNoTracking().SingleOrDefaultAsync(s => s.ConnectionId == connection.Id, stop) is not { } row) return null;

        var opened = row.IsOver ? [] : secrets.Open(row.WorkspaceId, row.ConnectionId, row.Secrets);
        return opened is null ? null : new Kept(row, opened);
    }

    async Task<bool> ClaimAsync(MailboxSignIn row, bool refused)
    {
        await using var work = await store.WriteAcrossAsync(CancellationToken.None);
        DateTime now = clock.Now, until = now + claim;
        var refusedAt = refused ? now : row.RefusedAt;
        var claimed = await As(work, row).Where(s => s.RenewingUntil == null || s.RenewingUntil < now)
            .ExecuteUpdateAsync(change => change.SetProperty(s => s.RenewingUntil, until).SetProperty(s => s.RefusedAt, refusedAt), CancellationToken.None);
        await work.CommitAsync(CancellationToken.None);
        return claimed == 1;
    }

    async Task<string> RenewAsync(OpenConnection connection, SignInPlan plan, Kept kept, string? refused, Turn turn)
    {
        switch (CodeFlow.Read((await wire.SendAsync(CodeFlow.Renew(plan, kept.Refresh), CancellationToken.None)).Answer))
        {
            case TokenAnswer.Given given:
                turn.Forget();
                await KeepAsync(kept, given);
                await TellEndAsync(connection, kept, given);
                return given.Access;
            case TokenAnswer.Refused { IsOver: true }:
                await EndAsync(connection, kept, OverWords(plan), over: true);
                throw NoToken.Because(OverWords(plan));
            case TokenAnswer.Refused no:
                log.LogWarning("The sign-in of connection {Connection} is not renewed: {Error}", connection.Id, no.Error);
                var words = $"{plan.Provider} does not accept its client ID and secret any more. Put new ones in; nobody need sign in again.";
                await EndAsync(connection, kept, words, over: false);
                throw turn.Fail(NoToken.Because(words), connection.Version, clock.Now);
            default:
                await LetGoAsync(kept);
                var away = turn.Fail(NoToken.Now($"{plan.Provider} does not answer when asked to renew the sign-in."), connection.Version, clock.Now);
                return kept.Spare(refused, clock.Now) ?? throw away;
        }
    }

    static string OverWords(SignInPlan plan) => $"{plan.Provider} does not renew its sign-in any more: it was taken back, or not used for too long. Sign in again.";

    /// <summary>What the provider gave exists here alone, and the token it replaces may be void: a moment in which the database does not answer must not lose it.</summary>
    async Task KeepAsync(Kept kept, TokenAnswer.Given given)
    {
        var (row, before) = (kept.Row, kept.Row.Secrets);
        row.Keep(secrets.Seal(row.WorkspaceId, row.ConnectionId, MailboxSignIn.Written(given, kept.Opened, clock.Now))!, given.Life, clock.Now);
        for (var tries = 0; ; tries++)
            try
            {
                await using var work = await store.WriteAcrossAsync(CancellationToken.None);
                await As(work, row, before).ExecuteUpdateAsync(change => change.SetProperty(s => s.Secrets, row.Secrets).SetProperty(s => s.RenewedAt, row.RenewedAt)
                    .SetProperty(s => s.RenewAt, row.RenewAt).SetProperty(s => s.ExpiresAt, row.ExpiresAt).SetProperty(s => s.RenewingUntil, (DateTime?)null), CancellationToken.None);
                await work.CommitAsync(CancellationToken.None);
                return;
            }
            catch (Exception broken) when (tries < patience.Length)
            {
                log.LogWarning(broken, "A renewed sign-in could not be written down; it is tried again");
                await Task.Delay(patience[tries], clock, CancellationToken.None);
            }
    }

    /// <summary>Days before somebody must sign in again they are told so: once for the same day.</summary>
    async Task TellEndAsync(OpenConnection connection, Kept kept, TokenAnswer.Given given)
    {
        var now = clock.Now;
        if (MailboxSignIn.News(MailboxSignIn.Written(given, kept.Opened, now), kept.Opened, now) is not { } words) return;

        await using var work = await store.WriteAsync(connection.WorkspaceId, Actor.System, "sign-in ends soon", CancellationToken.None);
        await ConnectionNotice.WriteAsync(work.Db, $"{connection.Name}: {words}", now, CancellationToken.None);
        await work.CommitAsync(CancellationToken.None);
    }

    /// <summary>A person must do something: they are told once, and what waits to be sent goes on waiting.</summary>
    async Task EndAsync(OpenConnection connection, Kept kept, string words, bool over)
    {
        await using var work = await store.WriteAsync(connection.WorkspaceId, Actor.System, "sign-in ended", CancellationToken.None);
        // Somebody signed in meanwhile: then it is not theirs that ended.
        if (await work.Db.MailboxSignIns.SingleOrDefaultAsync(s => s.ConnectionId == connection.Id && s.Secrets == kept.Row.Secrets) is not { } row) return;

        if (over) row.End(clock.Now);
        else row.RenewingUntil = null;
        if (await work.Db.ConnectionAsync(connection.Id, CancellationToken.None) is { } told && told.SignOut(new ChannelProblem(Channels.ProblemCode.SignInExpired, words), connection.Version, clock.Now))
            await ConnectionNotice.WriteAsync(work.Db, told, clock.Now, CancellationToken.None);
        await work.CommitAsync(CancellationToken.None);
    }

    async Task LetGoAsync(Kept kept)
    {
        await using var work = await store.WriteAcrossAsync(CancellationToken.None);
        await As(work, kept.Row).ExecuteUpdateAsync(change => change.SetProperty(s => s.RenewingUntil, (DateTime?)null), CancellationToken.None);
        await work.CommitAsync(CancellationToken.None);
    }

    /// <summary>The row as long as it is what it was when it was read: who signs in anew is not written over.</summary>
    static IQueryable<MailboxSignIn> As(Work work, MailboxSignIn row, string? before = null)
    {
        var sealedThen = before ?? row.Secrets;
        return work.Db.MailboxSignIns.IgnoreQueryFilters().Where(s => s.WorkspaceId == row.WorkspaceId && s.ConnectionId == row.ConnectionId && s.Secrets == sealedThen);
    }

    sealed record Kept(MailboxSignIn Row, IReadOnlyDictionary<string, string> Opened)
    {
        public string Access => Opened.GetValueOrDefault("access", "");

        public string Refresh => Opened.GetValueOrDefault("refresh", "");

        /// <summary>What is good for a while yet, where no new one is to be had.</summary>
        public string? Spare(string? refused, DateTime now) => Access != refused && now < Row.ExpiresAt ? Access : null;
    }

    /// <summary>One connection's turn here. A provider that fails is not asked again with every mail.</summary>
    sealed class Turn
    {
        MailFailure? trouble;
        DateTime until;
        long version;
        int failures;

        public SemaphoreSlim Gate { get; } = new(1, 1);

        public MailFailure? Trouble(long now, DateTime at) => version == now && at < until ? trouble : null;

        public MailFailure Fail(MailFailure failure, long ofVersion, DateTime now)
        {
            failures = version == ofVersion ? failures + 1 : 1;
            (trouble, version, until) = (failure, ofVersion, now + BackOff.After(failures));
            return failure;
        }

        public void Forget() => (trouble, failures, until) = (null, 0, default);
    }
}
