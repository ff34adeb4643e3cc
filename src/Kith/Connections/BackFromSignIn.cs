using Kith.Channels;
using Kith.Channels.OAuth;

namespace Kith.Connections;

/// <summary>
/// GET /api/connections/sign-in/callback: the provider sends the browser back with a code, or without one. Whatever came of it, the person
/// lands on the connection's page with a word; nothing the provider says is repeated.
/// </summary>
static class BackFromSignIn
{
    public const string Path = "/api/connections/sign-in/callback";
    const int Longest = 8000;

    public static void MapBackFromSignIn(this RouteGroupBuilder connections) =>
        connections.MapGet("/sign-in/callback", BackAsync).AllowStrangers("The state names a sign-in that somebody began in this very session a moment ago; whoever did not is only led to the settings.")
            .WithMetadata(new OwnDesk()).ExcludeFromDescription();

    static async Task<RedirectHttpResult> BackAsync(string? state, string? code, string? error, Way way, CancellationToken stop)
    {
        var (connection, word) = await way.EndAsync(Short(state), Short(code), Short(error), stop);
        return TypedResults.LocalRedirect($"/app/settings/connections{(connection is { } id ? $"/{id}" : "")}?signIn={word}");
    }

    static string Short(string? said) => said is { Length: <= Longest } ? said : "";

    /// <summary>One person's way back.</summary>
    public sealed class Way(
        Desk desk, Store store, ConnectionBook book, OutboundWire wire, SealedSecrets secrets, PublicAddress address, MailVisit visit, MailboxTokens tokens, TimeProvider clock)
    {
        const string Action = $"GET {Path}";

        public async Task<(Guid? Connection, string Word)> EndAsync(string state, string code, string error, CancellationToken stop)
        {
            if (desk.Caller is not { SessionId: not null, Role: >= Role.Admin } || await Clash.RepeatAsync(() => TakeAsync(state, stop)) is not { } begun) return (null, "expired");

            var word = begun.ExpiresAt < clock.Now ? "expired" : error.Length > 0 ? WordOf(error) : code.Length == 0 ? "trouble" : await RedeemAsync(begun, code, stop);
            if (word != "done") await NoteAsync(begun, word, stop);
            return (begun.ConnectionId, word);
        }

        /// <summary>Once: whoever comes with the same state again finds nothing, and neither does another session or another teammate.</summary>
        async Task<BegunSignIn?> TakeAsync(string state, CancellationToken stop)
        {
            var (caller, hash) = (desk.Caller!, BegunSignIn.Hash(state));
            await using var work = await WriteAsync(stop);
            var begun = await work.Db.BegunSignIns.SingleOrDefaultAsync(b => b.StateHash == hash && b.TeammateId == caller.TeammateId && b.SessionId == caller.SessionId, stop);
            if (begun is null) return null;

            work.Db.Remove(begun);
            await work.CommitAsync(stop);
            return begun;
        }

        static string WordOf(string error) => error switch
        {
            "access_denied" or "consent_required" or "interaction_required" or "login_required" => "refused",
            "invalid_request" or "invalid_scope" or "invalid_client" or "unauthorized_client" or "unsupported_response_type" => "settings",
            "server_error" or "temporarily_unavailable" => "away",
            _ => "trouble",
        };

        async Task<string> RedeemAsync(BegunSignIn begun, string code, CancellationToken stop)
        {
            await book.SettledAsync();
            if (book.Get(begun.ConnectionId) is not { SignIn: { } plan } connection || connection.Version != begun.ConnectionVersion) return "changed";
            if (secrets.Open(connection.WorkspaceId, connection.Id, begun.Secrets)?.GetValueOrDefault("verifier") is not { } verifier) return "expired";

            return CodeFlow.Read((await wire.SendAsync(CodeFlow.Redeem(plan, code, verifier, address.SignInUrl), stop)).Answer) switch
            {
                TokenAnswer.Given given => await WhyNotAsync(connection, plan, given, stop) ?? await KeepAsync(begun, plan, given, stop),
                TokenAnswer.Refused { IsOver: true } => "expired",
                TokenAnswer.Refused => "settings",
                _ => "away",
            };
        }

        async Task<string?> WhyNotAsync(OpenConnection connection, SignInPlan plan, TokenAnswer.Given given, CancellationToken stop)
        {
            if (given.Refresh is null) return "once_only";
            if (given.Scope.Length > 0 && plan.Needed.Length > 0 && !given.Scope.Split(' ').Contains(plan.Needed)) return "no_mail";
            if (given.Accounts.Count > 0) return given.Accounts.Any(account => (connection.Account.Email(account) ?? account).Equals(plan.Who, StringComparison.OrdinalIgnoreCase)) ? null : "wrong_account";
            return await visit.OpensAsync(connection, given.Access, stop) ? null : "wrong_account";
        }

        async Task<string> KeepAsync(BegunSignIn begun, SignInPlan plan, TokenAnswer.Given given, CancellationToken stop)
        {
            await using (var work = await WriteAsync(stop))
            {
                if (await work.Db.ConnectionAsync(begun.ConnectionId, stop) is not { } row || row.Version != begun.ConnectionVersion) return "changed";

                var kept = await work.Db.MailboxSignIns.SingleOrDefaultAsync(s => s.ConnectionId == row.Id, stop);
                if (kept is null) work.Db.Add(kept = new MailboxSignIn { WorkspaceId = row.WorkspaceId, ConnectionId = row.Id });
                kept.Begin(given.Accounts.Count > 0 ? plan.Who : "", begun.TeammateId, clock.Now);
                kept.Keep(secrets.Seal(row.WorkspaceId, row.Id, MailboxSignIn.Written(given, null, clock.Now))!, given.Life, clock.Now);
                row.Version++;
                await WakeConnection.WakeAsync(work.Db, row, clock.Now, stop);
                work.Note($"signed in at {plan.Provider}");
                await work.CommitAsync(stop);
            }
            await book.SettledAsync();
            if (book.Get(begun.ConnectionId) is { } connection) tokens.TryAgain(connection);
            return "done";
        }

        async Task NoteAsync(BegunSignIn begun, string word, CancellationToken stop)
        {
            await using var work = await WriteAsync(stop);
            work.Note($"not signed in: {word}", $"connection {begun.ConnectionId}");
            await work.CommitAsync(stop);
        }

        Task<Work> WriteAsync(CancellationToken stop) => store.WriteAsync(desk.Caller!.WorkspaceId, new Actor(AuthorKind.Teammate, desk.Caller.TeammateId), Action, stop);
    }
}
