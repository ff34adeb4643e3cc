using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kith.TryIt;

/// <summary>Writes lives into the demo as the rows that living them would have left. Time is told in minutes before now.</summary>
sealed class DemoPen(KithDb db, DemoHouse house, DateTime now)
{
    readonly Workspace workspace = db.Workspaces.Local.Single();
    readonly HouseHours hours = new(db.Workspaces.Local.Single(), [.. db.Calendars.Local], [], [], []);

    public DemoPerson Meet(string name, double daysAgo, params (string Key, string Value)[] fields)
    {
        var at = now.AddDays(-daysAgo);
        var person = Person.New(house.WorkspaceId, name, at);
        person.Language = "en";
        person.Fields = fields.ToDictionary(f => f.Key, f => JsonSerializer.SerializeToElement(f.Value));
        db.Add(person);
        db.AddRange(person.NameWords());
        return new DemoPerson(person);
    }

    public Handle Phone(DemoPerson who, string number) => Reach(who, "phone", "", number, Strength.Verified);

    public Handle Email(DemoPerson who, string address) => Reach(who, "email", "", address, Strength.Verified);

    /// <summary>Whom WhatsApp knows by this number; its day for answers began with their last word.</summary>
    public Handle WhatsApp(DemoPerson who, string number, double lastHeardMinutesAgo)
    {
        var handle = Reach(who, "whatsapp", DemoHouse.WhatsAppAccount, PretendWhatsApp.UserOf(number), Strength.Verified);
        handle.LastSeen = now.AddMinutes(-lastHeardMinutesAgo);
        return handle;
    }

    public Handle Chat(DemoPerson who, bool isProven = false)
    {
        var handle = Reach(who, "chat", house.Connection("chat").ToString("N"), $"v:{RandomNumberGenerator.GetHexString(32, lowercase: true)}", isProven ? Strength.Verified : Strength.Seen);
        if (isProven)
            db.Add(new Link { WorkspaceId = house.WorkspaceId, Id = Ids.New(now), What = Linked.Handle, FromId = handle.Id, ToId = who.Row.Id, Evidence = "came back by one-time link", At = now });
        return handle;
    }

    public void Claim(DemoPerson who, string kind, string value, string where) =>
        db.Add(new Claim { WorkspaceId = house.WorkspaceId, Id = Ids.New(now), PersonId = who.Row.Id, Kind = kind, Value = value, SaidWhere = where, At = now });

    public Case Open(DemoPerson who, string title, string department, string? owner, double minutesAgo)
    {
        var at = now.AddMinutes(-minutesAgo);
        var kase = new Case
        {
            WorkspaceId = house.WorkspaceId,
            Id = Ids.New(at),
            Number = workspace.NextCaseNumber++,
            PersonId = who.Row.Id,
            PersonName = who.Row.Name,
            Title = title,
            DepartmentId = house.Department(department),
            OwnerId = owner is null ? null : house.Teammate(owner),
            OpenedAt = at,
            LastAt = at,
            PromiseKind = PromiseKind.FirstAnswer,
            PromiseDue = hours.AnswerOf(PromiseKind.FirstAnswer, house.Department(department), null, null, at).Due,
            Version = 1,
        };
        kase.RootId = kase.Id;
        db.Add(kase);
        Moment(who.Row.Id, kase, at, MomentKind.CaseOpened, Direction.None, Visibility.Internal);
        return kase;
    }

    public Moment Says(Case kase, Handle from, double minutesAgo, string words)
    {
        var said = Message(kase, from, minutesAgo, Direction.In, words);
        (said.AuthorKind, said.AuthorId) = (AuthorKind.Person, from.PersonId);
        said.OutsideKey = from.Kind switch { "chat" => $"m:{from.Value[2..]}:{Ids.New(said.At)}", "whatsapp" => $"m:{OutsideId(from)}", _ => $"m:SM{Guid.NewGuid():N}" };
        kase.State = CaseState.Open;
        (kase.PromiseKind, kase.PromiseDue) = (PromiseKind.NextAnswer, hours.AnswerOf(PromiseKind.NextAnswer, kase.DepartmentId, null, null, said.At).Due);
        return said;
    }

