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
    public int FirstAnswerMinutes { get; set; } = 240;
    public int NextAnswerMinutes { get; set; } = 120;
    /// <summary>By when a matter is settled; null where that is not promised.</summary>
    public int? SolutionMinutes { get; set; }
    /// <summary>How soon a department answers what another one asks it.</summary>
    public int AskMinutes { get; set; } = 240;
    /// <summary>Raised by whatever changes calendars, who keeps which, targets, or the rules by which cases are given: see <see cref="HouseBook"/>.</summary>
    public long HoursVersion { get; set; }
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
