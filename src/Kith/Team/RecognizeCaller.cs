using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;

namespace Kith.Team;

/// <summary>
/// Who asks? A secret names its workspace (16 bytes) before its own 32 random bytes, so that it is looked up under row-level security.
/// Only hashes are kept. What was found is remembered for two seconds: a revoked key is dead everywhere within five.
/// </summary>
sealed class RecognizeCaller(Store store, IMemoryCache remembered, FindWorkspace find, KithSettings settings, WhoSees sees, TimeProvider clock)
{
    public const string TokenPrefix = "kith_";
    static readonly TimeSpan memory = TimeSpan.FromSeconds(2);

    public static string NewSecret(Guid workspace)
    {
        Span<byte> bytes = stackalloc byte[48];
        workspace.TryWriteBytes(bytes, bigEndian: true, out _);
        RandomNumberGenerator.Fill(bytes[16..]);
        return Base64Url.EncodeToString(bytes);
    }

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.ASCII.GetBytes(secret));

    public async Task<Caller?> ByTokenAsync(string token, CancellationToken stop) =>
        settings.DemoToken is { Length: > 0 } && token == settings.DemoToken ? await FindAsync((await find.OldestAsync(stop))?.Id, token, TokenOf, stop)
        : token.StartsWith(TokenPrefix, StringComparison.Ordinal) ? await FindAsync(token[TokenPrefix.Length..], TokenOf, stop)
        : null;

    public Task<Caller?> BySessionAsync(string cookie, CancellationToken stop) => FindAsync(cookie, SessionOf, stop);

    Task<Caller?> FindAsync(string secret, Func<KithDb, byte[], DateTime, CancellationToken, Task<Caller?>> look, CancellationToken stop) =>
        FindAsync(WorkspaceIn(secret), secret, look, stop);

    async Task<Caller?> FindAsync(Guid? named, string secret, Func<KithDb, byte[], DateTime, CancellationToken, Task<Caller?>> look, CancellationToken stop)
    {
        if (named is not { } workspace) return null;
        var hash = Hash(secret);
        var key = (look.Method.Name, Convert.ToHexString(hash));
        if (remembered.TryGetValue(key, out Caller? known)) return known;

        await using var work = await store.ReadAsync(workspace, stop);
        var caller = await look(work.Db, hash, clock.GetUtcNow().UtcDateTime, stop);
        remembered.Set(key, caller, memory);
        return caller;
    }

    async Task<Caller?> TokenOf(KithDb db, byte[] hash, DateTime now, CancellationToken stop)
    {
        var token = await db.ApiTokens.SingleOrDefaultAsync(t => t.SecretHash == hash && t.RevokedAt == null && (t.ExpiresAt == null || t.ExpiresAt > now), stop);
        if (token is null) return null;

        var role = await db.Teammates.Where(t => t.Id == token.TeammateId && t.LeftAt == null).Select(t => (Role?)t.Role).SingleOrDefaultAsync(stop);
        return role is null ? null : new Caller(token.WorkspaceId, token.TeammateId, (Role)Math.Min((int)role, (int)token.Role), null, token.Id, token.ExpiresAt ?? DateTime.MaxValue)
        {
            Sight = sees.Of(token.TeammateId, role.Value, await WhoSees.ScopesOfAsync(db, token.TeammateId, stop)),
        };
    }

    async Task<Caller?> SessionOf(KithDb db, byte[] hash, DateTime now, CancellationToken stop)
    {
        var session = await db.Sessions.SingleOrDefaultAsync(s => s.SecretHash == hash && s.RevokedAt == null && s.ExpiresAt > now, stop);
        if (session is null) return null;

        var role = await db.Teammates.Where(t => t.Id == session.TeammateId && t.LeftAt == null).Select(t => (Role?)t.Role).SingleOrDefaultAsync(stop);
        return role is null ? null : new Caller(session.WorkspaceId, session.TeammateId, role.Value, session.Id, null, session.ExpiresAt)
        {
            Sight = sees.Of(session.TeammateId, role.Value, await WhoSees.ScopesOfAsync(db, session.TeammateId, stop)),
        };
    }

    /// <summary>The workspace that a secret names, if it has the form of one of ours at all.</summary>
    public static Guid? WorkspaceIn(string secret)
    {
        Span<byte> bytes = stackalloc byte[48];
        return secret.Length == 64 && Base64Url.TryDecodeFromChars(secret, bytes, out var written) && written == 48 ? new Guid(bytes[..16], bigEndian: true) : null;
    }
}