    public Moment Answers(Case kase, Handle to, string teammate, double minutesAgo, string words, bool isRead = true, string? subject = null)
    {
        DateTime? asked = kase.LastDirection == Direction.In ? kase.LastAt : null;
        var said = Message(kase, to, minutesAgo, Direction.Out, words);
        if (asked is { } since) Keeps(kase, since, said.At);
        if (subject is not null) said.Detail = new JsonObject { ["subject"] = subject };
        (said.AuthorKind, said.AuthorId) = (AuthorKind.Teammate, house.Teammate(teammate));
        var reached = to.Kind switch { "chat" or "whatsapp" when isRead => DeliveryState.Read, "email" => DeliveryState.Sent, _ => DeliveryState.Delivered };
        db.Add(new Delivery
        {
            WorkspaceId = house.WorkspaceId,
            MomentId = said.Id,
            HandleId = to.Id,
            ConnectionId = said.ConnectionId!.Value,
            AttemptKey = Ids.New(said.At),
            State = reached,
            Tries = 1,
            StateAt = said.At.AddSeconds(4),
            TriedAt = said.At,
            Segments = to.Kind == "phone" ? 1 + words.Length / 161 : 1,
            OutsideId = OutsideId(to),
        });
        See(kase, teammate, said.At);
        return said;
    }

    public void Notes(Case kase, string teammate, double minutesAgo, string words)
    {
        var note = Moment(kase.PersonId, kase, now.AddMinutes(-minutesAgo), MomentKind.Note, Direction.None, Visibility.Internal);
        (note.AuthorKind, note.AuthorId, note.Text) = (AuthorKind.Teammate, house.Teammate(teammate), words);
    }

    /// <summary>Cases that have one root, by their titles.</summary>
    public void Gathers(string title, string known, CauseState state, string department, string owner, double minutesAgo, params string[] cases)
    {
        var at = now.AddMinutes(-minutesAgo);
        var by = db.Teammates.Local.Single(one => one.Id == house.Teammate(owner));
        var cause = Cause.Heard(house.WorkspaceId, title, known, house.Department(department), at);
        (cause.OwnerId, cause.State) = (by.Id, state);
        db.Add(cause);
        foreach (var kase in cases.Select(one => db.Cases.Local.Single(c => c.Title == one)))
        {
            var about = CauseAbout.Of(cause, kase, by, at);
            db.AddRange(about, about.Fact(MomentKind.Gathered, cause, kase.Id, by, at));
        }
    }

    /// <summary>A question of that case to another department; answered where there is an answer.</summary>
    public void Asks(string title, string by, string department, double minutesAgo, string question, (string By, double MinutesAgo, string Words)? answer = null, double dueInMinutes = 0)
    {
        var kase = db.Cases.Local.Single(c => c.Title == title);
        var (asker, at) = (db.Teammates.Local.Single(one => one.Id == house.Teammate(by)), now.AddMinutes(-minutesAgo));
        var asked = db.Departments.Local.Single(one => one.Id == house.Department(department));
        var ask = Ask.Of(kase, asked, question, new Term(null, null, answer is { } done ? now.AddMinutes(10 - done.MinutesAgo) : now.AddMinutes(dueInMinutes)), asker, at);
        db.AddRange(ask, ask.Word(MomentKind.Asked, kase, question, Actor.Of(asker), at, department));
        if (answer is not { } said) return;

        var (answerer, answeredAt) = (db.Teammates.Local.Single(one => one.Id == house.Teammate(said.By)), now.AddMinutes(-said.MinutesAgo));
        ask.Answer(answerer, hours, answeredAt);
        db.Add(ask.Word(MomentKind.AskAnswered, kase, said.Words, Actor.Of(answerer), answeredAt, department));
    }

    /// <summary>The person went on in the chat by the link they had by SMS.</summary>
    public void GoesOn(Case kase, Handle chat, Moment from, double minutesAgo)
    {
        var at = now.AddMinutes(-minutesAgo);
        db.Add(new Move
        {
            WorkspaceId = house.WorkspaceId,
            Id = Ids.New(at),
            TokenHash = RandomNumberGenerator.GetBytes(32),
            PersonId = kase.PersonId,
            FromMoment = from.Id,
            ToChannel = "webchat",
            ToConnection = house.Connection("chat"),
            ToHandle = chat.Id,
            At = from.At,
            ExpiresAt = from.At.AddDays(2),
            UsedAt = at,
        });
        var moved = Moment(kase.PersonId, kase, at, MomentKind.WentOn, Direction.None, Visibility.Internal);
        moved.Detail = new JsonObject { ["from"] = "sms", ["to"] = "webchat", ["way"] = "link" };
    }

    public void Promised(Case kase, double dueInMinutes, string reason)
    {
        kase.PromiseDue = now.AddMinutes(dueInMinutes);
        db.Add(new Promise { WorkspaceId = house.WorkspaceId, Id = Ids.New(now), CaseId = kase.Id, Kind = kase.PromiseKind, MadeAt = kase.LastAt, Due = kase.PromiseDue.Value, Reason = reason });
    }

    public void Waits(Case kase, double lookAgainInMinutes) => LookAgain(kase, CaseState.Waiting, lookAgainInMinutes);

    public void Snoozes(Case kase, double lookAgainInMinutes) => LookAgain(kase, CaseState.Snoozed, lookAgainInMinutes);

