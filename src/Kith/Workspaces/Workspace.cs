using System.Text.Json.Nodes;

namespace Kith.Workspaces;

/// <summary>One organisation's world.</summary>
public sealed class Workspace : IOfWorkspace
{
    public Guid WorkspaceId { get; set; }
    public required string Name { get; set; }
    /// <summary>The host name by which requests find this workspace; empty when it is the only one.</summary>
    public string? Host { get; set; }
    public string Language { get; set; } = "en";
    public string TimeZone { get; set; } = "Etc/UTC";
    public List<Opening> Openings { get; set; } = Opening.Weekdays;
    public int FirstAnswerMinutes { get; set; } = 240;
    public int NextAnswerMinutes { get; set; } = 120;
    public int UndoSeconds { get; set; } = 5;
    /// <summary>When nobody is woken who does not wait for us, by the person's own clock; null when no such hours are kept.</summary>
    public QuietHours? QuietHours { get; set; }
    /// <summary>How many days the raw bytes of what arrived are kept.</summary>
    public int RawDays { get; set; } = 30;
    public long NextCaseNumber { get; set; } = 1;
    /// <summary>What stands above and below its mails where the department has no template, by language; the empty language is for everybody else.</summary>
    public JsonObject? Greetings { get; set; }
    public JsonObject? Signatures { get; set; }
    public DateTime CreatedAt { get; set; }
}

/// <summary>One opening of the weekly table; <paramref name="Day"/> counts from Monday = 1, times are of the workspace's own time zone.</summary>
public sealed record Opening(int Day, TimeOnly From, TimeOnly To)
{
    public static List<Opening> Weekdays => [.. Enumerable.Range(1, 5).Select(day => new Opening(day, new TimeOnly(8, 0), new TimeOnly(17, 0)))];
}
