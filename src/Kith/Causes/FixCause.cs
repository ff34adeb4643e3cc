namespace Kith.Causes;

/// <summary>
/// PUT /api/causes/{id}/fix: it is fixed, and what everybody is told of it. It drafts one message for each person who spoke of it, where they said
/// it; nobody is told before somebody read the drafts and sent them. PUT .../words says it in other words, where nobody wrote by hand.
/// </summary>
static class FixCause
{
    /// <param name="Said">What is said, by language; the empty language is for everybody else. It may hold fields such as {name}.</param>
    public sealed record Fix(IReadOnlyDictionary<string, string?>? Said);

    public static async Task<Ok<CauseRow>> FixAsync(Guid id, Fix asked, [AsParameters] CauseDesk desk)
    {
        var cause = await desk.FindAsync(id);
        Say(cause, asked.Said);
        cause.Fix(desk.Now);
        await new DraftTellings(desk.Db, desk.Me, desk.Now).DraftAsync(cause, desk.Stop);
        return await desk.KeepAsync(cause);
    }

    public static async Task<Ok<CauseRow>> SayAsync(Guid id, Fix asked, [AsParameters] CauseDesk desk)
    {
        var cause = await desk.FindAsync(id);
        Say(cause, asked.Said);
        cause.Version++;
        if (cause.IsFixed) await new DraftTellings(desk.Db, desk.Me, desk.Now).SayAgainAsync(cause, desk.Stop);
        return await desk.KeepAsync(cause);
    }

    static void Say(Cause cause, IReadOnlyDictionary<string, string?>? said)
    {
        if (said is not null) cause.Said = MailFrame.Changed(cause.Said, said, "said");
        if (cause.Said?[""] is null) throw Refusal.Field("said", "Write what everybody is told whose language has no words of its own.");
    }
}
