using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Channels;

namespace Kith.Connections;

/// <summary>What a batch decided: rows to be made and changed, written together or not at all.</summary>
sealed class Plan
{
    readonly HashSet<Case> changed = [];
    readonly HashSet<Delivery> deliveries = [];

    public List<Person> People { get; } = [];
    public List<Handle> Handles { get; } = [];
    public List<Claim> Claims { get; } = [];
    public List<Moment> Moments { get; } = [];
    public HashSet<Post> NewPosts { get; } = [];
    public HashSet<Post> RetoldPosts { get; } = [];
    public List<Case> Opened { get; } = [];
    public List<Promise> Promises { get; } = [];

    /// <summary>Promises that run again.</summary>
    public List<Promise> Resumed { get; } = [];
    public List<Notice> Notices { get; } = [];
    public Dictionary<ThreadName, TalkThread> Threads { get; } = [];

    public IReadOnlyCollection<Case> Changed => changed;

    public IReadOnlyCollection<Delivery> Deliveries => deliveries;

    /// <summary>People and handles who were heard again after a while, and names of those who had none.</summary>
    public Dictionary<Guid, Who> Heard { get; } = [];

    /// <summary>Handles whose consent or person changed.</summary>
    public Dictionary<Guid, Handle> ChangedHandles { get; } = [];

    /// <summary>Handles that nothing reaches any more, by the platform's last word.</summary>
    public HashSet<DeadHandle> DeadHandles { get; } = [];

    public Dictionary<Guid, ConnectionIll> Ill { get; } = [];

    /// <summary>When each connection was last heard of.</summary>
    public Dictionary<Guid, (Guid WorkspaceId, DateTime At)> Received { get; } = [];

    public Dictionary<Guid, Announcement> News { get; } = [];

    public Announcement NewsOf(Guid workspace) =>
        News.TryGetValue(workspace, out var news) ? news : News[workspace] = new Announcement { WorkspaceId = workspace };

    public void Add(Moment moment)
    {
        Moments.Add(moment);
        NewsOf(moment.WorkspaceId).Hear(moment, EntityState.Added);
    }

    public void Add(Notice notice)
    {
        Notices.Add(notice);
        NewsOf(notice.WorkspaceId).Hear(notice, EntityState.Added);
    }

    /// <summary>Cases whose promises were kept by words that Kith did not send, and when.</summary>
    public Dictionary<Guid, (Guid WorkspaceId, DateTime At)> Kept { get; } = [];

    /// <summary>We answered elsewhere: what was promised is kept. A case that this batch opened is written as opened first, and changed then.</summary>
    public void Answer(Case kase, DateTime at)
    {
        Kept[kase.Id] = (kase.WorkspaceId, at);
        changed.Add(kase);
    }

    /// <summary>A case that this batch opened is written whole anyway.</summary>
    public void Change(Case kase)
    {
        if (kase.Number > 0) changed.Add(kase);
    }

    public void Change(Delivery delivery) => deliveries.Add(delivery);

    /// <summary>Cases that moments came to which were written before.</summary>
    public Dictionary<Guid, (Guid WorkspaceId, Guid CaseId)> Places { get; } = [];

    /// <summary>A case was opened for what this moment began.</summary>
    public void Place(Guid workspace, Guid moment, Guid kase)
    {
        if (Moments.FirstOrDefault(m => m.Id == moment) is { } fresh) fresh.CaseId = kase;
        else Places[moment] = (workspace, kase);
    }

    public bool IsEmpty => Moments.Count + Deliveries.Count + ChangedHandles.Count + Ill.Count == 0;

    /// <summary>What the people whose names became known are found by.</summary>
    public List<PersonWord> NameWords() =>
    [
        .. People.Where(p => p.Name is not null).SelectMany(p => p.NameWords()),
        .. Heard.Values.Where(w => w.Name is not null && w.WasNameless).SelectMany(w => new Person { WorkspaceId = w.Handle.WorkspaceId, Id = w.PersonId, Name = w.Name }.NameWords()),
    ];

    /// <summary>When the numbers of new cases are known.</summary>
    public void TellOfCases()
    {
        foreach (var kase in Opened.Union(Changed)) NewsOf(kase.WorkspaceId).Cases.Add(new(kase.Id, kase.Number, kase.PersonId, kase.DepartmentId, kase.OwnerId));
    }

    /// <summary>An inbound batch is one entry of each workspace: how much of what came of it.</summary>
    public List<AuditEntry> AuditOf(Wanted wanted)
    {
        var moments = Moments.CountBy(m => m.WorkspaceId).ToDictionary();
        var people = People.CountBy(p => p.WorkspaceId).ToDictionary();
        var opened = Opened.CountBy(c => c.WorkspaceId).ToDictionary();
        var receipts = deliveries.CountBy(d => d.WorkspaceId).ToDictionary();
        return [.. wanted.Workspaces.Select(w => new AuditEntry
        {
            WorkspaceId = w, Id = Ids.New(wanted.Now), At = wanted.Now, ActorKind = AuthorKind.System, Action = "received",
            Facts = new JsonObject { ["moments"] = moments.GetValueOrDefault(w), ["people"] = people.GetValueOrDefault(w), ["cases"] = opened.GetValueOrDefault(w), ["receipts"] = receipts.GetValueOrDefault(w) },
        })];
    }

    public void Trouble(Incoming incoming, ChannelProblem problem) =>
        Ill[incoming.Connection.Id] = new(incoming.WorkspaceId, incoming.Connection.Id, JsonNamingPolicy.CamelCase.ConvertName(problem.Code.ToString()), problem.Words, incoming.At);
}

/// <summary>A handle that nothing reaches, and the stable word for why.</summary>
readonly record struct DeadHandle(Guid WorkspaceId, Guid Id, string Problem);

/// <summary>A connection that said of itself that it is ill.</summary>
sealed record ConnectionIll(Guid WorkspaceId, Guid Id, string Code, string Words, DateTime At);
