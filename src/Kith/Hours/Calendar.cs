namespace Kith.Hours;

/// <summary>When somebody is there: a week, and days that differ from it.</summary>
public sealed class Calendar : IOfWorkspace
{
    public const int LongestName = 80, MostOpenings = 70, MostDays = 2000;

    public Guid WorkspaceId { get; set; }
    public Guid Id { get; set; }
    public required string Name { get; set; }
    /// <summary>Null for the zone of the house.</summary>
    public string? TimeZone { get; set; }
    public List<Opening> Openings { get; set; } = Opening.Weekdays;
    public List<CalendarDay> Days { get; set; } = [];
    /// <summary>Whatever chooses no calendar keeps this one; exactly one is the default.</summary>
    public bool IsDefault { get; set; }
    public DateTime ChangedAt { get; set; }
    /// <summary>When it changed in a way that moves promises which are running; null when all of them are counted by it as it is.</summary>
    public DateTime? RecountSince { get; set; }

    /// <summary>The calendar with which a workspace begins.</summary>
    public static Calendar OfHouse(Guid workspace, DateTime at, List<Opening>? openings = null) => new()
    {
        WorkspaceId = workspace,
        Id = Ids.New(at),
        Name = "Our hours",
        Openings = openings ?? Opening.Weekdays,
        IsDefault = true,
        ChangedAt = at,
    };

    public OpenHours Hours(string zoneOfHouse) => new(Openings, Days, TimeZone ?? zoneOfHouse);
}
