using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Kith.Widget;

/// <summary>The browsers of visitors that listen now. After a commit each hears only that there is something to ask for, and asks with its token.</summary>
sealed class ChatEars : IDisposable
{
    readonly Store store;
    readonly Presence presence;
    readonly ConcurrentDictionary<ChatEar, byte> ears = new();

    public ChatEars(Store store, Presence presence)
    {
        (this.store, this.presence) = (store, presence);
        store.Announced += Hear;
        presence.TeammateTypes += HearTyping;
    }

    public void Add(ChatEar ear) => ears.TryAdd(ear, 0);

    public void Remove(ChatEar ear) => ears.TryRemove(ear, out _);

    public void Dispose()
    {
        store.Announced -= Hear;
        presence.TeammateTypes -= HearTyping;
    }

    void HearTyping(Guid workspace, Guid person, string? name)
    {
        foreach (var (ear, _) in ears)
            if (ear.WorkspaceId == workspace && ear.Root == person) ear.Say(new(name is null ? null : ChatWords.FirstName(name), true));
    }

    void Hear(Announcement news)
    {
        if (ears.IsEmpty) return;

        var people = news.Moments.Select(m => m.PersonId).Concat(news.Cases.Select(c => c.PersonId)).ToHashSet();
        var handles = news.Deliveries.Select(d => d.HandleId).ToHashSet();
        foreach (var (ear, _) in ears)
            if (ear.WorkspaceId == news.WorkspaceId && ear.IsMeant(people, handles)) ear.Say(new(null, false));
    }
}

/// <summary>One browser that listens. Until it is known whose it is, it hears of everything new and looks again.</summary>
sealed class ChatEar(Guid workspace)
{
    readonly Channel<ChatSound> sounds = System.Threading.Channels.Channel.CreateBounded<ChatSound>(new BoundedChannelOptions(8) { FullMode = BoundedChannelFullMode.DropOldest });
    volatile HashSet<Guid>? known;

    public Guid WorkspaceId => workspace;

    public Guid? Root { get; private set; }

    public ChannelReader<ChatSound> Sounds => sounds.Reader;

    public bool IsKnown => known is not null;

    public void Know(ChatSight sight)
    {
        if (sight.Person is null) return;
        Root = sight.Root;
        known = [.. sight.Group, .. sight.Handles, .. sight.ProvenHandles];
    }

    public bool IsMeant(HashSet<Guid> people, HashSet<Guid> handles) => known is not { } mine ? people.Count > 0 : mine.Overlaps(people) || mine.Overlaps(handles);

    public void Say(ChatSound sound) => sounds.Writer.TryWrite(sound);
}

readonly record struct ChatSound(string? TypingName, bool IsTyping);
