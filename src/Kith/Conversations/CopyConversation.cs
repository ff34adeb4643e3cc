namespace Kith.Conversations;

/// <summary>
/// POST /api/people/{id}/copies: the person gets the conversation by mail, for their own records. Told is what both sides said to each
/// other; never a note, never what somebody else said, never what did not arrive.
/// </summary>
static class CopyConversation
{
    const int MostLines = 1_000;
    static readonly DeliveryState[] arrived = [DeliveryState.Sent, DeliveryState.Delivered, DeliveryState.Read];

    /// <param name="HandleId">To which address of theirs.</param>
    /// <param name="Case">Only what belongs to this case; left out, the whole conversation.</param>
    /// <param name="Since">Only what was said from then on.</param>
    public sealed record NewCopy(Guid? HandleId, long? Case, DateTime? Since);

    public static async Task<Created<MomentRow>> CopyAsync(Guid id, NewCopy asked, Teammate me, KithDb db, MailCopy mail, CancellationToken stop)
    {
        var group = await PersonGroup.FindAsync(db, id, stop);
        if (asked.HandleId is not { } handle) throw Refusal.Field("handleId", "Say to which address of theirs it goes.");

        var way = await mail.WayAsync(group, one => one.Id == handle, stop) ?? throw Refusal.NotFound("This person has no such email address, or no mailbox of ours can send.");
        var kase = asked.Case is { } number ? await db.CaseOfAsync(group, number, stop) : await NewestCaseAsync(db, group, stop);
        var said = Said(db, group);
        if (asked.Case is not null) said = OfCase(db, said, kase);
        if (asked.Since is { } since) said = From(said, DateTime.SpecifyKind(since, DateTimeKind.Utc));
        var moment = await SendAsync(db, mail, group, way, kase, said, asked.Case is not null, Actor.Of(me), stop);
        await db.SaveChangesAsync(stop);
        return TypedResults.Created((string?)null, await db.ShowAsync(moment, stop));
    }

    /// <summary>What this person and we said to each other, as far as it arrived.</summary>
    public static IQueryable<Moment> Said(KithDb db, PersonGroup group)
    {
        var people = group.Ids;
        return db.Moments.Where(m => people.Contains(m.PersonId) && m.Kind == MomentKind.Message && m.Visibility != Visibility.Internal
            && ((m.Direction == Direction.In && m.AuthorId != null && people.Contains(m.AuthorId.Value))
                || (m.Direction == Direction.Out && db.Deliveries.Any(d => d.MomentId == m.Id && arrived.Contains(d.State)))));
    }

    public static async Task<Moment> SendAsync(KithDb db, MailCopy mail, PersonGroup group, WayFound way, Case kase, IQueryable<Moment> said, bool isOfCase, Actor by, CancellationToken stop)
    {
        var newest = await said.OrderByDescending(m => m.At).ThenByDescending(m => m.Id).Take(MostLines + 1).ToListAsync(stop);
        var rows = await db.ShowAsync([.. newest.Take(MostLines).Reverse()], stop);
        if (rows.All(row => row.Withdrawn)) throw new Refusal("nothing_said", "Nothing was said yet that a copy could tell.");

        var workspace = await db.Workspaces.AsNoTracking().SingleAsync(stop);
        var zone = WriteCopy.ZoneOf(group.Root, workspace);
        string[] above =
        [
            .. isOfCase && kase.Title is { Length: > 0 } title ? [$"It is about: {title}"] : Array.Empty<string>(),
            $"The times are those of {WriteCopy.PlaceOf(zone)}.",
            .. newest.Count > MostLines ? ["What was said before is left out: it is long."] : Array.Empty<string>(),
        ];
        var subject = $"Your conversation with {workspace.Name}";
        var head = new CopyHead(subject, above, "Answer this mail, and it goes on in the same conversation.", zone);
        return await mail.SendAsync(way, kase, MomentKind.Copied, subject, WriteCopy.Of(head, LinesOf(rows, group.Root, workspace)), [], by, null, stop);
    }

    /// <summary>Ours are named as in the chat: by first name, and of which house.</summary>
    public static List<CopyLine> LinesOf(IEnumerable<MomentRow> rows, Person person, Workspace workspace) =>
    [
        .. rows.Where(row => !row.Withdrawn).Select(row => new CopyLine(row.At,
            row.Direction == Direction.In ? person.Name ?? "You" : row.Author.Name is { Length: > 0 } name ? $"{ChatWords.FirstName(name)} ({workspace.Name})" : workspace.Name,
            row.Visibility == Visibility.Public ? "in public" : ChatWords.SurfaceName(row.Surface), row.Text ?? "", [.. row.Attachments.Select(file => file.Name)])),
    ];

    static IQueryable<Moment> OfCase(KithDb db, IQueryable<Moment> said, Case kase)
    {
        var root = kase.Id;
        return said.Where(m => m.CaseId == root || db.Cases.Any(c => c.Id == m.CaseId && c.RootId == root));
    }

    static IQueryable<Moment> From(IQueryable<Moment> said, DateTime since) => said.Where(m => m.At >= since);

    static async Task<Case> NewestCaseAsync(KithDb db, PersonGroup group, CancellationToken stop)
    {
        var people = group.Ids;
        return await db.Cases.Where(c => people.Contains(c.PersonId) && c.RootId == c.Id).OrderBy(c => c.State == CaseState.Closed).ThenByDescending(c => c.LastAt).FirstOrDefaultAsync(stop)
            ?? throw new Refusal("nothing_said", "Nothing was said yet that a copy could tell.");
    }
}
