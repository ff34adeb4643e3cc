namespace Kith.Steps;

/// <summary>Takes a step on a case: the very deed that its own door does.</summary>
static class TakeStep
{
    /// <summary>What no case can make good is refused before any is touched.</summary>
    public static void Check(Step step, DateTime now)
    {
        if (step is { Kind: StepKind.Give, OwnerId: null, DepartmentId: null }) throw Refusal.Field("ownerId", "Say to whom, or to which department.");
        if (step.Kind == StepKind.Tag && step.Tags is null or { Count: 0 }) throw Refusal.Field("tags", "Say which tags.");
        if (step.Kind == StepKind.Tag) _ = TagsOf(step);
        if (step.Kind == StepKind.Snooze) RestCase.Later(step.Until ?? throw Refusal.Field("until", "Say until when."), "until", now);
        if (step.Kind == StepKind.Close) Written.Line(step.WhyNotInPublic, "whyNotInPublic", PublicDebt.LongestWhy);
    }

    /// <returns>Whether anything became another.</returns>
    public static async Task<bool> TakeAsync(this CaseDesk desk, Case kase, Step step) => step.Kind == StepKind.Seen ? await SeeAsync(desk, kase) : await desk.Hand.TakeAsync(kase, step);

    /// <summary>Anything but looking, which only a teammate does.</summary>
    /// <returns>Whether anything became another.</returns>
    public static async Task<bool> TakeAsync(this CaseHand hand, Case kase, Step step)
    {
        var version = kase.Version;
        var moment = step.Kind switch
        {
            StepKind.Give => await hand.GiveAsync(kase, step.OwnerId, step.DepartmentId),
            StepKind.GiveBack => await hand.GiveAsync(kase, null, kase.DepartmentId),
            StepKind.Tag => Tag(kase, TagsOf(step)),
            StepKind.Snooze => await hand.SnoozeCaseAsync(kase, step.Until!.Value),
            StepKind.Close => await hand.Db.CloseCaseAsync(kase, hand.By, hand.Now, hand.Stop, Written.Line(step.WhyNotInPublic, "whyNotInPublic", PublicDebt.LongestWhy), step.EndAsks == true),
            _ => null,
        };
        if (moment is not null) hand.Db.Add(moment);
        return kase.Version != version;
    }

    static Moment? Tag(Case kase, List<string> tags)
    {
        var all = kase.Tags.Union(tags).ToList();
        if (all.Count > Case.MostTags) throw new Refusal("too_many_tags", $"A case has {Case.MostTags} tags at most.");
        if (all.Count > kase.Tags.Count) kase.Describe(null, all);
        return null;
    }

    static List<string> TagsOf(Step step) => step.Tags!.Count > Case.MostTags ? throw Refusal.Field("tags", $"A case has {Case.MostTags} tags at most.")
        : [.. step.Tags.Select(tag => Written.RequiredLine(tag, "tags", Case.LongestTag)).Distinct()];

    static async Task<bool> SeeAsync(CaseDesk desk, Case kase)
    {
        if (await desk.Db.Seen.AnyAsync(s => s.CaseId == kase.Id && s.TeammateId == desk.Me.Id && s.UpTo >= kase.LastAt, desk.Stop)) return false;

        await desk.Db.SeenAsync(kase, desk.Me, kase.LastAt, desk.Stop);
        return true;
    }
}
