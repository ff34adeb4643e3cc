using System.Text.Json.Nodes;

namespace Kith.TheirData;

/// <summary>One kind of thing that goes when a person is erased: how many there are, and how it goes.</summary>
sealed record ErasedPart(string What, Func<KithDb, PersonTrail, CancellationToken, Task<int>> CountAsync, Func<KithDb, PersonTrail, CancellationToken, Task> EraseAsync)
{
    /// <summary>In the order in which they can go. Rows that the timeline and the figures need stay, without words.</summary>
    public static IReadOnlyList<ErasedPart> All { get; } =
    [
        Emptied("messages, notes and calls, of which the places stay", (db, trail) => db.Moments.Where(m => (trail.People.Contains(m.PersonId) || (m.AuthorId != null && trail.AnyPeople.Contains(m.AuthorId))) && (m.Text != null || m.Detail != null || m.Attachments != null || m.OutsideKey != null || m.ThreadKey != null)),
            (moments, stop) => moments.ExecuteUpdateAsync(set => set.SetProperty(m => m.Text, (string?)null).SetProperty(m => m.Detail, (JsonObject?)null).SetProperty(m => m.Attachments, (List<AttachedFile>?)null)
                .SetProperty(m => m.OutsideKey, (string?)null).SetProperty(m => m.ThreadKey, (string?)null), stop)),
        Gone("deliveries", (db, trail) => db.Deliveries.Where(d => db.Handles.Any(h => h.Id == d.HandleId && trail.People.Contains(h.PersonId)) || db.Moments.Any(m => m.Id == d.MomentId && trail.People.Contains(m.PersonId)))),
        Gone("threads", (db, trail) => db.Threads.Where(t => trail.People.Contains(t.PersonId))),
        Gone("links to their own page", (db, trail) => db.PageKeys.Where(k => trail.People.Contains(k.PersonId))),
        Gone("words that were to leave later", (db, trail) => db.LaterMessages.Where(l => trail.People.Contains(l.PersonId))),
        Gone("reminders of teammates", (db, trail) => db.Reminders.Where(r => trail.People.Contains(r.PersonId))),
        Emptied("what they said when asked how it was, of which the number stays", (db, trail) => db.AfterQuestions.Where(q => trail.People.Contains(q.PersonId)),
            (questions, stop) => questions.ExecuteUpdateAsync(set => set.SetProperty(q => q.Comment, (string?)null).SetProperty(q => q.TokenHash, (byte[]?)null).SetProperty(q => q.NextAt, (DateTime?)null), stop)),
        Gone("words that were to be approved", (db, trail) => db.Approvals.Where(a => a.PersonId != null && trail.AnyPeople.Contains(a.PersonId))),
        Emptied("words sent in spite of a rule, of which the rule and who sent them stay", (db, trail) => db.Overrulings.Where(o => trail.People.Contains(o.PersonId)),
            (overrulings, stop) => overrulings.ExecuteUpdateAsync(set => set.SetProperty(o => o.Words, "").SetProperty(o => o.Why, ""), stop)),
        Emptied("questions to departments", (db, trail) => db.Asks.Where(a => trail.Cases.Contains(a.CaseId)), (asks, stop) => asks.ExecuteUpdateAsync(set => set.SetProperty(a => a.Question, ""), stop)),
        Gone("moves to another channel", (db, trail) => db.Moves.Where(m => trail.People.Contains(m.PersonId))),
        Gone("consents", (db, trail) => db.Consents.Where(c => trail.People.Contains(c.PersonId))),
        Gone("codes", (db, trail) => Codes(db, trail)),
        Gone("claims", (db, trail) => db.PersonClaims.Where(c => trail.People.Contains(c.PersonId))),
        Gone("ways to reach them", (db, trail) => db.Handles.Where(h => trail.People.Contains(h.PersonId))),
        Gone("words they are found by", (db, trail) => db.PersonWords.Where(w => trail.People.Contains(w.PersonId))),
        Gone("memberships", (db, trail) => db.Memberships.Where(m => trail.People.Contains(m.PersonId))),
        Emptied("links between what was merged", (db, trail) => db.Links.Where(l => (trail.People.Contains(l.FromId) || trail.People.Contains(l.ToId)) && l.Evidence != ""),
            (links, stop) => links.ExecuteUpdateAsync(set => set.SetProperty(l => l.Evidence, ""), stop)),
        Gone("drafts", (db, trail) => db.Drafts.Where(d => trail.People.Contains(d.PersonId))),
        Gone("notices to teammates", (db, trail) => db.Notices.Where(n => n.PersonId != null && trail.AnyPeople.Contains(n.PersonId))),
        Emptied("messages about causes", (db, trail) => db.Tellings.Where(t => trail.People.Contains(t.PersonId)),
            (tellings, stop) => tellings.ExecuteUpdateAsync(set => set.SetProperty(t => t.Text, "").SetProperty(t => t.Why, (string?)null).SetProperty(t => t.ProblemWords, (string?)null).SetProperty(t => t.HandleId, (Guid?)null).SetProperty(t => t.NextAt, (DateTime?)null), stop)),
        Emptied("cases, of which number, department and times stay", (db, trail) => db.Cases.Where(c => trail.People.Contains(c.PersonId)),
            (cases, stop) => cases.ExecuteUpdateAsync(set => set.SetProperty(c => c.PersonName, (string?)null).SetProperty(c => c.Title, (string?)null).SetProperty(c => c.LastText, (string?)null).SetProperty(c => c.Tags, new List<string>()).SetProperty(c => c.Version, c => c.Version + 1), stop)),
        Emptied("reasons given with promises", (db, trail) => db.Promises.Where(p => trail.Cases.Contains(p.CaseId) && p.Reason != null),
            (promises, stop) => promises.ExecuteUpdateAsync(set => set.SetProperty(p => p.Reason, (string?)null), stop)),
        Emptied("posts of theirs", Posts, (posts, stop) => posts.ExecuteUpdateAsync(set => set.SetProperty(p => p.Text, (string?)null).SetProperty(p => p.AuthorName, (string?)null).SetProperty(p => p.Url, (string?)null), stop)),
        Emptied("their name, language, time zone and own fields", (db, trail) => db.People.Where(p => trail.People.Contains(p.Id)),
            (people, stop) => people.ExecuteUpdateAsync(set => set.SetProperty(p => p.Name, (string?)null).SetProperty(p => p.Language, (string?)null).SetProperty(p => p.TimeZone, (string?)null).SetProperty(p => p.Fields, new Dictionary<string, System.Text.Json.JsonElement>()), stop)),
    ];

