namespace Kith.Hours;

/// <summary>
/// How soon we answer where that is not as the house does: in one department, on one kind of channel, or on one in the other. What is left
/// empty is as wherever it is said more widely.
/// </summary>
public sealed class Target : IOfWorkspace
{
    public Guid WorkspaceId { get; set; }
    public Guid Id { get; set; }
    public Guid? DepartmentId { get; set; }
    public string? Channel { get; set; }
    /// <summary>The calendar whose open minutes count; null for that of whoever has the case.</summary>
    public Guid? CalendarId { get; set; }
    public int? FirstAnswerMinutes { get; set; }
    public int? NextAnswerMinutes { get; set; }
    public int? SolutionMinutes { get; set; }
    public int? AskMinutes { get; set; }

    public int? MinutesOf(PromiseKind kind) => kind switch
    {
        PromiseKind.FirstAnswer => FirstAnswerMinutes,
        PromiseKind.NextAnswer => NextAnswerMinutes,
        PromiseKind.Solution => SolutionMinutes,
        PromiseKind.Ask => AskMinutes,
        _ => null,
    };
}
