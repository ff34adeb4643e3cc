using System.Text.Json.Nodes;

namespace Kith.Conversations;

/// <summary>POST /api/people/{id}/notes: words for the team alone. Whoever is mentioned hears of it.</summary>
static class WriteNote
{
    const int LongestText = 20_000, MostMentions = 50;

    public sealed record NewNote(Guid Id, string? Text, long? Case, IReadOnlyList<Guid>? Mentions);

    public static async Task<Created<MomentRow>> WriteAsync(Guid id, NewNote asked, Teammate me, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        var group = await PersonGroup.FindAsync(db, id, stop);
        var text = Written.Text(asked.Text, "text", LongestText);
        if (text.Length == 0) throw Refusal.Field("text", "Write something.");
        if (asked.Mentions is { Count: > MostMentions }) throw Refusal.Field("mentions", $"At most {MostMentions} can be mentioned at once.");
        var mentioned = await db.MentionableAsync(asked.Mentions, stop);
        var kase = asked.Case is { } number ? await db.CaseOfAsync(group, number, stop) : null;

        // The id is made of the writer's own, so that a note sent twice is one row, whoever else may have had the same idea.
        var noteId = Ids.Of(me.Id, ClientId.Checked(asked.Id));
        if (await db.Moments.SingleOrDefaultAsync(m => m.Id == noteId, stop) is { } before)
            return before.Text == text && group.Ids.Contains(before.PersonId) ? await AnswerAsync(db, before, stop) : throw ClientId.Taken();

        var now = clock.Now;
        var note = new Moment
        {
            WorkspaceId = db.WorkspaceId,
            Id = noteId,
            PersonId = kase?.PersonId ?? group.Root.Id,
            CaseId = kase?.Id,
            At = now,
            RecordedAt = now,
            Kind = MomentKind.Note,
            Visibility = Visibility.Internal,
            AuthorKind = AuthorKind.Teammate,
            AuthorId = me.Id,
            Text = text,
            Detail = new JsonObject { ["mentions"] = new JsonArray([.. mentioned.Select(id => (JsonNode?)id)]) },
        };
        db.Add(note);
        foreach (var teammate in mentioned.Where(one => one != me.Id)) db.Add(Notice.Mentioned(teammate, note, kase, me, now));
        await db.ForgetDraftAsync(group, me, stop);
        await db.SaveChangesAsync(stop);
        return await AnswerAsync(db, note, stop);
    }

    /// <summary>Those of the team who can be mentioned: everybody who has not left.</summary>
    public static async Task<IReadOnlyList<Guid>> MentionableAsync(this KithDb db, IReadOnlyList<Guid>? mentions, CancellationToken stop)
    {
        if (mentions is null or []) return [];

        var wanted = mentions.Distinct().ToList();
        var found = await db.Teammates.CountAsync(t => wanted.Contains(t.Id) && t.LeftAt == null, stop);
        return found == wanted.Count ? wanted : throw Refusal.NotFound("There is no such teammate.");
    }

    static async Task<Created<MomentRow>> AnswerAsync(KithDb db, Moment note, CancellationToken stop) =>
        TypedResults.Created((string?)null, await db.ShowAsync(note, stop));
}