    public static IQueryable<Code> Codes(KithDb db, PersonTrail trail)
    {
        var said = trail.Handles.Select(h => h.Value).Concat(trail.Claims.Select(c => c.Value)).ToList();
        return db.Codes.Where(c => said.Contains(c.Value));
    }

    /// <summary>Posts under which nobody else spoke and that are not ours; or that carry one of their names.</summary>
    public static IQueryable<Post> Posts(KithDb db, PersonTrail trail)
    {
        var names = trail.Group.Members.Select(m => m.Name).OfType<string>().Concat(trail.Handles.Select(h => h.Value)).ToList();
        return db.Posts.Where(p => trail.Posts.Contains(p.Id) && ((p.AuthorName != null && names.Contains(p.AuthorName))
            || (p.ConnectionId == null && !db.Moments.Any(m => m.PostId == p.Id && !trail.People.Contains(m.PersonId)))));
    }

    static ErasedPart Gone<T>(string what, Func<KithDb, PersonTrail, IQueryable<T>> rows) where T : class => new(what, (db, trail, stop) => rows(db, trail).CountAsync(stop), (db, trail, stop) => rows(db, trail).ExecuteDeleteAsync(stop));

    static ErasedPart Emptied<T>(string what, Func<KithDb, PersonTrail, IQueryable<T>> rows, Func<IQueryable<T>, CancellationToken, Task<int>> empty) where T : class =>
        new(what, (db, trail, stop) => rows(db, trail).CountAsync(stop), (db, trail, stop) => empty(rows(db, trail), stop));
}
