using Microsoft.Extensions.DependencyInjection;

namespace Kith.Tests;

/// <summary>What happened before the test begins, written as rows: people, what they said, their cases.</summary>
public static class Life
{
    public static async Task<T> WriteAsync<T>(this KithUnderTest kith, House house, Func<KithDb, Task<T>> write)
    {
        await using var work = await kith.Store.WriteAsync(house.Id, Actor.System, "life before the test", CancellationToken.None);
        var made = await write(work.Db);
        await work.CommitAsync(CancellationToken.None);
        return made;
    }

    public static Task<Person> MeetAsync(this KithUnderTest kith, string name, string? phone = null, House? house = null) =>
        kith.WriteAsync(house ?? kith.Marula, db =>
        {
            var now = Now;
            var person = Person.New(db.WorkspaceId, name, now);
            db.Add(person);
            db.AddRange(person.NameWords());
            if (phone is not null)
                db.Add(new Handle { WorkspaceId = db.WorkspaceId, Id = Ids.New(now), Kind = "phone", Value = phone, PersonId = person.Id, Strength = Strength.Verified, FirstSeen = now, LastSeen = now });
            return Task.FromResult(person);
        });

    public static Task<Case> OpenCaseAsync(
        this KithUnderTest kith, Person person, string title, DateTime? due = null, Guid? department = null, Guid? owner = null, House? house = null) =>
        kith.WriteAsync(house ?? kith.Marula, async db =>
        {
            var now = Now;
            var workspace = await db.Workspaces.SingleAsync();
            var kase = new Case
            {
                WorkspaceId = db.WorkspaceId,
                Id = Ids.New(now),
                Number = workspace.NextCaseNumber++,
                PersonId = person.Id,
                PersonName = person.Name,
                Title = title,
                DepartmentId = department ?? (house ?? kith.Marula).Care,
                OwnerId = owner,
                PromiseKind = PromiseKind.FirstAnswer,
                PromiseDue = due ?? now.AddHours(4),
                OpenedAt = now,
                LastAt = now,
                LastText = title,
                LastDirection = Direction.In,
                LastSurface = "sms",
            };
            kase.RootId = kase.Id;
            db.Add(kase);
            return kase;
        });

    public static Task<Moment> SayAsync(
        this KithUnderTest kith, Person person, string text, DateTime? at = null, Case? kase = null, Guid? connection = null, Action<Moment>? change = null) =>
        kith.WriteAsync(kith.Marula, db =>
        {
            var now = Now;
            var moment = new Moment
            {
                WorkspaceId = db.WorkspaceId,
                Id = Ids.New(now),
                PersonId = person.Id,
                At = at ?? now,
                RecordedAt = now,
                Kind = MomentKind.Message,
                Direction = Direction.In,
                AuthorKind = AuthorKind.Person,
                AuthorId = person.Id,
                CaseId = kase?.Id,
                Text = text,
                ConnectionId = connection,
            };
            change?.Invoke(moment);
            db.Add(moment);
            return Task.FromResult(moment);
        });

    public static async Task<Connection> ConnectAsync(this KithUnderTest kith, string channel, string name, House? house = null)
    {
        var connection = await kith.WriteAsync(house ?? kith.Marula, db =>
        {
            var row = new Connection { WorkspaceId = db.WorkspaceId, Id = Ids.New(Now), Channel = channel, Name = name, Address = "+27600701234", CreatedAt = Now };
            row.Settings["from"] = "+27600701234";
            row.Settings["account_sid"] = "AC00000000000000000000000000000000";
            db.Add(row);
            return Task.FromResult(row);
        });
        await kith.Services.GetRequiredService<ConnectionBook>().SettledAsync();
        return connection;
    }

    public static Task<Handle> ReachAsync(this KithUnderTest kith, Person person, string kind, string value, string scope = "", Strength strength = Strength.Seen) =>
        kith.WriteAsync(kith.Marula, db =>
        {
            var handle = new Handle { WorkspaceId = db.WorkspaceId, Id = Ids.New(Now), Kind = kind, Scope = scope, Value = value, PersonId = person.Id, Strength = strength, FirstSeen = Now, LastSeen = Now };
            db.Add(handle);
            return Task.FromResult(handle);
        });

    /// <summary>What is written from now on can be taken back for a minute. In this town it leaves at once unless a test says so.</summary>
    public static Task LetTakeBackAsync(this KithUnderTest kith) => kith.As(Cast.Ada).PatchAsync("/api/workspace", new { undoSeconds = 60 });

    /// <summary>Microseconds, as both databases keep them.</summary>
    public static DateTime Now => new(TimeProvider.System.GetUtcNow().UtcDateTime.Ticks / 10 * 10, DateTimeKind.Utc);
}
