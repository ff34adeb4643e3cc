namespace Kith.Team;

/// <summary>A teammate as lists show one.</summary>
[WireName("Teammate")]
public sealed record TeammateRow(
    Guid Id, string Name, string Email, Role Role, string Language, string? PictureUrl, bool Away, DateTime? AwayUntil,
    IReadOnlyList<Guid> DepartmentIds, DateTime? LastSeenAt, string State)
{
    /// <summary>What they are called where everybody reads.</summary>
    public string NameInPublic { get; init; } = "";

    /// <summary>The role of the house by which they see; null sees all.</summary>
    public Guid? TeamRoleId { get; init; }

    /// <summary>Who has their new and due cases while they are away.</summary>
    public Guid? StandInId { get; init; }

    public static TeammateRow Of(Teammate t, IReadOnlyList<Guid> departments, DateTime now) => new(
        t.Id, t.Name, t.Email, t.Role, t.Language, t.PictureUrl, t.IsAway(now), t.AwayUntil, departments, t.LastSeenAt, t.LeftAt is null ? "active" : "left")
    {
        NameInPublic = t.NameInPublic,
        TeamRoleId = t.TeamRoleId,
        StandInId = t.IsAway(now) ? t.StandInId : null,
    };

    public static async Task<TeammateRow> OfAsync(Teammate t, KithDb db, TimeProvider clock, CancellationToken stop) =>
        Of(t, await db.DepartmentMembers.Where(m => m.TeammateId == t.Id).Select(m => m.DepartmentId).ToListAsync(stop), clock.GetUtcNow().UtcDateTime);
}
