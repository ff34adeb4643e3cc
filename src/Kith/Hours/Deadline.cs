namespace Kith.Hours;

/// <summary>Something that is due: counted in the open minutes of a calendar, standing still while the word is somebody else's, warned of once, and broken for all to see.</summary>
public abstract class Deadline
{
    public DateTime MadeAt { get; set; }
    public DateTime Due { get; set; }
    /// <summary>How many open minutes were promised; null for a time that a teammate named.</summary>
    public int? Minutes { get; set; }
    /// <summary>In whose open minutes it is counted.</summary>
    public Guid? CalendarId { get; set; }
    /// <summary>The open time that ran before <see cref="ResumedAt"/>, in microseconds.</summary>
    public long Spent { get; set; }
    /// <summary>Since when it stands still, because somebody else has the word.</summary>
    public DateTime? PausedAt { get; set; }
    /// <summary>Since when it runs again; null when it never stood still.</summary>
    public DateTime? ResumedAt { get; set; }
    public DateTime? KeptAt { get; set; }
    public DateTime? BrokenAt { get; set; }
    /// <summary>When it stopped to count, neither kept nor broken.</summary>
    public DateTime? EndedAt { get; set; }
    /// <summary>When the answerable teammate was told that it is near; nobody is told twice.</summary>
    public DateTime? WarnedAt { get; set; }
    /// <summary>How many steps it has climbed since it was broken, and when it climbs the next one.</summary>
    public int Climbed { get; set; }
    public DateTime? ClimbAt { get; set; }

    public bool IsRunning => KeptAt is null && EndedAt is null;

    /// <summary>Somebody else has the word: what is left of it stays left. A time that a teammate named stays that time.</summary>
    public void Pause(HouseHours house, DateTime at)
    {
        if (Minutes is null || PausedAt is not null || BrokenAt is not null || !IsRunning) return;

        Spent += house.Of(CalendarId).Between(ResumedAt ?? MadeAt, at).Ticks / TimeSpan.TicksPerMicrosecond;
        PausedAt = at;
    }

    /// <summary>The word is back, and what was left.</summary>
    public void Resume(HouseHours house, DateTime at)
    {
        if (PausedAt is null) return;

        (PausedAt, ResumedAt) = (null, at);
        Count(house);
    }

    /// <summary>When it is due by the calendar as that is now. What a teammate named, what stands still and what was broken does not move.</summary>
    public void Count(HouseHours house)
    {
        if (Minutes is not { } minutes || PausedAt is not null || BrokenAt is not null) return;

        var left = TimeSpan.FromMinutes(minutes) - TimeSpan.FromMicroseconds(Spent);
        Due = house.Of(CalendarId).Add(ResumedAt ?? MadeAt, left > TimeSpan.Zero ? left : TimeSpan.Zero);
    }
}
