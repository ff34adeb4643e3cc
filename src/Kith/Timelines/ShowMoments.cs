using System.Text.Json.Nodes;

namespace Kith.Timelines;

/// <summary>Turns the rows of one page into what is shown, with one look-up for each kind of thing the page names.</summary>
static class ShowMoments
{
    const int LongestQuote = 240;

    public static async Task<IReadOnlyList<MomentRow>> ShowAsync(this KithDb db, IReadOnlyList<Moment> moments, CancellationToken stop)
    {
        if (moments.Count == 0) return [];

        var ids = moments.Select(m => m.Id).ToList();
        var quoted = await QuotedAsync(db, moments, stop);
        var told = await ChangesAsync(db, [.. ids.Union(quoted.Keys)], stop);
        var changes = told.ToLookup(c => c.ReplyTo!.Value);
        var calls = await CallsAsync(db, moments, stop);
        var posts = await PostsAsync(db, moments, stop);
        var names = await NamesAsync(db, [.. moments, .. quoted.Values, .. told.Where(c => c.Kind is MomentKind.Reaction or MomentKind.Hidden)], stop);
        var deliveries = (await DeliveriesAsync(db, ids, stop)).ToLookup(d => d.MomentId);
        var cases = await CaseNumbersAsync(db, moments, stop);
        var connections = await db.Connections.Select(c => new { c.Id, c.Name, c.Channel }).ToDictionaryAsync(c => c.Id, stop);

        return [.. moments.Select(Show)];

        MomentRow Show(Moment m)
        {
            var connection = m.ConnectionId is { } id ? connections.GetValueOrDefault(id) : null;
            var newest = Newest.Of(m, changes[m.Id]);
            return new(
                m.Id, m.PersonId, m.CaseId is { } kase ? cases.GetValueOrDefault(kase) : null, m.At, m.RecordedAt, m.Kind, m.Direction, m.Visibility,
                connection?.Channel, m.ConnectionId, connection?.Name, m.Surface, names.AuthorOf(m), newest.Text, Quote(m), DetailOf(m),
                newest.Withdrawn ? [] : [.. (m.Attachments ?? []).Select(file => AttachmentRef.Of(file, db.Sight.IsNarrow ? m.Id : null))], [.. deliveries[m.Id]], newest.Edited, newest.Withdrawn, newest.Withdrawn ? [] : ReactionsTo(changes[m.Id]))
            {
                Post = m.PostId is { } post ? posts.GetValueOrDefault(post) : null,
                Liked = newest.Withdrawn ? null : Done(StandingActs.Like(changes[m.Id])),
                Hidden = Done(StandingActs.Hiding(changes[m.Id])),
                Call = m.Kind == MomentKind.Call ? CallRow.Of(m, [.. calls[m.Id]], db.Sight.IsNarrow) : null,
            };
        }

        // What only the host needs stays here, and a case is named as people name it.
        JsonObject DetailOf(Moment m)
        {
            var detail = (JsonObject?)m.Detail?.DeepClone() ?? [];
            if (detail["html"] is not null) detail["rich"] = true;
            if (m.Kind == MomentKind.Call) detail = [];
            foreach (var own in new[] { "reference", "html", "words", "by" }) detail.Remove(own);
            if (detail["beside"]?.GetValue<Guid>() is { } beside) detail["beside"] = cases.GetValueOrDefault(beside);
            if (detail["media"] is JsonArray media)
                foreach (var file in media.OfType<JsonObject>())
                    foreach (var own in new[] { "ref", "inside" }) file.Remove(own);
            return detail;
        }

        // The last sign of each counts; one that was taken away has no words.
        IReadOnlyList<ReactionRow> ReactionsTo(IEnumerable<Moment> about) =>
            [.. about.Where(c => c is { Kind: MomentKind.Reaction, Direction: Direction.In }).GroupBy(c => (c.AuthorKind, c.AuthorId)).Select(signs => signs.Last()).Where(c => c.Text is not null)
                .Select(c => new ReactionRow(c.Text!, names.AuthorOf(c).Name))];

        ActDone? Done(Moment? act) => act is null ? null : new(names.AuthorOf(act).Name, act.At, act.Detail?["why"]?.ToString());

        QuotedMoment? Quote(Moment m) =>
            m.Kind == MomentKind.Message && m.ReplyTo is { } id && quoted.TryGetValue(id, out var said)
                ? new(said.Id, Short(Newest.Of(said, changes[said.Id]).Text), names.AuthorOf(said).Name, said.PostId is not null) : null;
    }

    public static async Task<MomentRow> ShowAsync(this KithDb db, Moment moment, CancellationToken stop) => (await db.ShowAsync([moment], stop))[0];

    /// <summary>Edits, withdrawals, reactions and hidings are moments that point at the one they are about.</summary>
    public static IQueryable<Moment> ChangesTo(this KithDb db, IReadOnlyCollection<Guid> moments) => db.Moments.Where(m =>
        m.ReplyTo != null && moments.Contains(m.ReplyTo.Value) && (m.Kind == MomentKind.Edited || m.Kind == MomentKind.Withdrawn || m.Kind == MomentKind.Reaction || m.Kind == MomentKind.Hidden || m.Kind == MomentKind.Shown || m.Kind == MomentKind.Placed));

