namespace Kith.Widget;

/// <summary>
/// POST /chat/{connection}/phone and /email, and …/code: a visitor wants to go on by SMS, or by mail when they have left. The address they
/// give is only something they say, until the code that was sent to it comes back.
/// </summary>
static class AddressByCode
{
    public const string Evidence = "a code sent there came back";

    public static Task<NoContent> AskPhoneAsync(Guid connection, PhoneSaid said, VisitorDesk desk, SendCode send, HttpContext http) =>
        AskAsync(desk.VisitorOrRefuse(connection, http.Request), async db => PhoneNumber.TryParse(said.Phone, said.Region is { Length: 2 } own ? own : await HomeRegion.OfAsync(db, http.RequestAborted), out var number)
            ? new(AddressKind.Phone, number.E164) : throw Refusal.Field("phone", "This is no phone number. Begin with + and the country, if you are abroad."), send, http);

    public static Task<NoContent> AskEmailAsync(Guid connection, EmailSaid said, VisitorDesk desk, SendCode send, HttpContext http) =>
        AskAsync(desk.VisitorOrRefuse(connection, http.Request), _ => Task.FromResult(EmailAddress.TryParse(said.Email, out var address)
            ? new SaidAddress(AddressKind.Email, address.Value) : throw Refusal.Field("email", "This is no email address. It looks like name@example.com.")), send, http);

    public static async Task<NoContent> ConfirmAsync(Guid connection, CodeSaid said, VisitorDesk desk, TakeCode take, SendCode send, ChatPace pace, Store store, HttpContext http, TimeProvider clock)
    {
        var (at, stop) = (desk.VisitorOrRefuse(connection, http.Request), http.RequestAborted);
        if (!pace.AllowsGuess(http)) throw ChatPace.SlowDown(http);

        var code = await take.TakeAsync(at.Chat.WorkspaceId, AskerOf(at), said.Code, stop);
        await using var work = await store.WriteAsync(at.Chat.WorkspaceId, new Actor(AuthorKind.Person, null), "proved an address with a code", stop);
        var sight = await ChatSight.OfAsync(work.Db, at, stop);
        await TakeCode.UseAsync(work.Db, code, clock.Now, stop);
        await ProveAsync(work.Db, sight, code, clock.Now, stop);
        await work.Db.PersonClaims.Where(c => c.Kind == code.Kind && c.Value == code.Value).ExecuteDeleteAsync(stop);
        if (send.From(at.Chat.WorkspaceId, code.Kind) is { } way)
            work.Db.Add(Move.WentOn(work.WorkspaceId, sight.Person!.Value, await work.Db.Connections.SingleAsync(c => c.Id == way.Id, stop), null, new Actor(AuthorKind.Person, sight.Person), clock.Now, null));
        if (code.Kind == AddressKind.Email) await MailUnread.HurryAsync(work.Db, at.Chat, sight.Handles, clock.Now, stop);
        await work.CommitAsync(stop);
        return TypedResults.NoContent();
    }

    static async Task<NoContent> AskAsync(VisitorAtDesk at, Func<KithDb, Task<SaidAddress>> read, SendCode send, HttpContext http)
    {
        await send.SendAsync(at.Chat.WorkspaceId, AskerOf(at), async db =>
        {
            var address = await read(db);
            var sight = await ChatSight.OfAsync(db, at, http.RequestAborted);
            if (sight.Person is not { } id) throw new Refusal("say_first", "Write us a first word, then we can go on elsewhere.");

            var (kind, value) = (address.Kind, address.Value);
            if (!await db.PersonClaims.AnyAsync(c => c.PersonId == id && c.Kind == kind && c.Value == value, http.RequestAborted))
                db.Add(Claim.New(await db.People.SingleAsync(p => p.Id == id, http.RequestAborted), address, "in the chat", send.Now));
            return address;
        }, http);
        return TypedResults.NoContent();
    }

    static async Task ProveAsync(KithDb db, ChatSight sight, Code code, DateTime now, CancellationToken stop)
    {
        var person = sight.Person ?? throw Refusal.NotFound();
        var handle = await db.Handles.SingleOrDefaultAsync(h => h.Kind == code.Kind && h.Scope == "" && h.Value == code.Value, stop);
        if (handle is null)
            db.Add(handle = new Handle { WorkspaceId = db.WorkspaceId, Id = Ids.New(now), Kind = code.Kind, Value = code.Value, PersonId = person, FirstSeen = now, LastSeen = now });
        else if (!sight.Group.Contains(handle.PersonId)) await JoinAsync(db, sight, handle, now, stop);

        handle.Strength = Strength.Verified;
        db.Add(new Link { WorkspaceId = db.WorkspaceId, Id = Ids.New(now), What = Linked.Handle, FromId = handle.Id, ToId = handle.PersonId, Evidence = Evidence, At = now });
    }

    /// <summary>The address is known to be somebody's: who chats is them, unless something else is proved of either.</summary>
    static async Task JoinAsync(KithDb db, ChatSight sight, Handle address, DateTime now, CancellationToken stop)
    {
        var group = sight.Group;
        if (address.Shared || await db.Handles.AnyAsync(h => group.Contains(h.PersonId) && h.Strength == Strength.Verified, stop))
            throw new Refusal("shared", "This address is known to us with other names, so we go on here. Tell us in the chat, and we put it right.");
        await MergePeople.JoinAsync(db, address.PersonId, sight.Person!.Value, Evidence, null, now, stop);
    }

    static string AskerOf(VisitorAtDesk at) => $"chat {at.Chat.Id:N} {at.Values[0]}";
}

sealed record PhoneSaid(string? Phone, string? Region);

sealed record EmailSaid(string? Email);

sealed record CodeSaid(string? Code);
