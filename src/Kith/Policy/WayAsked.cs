using Kith.Channels;

namespace Kith.Policy;

/// <summary>All that the answer depends on.</summary>
/// <param name="LastFromPerson">When the person was last heard at this address; null when never.</param>
/// <param name="HasOwnHandle">The person can be reached at an address that is theirs alone.</param>
/// <param name="WantsNoOffers">They said no to offers on this channel, or STOP at an address of this kind.</param>
sealed record WayAsked(Connection Connection, Surface Surface, Handle Handle, Block Block, DateTime? LastFromPerson, bool HasOwnHandle, Purpose Purpose, bool WantsNoOffers)
{
    /// <summary>It goes to many, or by itself: no person of ours answers a person.</summary>
    public bool ByMachine => Purpose == Purpose.Outreach;

    /// <summary>What of theirs is answered, in public.</summary>
    public AnsweredItem? Item { get; init; }

    /// <summary>It holds what only they may read.</summary>
    public bool IsPersonal { get; init; }

    /// <summary>It is a text that the platform approved beforehand.</summary>
    public bool WithTemplate { get; init; }

    /// <summary>When nobody is to be woken; null when the workspace keeps no such hours.</summary>
    public QuietHours? Quiet { get; init; }

    /// <summary>Where they may be, by the best that is known; never empty.</summary>
    public IReadOnlyList<TimeZoneInfo> Zones { get; init; } = [TimeZoneInfo.Utc];

    /// <summary>What this connection cost since the month began.</summary>
    public decimal Spent { get; init; }

    /// <summary>In how many parts it would travel, each of which is paid for.</summary>
    public int Segments { get; init; } = 1;

    /// <summary>What it would cost, where the platform has a price for each kind of thing; null where the connection has one for all.</summary>
    public decimal? Cost { get; init; }
}

/// <summary>Why not: a code for programs and a sentence for the teammate.</summary>
public sealed record WayRefused(string Code, string Words)
{
    /// <summary>When it will be over by itself; null when it will not, or nobody knows.</summary>
    public DateTime? Until { get; init; }

    /// <summary>Where they can be written to instead, now; null where they cannot.</summary>
    public NextWay? Next { get; init; }

    /// <summary>As a door says it.</summary>
    internal Refusal AsRefusal() => new(Code, Words) { More = new Dictionary<string, object?> { ["until"] = Until, ["next"] = Next }.Where(pair => pair.Value is not null).ToDictionary() };
}

/// <summary>The way to take instead.</summary>
public sealed record NextWay(Guid ConnectionId, Guid HandleId, string Surface, string Channel, string Label);
