using Kith.Routing;

namespace Kith.Tests.Routing;

/// <summary>The engine alone: which rule takes it, and which never gets a turn.</summary>
public class AskingTheRules
{
    static readonly HouseLists house = new(
        Guid.Empty, HouseNames.None, new Dictionary<string, (bool, bool)>(), Enumerable.Range(1, 3).ToDictionary(n => new Guid(n, 0, 0, new byte[8]), n => n == 1 ? "email" : "x"),
        new HashSet<Guid>(), new HashSet<string>(), new Dictionary<Guid, string>(), new HashSet<Guid>());

    [Fact]
    public void agrees_with_the_oracle_on_twenty_thousand_matters()
    {
        var dice = new RandomRules(11);
        var hours = new OpenHours(Opening.Weekdays, [], "Etc/UTC");
        var taken = 0;
        for (var order = 0; order < 400; order++)
        {
            List<RoutingRule> rules = [.. Enumerable.Range(0, 1 + order % 20).Select(dice.Rule)];
            var book = new RouteBook(rules, hours);
            for (var n = 0; n < 50; n++)
            {
                var matter = dice.Matter();
                var slow = SlowRules.Find(rules, matter, hours.IsOpen(matter.At));
                Assert.True(slow == book.Find(matter), $"order {order}, matter {n}: {matter} goes to {book.Find(matter)?.Name}, and by the oracle to {slow?.Name}.");
                Assert.Equal(slow, book.Explain(matter).Where(one => one.Missed is null).Select(one => one.Rule).SingleOrDefault());
                if (slow is not null) taken++;
            }
        }
        Assert.InRange(taken, 4_000, 19_000);
    }

    [Theory]
    [InlineData(null, "Guten Tag, wir haben seit gestern kein Wasser und bitte um eine Antwort, ob es heute noch wird", true)]
    [InlineData("af", "Guten Tag, wir haben seit gestern kein Wasser und bitte um eine Antwort, ob es heute noch wird", false)]
    [InlineData("de-AT", "No water", true)]
    [InlineData(null, "Kein Wasser!", false)]
    [InlineData(null, "Hello, there is no water in our street and we would like to know when it will be back", false)]
    public void a_language_that_nobody_named_is_that_of_the_words_where_they_leave_no_doubt(string? named, string words, bool isTaken)
    {
        var german = new RoutingRule { Id = Guid.NewGuid(), Name = "German", Conditions = new() { Languages = ["de"] }, Outcome = new() };
        var matter = new Matter("email", null, false, words, Life.Now, PersonFacts.None with { Language = named });
        Assert.Equal(isTaken ? german : null, new RouteBook([german], OpenHours.Always).Find(matter));
    }

    [Fact]
    public void what_is_called_shadowed_never_gets_a_turn()
    {
        var dice = new RandomRules(12);
        var shadowed = 0;
        for (var pair = 0; pair < 60_000; pair++)
        {
            var (wide, narrow) = (dice.Conditions(), dice.Conditions());
            if (!RuleShadow.Covers(wide, narrow, house)) continue;

            shadowed++;
            for (var n = 0; n < 20; n++)
            {
                var matter = dice.Matter();
                // A connection is of one kind of channel, whatever the dice say.
                if (matter.Connection is { } connection) matter = matter with { Channel = house.Connections[connection] };
                if (SlowRules.Fits(narrow, matter, true)) Assert.True(SlowRules.Fits(wide, matter, true), $"{wide} was said to take all of {narrow}, but not {matter}");
            }
        }
        Assert.True(shadowed > 50, $"{shadowed} of the pairs said something.");
    }

    [Theory]
    [InlineData("Preis", "What is the PREIS?", true)]
    [InlineData("price", "it is pricey", false)]
    [InlineData("où est", "Ou est le colis", true)]
    [InlineData("a lot", "it costs a whole lot", false)]
    [InlineData("a lot", "a a lot", true)]
    [InlineData("價格表", "請給我價格表", true)]
    [InlineData("(a+)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", false)]
    public void finds_whole_words_and_phrases(string phrase, string text, bool isFound)
    {
        var book = new RouteBook([new RoutingRule { Name = "words", Conditions = new() { AnyWords = [phrase] } }], OpenHours.Always);
        Assert.Equal(isFound, book.Find(new Matter("email", null, false, text, DateTime.UnixEpoch, PersonFacts.None)) is not null);
    }

    [Fact]
    public void gives_to_whoever_is_in_and_has_the_least_turn_by_turn_and_to_stand_ins_without_a_ring()
    {
        Guid a = new(1, 0, 0, new byte[8]), b = new(2, 0, 0, new byte[8]), c = new(3, 0, 0, new byte[8]), care = new(9, 0, 0, new byte[8]);
        Mate Of(Guid id, bool isIn = true, bool isAway = false, Guid? standIn = null, int open = 0) => new(id, $"{id}", true, isAway, isIn, standIn) { OpenCases = open };
        TeamNow Team(params Mate[] mates) => new(mates.ToDictionary(mate => mate.Id), mates.ToLookup(_ => care, mate => mate.Id));

        var team = Team(Of(a), Of(b, open: 1), Of(c, isIn: false));
        List<Guid> given = [];
        for (var n = 0; n < 5; n++)
        {
            var mate = team.LeastBusy(care)!;
            team.Give(mate, DateTime.UnixEpoch.AddMinutes(n));
            given.Add(mate.Id);
        }
        Assert.Equal([a, b, a, b, a], given);
        Assert.Null(Team(Of(a, isIn: false), Of(b, isAway: true)).LeastBusy(care));
        Assert.Equal(c, Team(Of(a, isAway: true, standIn: b), Of(b, isAway: true, standIn: c), Of(c, isIn: false)).StandingFor(a)!.Id);
        Assert.Null(Team(Of(a, isAway: true, standIn: b), Of(b, isAway: true, standIn: a)).StandingFor(a));
    }
}
