using System.Text.Json;

namespace Kith.Causes;

/// <summary>
/// PUT and DELETE /api/causes/{id}/sending: the drafts leave one after another, at a gentle pace; those that have not left yet can be held back again.
/// The house rules read them first, and where a rule asks for it somebody approves them, all together.
/// </summary>
static class SendTellings
{
    /// <param name="Despite">House rules that warn of them, and why they are sent all the same.</param>
    public sealed record TellingsSent(Despite? Despite);

    /// <param name="Drafts">Each draft as it was read: what is changed meanwhile stays a draft.</param>
    sealed record Waiting(Despite? Despite, IReadOnlyList<WaitingDraft> Drafts);

    sealed record WaitingDraft(Guid Id, int Version);

    public static async Task<Results<Ok<CauseRow>, Accepted<ApprovalRow>>> SendAsync(Guid id, TellingsSent? asked, RuleBook book, [AsParameters] CauseDesk desk)
    {
        var cause = await desk.FindAsync(id);
        if (!cause.IsFixed) throw new Refusal("not_fixed", "Nobody is told before it is fixed.");

        var drafts = await InStateAsync(id, TellingState.Draft, desk);
        var isPublic = await CheckAsync(cause, drafts, asked?.Despite, book, desk);
        var writing = new Writing(desk.Me, cause.DepartmentId, null, null, isPublic, string.Join('\n', drafts.Select(t => t.Text).Distinct()), ApprovalAbout.Tellings);
        if (drafts.Count > 0 && await desk.Db.AskingAsync((await book.OfAsync(desk.Db, desk.Stop)).Approvals, writing, desk.Now, desk.Stop) is { } rule)
            return await AskAsync(cause, drafts, asked?.Despite, isPublic, rule, desk);

        foreach (var telling in drafts) telling.Send(desk.Me, desk.Now, asked?.Despite);
        return await desk.KeepAsync(cause);
    }

    public static async Task<Ok<CauseRow>> HoldAsync(Guid id, [AsParameters] CauseDesk desk)
    {
        var cause = await desk.FindAsync(id);
        foreach (var telling in await InStateAsync(id, TellingState.Waiting, desk)) telling.BackToDraft();
        return await desk.KeepAsync(cause);
    }

    /// <summary>Somebody approved them: those that are as they were go on their way, in their author's name.</summary>
    public static async Task ApprovedAsync(Approval approval, SendingDesk author)
    {
        var waiting = approval.Body.Deserialize<Waiting>(Wire.Json)!;
        var ids = waiting.Drafts.Select(draft => draft.Id).ToList();
        var cause = await author.Db.CauseAsync(approval.CauseId!.Value, author.Stop);
        if (!cause.IsFixed) throw new Refusal("not_fixed", "It is not fixed any more, and nobody is told.");

        foreach (var telling in await author.Db.Tellings.Where(t => t.State == TellingState.Draft && ids.Contains(t.Id)).ToListAsync(author.Stop))
            if (waiting.Drafts.Any(draft => draft.Id == telling.Id && draft.Version == telling.Version)) telling.Send(author.Me, author.Now, waiting.Despite);
    }

    /// <summary>Each text once: what belongs to one person is looked for when it leaves. Returns whether any of them is said in public.</summary>
    static async Task<bool> CheckAsync(Cause cause, List<Telling> drafts, Despite? despite, RuleBook book, CauseDesk desk)
    {
        var answered = drafts.Where(t => t.HandleId is null && t.AnswersId is not null).Select(t => t.AnswersId!.Value).ToList();
        var inPublic = (await desk.Db.Moments.Where(m => answered.Contains(m.Id) && m.PostId != null).Select(m => m.Id).ToListAsync(desk.Stop)).ToHashSet();
        var texts = drafts.Select(t => (t.Text, IsPublic: t.HandleId is null && t.AnswersId is { } said && inPublic.Contains(said), t.Language)).Distinct().ToList();
        var set = (await book.OfAsync(desk.Db, desk.Stop)).Set;
        Gate.Overrule([.. texts.SelectMany(one => set.Check(one.Text, new(null, cause.DepartmentId, one.IsPublic) { Theirs = LanguageName.Bare(one.Language) })).DistinctBy(one => (one.RuleId, one.Why))], despite);
        return texts.Exists(one => one.IsPublic);
    }

    static async Task<Accepted<ApprovalRow>> AskAsync(Cause cause, List<Telling> drafts, Despite? despite, bool isPublic, ApprovalRule rule, CauseDesk desk)
    {
        var (db, key) = (desk.Db, $"cause:{cause.Id:N}");
        var approval = await db.WaitingAsync(key, desk.Stop) ?? await db.AskAsync(rule, new Approval
        {
            WorkspaceId = db.WorkspaceId,
            Id = Ids.New(desk.Now),
            RuleName = "",
            What = ApprovalOf.Tellings,
            Key = key,
            AuthorId = desk.Me.Id,
            CauseId = cause.Id,
            DepartmentId = cause.DepartmentId,
            Text = string.Join("\n\n", drafts.Select(t => t.Text).Distinct().Take(5)),
            IsPublic = isPublic,
            Body = AskApproval.BodyOf(new Waiting(despite, [.. drafts.Select(t => new WaitingDraft(t.Id, t.Version))])),
        }, desk.Now, desk.Stop);
        await db.SaveChangesAsync(desk.Stop);
        return TypedResults.Accepted($"/api/approvals/{approval.Id}", await db.RowAsync(approval, desk.Me, desk.Stop));
    }

    static Task<List<Telling>> InStateAsync(Guid cause, TellingState state, CauseDesk desk) =>
        desk.Db.Tellings.Where(t => t.CauseId == cause && t.State == state).OrderBy(t => t.Id).ToListAsync(desk.Stop);
}
