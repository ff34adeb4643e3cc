namespace Kith.Routing;

/// <summary>Who of the team could be given a case at this moment, with how much each has. What is given meanwhile counts.</summary>
public sealed class TeamNow(IReadOnlyDictionary<Guid, Mate> team, ILookup<Guid, Guid> members)
{
    const int LongestChain = 20;

    public static TeamNow Nobody { get; } = new(new Dictionary<Guid, Mate>(), Array.Empty<Guid>().ToLookup(id => id));

    public Mate? Find(Guid? id) => id is { } known ? team.GetValueOrDefault(known) : null;

    /// <summary>Whoever stands for this teammate: themselves while they are here, else the first here along the chain of those who stand in. Null when nobody is.</summary>
    public Mate? StandingFor(Guid? id)
    {
        var mate = Find(id);
        for (var step = 0; mate is not null && step < LongestChain; step++)
        {
            if (!mate.IsAway) return mate.MayAnswer ? mate : null;
            mate = Find(mate.StandInId);
        }
        return null;
    }

    /// <summary>The member who is in and has the fewest open cases; of equals the one who was given something longest ago.</summary>
    public Mate? LeastBusy(Guid department) =>
        members[department].Select(id => team.GetValueOrDefault(id)).OfType<Mate>().Where(mate => mate is { MayAnswer: true, IsAway: false, IsIn: true })
            .MinBy(mate => (mate.OpenCases, mate.LastGiven, mate.Id));

    public void Give(Mate mate, DateTime at) => (mate.OpenCases, mate.LastGiven) = (mate.OpenCases + 1, at);
}

/// <summary>A teammate as giving needs one.</summary>
/// <param name="IsIn">At their desk: a page of ours is open, or they did something just now.</param>
public sealed record Mate(Guid Id, string Name, bool MayAnswer, bool IsAway, bool IsIn, Guid? StandInId)
{
    public int OpenCases { get; set; }

    public DateTime LastGiven { get; set; }
}
