namespace Kith.Widget;

/// <summary>
/// The mail address that belongs to whoever chats, by proof: it is of the very person who speaks, or they brought back the code that went
/// there. What a teammate merged into them is not enough, because a merge can be a mistake.
/// </summary>
static class ProvedMailbox
{
    public static Task<Handle?> MailboxOfAsync(this KithDb db, Guid person, CancellationToken stop) =>
        db.Handles.Where(h => h.Kind == AddressKind.Email && h.Scope == "" && h.Strength == Strength.Verified && !h.Shared
            && (h.PersonId == person
                || (db.Links.Any(l => l.What == Linked.Handle && l.FromId == h.Id && l.UndoneAt == null && l.Evidence == AddressByCode.Evidence)
                    && db.Links.Any(l => l.What == Linked.Person && l.FromId == person && l.By == null && l.UndoneAt == null
                        && (l.ToId == h.PersonId || db.People.Any(p => p.Id == h.PersonId && p.RootId == l.ToId))))))
            .OrderByDescending(h => h.LastSeen).ThenBy(h => h.Id).FirstOrDefaultAsync(stop);
}
