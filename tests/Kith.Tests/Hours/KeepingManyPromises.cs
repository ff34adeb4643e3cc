using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Kith.Tests.Hours;

/// <summary>Calendars and promises that lie in the database between one event and the next are due as the oracle says, to the minute.</summary>
public class KeepingManyPromises(World world) : IClassFixture<World>
{
    const int AtOnce = 100, MostTurns = 5;

    [Fact]
    public Task agrees_with_the_oracle_through_five_hundred_lives() => AgreesAsync(500);

    [Fact, Trait("Category", "Long")]
    public Task agrees_with_the_oracle_through_ten_thousand_lives() => AgreesAsync(10_000);

    async Task AgreesAsync(int lives)
    {
        // These promises are years old: the watch of the house would find them broken while they are counted.
        await using var kith = await world.OpenAsync(host => host.ConfigureTestServices(services => services.RemoveAll<IHostedService>()));
        var (nomsa, dice, wrong) = (await kith.MeetAsync("Nomsa Ndlovu"), new RandomCalendars(20261123), new List<string>());
        for (var done = 0; done < lives; done += AtOnce)
        {
            var kept = await MakeAsync(kith, nomsa, dice, done);
            for (var turn = 0; turn < MostTurns; turn++) await TurnAsync(kith, kept, dice);
            await EndAsync(kith, kept);
            wrong.AddRange(await WrongAsync(kith, kept));
        }
        Assert.Empty(wrong);
    }

    /// <summary>Each on a case and by a calendar of its own.</summary>
    static Task<List<Kept>> MakeAsync(KithUnderTest kith, Person nomsa, RandomCalendars dice, int number) => kith.WriteAsync(kith.Marula, async db =>
    {
        var kept = new List<Kept>();
        for (var i = 1; i <= AtOnce; i++)
        {
            var (openings, days, zone) = dice.Calendar();
            var (made, minutes) = (dice.Moment(TimeZoneInfo.FindSystemTimeZoneById(zone)), 1 + dice.Minutes(150));
            var (kase, calendar) = (Ids.New(Life.Now), new Calendar { WorkspaceId = db.WorkspaceId, Id = Ids.New(Life.Now), Name = $"Calendar {number + i}", Openings = openings, Days = days, TimeZone = zone });
            db.Add(calendar);
            db.Add(new Case { WorkspaceId = db.WorkspaceId, Id = kase, RootId = kase, Number = number + i, PersonId = nomsa.Id, DepartmentId = kith.Marula.Care, PromiseKind = PromiseKind.NextAnswer, PromiseDue = made, OpenedAt = made, LastAt = made });
            var promise = new Promise { WorkspaceId = db.WorkspaceId, Id = Ids.New(Life.Now), CaseId = kase, Kind = PromiseKind.NextAnswer, MadeAt = made, Due = made, Minutes = minutes, CalendarId = calendar.Id };
            db.Add(promise);
            kept.Add(new(promise.Id, calendar.Id, $"{zone} from {made:O}, {minutes} minutes", new(new(openings, days, zone), made, minutes)));
        }
        await db.SaveChangesAsync();
        var (house, ids) = (await db.HouseHoursAsync(CancellationToken.None), kept.Select(one => one.Promise).ToList());
        foreach (var promise in await db.Promises.Where(p => ids.Contains(p.Id)).ToListAsync()) promise.Count(house);
        return kept;
    });

    /// <summary>The word changes sides for some of them.</summary>
    static Task<int> TurnAsync(KithUnderTest kith, List<Kept> kept, RandomCalendars dice) => ChangeAsync(kith, kept, (one, promise, house) =>
    {
        if (dice.Sometimes(3)) return;

        var at = one.Oracle.At.AddMinutes(1 + dice.Minutes(300));
        if (promise.PausedAt is null) promise.Pause(house, at);
        else promise.Resume(house, at);
        one.Oracle.Turn(at);
    });

    static Task<int> EndAsync(KithUnderTest kith, List<Kept> kept) => ChangeAsync(kith, kept, (one, promise, house) => promise.Resume(house, one.Oracle.At));

    static Task<int> ChangeAsync(KithUnderTest kith, List<Kept> kept, Action<Kept, Promise, HouseHours> change) => kith.WriteAsync(kith.Marula, async db =>
    {
        var (house, ids) = (await db.HouseHoursAsync(CancellationToken.None), kept.Select(one => one.Promise).ToList());
        var promises = await db.Promises.Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id);
        foreach (var one in kept) change(one, promises[one.Promise], house);
        return promises.Count;
    });

    static Task<List<string>> WrongAsync(KithUnderTest kith, List<Kept> kept) => kith.WriteAsync(kith.Marula, async db =>
    {
        var (ids, calendars) = (kept.Select(one => one.Promise).ToList(), kept.Select(one => one.Calendar).ToList());
        var due = await db.Promises.Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Due);
        await db.Calendars.Where(c => calendars.Contains(c.Id)).ExecuteDeleteAsync();
        return kept.Where(one => due[one.Promise] != one.Oracle.Due).Select(one => $"{one.What}: {due[one.Promise]:O}, and by the oracle {one.Oracle.Due:O}.").ToList();
    });

    sealed record Kept(Guid Promise, Guid Calendar, string What, SlowPromise Oracle);
}
