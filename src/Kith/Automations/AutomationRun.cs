using System.Text.Json.Nodes;

namespace Kith.Automations;

/// <summary>What one automation did about one thing that happened to one case: once, whoever looks and how often.</summary>
public sealed class AutomationRun : IOfWorkspace
{
    public Guid WorkspaceId { get; set; }
    public Guid Id { get; set; }
    public Guid AutomationId { get; set; }
    public Guid CaseId { get; set; }
    /// <summary>When that happened.</summary>
    public DateTime Since { get; set; }
    public DateTime At { get; set; }
    public RunOutcome Outcome { get; set; }
    /// <summary>Why none of it was done.</summary>
    public string? Why { get; set; }
    /// <summary>How the case was before.</summary>
    public CaseBefore? Before { get; set; }
    /// <summary>Its version afterwards: while it is still that one, nothing has happened since and the run can be undone.</summary>
    public int CaseVersion { get; set; }
}

/// <summary>All of it was done, it was like that already, a step said no and nothing was done, or it was done and undone.</summary>
public enum RunOutcome { Done, Nothing, Refused, Undone }

/// <summary>What the steps of an automation change of a case, as it was before them.</summary>
/// <param name="Standing">Its state, with what was promised.</param>
public sealed record CaseBefore(Guid? OwnerId, Guid DepartmentId, List<string> Tags, JsonObject Standing, List<PromiseBefore> Promises)
{
    internal static CaseBefore Of(Case kase, IEnumerable<Promise> running) => new(kase.OwnerId, kase.DepartmentId, [.. kase.Tags], kase.Standing(), [.. running.Select(PromiseBefore.Of)]);
}

/// <summary>A promise that ran.</summary>
public sealed record PromiseBefore(Guid Id, DateTime Due, long Spent, DateTime? PausedAt, DateTime? ResumedAt)
{
    internal static PromiseBefore Of(Promise one) => new(one.Id, one.Due, one.Spent, one.PausedAt, one.ResumedAt);

    /// <summary>It runs on as if nothing had been, by the calendar as that is now.</summary>
    internal void Restore(Promise one, HouseHours house)
    {
        (one.KeptAt, one.EndedAt, one.Due, one.Spent, one.PausedAt, one.ResumedAt) = (null, null, Due, Spent, PausedAt, ResumedAt);
        one.Count(house);
    }
}
