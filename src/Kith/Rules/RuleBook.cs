using System.Collections.Concurrent;

namespace Kith.Rules;

/// <summary>The rules of each house as they were last read, laid out for checking. Dropped when a commit changes the house; what another node changed is seen within a minute.</summary>
sealed class RuleBook : IDisposable
{
    static readonly TimeSpan remembered = TimeSpan.FromMinutes(1);

    readonly Store store;
    readonly TimeProvider clock;
    readonly ConcurrentDictionary<Guid, HouseRules> houses = new();
    int changes;

    public RuleBook(Store store, TimeProvider clock)
    {
        (this.store, this.clock) = (store, clock);
        store.Announced += Hear;
    }

    public async Task<HouseRules> OfAsync(KithDb db, CancellationToken stop)
    {
        var change = Volatile.Read(ref changes);
        if (houses.TryGetValue(db.WorkspaceId, out var known) && known.Change == change && clock.GetElapsedTime(known.Read) < remembered) return known;

        var rules = await db.RulesAsync(stop);
        return houses[db.WorkspaceId] = new(rules, new RuleSet(rules), await db.ApprovalRules.AsNoTracking().Where(r => r.IsInForce).OrderBy(r => r.Id).ToListAsync(stop), change, clock.GetTimestamp());
    }

    public void Dispose() => store.Announced -= Hear;

    void Hear(Announcement news)
    {
        if (news.House) Interlocked.Increment(ref changes);
    }
}

/// <param name="Approvals">Those in force.</param>
/// <param name="Change">After how many changes it was read.</param>
sealed record HouseRules(IReadOnlyList<HouseRule> Rules, RuleSet Set, IReadOnlyList<ApprovalRule> Approvals, int Change, long Read);

static class ReadRules
{
    /// <summary>The built-in ones, each as somebody changed it, and then the house's own, in the order they were made.</summary>
    public static async Task<List<HouseRule>> RulesAsync(this KithDb db, CancellationToken stop)
    {
        var rows = await db.HouseRules.AsNoTracking().OrderBy(r => r.Id).ToListAsync(stop);
        var changed = rows.ToDictionary(row => row.Id);
        return [.. BuiltInRules.All(db.WorkspaceId).Select(rule => changed.GetValueOrDefault(rule.Id, rule)), .. rows.Where(row => !BuiltInRules.Has(row.Id))];
    }
}
