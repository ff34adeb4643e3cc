using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;

namespace Kith.Live;

/// <summary>Who else is looking at a person's page, who types there, and whether the person types. Kept in memory only.</summary>
sealed class Presence(OpenSockets sockets, IHubContext<LiveHub> hub, TimeProvider clock)
{
    static readonly TimeSpan typingLasts = TimeSpan.FromSeconds(8);

    readonly ConcurrentDictionary<(Guid Workspace, Guid Person), DateTimeOffset> typingPeople = new();

    /// <summary>Raised for widgets of ours: in which workspace, on whose page, and who; nobody when they stopped.</summary>
    public event Action<Guid, Guid, string?>? TeammateTypes;

    public async Task WatchAsync(LiveSocket socket, Guid? person)
    {
        var before = socket.Watching;
        (socket.Watching, socket.Typing) = (person, false);
        if (before is { } left && left != person) await TellAsync(socket.Caller.WorkspaceId, left);
        if (person is { } now) await TellAsync(socket.Caller.WorkspaceId, now);
    }

    public Task TypeAsync(LiveSocket socket, bool typing)
    {
        if (socket.Typing == typing || socket.Watching is not { } person) return Task.CompletedTask;

        socket.Typing = typing;
        TeammateTypes?.Invoke(socket.Caller.WorkspaceId, person, typing ? socket.Name : null);
        return TellAsync(socket.Caller.WorkspaceId, person);
    }

    /// <summary>The person types, in a widget of ours; it holds for some seconds unless it is said again.</summary>
    public Task PersonTypesAsync(Guid workspace, Guid person, bool typing)
    {
        if (typing) typingPeople[(workspace, person)] = clock.GetUtcNow() + typingLasts;
        else typingPeople.TryRemove((workspace, person), out _);
        return TellAsync(workspace, person);
    }

    Task TellAsync(Guid workspace, Guid person) =>
        hub.Clients.Group(LiveHub.PersonGroup(workspace, person)).SendAsync(LiveHub.Method, FrameOf(workspace, person));

    PresenceFrame FrameOf(Guid workspace, Guid person)
    {
        var here = sockets.All.Where(s => s.Watching == person && s.Caller.WorkspaceId == workspace).ToList();
        return new("presence", person, Named(here), Named(here.Where(s => s.Typing)), PersonTypes(workspace, person));
    }

    bool PersonTypes(Guid workspace, Guid person)
    {
        if (!typingPeople.TryGetValue((workspace, person), out var until)) return false;
        if (until > clock.GetUtcNow()) return true;

        typingPeople.TryRemove((workspace, person), out _);
        return false;
    }

    static List<Watcher> Named(IEnumerable<LiveSocket> here) => [.. here.DistinctBy(s => s.Caller.TeammateId).Select(s => new Watcher(s.Caller.TeammateId, s.Name, s.PictureUrl))];
}

sealed record Watcher(Guid Id, string Name, string? PictureUrl);

sealed record PresenceFrame(string Type, Guid PersonId, IReadOnlyList<Watcher> Watching, IReadOnlyList<Watcher> Typing, bool PersonTyping);
