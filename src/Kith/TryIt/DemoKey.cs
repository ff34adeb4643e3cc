namespace Kith.TryIt;

/// <summary>The API token of the demo's owner: the one the environment fixes, or one that is made and told once.</summary>
static class DemoKey
{
    const string Name = "Demo";

    /// <summary>A new key, made when nobody fixed one; afterwards only its hash is known.</summary>
    public static string? Cut(KithDb db, Guid workspace, Guid owner, KithSettings settings, DateTime now)
    {
        if (settings.DemoToken is { Length: > 0 }) return null;

        var secret = RecognizeCaller.NewSecret(workspace);
        db.Add(KeyOf(workspace, owner, RecognizeCaller.Hash(secret), now));
        return RecognizeCaller.TokenPrefix + secret;
    }

    /// <summary>The fixed token may be another one at each start: the one of today is made to work.</summary>
    public static async Task FitAsync(KithDb db, KithSettings settings, DateTime now, CancellationToken stop)
    {
        if (settings.DemoToken is not { Length: > 0 } token) return;

        var hash = RecognizeCaller.Hash(token);
        if (await db.ApiTokens.AnyAsync(t => t.SecretHash == hash, stop)) return;
        var owner = await db.Teammates.Where(t => t.Role == Role.Owner && t.LeftAt == null).OrderBy(t => t.CreatedAt).FirstAsync(stop);
        db.Add(KeyOf(db.WorkspaceId, owner.Id, hash, now));
    }

    static ApiToken KeyOf(Guid workspace, Guid owner, byte[] hash, DateTime now) =>
        new() { WorkspaceId = workspace, Id = Ids.New(now), TeammateId = owner, Name = Name, Role = Role.Owner, SecretHash = hash, Prefix = RecognizeCaller.TokenPrefix, CreatedAt = now };
}
