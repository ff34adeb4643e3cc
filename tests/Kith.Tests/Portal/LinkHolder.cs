using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Kith.Tests.Widget;

namespace Kith.Tests.Portal;

/// <summary>Somebody who talked with us by SMS and holds a link to the chat.</summary>
sealed partial record LinkHolder(KithUnderTest Place, Guid PersonId, string Token)
{
    static int count;

    public static async Task<LinkHolder> SendAsync(KithUnderTest kith, ChatUnderTest chat, string? number = null, string said = "Yes please", bool expired = false)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var at = now.AddMinutes(-10);
        await using var work = await kith.Store.WriteAsync(kith.Marula.Id, Actor.System, "test", CancellationToken.None);
        var db = work.Db;
        var sms = await db.Connections.FirstOrDefaultAsync(c => c.Name == "test sms");
        if (sms is null) db.Add(sms = new Connection { WorkspaceId = kith.Marula.Id, Id = Ids.New(now), Channel = "sms", Name = "test sms", CreatedAt = now });
        var person = Person.New(kith.Marula.Id, "Nomsa Ndlovu", at);
        var phone = new Handle
        {
            WorkspaceId = kith.Marula.Id,
            Id = Ids.New(now),
            Kind = "phone",
            Value = number ?? $"+278255{Interlocked.Increment(ref count):00000}",
            PersonId = person.Id,
            Strength = Strength.Seen,
            FirstSeen = at,
            LastSeen = at,
        };
        db.AddRange(person, phone);
        Say(db, person, sms, phone, at, Direction.Out, "Would you like to know more?");
        Say(db, person, sms, phone, at.AddMinutes(1), Direction.In, said);
        var link = Say(db, person, sms, phone, at.AddMinutes(2), Direction.Out, "The link");
        var (move, token) = Move.Offer(person, await db.Connections.SingleAsync(c => c.Id == chat.Id), expired ? now.AddDays(-5) : now);
        move.FromMoment = link.Id;
        db.Add(move);
        await work.CommitAsync(CancellationToken.None);
        return new(kith, person.Id, token);
    }

    public async Task<ChatBrowser> ComeAsync(ChatUnderTest chat) =>
        await chat.VisitAsync(token: TokenIn(await PressAsync(Place, Token)) ?? throw new InvalidOperationException("The link did not open."));

    public static async Task<string> PressAsync(KithUnderTest kith, string token)
    {
        var answer = await kith.AsStranger().Http.PostAsync($"/go/{token}", null);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    public static string? TokenIn(string page) =>
        Settings().Match(page) is { Success: true } found ? (string?)JsonNode.Parse(found.Groups[1].Value)!["token"] : null;

    static Moment Say(KithDb db, Person person, Connection sms, Handle phone, DateTime at, Direction direction, string text)
    {
        var moment = new Moment
        {
            WorkspaceId = db.WorkspaceId,
            Id = Ids.New(at),
            PersonId = person.Id,
            At = at,
            RecordedAt = at,
            Kind = MomentKind.Message,
            Direction = direction,
            Visibility = Visibility.Private,
            ConnectionId = sms.Id,
            Surface = "sms",
            AuthorKind = direction == Direction.In ? AuthorKind.Person : AuthorKind.Teammate,
            AuthorId = direction == Direction.In ? person.Id : null,
            Text = text,
        };
        db.Add(moment);
        if (direction == Direction.Out)
            db.Add(new Delivery { WorkspaceId = db.WorkspaceId, MomentId = moment.Id, HandleId = phone.Id, ConnectionId = sms.Id, AttemptKey = Ids.New(at), State = DeliveryState.Delivered, StateAt = at });
        return moment;
    }

    [GeneratedRegex("id=\"settings\">(.*?)</script>")]
    private static partial Regex Settings();
}
