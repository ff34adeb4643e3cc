using Kith.Channels;

namespace Kith.Calls;

/// <summary>What a channel must know of the house while somebody waits for the answer: its name, its language, whether anybody is there.</summary>
sealed class KnowTheHouse(Store store, ConnectionBook book, TimeProvider clock)
{
    public async Task<AtTheDoor> AskAsync(OpenConnection connection, CancellationToken stop)
    {
        await using var work = await store.ReadAsync(connection.WorkspaceId, stop);
        var workspace = await work.Db.Workspaces.AsNoTracking().SingleAsync(stop);
        var chosen = connection.Department;
        var department = await work.Db.Departments.AsNoTracking().Where(d => chosen == null ? d.IsDefault : d.Id == chosen).FirstOrDefaultAsync(stop);
        return new(workspace.Name, workspace.Language, PromiseClock.IsOpen(department?.Openings ?? workspace.Openings, workspace.TimeZone, clock.Now), CanWrite(connection.WorkspaceId));
    }

    /// <summary>Something that reaches a telephone with words, and a chat to go on in.</summary>
    bool CanWrite(Guid workspace)
    {
        var ours = book.All.Where(one => one.Enabled && one.WorkspaceId == workspace).ToList();
        return ours.Any(one => one.Channel.Id == VisitorDesk.Channel) && ours.Any(SendChatLink.Reaches);
    }
}
