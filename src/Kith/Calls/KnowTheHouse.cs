using System.Collections.Concurrent;
using Kith.Channels;

namespace Kith.Calls;

/// <summary>
/// What a channel must know of the house while somebody waits for the answer: its name, its language, whether anybody is there. It is remembered
/// until a commit changes it; what another node changed is seen within a minute.
/// </summary>
sealed class KnowTheHouse : IDisposable
{
    static readonly TimeSpan remembered = TimeSpan.FromMinutes(1);

    readonly Store store;
    readonly ConnectionBook book;
    readonly TimeProvider clock;
    readonly ConcurrentDictionary<(Guid Workspace, Guid? Department), House> houses = new();
    int changes;

    public KnowTheHouse(Store store, ConnectionBook book, TimeProvider clock)
    {
        (this.store, this.book, this.clock) = (store, book, clock);
        store.Announced += Hear;
    }

    public async Task<AtTheDoor> AskAsync(OpenConnection connection, CancellationToken stop)
    {
        var house = await HouseAsync(connection.WorkspaceId, connection.Department, stop);
        return new(house.Name, house.Language, house.Hours.IsOpen(clock.Now), CanWrite(connection.WorkspaceId));
    }

    public void Dispose() => store.Announced -= Hear;

    async Task<House> HouseAsync(Guid workspace, Guid? department, CancellationToken stop)
    {
        var change = Volatile.Read(ref changes);
        if (houses.TryGetValue((workspace, department), out var known) && known.Change == change && clock.GetElapsedTime(known.Read) < remembered) return known;

        return houses[(workspace, department)] = await ReadAsync(workspace, department, change, stop);
    }

    async Task<House> ReadAsync(Guid id, Guid? chosen, int change, CancellationToken stop)
    {
        await using var work = await store.ReadAsync(id, stop);
        var workspace = await work.Db.Workspaces.AsNoTracking().SingleAsync(stop);
        var department = await work.Db.Departments.AsNoTracking().Where(d => chosen == null ? d.IsDefault : d.Id == chosen).FirstOrDefaultAsync(stop);
        var hours = (await work.Db.HouseHoursAsync(stop)).Of(department?.CalendarId);
        return new(workspace.Name, workspace.Language, hours, change, clock.GetTimestamp());
    }

    void Hear(Announcement news)
    {
        if (news.House) Interlocked.Increment(ref changes);
    }

    /// <summary>Something that reaches a telephone with words, and a chat to go on in.</summary>
    bool CanWrite(Guid workspace)
    {
        var ours = book.All.Where(one => one.Enabled && one.WorkspaceId == workspace).ToList();
        return ours.Any(one => one.Channel.Id == VisitorDesk.Channel) && ours.Any(SendChatLink.Reaches);
    }

    /// <param name="Change">After how many changes it was read.</param>
    sealed record House(string Name, string Language, OpenHours Hours, int Change, long Read);
}
