using Kith.Channels;
using Fact = Kith.Channels.Fact;

namespace Kith.Tests.Connections.Disorder;

/// <summary>What could be wrong with a Kith.</summary>
public enum Fault
{
    None,
    ForgetsKeys,
    LosesSome,
    ForgetsTimes,
    MixesPeople,
    SendsUnsureAgain,
}

/// <summary>The real statements, and what is written by them as a Kith with this fault would have it.</summary>
sealed class BrokenPath(HotPath path, Fault fault) : HotPath
{
    HandleRef? first;

    public override Task<IReadOnlySet<long>> KeepAsync(IReadOnlyList<Arrival> arrivals, CancellationToken stop) => fault switch
    {
        Fault.ForgetsKeys => path.KeepAsync([.. arrivals.Select(one => new Arrival(one.WorkspaceId, one.ConnectionId, $"{one.Key}/{one.N}", one.Head, one.Body, one.ReceivedAt) { N = one.N })], stop),
        Fault.LosesSome => path.KeepAsync([.. arrivals.Where(one => one.N % 10 != 3)], stop),
        _ => path.KeepAsync(arrivals, stop),
    };

    public override Task<IReadOnlyList<Announcement>> ApplyAsync(Wanted wanted, Func<Known, Plan> decide, long? upTo, CancellationToken stop)
    {
        Incoming[] changed = [.. wanted.Incoming.Select(one => one with { Fact = Broken(one) })];
        var asked = new Wanted(wanted.Now);
        foreach (var one in changed) asked.Add(one);
        // The decision was made to look at the things that are wanted, so they are changed in their place.
        wanted.Incoming.Clear();
        wanted.Incoming.AddRange(changed);
        return path.ApplyAsync(asked, decide, upTo, stop);
    }

    public override Task<(long Kept, long Applied)> BeginAsync(CancellationToken stop) => path.BeginAsync(stop);

    public override Task<List<Arrival>> ReadAsync(long after, long upTo, int most, CancellationToken stop) => path.ReadAsync(after, upTo, most, stop);

    public override Task<Arrival?> FindAsync(Guid workspace, Guid connection, string key, CancellationToken stop) => path.FindAsync(workspace, connection, key, stop);

    public override Task SetAsideAsync(Arrival arrival, SetAside aside, long? upTo, CancellationToken stop) => path.SetAsideAsync(arrival, aside, upTo, stop);

    public override bool IsStoreTrouble(Exception broken) => path.IsStoreTrouble(broken);

    public override bool IsChangedMeanwhile(Exception broken) => path.IsChangedMeanwhile(broken);

    Fact Broken(Incoming one) => (fault, one.Fact) switch
    {
        (Fault.ForgetsKeys, var fact) => fact with { Key = $"{fact.Key}/{one.Arrival.N}" },
        (Fault.ForgetsTimes, var fact) => fact with { At = null },
        (Fault.MixesPeople, MessageReceived said) when one.Arrival.N % 20 == 7 => said with { From = first ?? said.From },
        (_, MessageReceived said) => Remembered(said),
        var (_, fact) => fact,
    };

    MessageReceived Remembered(MessageReceived said)
    {
        first ??= said.From;
        return said;
    }
}
