using Kith.Channels;

namespace Kith.Automations;

/// <summary>What makes no automation is refused when it is written, with a sentence that says what to change.</summary>
static class CheckAutomation
{
    const int MostOfAList = 20;

    /// <summary>An automation is written as a whole; it stays on or off.</summary>
    public static async Task ApplyAsync(this KithDb db, Automation automation, AutomationDoors.AutomationInput asked, ChannelRegistry channels, DateTime now, CancellationToken stop)
    {
        var name = Written.RequiredLine(asked.Name, "name", Automation.LongestName);
        if (asked.Hours is < 0 or > Automation.MostHours) throw Refusal.Field("hours", $"It waits {Automation.MostHours} hours at most; 0 is at once.");
        if (!Enum.IsDefined(asked.When)) throw Refusal.Field("when", "Say when it begins.");
        if (asked is { Hours: 0, When: AutomationWhen.Unanswered or AutomationWhen.Silent }) throw Refusal.Field("hours", "Nobody answers at once: let it wait for an hour at least.");
        var steps = await db.StepsAsync(asked.Steps, now, stop);
        if (steps.Exists(step => step.Kind == MacroStepKind.Words)) throw Refusal.Field("steps", "An automation writes to nobody: words leave by a person. Take that step away.");
        if (asked.When == AutomationWhen.Closed && steps.Exists(step => step.Kind is MacroStepKind.Close or MacroStepKind.Snooze)) throw Refusal.Field("steps", "What is closed already is neither closed nor snoozed: take that step away.");
        var conditions = await PlainAsync(db, asked.Conditions ?? new(), channels, stop);
        (automation.Name, automation.When, automation.Hours, automation.InOpenHours, automation.Conditions, automation.Steps, automation.ChangedAt) = (name, asked.When, asked.Hours, asked.InOpenHours, conditions, steps, now);
    }

    /// <summary>What is said, and nothing besides: an empty list asks nothing.</summary>
    static async Task<AutomationConditions> PlainAsync(KithDb db, AutomationConditions asked, ChannelRegistry channels, CancellationToken stop)
    {
        var departments = asked.Departments?.Distinct().ToList();
        if (departments is { Count: > 0 } && await db.Departments.CountAsync(d => departments.Contains(d.Id), stop) != departments.Count) throw Refusal.Field("conditions", "There is no such department.");
        var branches = asked.Branches?.Distinct().ToList();
        if (branches is { Count: > 0 } && await db.Branches.CountAsync(b => branches.Contains(b.Id), stop) != branches.Count) throw Refusal.Field("conditions", "There is no such branch.");
        if (asked.Channels?.FirstOrDefault(channel => channel is null || channels.Find(channel) is null) is { } wrong) throw Refusal.Field("conditions", $"There is no channel {wrong}.");
        if (asked.Tags is { Count: > MostOfAList } || asked.Languages is { Count: > MostOfAList }) throw Refusal.Field("conditions", $"At most {MostOfAList} of a kind.");
        return new()
        {
            Departments = departments is { Count: > 0 } ? departments : null,
            Branches = branches is { Count: > 0 } ? branches : null,
            Channels = asked.Channels is { Count: > 0 } of ? [.. of.Distinct()] : null,
            Tags = asked.Tags is { Count: > 0 } tags ? [.. tags.Select(tag => Written.RequiredLine(tag, "conditions", Case.LongestTag)).Distinct()] : null,
            Languages = asked.Languages is { Count: > 0 } languages ? [.. languages.Select(one => Languages.Read("conditions", one ?? "")).Distinct()] : null,
            Words = CheckRules.WordsOf(asked.Words, "conditions"),
            Unowned = asked.Unowned,
            InPublic = asked.InPublic,
        };
    }
}
