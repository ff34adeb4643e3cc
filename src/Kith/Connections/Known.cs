using System.Globalization;

namespace Kith.Connections;

/// <summary>What was found of what a batch names. Deciding adds what it makes, so that later messages of the batch see it.</summary>
sealed class Known
{
    public Dictionary<Guid, KnownWorkspace> Workspaces { get; } = [];

    /// <summary>Workspaces whose hours or rules changed since they were last read: they are read, and the batch is looked up again.</summary>
    public List<Guid> ChangedHouses { get; } = [];

    /// <summary>What rules ask of people and teams; empty where none asks.</summary>
    public RoutingFacts? Facts { get; set; }

    public bool AsksForFacts => Workspaces.Values.Any(house => house.Rules.AsksForPerson || house.Rules.AsksForTeam);

    public Dictionary<HandleName, Who> Handles { get; } = [];

    /// <summary>The accounts of one kind that the person behind a handle has.</summary>
    public Dictionary<Kin, HashSet<string>> Accounts { get; } = [];

    /// <summary>The running cases of each surviving person.</summary>
    public Dictionary<Guid, List<Case>> Running { get; } = [];

    public Dictionary<Guid, Case> Cases { get; } = [];

    /// <summary>What is promised in those cases that wait or sleep, and what ran in those that were settled; the earliest first.</summary>
    public Dictionary<Guid, List<Promise>> Owed { get; } = [];

    public Dictionary<ThreadName, KnownThread> Threads { get; } = [];

    public HashSet<InCopy> Copies { get; } = [];

    /// <summary>Who of the team has this address.</summary>
    public Dictionary<(Guid WorkspaceId, string Email), Guid> Teammates { get; } = [];

    public Dictionary<OutsideName, Said> Said { get; } = [];

    /// <summary>By our attempt key or by their id, whichever the receipt gave.</summary>
    public Dictionary<OutsideName, List<SentHere>> Sent { get; } = [];

    /// <summary>What of ours is under way, by the id under which something of ours came back.</summary>
    public Dictionary<OutsideName, List<UnderWay>> UnderWay { get; } = [];

    public Dictionary<(Guid WorkspaceId, string Hash), Attachment> Files { get; } = [];

    public Dictionary<OutsideName, Post> Posts { get; } = [];

    public bool Has(OutsideName key) => Said.ContainsKey(key);

    public void Add(Guid rootPerson, Case kase)
    {
        if (Cases.TryAdd(kase.Id, kase)) Reopen(rootPerson, kase);
    }

    public void Reopen(Guid rootPerson, Case kase)
    {
        if (!Running.TryGetValue(rootPerson, out var running)) Running[rootPerson] = running = new(1);
        if (!running.Contains(kase)) running.Add(kase);
    }

    /// <summary>Cases in which nothing may run at the moment: what a word of the person sets going again is looked up.</summary>
    public IEnumerable<Case> Resting => Cases.Values.Where(kase => kase.State != CaseState.Open);

    public void Owe(Guid kase, Promise promise)
    {
        if (Owed.TryGetValue(kase, out var others)) others.Add(promise);
        else Owed[kase] = [promise];
    }

    /// <summary>The same row read twice is one object.</summary>
    public Case TheOne(Case kase) => Cases.TryGetValue(kase.Id, out var known) ? known : Cases[kase.Id] = kase;

    public void Add(OutsideName name, UnderWay waiting)
    {
        if (UnderWay.TryGetValue(name, out var others)) others.Add(waiting);
        else UnderWay[name] = [waiting];
    }

    public void Add(OutsideName name, SentHere sent)
    {
        if (Sent.TryGetValue(name, out var others)) others.Add(sent);
        else Sent[name] = [sent];
    }
}

/// <summary>A workspace as deciding needs it.</summary>
sealed class KnownWorkspace(KnownHouse house, Guid defaultDepartment, DateTime now)
{
    readonly HouseHours hours = house.Hours;

    public Guid DefaultDepartment => defaultDepartment;

    public HouseHours Hours => hours;

    public RouteBook Rules => house.Rules.Rules;

    public HouseNames Names => house.Rules.Names;

    public Term Answer(PromiseKind kind, Case kase, string channel, DateTime from) => hours.AnswerOf(kind, kase.DepartmentId, kase.BranchId, channel, from);

    /// <summary>By when the matter is settled; null where that is not promised.</summary>
    public Term? Solution(Case kase, string channel, DateTime from) => hours.TermOf(PromiseKind.Solution, kase.DepartmentId, kase.BranchId, channel, from);

    public DateTime LookAgain(Case kase) => Cases.LookAgain.AfterAnswer(hours.HoursOf(kase), now);
}

/// <summary>Who is behind a handle: its own person, and the person who stands for all merged with them.</summary>
sealed class Who(Handle handle, Guid rootId, string? name, DateTime personLastAt, Block block)
{
    public Handle Handle => handle;

    public Guid PersonId => handle.PersonId;

    public Guid RootId => rootId;

    public string? Name { get; set; } = name;

    public bool WasNameless { get; } = name is null;

    public DateTime PersonLastAt { get; set; } = personLastAt;

    /// <summary>The strictest of what was said of the handle, the person and the one they were merged into.</summary>
    public Block Block => block;

    /// <summary>A shared handle that still hangs on somebody who has others: its words are nobody's until somebody says who spoke.</summary>
    public bool IsSharedWithSomebody { get; init; }

    public bool IsNew { get; init; }
}

/// <summary>A conversation on the platform: with whom, and which case it is about.</summary>
readonly record struct KnownThread(Guid RootId, Guid CaseId, DateTime LastAt);

/// <summary>A message of either side that is there already.</summary>
readonly record struct Said(Guid MomentId, Guid RootId, Guid? CaseId, Guid? PostId = null, DateTime At = default);

/// <summary>A message of ours and how far it came.</summary>
sealed record SentHere(Delivery Delivery, Guid PersonId, HandleName To)
{
    /// <summary>What is lost when it did not come far; null for what was said to the person alone.</summary>
    public SaidInPublic? InPublic { get; init; }
}

/// <summary>An answer of ours that everybody was to read: the matter it belongs to, and since when it was owed.</summary>
/// <param name="IsSaidOtherwise">A later answer under the same post says how it ended.</param>
sealed record SaidInPublic(Case Case, DateTime Since, bool IsSaidOtherwise)
{
    public static SaidInPublic Of(Case kase, string? since, DateTime at, bool isSaidOtherwise) => new(
        kase, DateTime.TryParse(since, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var owed) ? owed : at, isSaidOtherwise);
}

/// <summary>A message of ours that has left, or may have, and has no id there yet; in public with the key of its post.</summary>
sealed record UnderWay(SentHere Sent, string Surface, string Text, string? PostKey);
