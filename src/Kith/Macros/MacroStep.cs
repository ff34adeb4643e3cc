using System.Text.Json.Serialization;

namespace Kith.Macros;

/// <summary>One thing that a macro does. What is owed to somebody is never waived by one: a case that owes a word in public, or waits for another department, is not closed by it.</summary>
/// <param name="AnswerId">Of words: the saved answer that becomes a draft.</param>
/// <param name="OwnerId">Of give: to whom.</param>
/// <param name="DepartmentId">Of give: to which department.</param>
/// <param name="Tags">Of tag: what is added.</param>
/// <param name="Hours">Of snooze: for how long, 1 to 8760 hours from when the macro is run.</param>
[method: JsonConstructor]
public sealed record MacroStep(MacroStepKind Kind, Guid? AnswerId, Guid? OwnerId, Guid? DepartmentId, IReadOnlyList<string>? Tags, int? Hours)
{
    public const int MostHours = 365 * 24;

    /// <summary>The deed as it is done singly; null of words, which change nothing on the case.</summary>
    public Step? At(DateTime now) => Kind switch
    {
        MacroStepKind.Give => new(StepKind.Give, OwnerId, DepartmentId, null, null, null, null),
        MacroStepKind.GiveBack => new(StepKind.GiveBack, null, null, null, null, null, null),
        MacroStepKind.Tag => new(StepKind.Tag, null, null, Tags, null, null, null),
        MacroStepKind.Snooze => new(StepKind.Snooze, null, null, null, now.AddHours(Hours!.Value), null, null),
        MacroStepKind.Close => new(StepKind.Close, null, null, null, null, null, null),
        _ => null,
    };
}

public enum MacroStepKind { Words, Give, GiveBack, Tag, Snooze, Close }
