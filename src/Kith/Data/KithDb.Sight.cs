using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Kith.Data;

/// <summary>
/// The one place where what a caller may see narrows what is read: every table whose rows hang from a case and can be reached
/// without it has a filter of this name, in a model that only a narrow sight is asked through.
/// </summary>
public sealed partial class KithDb
{
    public const string OfSight = "sight";
    static readonly string[] ofSight = [OfSight];

    public Sight Sight { get; init; } = Sight.All;

    Guid SeenBy => Sight.Of;
    bool SeesOwnOnly => Sight.Scopes.OwnCasesOnly;
    bool SeesAllDepartments => Sight.Scopes.Departments is null;
    bool SeesAllBranches => Sight.Scopes.Branches is null;
    bool SeesAllConnections => Sight.Scopes.Connections is null;
    List<Guid> SeenDepartments => Sight.Scopes.Departments ?? [];
    List<Guid> SeenBranches => Sight.Scopes.Branches ?? [];
    List<Guid> SeenConnections => Sight.Scopes.Connections ?? [];

    /// <summary>All that happened to somebody, in sight or not: for a timeline that shows where something stood, without saying what.</summary>
    public IQueryable<Moment> MomentsOutOfSightToo => Sight.IsNarrow ? Moments.IgnoreQueryFilters(ofSight) : Moments;

    /// <summary>
    /// For counting what a caller chose by what the sight asks anyway, as <see cref="CaseReach"/> does: where departments alone narrow it, asking
    /// each case once more would change nothing and look at every one. Never joined with other tables, for nothing of that query is narrowed.
    /// </summary>
    internal IQueryable<Case> CasesToCount => Sight.IsByDepartment ? Cases.IgnoreQueryFilters(ofSight) : Cases;

    /// <summary>What is added to the tables of a narrow sight.</summary>
    void Glance(ModelBuilder model)
    {
        if (!Sight.IsNarrow) return;
        Look<RootCase>("case");
        Look<AskedOf>("ask");

        void Look<T>(string table) where T : class
        {
            var entity = model.Entity<T>().HasNoKey().ToView(table).Metadata;
            foreach (var property in entity.GetProperties()) property.SetColumnName(SnakeCase.Of(property.Name));
        }
    }

    void NarrowToSight(ModelBuilder model)
    {
        if (!Sight.IsNarrow) return;
        model.Entity<RootCase>().HasQueryFilter(OfSight, InSight<RootCase>());
        See(model, Either<Case>(InSight<Case>(), c => c.RootId != c.Id && Set<RootCase>().Any(root => root.Id == c.RootId)));
        See<Moment>(model, m => m.CaseId == null || Set<Case>().Any(c => c.Id == m.CaseId));
        See<Ask>(model, a => Set<Case>().Any(c => c.Id == a.MatterId));
        See<Post>(model, p => Set<Moment>().Any(m => m.PostId == p.Id));
        See<Notice>(model, n => n.CaseId == null || Set<Case>().Any(c => c.Id == n.CaseId));
        See<LaterMessage>(model, l => l.AuthorId == SeenBy || (l.CaseId != null && Set<Case>().Any(c => c.Id == l.CaseId)));
        See<Reminder>(model, r => r.TeammateId == SeenBy || Set<Case>().Any(c => c.Id == r.CaseId));
        See<AfterQuestion>(model, q => Set<Case>().Any(c => c.Id == q.CaseId));
        See<Draft>(model, d => d.TeammateId == SeenBy);
        See<Overruling>(model, o => Set<Moment>().Any(m => m.Id == o.MomentId));
        See<Approval>(model, a => a.CaseId != null ? Set<Case>().Any(c => c.Id == a.CaseId) : SeesAllDepartments || a.AuthorId == SeenBy || SeenDepartments.Contains(a.DepartmentId));
        See<CauseAbout>(model, a => a.What == AboutWhat.Case ? Set<Case>().Any(c => c.Id == a.AboutId) : Set<Moment>().Any(m => m.Id == a.AboutId));
        See<Telling>(model, t => (t.AnswersId != null ? Set<Moment>().Any(m => m.Id == t.AnswersId) : Set<CauseAbout>().Any(a => a.CauseId == t.CauseId && a.PersonId == t.PersonId))
            && (t.MomentId == null || Set<Moment>().Any(m => m.Id == t.MomentId)));
    }

    void See<T>(ModelBuilder model, Expression<Func<T, bool>> isInSight) where T : class
    {
        if (!Sight.Lacks(typeof(T))) model.Entity<T>().HasQueryFilter(OfSight, isInSight);
    }

    /// <summary>A case is in sight with its department, its place and its connection; and always for who owns it or is asked in it.</summary>
    Expression<Func<T, bool>> InSight<T>() where T : class, ICaseInSight => c => c.RootId == c.Id && (
        (!SeesOwnOnly
            && (SeesAllDepartments || SeenDepartments.Contains(c.DepartmentId))
            && (SeesAllBranches || (c.BranchId != null && SeenBranches.Contains(c.BranchId.Value)))
            && (SeesAllConnections || (c.ConnectionId != null && SeenConnections.Contains(c.ConnectionId.Value))))
        || c.OwnerId == SeenBy
        || Set<AskedOf>().Any(a => a.MatterId == c.Id && a.State != AskState.Withdrawn
            && (a.OwnerId == SeenBy || Set<DepartmentMember>().Any(d => d.TeammateId == SeenBy && d.DepartmentId == a.DepartmentId))));

    static Expression<Func<T, bool>> Either<T>(Expression<Func<T, bool>> one, Expression<Func<T, bool>> other) =>
        Expression.Lambda<Func<T, bool>>(Expression.OrElse(one.Body, new Renamed(other.Parameters[0], one.Parameters[0]).Visit(other.Body)), one.Parameters);

    sealed class Renamed(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}

/// <summary>Whoever sees all and whoever does not ask through models of their own.</summary>
sealed class SightModels : IModelCacheKeyFactory
{
    public object Create(DbContext context, bool designTime) => (context.GetType(), designTime, (context as KithDb)?.Sight.Model);
}
