using System.Collections.Concurrent;

namespace Kith.Routing;

/// <summary>Who of the team is at their desk: a page of ours is open in their browser, or they did something in it just now. What a program does in their name is not them.</summary>
sealed class WhoIsIn(OpenSockets? sockets = null)
{
    static readonly TimeSpan justNow = TimeSpan.FromMinutes(15);

    readonly ConcurrentDictionary<(Guid Workspace, Guid Teammate), DateTime> heard = new();

    public void Note(Caller caller, DateTime at)
    {
        if (caller.SessionId is not null) heard[(caller.WorkspaceId, caller.TeammateId)] = at;
    }

    public bool IsIn(Guid workspace, Guid teammate, DateTime now) =>
        (heard.TryGetValue((workspace, teammate), out var at) && at > now - justNow)
        || sockets?.All.Any(socket => socket.Caller.WorkspaceId == workspace && socket.Caller.TeammateId == teammate) == true;
}
