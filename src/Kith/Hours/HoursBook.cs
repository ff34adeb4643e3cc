using System.Collections.Concurrent;

namespace Kith.Hours;

/// <summary>The hours of each workspace as the hot path last read them. A batch sees the version in the workspace's row and asks again when it is another one.</summary>
sealed class HoursBook(Store store)
{
    readonly ConcurrentDictionary<Guid, HouseHours> known = [];

    public HouseHours? Of(Guid workspace, long version) => known.TryGetValue(workspace, out var hours) && hours.Version == version ? hours : null;

    public async Task ReadAsync(Guid workspace, CancellationToken stop)
    {
        await using var work = await store.ReadAsync(workspace, stop);
        known[workspace] = await work.Db.HouseHoursAsync(stop);
    }
}
