namespace Kith.Sights;

/// <summary>Says what a teammate may see.</summary>
class WhoSees
{
    public virtual Sight Of(Guid teammate, Role role, Scopes? scopes) => role == Role.Owner ? Sight.All : Sight.Through(teammate, scopes);

    /// <summary>The scopes of the role that the house gave this teammate; null where it gave none.</summary>
    public static Task<Scopes?> ScopesOfAsync(KithDb db, Guid teammate, CancellationToken stop) =>
        db.Teammates.Where(t => t.Id == teammate).Join(db.TeamRoles, t => t.TeamRoleId, r => r.Id, (_, r) => r.Scopes).SingleOrDefaultAsync(stop);
}
