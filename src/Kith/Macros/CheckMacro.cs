namespace Kith.Macros;

/// <summary>What makes no macro is refused when it is written, with a sentence that says what to change.</summary>
static class CheckMacro
{
    public static async Task<List<MacroStep>> StepsAsync(this KithDb db, IReadOnlyList<MacroStep?>? asked, DateTime now, CancellationToken stop)
    {
        if (asked is not { Count: > 0 }) throw Refusal.Field("steps", "Say what is done: one step at least.");
        if (asked.Count > Macro.MostSteps) throw Refusal.Field("steps", $"There are {Macro.MostSteps} steps at most.");
        var steps = asked.Select(step => Plain(step ?? throw Refusal.Field("steps", "One of the steps is empty."), now)).ToList();
        CheckTogether([.. steps.Select(step => step.Kind)]);
        var missing = await MissingPieces.OfAsync(db, steps, stop);
        return steps.Select(missing.Of).FirstOrDefault(words => words is not null) is { } gone ? throw Refusal.Field("steps", gone) : steps;
    }

    /// <summary>The step with what it needs, and nothing besides.</summary>
    static MacroStep Plain(MacroStep step, DateTime now)
    {
        var bare = new MacroStep(step.Kind, null, null, null, null, null);
        bare = step.Kind switch
        {
            MacroStepKind.Words => bare with { AnswerId = step.AnswerId ?? throw Refusal.Field("steps", "Say which saved answer.") },
            MacroStepKind.Give => bare with { OwnerId = step.OwnerId, DepartmentId = step.DepartmentId },
            MacroStepKind.Tag => bare with { Tags = [.. (step.Tags ?? []).Select(tag => Written.RequiredLine(tag, "steps", Case.LongestTag)).Distinct()] },
            MacroStepKind.Snooze => bare with { Hours = step.Hours is >= 1 and <= MacroStep.MostHours ? step.Hours : throw Refusal.Field("steps", "Say for how long it is snoozed: an hour at least, a year at most.") },
            _ => bare,
        };
        if (bare.At(now) is { } deed) TakeStep.Check(deed, now);
        return bare;
    }

    /// <summary>Tags may be added in several steps; anything else happens once, and not against another step.</summary>
    static void CheckTogether(List<MacroStepKind> kinds)
    {
        int Count(MacroStepKind kind) => kinds.Count(one => one == kind);
        if (Count(MacroStepKind.Close) > 1) throw Refusal.Field("steps", "A case is closed once: take one of the two steps away.");
        if (Count(MacroStepKind.Snooze) > 1) throw Refusal.Field("steps", "A case is snoozed once: take one of the two steps away.");
        if (Count(MacroStepKind.Words) > 1) throw Refusal.Field("steps", "One saved answer becomes the draft: take the other away.");
        if (Count(MacroStepKind.Give) + Count(MacroStepKind.GiveBack) > 1) throw Refusal.Field("steps", "A case is given once: take one of the two steps away.");
        if (Count(MacroStepKind.Close) + Count(MacroStepKind.Snooze) > 1) throw Refusal.Field("steps", "A case is closed or snoozed, not both.");
    }
}
