using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kith.Conversations;

/// <summary>
/// /api/drafts/{personId}: what I have written to somebody and not sent yet. The draft carries the id its message will have, so that the
/// same draft sent from two browsers is one message.
/// </summary>
static class DraftDoors
{
    const int LongestText = 20_000, MostMentions = 50, LongestSubject = 200, LongestOthers = 4_000, LongestHtml = 400_000;

    public static void MapDrafts(this RouteGroupBuilder api)
    {
        var drafts = api.MapGroup("/drafts/{personId:guid}");
        drafts.MapGet("", ReadAsync).Allow(Role.Colleague);
        drafts.MapPut("", KeepAsync).Allow(Role.Colleague);
        drafts.MapDelete("", DropAsync).Allow(Role.Colleague);
    }

    public sealed record DraftChange(
        Guid? Id, string? Text, Guid? ConnectionId, Guid? HandleId, long? Case, bool? Note, IReadOnlyList<Guid>? Mentions, IReadOnlyList<NamedFile?>? Attachments,
        string? Subject, string? Others, string? Html);

    static async Task<Results<Ok<DraftRow>, NoContent>> ReadAsync(Guid personId, Teammate me, KithDb db, CancellationToken stop)
    {
        var group = await PersonGroup.FindAsync(db, personId, stop);
        return await FindAsync(db, group, me, stop) is { } draft ? TypedResults.Ok(draft.Body.Deserialize<DraftRow>(Wire.Json)!) : TypedResults.NoContent();
    }

    static async Task<Ok<DraftRow>> KeepAsync(Guid personId, DraftChange asked, Teammate me, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        var group = await PersonGroup.FindAsync(db, personId, stop);
        await CheckAsync(db, group, asked, stop);
        var before = await FindAsync(db, group, me, stop);
        var row = new DraftRow(
            asked.Id ?? IdOf(before) ?? Ids.New(clock), Written.Text(asked.Text, "text", LongestText), asked.ConnectionId, asked.HandleId, asked.Case, asked.Note ?? false,
            asked.Mentions ?? [], [.. (await db.AttachedAsync(asked.Attachments, group.MomentsIn(db), stop)).Select(file => AttachmentRef.Of(file))],
            Written.Line(asked.Subject, "subject", LongestSubject), Written.Line(asked.Others, "others", LongestOthers), asked.Html is null ? null : Written.Text(asked.Html, "html", LongestHtml));

        var body = JsonSerializer.SerializeToNode(row, Wire.Json)!.AsObject();
        if (before is null) db.Add(new Draft { WorkspaceId = db.WorkspaceId, TeammateId = me.Id, PersonId = group.Root.Id, Body = body, At = clock.Now });
        else (before.Body, before.At) = (body, clock.Now);
        return TypedResults.Ok(row);
    }

    static async Task<NoContent> DropAsync(Guid personId, Teammate me, KithDb db, CancellationToken stop)
    {
        if (await FindAsync(db, await PersonGroup.FindAsync(db, personId, stop), me, stop) is { } draft) db.Remove(draft);
        return TypedResults.NoContent();
    }

    static async Task CheckAsync(KithDb db, PersonGroup group, DraftChange asked, CancellationToken stop)
    {
        if (asked.ConnectionId is { } connection && !await db.Connections.AnyAsync(c => c.Id == connection, stop)) throw Refusal.NotFound("There is no such connection.");
        if (asked.HandleId is { } handle && !await db.Handles.AnyAsync(h => h.Id == handle && group.Ids.Contains(h.PersonId), stop)) throw Refusal.NotFound("This person has no such address.");
        if (asked.Case is { } number && !await db.Cases.AnyAsync(c => c.Number == number && group.Ids.Contains(c.PersonId), stop)) throw Refusal.NotFound("This person has no such case.");
        if (asked.Mentions is { Count: > MostMentions }) throw Refusal.Field("mentions", $"At most {MostMentions} can be mentioned at once.");
        await db.MentionableAsync(asked.Mentions, stop);
    }

    static Task<Draft?> FindAsync(KithDb db, PersonGroup group, Teammate me, CancellationToken stop) =>
        db.Drafts.SingleOrDefaultAsync(d => d.TeammateId == me.Id && d.PersonId == group.Root.Id, stop);

    static Guid? IdOf(Draft? draft) => draft?.Body["id"]?.GetValue<Guid>();

    /// <summary>What was sent is no draft any more.</summary>
    public static async Task ForgetDraftAsync(this KithDb db, PersonGroup group, Teammate me, CancellationToken stop)
    {
        if (await FindAsync(db, group, me, stop) is { } draft) db.Remove(draft);
    }
}

public sealed record DraftRow(
    Guid Id, string Text, Guid? ConnectionId, Guid? HandleId, long? Case, bool Note, IReadOnlyList<Guid> Mentions, IReadOnlyList<AttachmentRef> Attachments,
    string? Subject, string? Others, string? Html);
