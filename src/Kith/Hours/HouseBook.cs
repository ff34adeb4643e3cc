using System.Collections.Concurrent;

namespace Kith.Hours;

/// <summary>
/// The hours and the rules of each workspace as the hot path last read them. A batch sees the version in the workspace's row and asks again when it is
/// another one.
/// </summary>
sealed class HouseBook(Store store)
{
    readonly ConcurrentDictionary<Guid, KnownHouse> known = [];

    public KnownHouse? Of(Guid workspace, long version) => known.TryGetValue(workspace, out var house) && house.Hours.Version == version ? house : null;

    public async Task ReadAsync(Guid workspace, CancellationToken stop)
    {
        await using var work = await store.ReadAsync(workspace, stop);
        var hours = await work.Db.HouseHoursAsync(stop);
        known[workspace] = new(hours, await work.Db.HouseRulesAsync(hours, stop));
    }
}

sealed record KnownHouse(HouseHours Hours, HouseRoutes Rules);
