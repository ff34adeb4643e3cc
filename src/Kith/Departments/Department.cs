using System.Text.Json.Nodes;

namespace Kith.Departments;

/// <summary>Who is in charge of a kind of case. Its open cases are its queue.</summary>
public sealed class Department : IOfWorkspace
{
    public const int LongestName = 80, MostAskAfterHours = 100;

    public Guid WorkspaceId { get; set; }
    public Guid Id { get; set; }
    public required string Name { get; set; }
    public Guid? HeadId { get; set; }
    /// <summary>Cases that nothing sends elsewhere open here; exactly one department is the default.</summary>
    public bool IsDefault { get; set; }
    /// <summary>What stands above and below its mails, by language; the empty language is for everybody else. They may hold fields.</summary>
    public JsonObject? Greetings { get; set; }
    public JsonObject? Signatures { get; set; }
    /// <summary>When somebody is there; null for the hours of the house.</summary>
    public Guid? CalendarId { get; set; }
    /// <summary>Whoever else wants to answer in a case that somebody has takes it over first.</summary>
    public bool OnlyOwnerAnswers { get; set; } = true;
    /// <summary>After how many open hours whoever had a case here is asked how it was; null where nobody is.</summary>
    public int? AskAfterHours { get; set; }
    /// <summary>Since when: what was closed before is not asked about.</summary>
    public DateTime? AsksSince { get; set; }
    public DateTime CreatedAt { get; set; }
}

public sealed class DepartmentMember : IOfWorkspace
{
    public Guid WorkspaceId { get; set; }
    public Guid DepartmentId { get; set; }
    public Guid TeammateId { get; set; }
}
