using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Caching.Memory;

namespace Kith.Widget;

/// <summary>
/// POST /chat/{connection}/phone and /phone/code: a visitor wants to go on by SMS. The number they give is only something they say,
/// until the code that was sent to it comes back.
/// </summary>
static class PhoneByCode
{
    const int MostTries = 5;
    const string Evidence = "a code sent to the phone came back";
    static readonly TimeSpan life = TimeSpan.FromMinutes(10);

    public static async Task<NoContent> AskAsync(
        Guid connection, PhoneSaid said, VisitorDesk desk, CodePace pace, CodeBySms sms, Store store, IMemoryCache waiting, HttpContext http, TimeProvider clock)
    {
        var (at, stop) = (desk.VisitorOrRefuse(connection, http.Request), http.RequestAborted);
        var (number, mayBeSent) = await ClaimAsync(at, said, store, clock, stop);
        if (!pace.Allows(http, number, at.Values[0])) throw ChatPace.SlowDown(http);

        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        waiting.Set(KeyOf(at), new Waiting(number, code), life);
        // Whoever said STOP gets nothing, and the one who asks does not learn that.
        if (mayBeSent) await sms.SendAsync(at.Chat.WorkspaceId, number, code, stop);
        return TypedResults.NoContent();
    }

    public static async Task<NoContent> ConfirmAsync(
        Guid connection, CodeSaid said, VisitorDesk desk, CodeBySms sms, Store store, IMemoryCache waiting, HttpContext http, TimeProvider clock)
    {
        var (at, stop) = (desk.VisitorOrRefuse(connection, http.Request), http.RequestAborted);
        if (!waiting.TryGetValue(KeyOf(at), out Waiting? asked) || Interlocked.Increment(ref asked!.Tries) > MostTries || !Channels.Secrets.Same((said.Code ?? "").Trim(), asked.Code))
            throw Refusal.BadInput("wrong_code", "This is not the code we sent, or it is too old. Ask for a new one.");

        waiting.Remove(KeyOf(at));
        await using var work = await store.WriteAsync(at.Chat.WorkspaceId, new Actor(AuthorKind.Person, null), "went on by SMS with a code", stop);
        var sight = await ChatSight.OfAsync(work.Db, at, stop);
        await ProveAsync(work.Db, sight, asked.Number, clock.Now, stop);
        await work.Db.PersonClaims.Where(c => c.Kind == "phone" && c.Value == asked.Number).ExecuteDeleteAsync(stop);
        if (sms.From(at.Chat.WorkspaceId) is { } way)
            work.Db.Add(Move.WentOn(work.WorkspaceId, sight.Person!.Value, await work.Db.Connections.SingleAsync(c => c.Id == way.Id, stop), VisitorDesk.Channel, new Actor(AuthorKind.Person, sight.Person), clock.Now, null));
        await work.CommitAsync(stop);
        return TypedResults.NoContent();
    }

    static async Task<(string Number, bool MayBeSent)> ClaimAsync(VisitorAtDesk at, PhoneSaid said, Store store, TimeProvider clock, CancellationToken stop)
    {
        await using var work = await store.WriteAsync(at.Chat.WorkspaceId, new Actor(AuthorKind.Person, null), "said a number in the chat", stop);
        var region = said.Region is { Length: 2 } own ? own : await HomeRegion.OfAsync(work.Db, stop);
        if (!PhoneNumber.TryParse(said.Phone, region, out var number)) throw Refusal.Field("phone", "This is no phone number. Begin with + and the country, if you are abroad.");
        var sight = await ChatSight.OfAsync(work.Db, at, stop);
        if (sight.Person is not { } id) throw new Refusal("say_first", "Write us a first word, then we can go on by SMS.");

        var value = number.E164;
        if (!await work.Db.PersonClaims.AnyAsync(c => c.PersonId == id && c.Kind == "phone" && c.Value == value, stop))
            work.Db.Add(Claim.New(await work.Db.People.SingleAsync(p => p.Id == id, stop), new SaidAddress("phone", value), "in the chat", clock.Now));
        var known = await work.Db.Handles.SingleOrDefaultAsync(h => h.Kind == "phone" && h.Scope == "" && h.Value == value, stop);
        await work.CommitAsync(stop);
        return (value, known is null or { StoppedAt: null, Block: Block.None });
    }

    static async Task ProveAsync(KithDb db, ChatSight sight, string number, DateTime now, CancellationToken stop)
    {
        var person = sight.Person ?? throw Refusal.NotFound();
        var handle = await db.Handles.SingleOrDefaultAsync(h => h.Kind == "phone" && h.Scope == "" && h.Value == number, stop);
        if (handle is null)
            db.Add(handle = new Handle { WorkspaceId = db.WorkspaceId, Id = Ids.New(now), Kind = "phone", Value = number, PersonId = person, FirstSeen = now, LastSeen = now });
        else if (!sight.Group.Contains(handle.PersonId)) await JoinAsync(db, sight, handle, now, stop);

        handle.Strength = Strength.Verified;
        db.Add(new Link { WorkspaceId = db.WorkspaceId, Id = Ids.New(now), What = Linked.Handle, FromId = handle.Id, ToId = handle.PersonId, Evidence = Evidence, At = now });
    }

    /// <summary>The phone is known to be somebody's: who chats is them, unless something else is proved of either.</summary>
    static async Task JoinAsync(KithDb db, ChatSight sight, Handle phone, DateTime now, CancellationToken stop)
    {
        var group = sight.Group;
        if (phone.Shared || await db.Handles.AnyAsync(h => group.Contains(h.PersonId) && h.Strength == Strength.Verified, stop))
            throw new Refusal("shared", "This number is known to us with other names, so we go on here. Tell us in the chat, and we put it right.");
        await MergePeople.JoinAsync(db, phone.PersonId, sight.Person!.Value, Evidence, null, now, stop);
    }

    static (string, Guid, string) KeyOf(VisitorAtDesk at) => (nameof(PhoneByCode), at.Chat.Id, at.Values[0]);

    sealed class Waiting(string number, string code)
    {
        public int Tries;

        public string Number => number;

        public string Code => code;
    }
}

sealed record PhoneSaid(string? Phone, string? Region);

sealed record CodeSaid(string? Code);
