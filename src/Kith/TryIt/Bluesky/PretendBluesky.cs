using System.Text.Json.Nodes;

namespace Kith.TryIt;

/// <summary>
/// A server of the AT Protocol with one company's account on it: visitors post, answer and delete, and write in private. It calls nobody: Kith asks what is
/// new. When a post is deleted nobody is told.
/// </summary>
sealed class PretendBluesky(ConnectionBook book, TimeProvider clock) : PretendSquare(clock)
{
    public const string OurDid = $"{Plc}marulamutualmarulamutual", OurHandle = "marulamutual.example", PostType = "app.bsky.feed.post";
    const string Plc = "did:plc:";
    const int LongestName = 40, Longest = 300, MostKept = 1000;

    readonly Lock gate = new();
    readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly List<SkyNotice> notices = [];
    readonly List<JsonObject> log = [];
    readonly Dictionary<string, string> likes = [];
    long last;

    public override string Place => "bluesky";

    public override OpenConnection? Customer => In(book);

    public override Passerby Us { get; } = new(OurDid, DemoHouse.PageTitle);

    public override bool IsOpen => true;

    public override int LongestAside => 1000;

    public static OpenConnection? In(ConnectionBook book) =>
        book.All.FirstOrDefault(c => c.Name == DemoHouse.BlueskyName && c.Channel.Id == "bluesky" && c.Account["identifier"] == OurHandle);

    public override Dictionary<string, string> PlacesAt(string home) => new() { ["service"] = $"{home}/try/bsky.social", ["web"] = $"{home}/try/bluesky" };

    public override Task BringAsync(CancellationToken stop)
    {
        DemoSky.Bring(this);
        return Task.CompletedTask;
    }

    public override void Lay() => DemoSky.Lay(this);

    public override void Like() => DemoSky.Like(Memory);

    public override Passerby Know(Passerby visitor) => visitor with { Id = $"{Plc}{SkyWords.Of(visitor.Id)}" };

    public override string? HandleOf(Passerby who) => $"@{NameOf(who)}";

    public static string NameOf(Passerby who) => who.Id == OurDid ? OurHandle : $"{who.Handle('-', LongestName)}.example";

    public override string? WhyTooLong(string text) => LettersOf(text) > Longest ? "A post on Bluesky has up to 300 letters." : null;

    /// <summary>A post lies under the account of its author; here it is known by the last part of that.</summary>
    public override string IdOf(string outsideId) => outsideId[(outsideId.LastIndexOf('/') + 1)..];

    /// <summary>Who spoke: in public the end of the thread's name is theirs, in private all of it is made of it.</summary>
    public override string AuthorOf(Moment said) =>
        said.PostId is null ? $"{Plc}{said.ThreadKey}" : said.ThreadKey![said.ThreadKey!.LastIndexOf(Plc, StringComparison.Ordinal)..];

    public static string UriOf(Remark said) => $"at://{said.By.Id}/{PostType}/{said.Id}";

    public static string CidOf(string id) => $"bafyrei{SkyWords.Of(id)}";

    /// <summary>A conversation of two is known by the one who is not us.</summary>
    public static string ConvoOf(string did) => did[Plc.Length..];

    public static string DidOf(string convo) => Plc + convo;

    public override Task<Remark?> SayAsync(Passerby by, string? post, Remark? above, string text, CancellationToken stop)
    {
        var id = NextId();
        var said = new Remark(id, above?.Post ?? id, above?.Id, by, text, Clock.GetUtcNow());
        Memory.Add(said);
        Tell(said);
        return Task.FromResult<Remark?>(said);
    }

    /// <summary>Nothing is edited on Bluesky.</summary>
    public override Task<bool> EditAsync(Remark remark, string text, CancellationToken stop) => throw new Refusal("not_there", "Bluesky lets nobody edit a post. Delete it and write another.");

