using System.Diagnostics;

namespace Kith.Bench;

/// <summary>
/// What it costs in processor to decide who gets one message and by when it is answered, with very many rules and targets; beside the least that
/// looking for words costs at all: folding those of the message and asking for each once in one table.
/// </summary>
static class RoutesBench
{
    const int Rules = 200, Counted = 100_000;
    static readonly string[] channels = ["email", "sms", "messenger", "x"];
    static readonly DateTime began = new(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc);

    public static void Run()
    {
        Figures.Machine();
        var house = PromisesBench.HouseWith(Rules);
        var rules = Enumerable.Range(1, Rules).Select(RuleOf).ToList();
        var book = new RouteBook(rules, house.OfHouse);
        var words = rules.SelectMany(rule => rule.Conditions.AnyWords!).SelectMany(phrase => FoldedWords.In(phrase)).Select(word => word.Word).ToHashSet();
        var said = Enumerable.Range(0, 64).Select(MatterOf).ToArray();

        var (route, promise, plain) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < 7; round++)
        {
            plain.Add(Took(n => said[n % said.Length].Text is var text && FoldedWords.In(text).Any(word => words.Contains(word.Word) && n < 0)));
            route.Add(Took(n => book.Find(said[n % said.Length]) is null));
            promise.Add(Took(n => Decide(house, book, said[n % said.Length] with { At = began.AddMinutes(n % 43_200) })));
        }
        Figures.Say("the words of one message, folded and looked up", Figures.Median(plain), "us");
        Figures.Say($"one message by {Rules} rules", Figures.Median(route), "us");
        Figures.Say($"one message by {Rules} rules, with its promise by {Rules} targets", Figures.Median(promise), "us", "<= 30");
        Figures.Say("ratio to its words alone", Figures.Median(promise) / Figures.Median(plain), "times");
    }

    static bool Decide(HouseHours house, RouteBook book, in Matter matter)
    {
        var routed = RouteCase.Of(book, matter, TeamNow.Nobody, null, PromisesBench.Department(Rules));
        return house.AnswerOf(PromiseKind.FirstAnswer, routed.DepartmentId, routed.BranchId, "email", matter.At).Minutes > 0;
    }

    static double Took(Func<int, bool> decide)
    {
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        for (var n = 0; n < Counted; n++) decide(n);
        return (Process.GetCurrentProcess().TotalProcessorTime - before).TotalMicroseconds / Counted;
    }

    /// <summary>Each looks for three phrases of its own, on a channel, at certain hours or in a language that nobody named; the last takes what is left.</summary>
    static RoutingRule RuleOf(int number) => new()
    {
        Id = PromisesBench.Department(number),
        Name = $"rule {number}",
        Conditions = new()
        {
            Channels = number % 2 == 0 ? [channels[number % channels.Length]] : null,
            InHours = number % 5 == 0 ? true : null,
            Languages = number % 20 == 1 ? ["de", "af"] : null,
            AnyWords = number == Rules ? ["offer"] : [$"word{number}", $"price of {number}", $"contract number {number}"],
        },
        Outcome = new() { DepartmentId = PromisesBench.Department(number) },
    };

    static Matter MatterOf(int number) => new(
        channels[number % channels.Length], null, false, $"Hello, I got your offer by SMS last week and want to know more about it before I sign: is the price of {number * 37 % 400} the whole price, and what does word{number * 53 % 400} mean?",
        began, PersonFacts.None);
}
