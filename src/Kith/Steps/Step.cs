using System.Text.Json.Serialization;

namespace Kith.Steps;

/// <summary>One thing that is done to a case, as it is done singly too.</summary>
/// <param name="OwnerId">Of give: to whom.</param>
/// <param name="DepartmentId">Of give: to which department.</param>
/// <param name="Tags">Of tag: what is added.</param>
/// <param name="Until">Of snooze: a time of one's own.</param>
/// <param name="WhyNotInPublic">Of close: why nothing more is said in public, where that is owed.</param>
/// <param name="EndAsks">Of close: ends what other departments were asked.</param>
[method: JsonConstructor]
public sealed record Step(StepKind Kind, Guid? OwnerId, Guid? DepartmentId, IReadOnlyList<string>? Tags, DateTime? Until, string? WhyNotInPublic, bool? EndAsks);

public enum StepKind { Give, GiveBack, Tag, Snooze, Close, Seen }
