namespace Kith.Team;

static class TeamDoors
{
    public static void MapTeam(this RouteGroupBuilder api) => api.MapGet("/teammates", ListAsync).Allow(Role.Viewer);

    static async Task<Page<TeammateRow>> ListAsync(KithDb db, TimeProvider clock, CancellationToken stop)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var members = await db.DepartmentMembers.ToLookupAsync(m => m.TeammateId, m => m.DepartmentId, stop);
        var team = await db.Teammates.OrderBy(t => t.Name).ToListAsync(stop);
        return new([.. team.Select(t => TeammateRow.Of(t, [.. members[t.Id]], now))], null);
    }

    static async Task<ILookup<TKey, TValue>> ToLookupAsync<T, TKey, TValue>(this IQueryable<T> rows, Func<T, TKey> key, Func<T, TValue> value, CancellationToken stop) =>
        (await rows.ToListAsync(stop)).ToLookup(key, value);
}

/// <summary>A teammate as lists show one.</summary>
public sealed record TeammateRow(
    Guid Id, string Name, string Email, Role Role, string? PictureUrl, bool Away, DateTime? AwayUntil,
    IReadOnlyList<Guid> DepartmentIds, DateTime? LastSeenAt, string State)
{
    public static TeammateRow Of(Teammate t, IReadOnlyList<Guid> departments, DateTime now) => new(
        t.Id, t.Name, t.Email, t.Role, t.PictureHash is null ? null : $"/api/attachments/{t.PictureHash}/picture",
        t.IsAway(now), t.AwayUntil, departments, t.LastSeenAt, t.LeftAt is null ? "active" : "left");
}
