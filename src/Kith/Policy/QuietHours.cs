using Kith.Channels;

namespace Kith.Policy;

/// <summary>The hours of the person's own clock in which we wake nobody. They may run past midnight; both ends alike mean none.</summary>
public sealed record QuietHours(TimeOnly From, TimeOnly To)
{
    /// <summary>What a new workspace begins with: the evening and the night.</summary>
    public static readonly QuietHours Usual = new(new TimeOnly(20, 0), new TimeOnly(8, 0));

    /// <summary>Whoever wrote within this time waits for an answer, whatever the hour.</summary>
    public static readonly TimeSpan Waits = TimeSpan.FromHours(12);

    /// <summary>What makes a phone ring, unless they wait for it; and whatever nobody asked for.</summary>
    internal bool Concern(WayAsked asked, DateTime now) => From != To
        && (asked.Purpose == Purpose.Outreach || (asked.Surface is { Visibility: Channels.Visibility.Private, Wire: Channels.Wire.Http or Channels.Wire.Call } && !(now - asked.LastFromPerson < Waits)));

    /// <summary>When they are over in all of these places; null when it is not quiet in any of them.</summary>
    public DateTime? Until(IReadOnlyList<TimeZoneInfo> zones, DateTime now)
    {
        for (var until = now; until < now.AddDays(2);)
        {
            if (zones.Select(zone => EndIn(zone, until)).Max() is not { } later) return until == now ? null : until;
            until = later;
        }
        // In a country so wide that it always sleeps somewhere, the first place stands for all.
        return EndIn(zones[0], now);
    }

    DateTime? EndIn(TimeZoneInfo zone, DateTime at)
    {
        var local = TimeZoneInfo.ConvertTimeFromUtc(at, zone);
        var time = TimeOnly.FromDateTime(local);
        if (!(From < To ? time >= From && time < To : time >= From || time < To)) return null;

        var day = DateOnly.FromDateTime(local);
        var end = (time < To ? day : day.AddDays(1)).ToDateTime(To);
        // The hour that a summer begins with does not exist; the one after it does.
        while (zone.IsInvalidTime(end)) end = end.AddMinutes(30);
        var over = TimeZoneInfo.ConvertTimeToUtc(end, zone);
        return over > at ? over : at.AddMinutes(30);
    }
}
