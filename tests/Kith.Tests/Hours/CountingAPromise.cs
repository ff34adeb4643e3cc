namespace Kith.Tests.Hours;

/// <summary>
/// Promises under whatever may happen to a case, held against an oracle that knows one sentence: the clock runs in the open minutes in which
/// we have the word, and in no others.
/// </summary>
public class CountingAPromise
{
    [Fact]
    public void agrees_with_the_oracle_through_a_thousand_lives() => Agrees(1_000);

    [Fact, Trait("Category", "Long")]
    public void agrees_with_the_oracle_through_ten_thousand_lives() => Agrees(10_000);

    static void Agrees(int lives)
    {
        var dice = new RandomCalendars(5);
        for (var life = 0; life < lives; life++)
        {
            var (openings, days, zone) = dice.Calendar();
            var (house, calendar) = House(openings, days, zone);
            var slow = new SlowHours(openings, days, zone);
            var made = dice.Moment(TimeZoneInfo.FindSystemTimeZoneById(zone));
            var minutes = 1 + dice.Minutes(150);
            var (promise, oracle) = (PromiseOf(house, calendar, made, minutes), new SlowPromise(slow, made, minutes));
            for (var step = dice.Minutes(5); step > 0; step--)
            {
                var at = oracle.At.AddMinutes(1 + dice.Minutes(300));
                if (promise.PausedAt is null) promise.Pause(house, at);
                else promise.Resume(house, at);
                oracle.Turn(at);
            }
            promise.Resume(house, oracle.At);
            Assert.True(promise.Due == oracle.Due, $"Life {life} in {zone} from {made:O}, {minutes} minutes: {promise.Due:O}, and by the oracle {oracle.Due:O}.");
        }
    }

    [Fact]
    public void pauses_while_the_person_has_the_word_and_keeps_what_was_left()
    {
        var (house, calendar) = House(Opening.Weekdays, [], "Etc/UTC");
        var promise = PromiseOf(house, calendar, At(23, 9), 240);
        Assert.Equal(At(23, 13), promise.Due);

        promise.Pause(house, At(23, 10));
        promise.Resume(house, At(24, 9));
        Assert.Equal(At(24, 12), promise.Due);
        promise.Pause(house, At(24, 10));
        promise.Pause(house, At(24, 11));
        promise.Resume(house, At(24, 16));
        Assert.Equal(At(25, 9), promise.Due);
    }

    [Fact]
    public void a_time_that_a_teammate_named_is_that_time()
    {
        var (house, _) = House(Opening.Weekdays, [], "Etc/UTC");
        var named = new Promise { MadeAt = At(23, 9), Due = At(23, 20), Kind = PromiseKind.NextAnswer };
        named.Pause(house, At(23, 10));
        named.Resume(house, At(24, 10));
        named.Count(house);
        Assert.Equal((At(23, 20), null), (named.Due, named.PausedAt));
    }

    [Fact]
    public void what_was_broken_stays_broken_at_its_time()
    {
        var (house, calendar) = House(Opening.Weekdays, [], "Etc/UTC");
        var promise = PromiseOf(house, calendar, At(23, 9), 60);
        promise.BrokenAt = At(23, 10);
        promise.Pause(house, At(23, 11));
        Assert.Equal((At(23, 10), null), (promise.Due, promise.PausedAt));
    }

    [Fact]
    public void a_matter_that_is_opened_again_has_what_was_left_to_settle_it()
    {
        var (house, calendar) = House(Opening.Weekdays, [], "Etc/UTC");
        var promise = PromiseOf(house, calendar, At(23, 9), 600, PromiseKind.Solution);
        promise.KeptAt = At(23, 12);
        promise.Unsettle(house, At(25, 8));
        Assert.Equal((At(25, 15), null), (promise.Due, promise.KeptAt));
    }

    [Fact]
    public void the_narrower_target_speaks_first_and_what_it_leaves_open_the_wider_one_says()
    {
        var (claims, care, night) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        List<Calendar> calendars = [Of(Opening.Weekdays, isDefault: true), Of([new(1, new(0, 0), new(0, 0))], id: night)];
        Target[] targets =
        [
            new() { Channel = "webchat", FirstAnswerMinutes = 5 }, new() { DepartmentId = claims, FirstAnswerMinutes = 60, SolutionMinutes = 900 },
            new() { DepartmentId = claims, Channel = "webchat", FirstAnswerMinutes = 2, CalendarId = night },
        ];
        var house = new HouseHours(new Workspace { Name = "Marula Mutual", FirstAnswerMinutes = 240, NextAnswerMinutes = 120 }, calendars, [], [], targets);
        (int?, bool) Of_(PromiseKind kind, Guid department, string? channel) => house.TermOf(kind, department, null, channel, At(23, 9)) is { } term ? (term.Minutes, term.CalendarId == night) : (null, false);

        Assert.Equal((2, true), Of_(PromiseKind.FirstAnswer, claims, "webchat"));
        Assert.Equal((60, false), Of_(PromiseKind.FirstAnswer, claims, "sms"));
        Assert.Equal((5, false), Of_(PromiseKind.FirstAnswer, care, "webchat"));
        Assert.Equal((240, false), Of_(PromiseKind.FirstAnswer, care, "sms"));
        Assert.Equal((120, false), Of_(PromiseKind.NextAnswer, claims, "webchat"));
        Assert.Equal((900, false), Of_(PromiseKind.Solution, claims, "webchat"));
        Assert.Null(Of_(PromiseKind.Solution, care, "webchat").Item1);
    }

    static (HouseHours House, Guid Calendar) House(List<Opening> openings, List<CalendarDay> days, string zone)
    {
        var calendar = Of(openings, isDefault: true);
        (calendar.Days, calendar.TimeZone) = (days, zone);
        return (new(new Workspace { Name = "Marula Mutual" }, [calendar], [], [], []), calendar.Id);
    }

    static Calendar Of(List<Opening> openings, bool isDefault = false, Guid? id = null) => new() { Id = id ?? Guid.NewGuid(), Name = "Hours", Openings = openings, IsDefault = isDefault };

    static Promise PromiseOf(HouseHours house, Guid calendar, DateTime made, int minutes, PromiseKind kind = PromiseKind.NextAnswer)
    {
        var promise = new Promise { MadeAt = made, Minutes = minutes, CalendarId = calendar, Kind = kind };
        promise.Count(house);
        return promise;
    }

    static DateTime At(int day, int hour) => new(2026, 11, day, hour, 0, 0, DateTimeKind.Utc);
}
