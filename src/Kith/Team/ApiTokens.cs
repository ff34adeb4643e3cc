namespace Kith.Team;

/// <summary>GET, POST and DELETE /api/tokens: keys for scripts. Everybody sees their own, an admin all.</summary>
static class ApiTokens
{
    public static void MapTokens(this RouteGroupBuilder api)
    {
        api.MapGet("/tokens", ListAsync).Allow(Role.Teammate);
        api.MapPost("/tokens", MakeAsync).Allow(Role.Teammate).WithMetadata(new SaysSecret());
        api.MapDelete("/tokens/{id:guid}", EndAsync).Allow(Role.Teammate);
    }

    static async Task<Page<ApiTokenRow>> ListAsync(Teammate me, Desk desk, KithDb db, CancellationToken stop)
    {
        var tokens = await Mine(db, me, desk).Where(t => t.RevokedAt == null).OrderByDescending(t => t.CreatedAt).Take(Page<ApiTokenRow>.Largest).ToListAsync(stop);
        return new([.. tokens.Select(ApiTokenRow.Of)], null);
    }

    static Created<NewApiToken> MakeAsync(TokenAsked asked, Teammate me, Desk desk, KithDb db, TimeProvider clock)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var role = asked.Role ?? desk.Caller!.Role;
        if (role > desk.Caller!.Role) throw new Refusal("not_allowed", "A token cannot do more than you.", StatusCodes.Status403Forbidden);
        if (asked.ExpiresAt <= now) throw Refusal.Field("expiresAt", "This time has passed.");

        var secret = RecognizeCaller.NewSecret(me.WorkspaceId);
        var token = new ApiToken
        {
            WorkspaceId = me.WorkspaceId,
            Id = Ids.New(now),
            TeammateId = me.Id,
            Name = WorkspaceDoors.Name("name", asked.Name),
            Role = role,
            SecretHash = RecognizeCaller.Hash(secret),
            Prefix = $"{RecognizeCaller.TokenPrefix}…{secret[^4..]}",
            CreatedAt = now,
            ExpiresAt = asked.ExpiresAt,
        };
        db.Add(token);
        return TypedResults.Created((string?)null, new NewApiToken(token.Id, token.Name, RecognizeCaller.TokenPrefix + secret));
    }

    static async Task<NoContent> EndAsync(Guid id, Teammate me, Desk desk, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        var token = await Mine(db, me, desk).SingleOrDefaultAsync(t => t.Id == id, stop) ?? throw Refusal.NotFound();
        token.RevokedAt ??= clock.GetUtcNow().UtcDateTime;
        return TypedResults.NoContent();
    }

    static IQueryable<ApiToken> Mine(KithDb db, Teammate me, Desk desk) =>
        desk.Caller!.Role >= Role.Admin ? db.ApiTokens : db.ApiTokens.Where(t => t.TeammateId == me.Id);
}

public sealed record TokenAsked(string? Name, Role? Role, DateTime? ExpiresAt);

/// <summary>The token itself is said here and never again.</summary>
public sealed record NewApiToken(Guid Id, string Name, string Token);

[WireName("ApiToken")]
public sealed record ApiTokenRow(Guid Id, string Name, Role Role, Guid TeammateId, DateTime CreatedAt, DateTime? LastUsedAt, DateTime? ExpiresAt, string Prefix)
{
    public static ApiTokenRow Of(ApiToken t) => new(t.Id, t.Name, t.Role, t.TeammateId, t.CreatedAt, t.LastUsedAt, t.ExpiresAt, t.Prefix);
}
