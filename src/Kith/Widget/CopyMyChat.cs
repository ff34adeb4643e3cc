namespace Kith.Widget;

/// <summary>POST /chat/{connection}/copies: the visitor gets by mail what they see in the chat, at the address they proved, and nowhere else.</summary>
static class CopyMyChat
{
    const int AnHour = 3;

    public static async Task<NoContent> CopyAsync(
        Guid connection, VisitorDesk desk, Store store, ConnectionBook book, Kith.Channels.ChannelRegistry channels, KeepLooks keep, HttpContext http, TimeProvider clock)
    {
        var (at, stop) = (desk.VisitorOrRefuse(connection, http.Request), http.RequestAborted);
        await using var work = await store.WriteAsync(at.Chat.WorkspaceId, new Actor(AuthorKind.Person, null), "asked for a copy of the chat", stop);
        var db = work.Db;
        var sight = await ChatSight.OfAsync(db, at, stop);
        var mail = new MailCopy(db, book, channels, keep, clock);
        if (sight.Person is not { } person || await db.MailboxOfAsync(person, stop) is not { } address) throw new Refusal("needs_address", "Tell us your email address first.");

        var group = await PersonGroup.FindAsync(db, person, stop);
        var way = await mail.WayAsync(group, handle => handle.Id == address.Id, stop) ?? throw new Refusal("not_sent", "We cannot send mail just now. What was said stays here.");
        await RefuseTooManyAsync(db, sight, mail.Now, stop);
        var kase = await ChatHead.CaseAsync(db, sight, stop) ?? throw new Refusal("nothing_said", "Nothing was said yet that a copy could tell.");
        await CopyConversation.SendAsync(db, mail, group, way, kase, sight.Of(db), isOfCase: false, new Actor(AuthorKind.Person, person), stop);
        await work.CommitAsync(stop);
        return TypedResults.NoContent();
    }

    static async Task RefuseTooManyAsync(KithDb db, ChatSight sight, DateTime now, CancellationToken stop)
    {
        var (since, group) = (now.AddHours(-1), sight.Group);
        if (await db.Moments.CountAsync(m => group.Contains(m.PersonId) && m.At > since && m.Kind == MomentKind.Copied && m.AuthorKind == AuthorKind.Person, stop) >= AnHour)
            throw MailLimits.TooMany("The conversation went to you just now. Look into your mailbox, also among what it thinks is spam.");
    }
}