    static async Task<List<Moment>> ChangesAsync(KithDb db, List<Guid> ids, CancellationToken stop) =>
        await db.ChangesTo(ids).OrderBy(m => m.At).ThenBy(m => m.Id).ToListAsync(stop);

    static async Task<Dictionary<Guid, Moment>> QuotedAsync(KithDb db, IReadOnlyList<Moment> moments, CancellationToken stop)
    {
        var wanted = moments.Where(m => m.Kind == MomentKind.Message && m.ReplyTo is not null).Select(m => m.ReplyTo!.Value).Distinct().ToList();
        return wanted.Count == 0 ? [] : await db.Moments.Where(m => wanted.Contains(m.Id)).ToDictionaryAsync(m => m.Id, stop);
    }

    static async Task<ILookup<Guid, Moment>> CallsAsync(KithDb db, IReadOnlyList<Moment> moments, CancellationToken stop)
    {
        var wanted = moments.Where(m => m.Kind == MomentKind.Call).Select(m => m.Id).ToList();
        List<Moment> told = wanted.Count == 0 ? [] : await db.ToldOf(wanted).ToListAsync(stop);
        return told.ToLookup(m => m.ReplyTo!.Value);
    }

    static async Task<Dictionary<Guid, PostLine>> PostsAsync(KithDb db, IReadOnlyList<Moment> moments, CancellationToken stop)
    {
        var wanted = moments.Select(m => m.PostId).OfType<Guid>().Distinct().ToList();
        return wanted.Count == 0 ? [] : (await db.Posts.Where(p => wanted.Contains(p.Id)).ToListAsync(stop)).ToDictionary(p => p.Id, PostLine.Of);
    }

    static async Task<List<DeliveryRow>> DeliveriesAsync(KithDb db, List<Guid> ids, CancellationToken stop)
    {
        var deliveries = await db.Deliveries.Where(d => ids.Contains(d.MomentId)).OrderBy(d => d.HandleId).ToListAsync(stop);
        var handleIds = deliveries.Select(d => d.HandleId).Distinct().ToList();
        var handles = await db.Handles.Where(h => handleIds.Contains(h.Id)).ToDictionaryAsync(h => h.Id, stop);
        return [.. deliveries.Select(d => DeliveryRow.Of(d, handles.GetValueOrDefault(d.HandleId)))];
    }

    /// <summary>A case that was merged is shown under the number it goes on with.</summary>
    static async Task<Dictionary<Guid, long?>> CaseNumbersAsync(KithDb db, IReadOnlyList<Moment> moments, CancellationToken stop)
    {
        var ids = moments.SelectMany(m => new[] { m.CaseId, m.Detail?["beside"]?.GetValue<Guid>() }).OfType<Guid>().Distinct().ToList();
        var cases = await db.Cases.Where(c => ids.Contains(c.Id)).Select(c => new { c.Id, c.Number, Root = c.RootId == c.Id ? null : db.Cases.Where(r => r.Id == c.RootId).Select(r => (long?)r.Number).FirstOrDefault() }).ToListAsync(stop);
        return cases.ToDictionary(c => c.Id, c => c.Root ?? (long?)c.Number);
    }

    static async Task<Names> NamesAsync(KithDb db, IReadOnlyList<Moment> moments, CancellationToken stop)
    {
        var people = moments.Select(m => m.PersonId).Distinct().ToList();
        var team = moments.Where(m => m.AuthorKind == AuthorKind.Teammate).Select(m => m.AuthorId).Distinct().ToList();
        return new(
            await db.People.Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, stop),
            await db.Teammates.Where(t => team.Contains(t.Id)).ToDictionaryAsync(t => t.Id, stop));
    }

    static string? Short(string? text) => text is { Length: > LongestQuote } ? text[..Cut(text)] + "…" : text;

    static int Cut(string text) => char.IsHighSurrogate(text[LongestQuote - 1]) ? LongestQuote - 1 : LongestQuote;

    sealed record Names(Dictionary<Guid, string?> People, Dictionary<Guid, Teammate> Team)
    {
        public AuthorRow AuthorOf(Moment m) => m.AuthorKind switch
        {
            AuthorKind.Person => new(AuthorKind.Person, m.PersonId, People.GetValueOrDefault(m.PersonId) ?? "", null),
            AuthorKind.Teammate when m.AuthorId is { } id && Team.GetValueOrDefault(id) is { } by =>
                new(AuthorKind.Teammate, by.Id, by.Name, by.PictureUrl),
            _ => new(m.AuthorKind, m.AuthorId, "", null),
        };
    }

    /// <summary>What a message says now. The words it said at first stay in its row.</summary>
    sealed record Newest(string? Text, bool Edited, bool Withdrawn)
    {
        public static Newest Of(Moment m, IEnumerable<Moment> changes)
        {
            var edit = changes.LastOrDefault(c => c.Kind == MomentKind.Edited);
            var withdrawn = changes.Any(c => c.Kind == MomentKind.Withdrawn);
            return new(withdrawn ? null : edit is null ? m.TextForTeam : edit.Text, edit is not null, withdrawn);
        }
    }
}
