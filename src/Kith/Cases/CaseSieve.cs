using Kith.Channels;
using Visibility = Kith.Timelines.Visibility;

namespace Kith.Cases;

/// <summary>
/// What of a list is shown: the cases whose last word came by one channel, or was said in public, or was not. No index holds just these, and one would
/// be paid for at every message; so a page looks through a stretch of its list, begun at its place in the list's own index, and the next page goes on
/// where that ended. It may bring fewer than were asked for, or none.
/// </summary>
sealed record CaseSieve(IReadOnlyList<Guid>? Connections, bool? IsPublic)
{
    /// <summary>How many cases one page looks through: a few milliseconds of either database.</summary>
    public const int Stretch = 2_000;

    public bool IsOpen => Connections is null && IsPublic is null;

    public static async Task<CaseSieve> ReadAsync(string? channel, string? visibility, KithDb db, ChannelRegistry channels, CancellationToken stop) =>
        new(channel is null ? null : await ConnectionsOfAsync(channel, db, channels, stop), visibility switch
        {
            null => null,
            "public" => true,
            "private" => false,
            _ => throw Refusal.Field("visibility", "What was said last was said in public or in private."),
        });

    public IQueryable<Case> Sift(IQueryable<Case> cases)
    {
        if (Connections is { } some) cases = cases.Where(c => some.Contains(c.ConnectionId!.Value));
        return IsPublic is { } all ? cases.Where(c => (c.LastVisibility == Visibility.Public) == all) : cases;
    }

    /// <summary>Where the first of these lists ends its stretch; null where all are read to their end, or nothing is sifted.</summary>
    public async Task<(DateTime At, Guid Id)?> EdgeAsync(IEnumerable<IQueryable<Case>> parts, CancellationToken stop)
    {
        (DateTime At, Guid Id)? edge = null;
        foreach (var part in IsOpen ? [] : parts)
            if (await part.ByPromise.Skip(Stretch - 1).Select(c => new { At = c.PromiseDue!.Value, c.Id }).FirstOrDefaultAsync(stop) is { } last
                && (edge is not { } first || (last.At, last.Id).CompareTo(first) < 0)) edge = (last.At, last.Id);
        return edge;
    }

    static async Task<IReadOnlyList<Guid>> ConnectionsOfAsync(string channel, KithDb db, ChannelRegistry channels, CancellationToken stop) =>
        channels.Find(channel) is null ? throw Refusal.Field("channel", "There is no such channel.")
        : await db.Connections.Where(c => c.Channel == channel).Select(c => c.Id).ToListAsync(stop);
}
