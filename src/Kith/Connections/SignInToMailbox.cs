using Kith.Channels;
using Kith.Channels.OAuth;

namespace Kith.Connections;

/// <summary>POST /api/connections/{id}/sign-in: where to send the browser, so that somebody signs in to the mailbox at its provider.</summary>
static class SignInToMailbox
{
    public static void MapSignInToMailbox(this RouteGroupBuilder connections) =>
        connections.MapPost("/{id:guid}/sign-in", BeginAsync).Allow(Role.Admin).InBrowserOnly().WithMetadata(new SaysSecret());

    static async Task<ProviderAddress> BeginAsync(Guid id, KithDb db, Desk desk, ConnectionBook book, SealedSecrets secrets, PublicAddress address, TimeProvider clock, CancellationToken stop)
    {
        var row = await db.ConnectionAsync(id, stop) ?? throw Refusal.NotFound();
        var plan = book.SignInOf(row) ?? throw new Refusal("has_password", "This connection signs in with a password. Choose a provider in its settings and save them first.");
        var (state, verifier, now) = (CodeFlow.NewSecret(), CodeFlow.NewSecret(), clock.Now);
        await db.BegunSignIns.Where(b => b.WorkspaceId == db.WorkspaceId && b.ExpiresAt < now).ExecuteDeleteAsync(stop);
        db.Add(new BegunSignIn
        {
            WorkspaceId = row.WorkspaceId,
            Id = Ids.New(now),
            StateHash = BegunSignIn.Hash(state),
            ConnectionId = id,
            ConnectionVersion = row.Version,
            TeammateId = desk.Caller!.TeammateId,
            SessionId = desk.Caller.SessionId!.Value,
            Secrets = secrets.Seal(row.WorkspaceId, id, new Dictionary<string, string> { ["verifier"] = verifier })!,
            ExpiresAt = now + BegunSignIn.Patience,
        });
        return new(CodeFlow.Authorize(plan, address.SignInUrl, state, verifier));
    }
}

/// <param name="Url">At the provider. It holds what brings this browser back, once and within ten minutes.</param>
public sealed record ProviderAddress(string Url);
