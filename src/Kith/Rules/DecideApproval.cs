using System.Text.Json;

namespace Kith.Rules;

/// <summary>PUT /api/approvals/{id}/approval and /return, DELETE /api/approvals/{id}: it leaves, it goes back with a note, its author takes it back.</summary>
static class DecideApproval
{
    const int LongestText = 20_000;

    /// <param name="Text">In other words than its author's; both stay on the record.</param>
    /// <param name="Despite">Sends those in spite of rules that warn.</param>
    public sealed record ApprovalGiven(string? Text, Despite? Despite);

    public sealed record ApprovalReturn(string? Note);

    /// <summary>It leaves exactly once, whoever presses and how often; where its way has closed meanwhile it says so and goes back.</summary>
    public static async Task<Ok<ApprovalRow>> ApproveAsync(Guid id, ApprovalGiven? asked, [AsParameters] SendingDesk desk)
    {
        var (db, me, stop) = (desk.Db, desk.Me, desk.Stop);
        var approval = await FindAsync(db, id, me, stop);
        if (approval.State == ApprovalState.Approved) return TypedResults.Ok(await db.RowAsync(approval, me, stop));
        if (!approval.IsWaiting) throw NotWaiting();

        var text = asked?.Text is { } said ? Written.Text(said, "text", LongestText) : null;
        var refused = await desk.Work.TryAsync(() => SendAsync(approval, text, asked?.Despite, desk), stop);
        if (refused is { Code: "house_rule" }) throw refused;
        if (refused is not null)
        {
            approval = await db.Approvals.SingleAsync(a => a.Id == id, stop);
            approval.Fail(me, refused, desk.Now);
            await GiveBackAsync(db, approval, desk.Now, stop);
        }
        db.Add(ApprovalLadder.NoticeOf(approval, approval.AuthorId, refused is null ? $"{me.Name} approved your words" : $"{me.Name} approved your words, and they could not leave: {refused.Message}", desk.Now));
        await db.SaveChangesAsync(stop);
        return TypedResults.Ok(await db.RowAsync(approval, me, stop));
    }

    public static async Task<Ok<ApprovalRow>> ReturnAsync(Guid id, ApprovalReturn asked, Teammate me, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        var approval = await FindAsync(db, id, me, stop);
        if (!approval.IsWaiting) throw NotWaiting();

        approval.SendBack(me, Written.Text(asked.Note, "note", Approval.LongestNote) is { Length: > 0 } note ? note : throw Refusal.Field("note", "Say what should be different."), clock.Now);
        await GiveBackAsync(db, approval, clock.Now, stop);
        db.Add(ApprovalLadder.NoticeOf(approval, approval.AuthorId, $"{me.Name} sent your words back: {Short(approval.Note!)}", clock.Now));
        await db.SaveChangesAsync(stop);
        return TypedResults.Ok(await db.RowAsync(approval, me, stop));
    }

    public static async Task<NoContent> WithdrawAsync(Guid id, Teammate me, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        var approval = await db.Approvals.SingleOrDefaultAsync(a => a.Id == id && a.AuthorId == me.Id, stop) ?? throw Refusal.NotFound();
        if (approval.State == ApprovalState.Withdrawn) return TypedResults.NoContent();
        if (!approval.IsWaiting) throw NotWaiting();

        approval.Withdraw(me, clock.Now);
        await GiveBackAsync(db, approval, clock.Now, stop);
        return TypedResults.NoContent();
    }

    /// <summary>Said by its author, at the moment somebody let it go: the policy and the rules are asked again.</summary>
    static async Task SendAsync(Approval approval, string? text, Despite? despite, SendingDesk desk)
    {
        var author = desk with { Me = await desk.Db.Teammates.SingleAsync(t => t.Id == approval.AuthorId, desk.Stop) };
        approval.Approve(desk.Me, text, desk.Now);
        if (approval.What == ApprovalOf.Tellings) await SendTellings.ApprovedAsync(approval, author);
        else approval.MomentId = (approval.What == ApprovalOf.Move ? await StartMove.SayAsync(approval.PersonId!.Value, Again<StartMove.NewMove>(approval, despite), author, approval)
            : await SendMessage.SayAsync(approval.PersonId!.Value, Again<SendMessage.NewMessage>(approval, despite), author, approval)).Message?.Id;
    }

    static T Again<T>(Approval approval, Despite? despite)
    {
        var body = approval.Body.DeepClone().AsObject();
        if (approval.EditedText is { } edited)
        {
            body["text"] = edited;
            body.Remove("html");
        }
        if (despite is not null) body["despite"] = JsonSerializer.SerializeToNode(despite, Wire.Json);
        return body.Deserialize<T>(Wire.Json)!;
    }

    /// <summary>Nothing is lost: the words are its author's draft again, below what they may have written meanwhile.</summary>
    static async Task GiveBackAsync(KithDb db, Approval approval, DateTime now, CancellationToken stop)
    {
        if (approval.What != ApprovalOf.Message || approval.PersonId is not { } person) return;

        var root = await db.People.Where(p => p.Id == person).Select(p => p.RootId).SingleAsync(stop);
        var said = Again<SendMessage.NewMessage>(approval, null);
        if (said.Template is not null) return;

        var kept = await db.Drafts.SingleOrDefaultAsync(d => d.TeammateId == approval.AuthorId && d.PersonId == root, stop);
        if (kept is not null)
        {
            var words = kept.Body["text"]?.ToString();
            kept.Body = new(kept.Body.Where(pair => pair.Key is not ("text" or "html")).Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone()))) { ["text"] = string.IsNullOrWhiteSpace(words) ? said.Text : $"{words}\n\n{said.Text}" };
            kept.At = now;
            return;
        }
        var files = (await db.AttachedAsync(said.Attachments, stop)).Select(file => AttachmentRef.Of(file)).ToList();
        var row = new DraftRow(Ids.New(now), said.Text ?? "", said.ConnectionId, said.HandleId, said.Case, false, [], files, said.Subject, null, said.Html);
        db.Add(new Draft { WorkspaceId = db.WorkspaceId, TeammateId = approval.AuthorId, PersonId = root, Body = AskApproval.BodyOf(row), At = now });
    }

    static async Task<Approval> FindAsync(KithDb db, Guid id, Teammate me, CancellationToken stop)
    {
        var approval = await db.Approvals.SingleOrDefaultAsync(a => a.Id == id, stop) ?? throw Refusal.NotFound();
        if (approval.AuthorId == me.Id) throw new Refusal("own_words", "Nobody approves their own words. You can take them back.");

        var head = await db.Departments.Where(d => d.Id == approval.DepartmentId).Select(d => d.HeadId).SingleOrDefaultAsync(stop);
        return approval.MayBeDecidedBy(me, head) ? approval : throw new Refusal("not_asked", "This waits for somebody else.", StatusCodes.Status403Forbidden);
    }

    static Refusal NotWaiting() => new("not_waiting", "This does not wait any more: somebody decided on it.");

    static string Short(string note) => note.Length > 160 ? $"{note[..(char.IsHighSurrogate(note[159]) ? 159 : 160)]}…" : note;
}