    public override Task<bool> RemoveAsync(Remark remark, CancellationToken stop)
    {
        Memory.TakeAway(remark.Id);
        lock (gate) notices.RemoveAll(one => one.Id == remark.Id);
        return Task.FromResult(true);
    }

    public override Task<bool> WriteAsync(Passerby by, string text, CancellationToken stop)
    {
        Write(new(NextId(), by.Id, IsFromVisitor: true, text, null, Clock.GetUtcNow()), by.Id);
        return Task.FromResult(true);
    }

    /// <summary>We write to somebody alone.</summary>
    public Aside Answer(string did, string text)
    {
        var line = new Aside(NextId(), did, IsFromVisitor: false, text, null, Clock.GetUtcNow());
        Write(line, OurDid);
        return line;
    }

    /// <summary>Our own record under this key; put again it is the same.</summary>
    public void Post(string key, string text, string parent, string root, DateTimeOffset at) =>
        Memory.Add(new Remark(key, IdOf(root), IdOf(parent), Us, text, at));

    public void Like(string key, string uri)
    {
        lock (gate) likes[key] = IdOf(uri);
        Memory.Change(IdOf(uri), one => one with { IsLikedByUs = true });
    }

    public void Unlike(string key)
    {
        string? id;
        lock (gate) likes.Remove(key, out id);
        if (id is not null) Memory.Change(id, one => one with { IsLikedByUs = false });
    }

    /// <summary>What happened to us, newest first, before this time where one is named.</summary>
    public IReadOnlyList<SkyNotice> Notices(string? before, int most)
    {
        lock (gate)
        {
            asked.TrySetResult();
            return [.. notices.Where(one => before is null || string.CompareOrdinal(one.IndexedAt, before) < 0).OrderByDescending(one => one.IndexedAt, StringComparer.Ordinal).Take(most)];
        }
    }

    /// <summary>What was written in private after this place, and the place of the last of it.</summary>
    public (IReadOnlyList<JsonNode> Items, string Place) Log(string? after)
    {
        lock (gate)
        {
            var since = log.Where(one => after is not null && string.CompareOrdinal((string)one["rev"]!, after) > 0).ToList();
            return ([.. since.Select(one => one.DeepClone())], log is [.., var newest] ? (string)newest["rev"]! : after ?? NextId());
        }
    }

    /// <summary>When Kith has asked for the first time.</summary>
    public Task Asked => asked.Task;

    /// <summary>We are told of what names us, answers us, or stands in a thread of ours.</summary>
    public void Tell(Remark said)
    {
        var (above, root) = (said.Parent is { } id ? Memory.Find(id) : null, Memory.Find(said.Post));
        var facets = SkyWords.Mentions(said.Text, OurHandle, OurDid);
        var reason = above is not null && (IsOurs(above) || (root is not null && IsOurs(root))) ? "reply" : facets.Count > 0 ? "mention" : null;
        if (reason is null || IsOurs(said)) return;

        lock (gate)
        {
            notices.Add(new(said.Id, SkyWords.Written(said.At), SkyWords.Notice(said, reason, facets, above, root)));
            if (notices.Count > MostKept) notices.RemoveAt(0);
        }
    }

    /// <summary>Ids that sort as they were made (Record Key, TID).</summary>
    public string NextId()
    {
        lock (gate) return SkyWords.Tid(last = Math.Max(last + 1, Clock.GetUtcNow().ToUnixTimeMilliseconds() * 1000));
    }

    void Write(Aside line, string sender)
    {
        Memory.Add(line);
        lock (gate)
        {
            log.Add(new()
            {
                ["$type"] = "chat.bsky.convo.defs#logCreateMessage",
                ["rev"] = line.Id,
                ["convoId"] = ConvoOf(line.Visitor),
                ["message"] = SkyWords.Message(line, sender),
            });
            if (log.Count > MostKept) log.RemoveAt(0);
        }
    }
}

/// <summary>That something happened to us, as the server tells whoever asks.</summary>
sealed record SkyNotice(string Id, string IndexedAt, JsonObject Told);