    public void Closes(Case kase, string teammate, double minutesAgo)
    {
        var at = now.AddMinutes(-minutesAgo);
        (kase.State, kase.ClosedAt, kase.PromiseDue) = (CaseState.Closed, at, null);
        var closed = Moment(kase.PersonId, kase, at, MomentKind.CaseClosed, Direction.None, Visibility.Internal);
        (closed.AuthorKind, closed.AuthorId) = (AuthorKind.Teammate, house.Teammate(teammate));
        See(kase, teammate, at);
    }

    /// <summary>A first answer is counted, as every first answer is.</summary>
    void Keeps(Case kase, DateTime asked, DateTime answered)
    {
        if (db.Promises.Local.Any(p => p.CaseId == kase.Id)) return;

        var promise = Promise.By(hours.AnswerOf(PromiseKind.FirstAnswer, kase.DepartmentId, null, null, asked), kase, PromiseKind.FirstAnswer, asked);
        (promise.KeptAt, promise.BrokenAt) = (answered, answered > promise.Due ? promise.Due : null);
        db.Add(promise);
    }

    static string? OutsideId(Handle with) => with.Kind switch { "phone" => $"SM{Guid.NewGuid():N}", "whatsapp" => $"wamid.{Guid.NewGuid():N}", _ => null };

    void LookAgain(Case kase, CaseState state, double minutes) =>
        (kase.State, kase.PromiseKind, kase.PromiseDue) = (state, PromiseKind.LookAgain, now.AddMinutes(minutes));

    Handle Reach(DemoPerson who, string kind, string scope, string value, Strength strength)
    {
        var handle = new Handle
        {
            WorkspaceId = house.WorkspaceId,
            Id = Ids.New(now),
            Kind = kind,
            Scope = scope,
            Value = value,
            PersonId = who.Row.Id,
            Strength = strength,
            FirstSeen = who.Row.CreatedAt,
            LastSeen = now,
        };
        db.Add(handle);
        return handle;
    }

    Moment Message(Case kase, Handle handle, double minutesAgo, Direction direction, string words)
    {
        var at = now.AddMinutes(-minutesAgo);
        var (connection, surface, thread) = handle.Kind switch
        {
            "chat" => ("chat", "chat", handle.Value),
            "whatsapp" => (DemoHouse.WhatsAppName, "whatsapp", $"{DemoHouse.WhatsAppId}:{handle.Value}"),
            "email" => (DemoHouse.MailName, "email", RandomNumberGenerator.GetHexString(16, lowercase: true)),
            _ => (DemoHouse.SmsName, "sms", $"{DemoHouse.Number}:{handle.Value}"),
        };
        var message = Moment(kase.PersonId, kase, at, MomentKind.Message, direction, Visibility.Private);
        (message.ConnectionId, message.Surface, message.ThreadKey, message.Text) = (house.Connection(connection), surface, thread, words);
        (kase.LastAt, kase.LastText, kase.LastSurface, kase.LastDirection, kase.LastVisibility, kase.ConnectionId) = (at, words, message.Surface, direction, Visibility.Private, message.ConnectionId);
        Continue(message, kase);
        return message;
    }

    void Continue(Moment message, Case kase)
    {
        var thread = db.Threads.Local.SingleOrDefault(t => t.ConnectionId == message.ConnectionId && t.ThreadKey == message.ThreadKey);
        if (thread is null)
            db.Add(thread = new TalkThread { WorkspaceId = house.WorkspaceId, ConnectionId = message.ConnectionId!.Value, ThreadKey = message.ThreadKey!, PersonId = message.PersonId });
        (thread.CaseId, thread.LastAt) = (kase.Id, message.At);
        var person = db.People.Local.Single(p => p.Id == message.PersonId);
        if (message.At > person.LastAt) person.LastAt = message.At;
    }

    Moment Moment(Guid person, Case kase, DateTime at, MomentKind kind, Direction direction, Visibility visibility)
    {
        var moment = new Moment
        {
            WorkspaceId = house.WorkspaceId,
            Id = Ids.New(at),
            PersonId = person,
            CaseId = kase.Id,
            At = at,
            RecordedAt = at,
            Kind = kind,
            Direction = direction,
            Visibility = visibility,
            AuthorKind = AuthorKind.System,
        };
        db.Add(moment);
        return moment;
    }

    void See(Case kase, string teammate, DateTime upTo)
    {
        var id = house.Teammate(teammate);
        if (db.Seen.Local.SingleOrDefault(s => s.CaseId == kase.Id && s.TeammateId == id) is { } seen) seen.UpTo = upTo;
        else db.Add(new Seen { WorkspaceId = house.WorkspaceId, CaseId = kase.Id, TeammateId = id, UpTo = upTo });
    }
}

sealed record DemoPerson(Person Row);
