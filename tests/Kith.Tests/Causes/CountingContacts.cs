using Kith.Tests.Posts;

namespace Kith.Tests.Causes;

public class CountingContacts(World world) : IClassFixture<World>
{
    [Fact]
    public async Task shows_that_they_fell_when_it_was_fixed()
    {
        await using var square = await Square.OpenAsync(world);
        var kith = square.Kith;
        var cause = await square.NameCauseAsync();
        // The clock of the house is two hours ahead.
        var today = Life.Now.AddHours(2).Date;
        var wednesday = today.AddDays(2 - (((int)today.DayOfWeek + 6) % 7)).AddHours(9);
        for (var i = 0; i < 5; i++)
        {
            var person = await kith.MeetAsync($"Caller {i}");
            var kase = await kith.OpenCaseAsync(person, "The price");
            // Each of the last eight weeks five people asked, some of them twice a day; since three weeks one does.
            foreach (var week in Enumerable.Range(1, 8).Where(week => week > 3 || i == 0))
                for (var twice = 0; twice <= i % 2; twice++) await kith.SayAsync(person, "What does it cost?", wednesday.AddDays(-7 * week).AddHours(twice), kase);
            await square.GatherAsync(cause, kase.Number);
        }
        await square.FixAsync(cause);
        await kith.WriteAsync(kith.Marula, db => db.Causes.ExecuteUpdateAsync(set => set.SetProperty(c => c.FixedAt, DateTime.SpecifyKind(wednesday.AddDays(-28), DateTimeKind.Utc)).SetProperty(c => c.HeardAt, Life.Now.AddDays(-100))));

        var contacts = await square.Rosa.GetAsync($"/api/causes/{cause}/contacts");
        var weeks = contacts["weeks"]!.AsArray().Select(week => (int)week!["contacts"]!).ToList();

        Assert.Equal(26, weeks.Count);
        Assert.Equal([5, 5, 5, 5, 5, 1, 1, 1, 0], weeks[^9..]);
        Assert.Equal((2.5, 1), ((double)contacts["before"]!, (double)contacts["after"]!));
        Assert.Equal(contacts["weeks"]![21]!["from"]!.ToString(), contacts["fixedIn"]!.ToString());
    }

    [Fact]
    public async Task does_not_take_thanks_for_a_contact()
    {
        await using var square = await Square.OpenAsync(world);
        var cause = await square.NameCauseAsync();
        var person = await square.Kith.MeetAsync("Nomsa");
        var kase = await square.Kith.OpenCaseAsync(person, "The price");
        await square.Kith.SayAsync(person, "What does it cost?", Life.Now.AddDays(-2), kase);
        await square.GatherAsync(cause, kase.Number);
        await square.FixAsync(cause);
        await square.Kith.WriteAsync(square.Kith.Marula, db => db.Tellings.ExecuteUpdateAsync(set => set.SetProperty(t => t.ToldAt, Life.Now.AddDays(-1))));

        var thanks = await square.Kith.SayAsync(person, "Thank you!", Life.Now, kase);
        Assert.Equal(1, (int)(await square.Rosa.GetAsync($"/api/causes/{cause}"))["contactsLastWeek"]!);

        await square.Rosa.PutAsync($"/api/causes/{cause}/about/moments/{thanks.Id}", null);
        Assert.Equal(2, (int)(await square.Rosa.GetAsync($"/api/causes/{cause}"))["contactsLastWeek"]!);
    }
}
