using Microsoft.AspNetCore.SignalR;

namespace Kith.Live;

/// <summary>
/// The socket of a teammate's browser. It hears hints of its own workspace and nothing else; whoever hears one asks the API, which
/// knows what the caller may see.
/// </summary>
sealed class LiveHub(Presence presence, OpenSockets sockets, Store store) : Hub
{
    public const string Method = "frame";

    public static string WorkspaceGroup(Guid workspace) => $"w:{workspace:N}";

    public static string PersonGroup(Guid workspace, Guid person) => $"p:{workspace:N}:{person:N}";

    public static string TeammateGroup(Guid workspace, Guid teammate) => $"t:{workspace:N}:{teammate:N}";

    public override async Task OnConnectedAsync()
    {
        var caller = Context.GetHttpContext()?.RequestServices.GetRequiredService<Desk>().Caller ?? throw new HubException("Please sign in.");
        // Heard from the first moment on: what is committed while the rest is looked up must not be missed.
        // Who does not see every case hears of each only after it was looked up for them.
        if (!caller.Sight.IsNarrow) await Groups.AddToGroupAsync(Context.ConnectionId, WorkspaceGroup(caller.WorkspaceId));
        await Groups.AddToGroupAsync(Context.ConnectionId, TeammateGroup(caller.WorkspaceId, caller.TeammateId));
        var socket = new LiveSocket(Context, caller, await FaceOfAsync(caller));
        Context.Items[typeof(LiveSocket)] = socket;
        sockets.Add(socket);
    }

    public override async Task OnDisconnectedAsync(Exception? exception)
    {
        if (Context.Items[typeof(LiveSocket)] is not LiveSocket socket) return;

        sockets.Remove(socket);
        await presence.WatchAsync(socket, null);
    }

    /// <summary>Says whose page is open in this browser; null when none is.</summary>
    public async Task Watch(Guid? personId)
    {
        if (Socket.Watching is { } before && before != personId) await Groups.RemoveFromGroupAsync(Context.ConnectionId, PersonGroup(Socket.Caller.WorkspaceId, before));
        if (personId is { } person) await Groups.AddToGroupAsync(Context.ConnectionId, PersonGroup(Socket.Caller.WorkspaceId, person));
        await presence.WatchAsync(Socket, personId);
    }

    public Task Typing(Guid personId, bool typing) => Socket.Watching == personId ? presence.TypeAsync(Socket, typing) : Task.CompletedTask;

    LiveSocket Socket => (LiveSocket)Context.Items[typeof(LiveSocket)]!;

    async Task<Teammate> FaceOfAsync(Caller caller)
    {
        await using var work = await store.ReadAsync(caller.WorkspaceId, Context.ConnectionAborted);
        return await work.Db.Teammates.SingleAsync(t => t.Id == caller.TeammateId, Context.ConnectionAborted);
    }
}

/// <summary>One open socket and what its browser shows.</summary>
sealed class LiveSocket(HubCallerContext context, Caller caller, Teammate who)
{
    public string Id => context.ConnectionId;

    public Caller Caller => caller;

    public string Name => who.Name;

    public string? PictureUrl => who.PictureUrl;

    public Guid? Watching { get; set; }

    public bool Typing { get; set; }

    public void Cut() => context.Abort();
}
