using Kith.Channels;

namespace Kith.Cases;

/// <summary>Which cases are meant: one of the lists, and what of it. Whoever reads, counts or changes many cases means them by this.</summary>
/// <param name="List">mine, departments, unassigned, all, or department with its id.</param>
/// <param name="State">open, waiting or snoozed.</param>
/// <param name="Owes">public: a word is owed there.</param>
/// <param name="Visibility">Where the last word was said: public or private.</param>
public sealed record CaseFilter(string? List, Guid? Department, string? State, string? Owes, string? Channel, string? Visibility)
{
    internal async Task<FoundCases> FindAsync((DateTime At, Guid Id)? after, Teammate me, KithDb db, ChannelRegistry channels, CancellationToken stop)
    {
        var sieve = await CaseSieve.ReadAsync(Channel, Visibility, db, channels, stop);
        IReadOnlyList<IQueryable<Case>> parts = [.. (await ChooseAsync(me, db, stop)).Select(part => Owing(InState(part)).After(after))];
        return new(parts, sieve, await sieve.EdgeAsync(parts, stop));
    }

    /// <summary>Each of my departments is read from its own place in the index; one list of several departments would be sorted first.</summary>
    async Task<IReadOnlyList<IQueryable<Case>>> ChooseAsync(Teammate me, KithDb db, CancellationToken stop) => List switch
    {
        null or "all" => (await CaseReach.OfAsync(db, stop)).All,
        "mine" => [db.Cases.Running.OwnedBy(me.Id)],
        "unassigned" => [.. (await CaseReach.OfAsync(db, stop)).All.Select(part => part.Unowned)],
        "department" when Department is { } one => (await CaseReach.OfAsync(db, stop)).In(one),
        "departments" => await MineAsync(me, db, stop) is { Count: > 0 } mine ? [.. mine.SelectMany((await CaseReach.OfAsync(db, stop)).In)] : [db.Cases.Where(_ => false)],
        _ => throw Refusal.Field("list", "There are the lists mine, departments, unassigned, all and department (with its id)."),
    };

    IQueryable<Case> InState(IQueryable<Case> cases) => State switch
    {
        null => cases,
        "open" => cases.Where(c => c.State == CaseState.Open),
        "waiting" => cases.Where(c => c.State == CaseState.Waiting),
        "snoozed" => cases.Where(c => c.State == CaseState.Snoozed),
        _ => throw Refusal.Field("state", "Cases in these lists are open, waiting or snoozed."),
    };

    IQueryable<Case> Owing(IQueryable<Case> cases) => Owes switch
    {
        null => cases,
        "public" => cases.OwingInPublic,
        _ => throw Refusal.Field("owes", "Cases owe a word in public."),
    };

    internal static Task<List<Guid>> MineAsync(Teammate me, KithDb db, CancellationToken stop) =>
        db.DepartmentMembers.Where(m => m.TeammateId == me.Id).OrderBy(m => m.DepartmentId).Select(m => m.DepartmentId).ToListAsync(stop);
}

/// <summary>The cases that were meant, in their order.</summary>
/// <param name="Edge">How far they were looked through; null where that is all of them.</param>
sealed record FoundCases(IReadOnlyList<IQueryable<Case>> Parts, CaseSieve Sieve, (DateTime At, Guid Id)? Edge)
{
    /// <summary>The first so many, by promised time.</summary>
    public IQueryable<Case> First(int count) =>
        Parts.Select(part => Sieve.Sift(part.UpTo(Edge)).ByPromise.Take(count)).Aggregate((some, more) => some.Concat(more)).ByPromise.Take(count);
}
