using System.Text;
using System.Xml.Linq;

namespace Kith.Channels.Tests.Suite;

static partial class Contract
{
    static readonly AtTheDoor[] houses =
        [.. from open in new[] { true, false } from write in new[] { true, false } from language in new[] { "en", "pt-BR", "xx", "" } select new AtTheDoor("Marula & <Mutual>\0\ud800", language, open, write)];

    public static void steps_of_a_call_end_the_same_in_any_order(Platform platform)
    {
        if (platform.StepsItTells.Count == 0) return;

        var ends = new HashSet<string>();
        foreach (var order in Steps(platform.StepsItTells))
        {
            var host = new SmallHost(platform);
            foreach (var step in order.Concat(order)) Genuine(host.Receive(platform.Step("7", step)!));
            Only(host.Seen<CallProgressed>().Select(step => step.CallKey).Distinct());
            ends.Add(string.Join(' ', host.Seen<CallProgressed>().Select(step => $"{step.Key}={step.Step}").Order()));
        }
        Only(ends);
    }

    public static void a_step_of_a_call_says_what_it_says(Platform platform)
    {
        foreach (var step in platform.StepsItTells)
        {
            var host = new SmallHost(platform);
            host.Receive(platform.Step("7", step)!);
            Assert.Contains(host.Seen<CallProgressed>(), told => told.Step == step);
            Assert.Equal(step is CallStep.Answered, host.Seen<CallProgressed>().Any(told => told.Step == CallStep.Answered));
        }
    }

    public static void two_calls_are_two(Platform platform)
    {
        if (platform.StepsItTells.Count == 0) return;

        var host = new SmallHost(platform);
        foreach (var call in new[] { "7", "8" }) host.Receive(platform.Step(call, CallStep.Rang)!);
        Assert.Equal(2, host.Seen<CallProgressed>().Select(step => step.CallKey).Distinct().Count());
    }

    /// <summary>Trap 33: whoever may speak after the tone is led on by an address; without one the carrier asks for the same again, for ever.</summary>
    public static void whoever_rings_is_told_what_comes_next(Platform platform)
    {
        if (platform.Can<IAnswer>() is not { } answers) return;

        var (request, hostile) = (platform.Step("7", CallStep.Rang)!, platform.With([("greeting", "<&>\0\ud800"), ("greeting_busy", "]]>")]));
        foreach (var account in new[] { platform.Account, hostile })
            foreach (var house in houses)
            {
                var answered = answers.Answer(Genuine(platform.Prove(request, account, Platform.Noon)), request, account, house);
                var document = XElement.Parse(answered.Answer.Body);
                Assert.NotEmpty(document.Elements());
                Assert.All(document.Descendants().Where(verb => verb.Name.LocalName is "Record" or "Gather" or "Dial"), verb => Assert.StartsWith(platform.HookUrl, (string?)verb.Attribute("action"), StringComparison.Ordinal));
                Assert.DoesNotContain(document.Descendants(), verb => verb.Name.LocalName == "Gather" && !house.CanWrite);
            }
    }

    /// <summary>Read again after a mend it must say what it said: what was decided stands in the head.</summary>
    public static void what_was_decided_at_the_door_is_kept(Platform platform)
    {
        if (platform.Can<IAnswer>() is not { } answers) return;

        var request = platform.Step("7", CallStep.Rang)!;
        IEnumerable<CallStep> Told(bool open)
        {
            var answered = answers.Answer(Genuine(platform.Prove(request, platform.Account, Platform.Noon)), request, platform.Account, houses[0] with { IsOpen = open });
            return new SmallHost(platform).Read(answered, request).OfType<CallProgressed>().Select(step => step.Step);
        }
        Assert.Equal([CallStep.Rang], Told(open: true));
        Assert.Equal([CallStep.Rang, CallStep.Missed], Told(open: false));
    }

    public static void a_call_of_ours_carries_our_key_and_ends_in_words(Platform platform)
    {
        if (platform.Can<ICall>() is not { } calls) return;

        var request = calls.Ring(Ringing(platform), platform.Account, Platform.Noon);
        Assert.Contains(AttemptKey, Uri.UnescapeDataString(Encoding.UTF8.GetString(request.Body.Span)));
        Assert.DoesNotContain(platform.Account["auth_token"], request.ToString());
        Assert.IsType<Ending.Later>(Rung(platform, Mood.TooFast));
        Assert.IsType<Ending.Disconnected>(Rung(platform, Mood.SignInRevoked));
        Assert.IsType<Ending.Unsure>(Rung(platform, Mood.FailsAfterTaking));
        Assert.IsType<Ending.Accepted>(Rung(platform, Mood.Well));
    }

    public static void every_answer_to_a_call_is_understood_somehow(Platform platform)
    {
        if (platform.Can<ICall>() is not { } calls) return;

        foreach (var status in Enumerable.Range(100, 500))
            foreach (var body in new[] { "", "{", "[]", "null", "\"x\"", "{\"code\":\"x\",\"sid\":1}", "{\"code\":1e99}", "{\"sid\":\"\\ud800\"}", "<html>", new('[', 1000) })
                Assert.False(calls.ReadRinging(new(status, new HeaderBag(), Encoding.Latin1.GetBytes(body)), Platform.Noon) is Ending.Accepted && status is < 200 or >= 300);
    }

    static Ringing Ringing(Platform platform) => new(AttemptKey, "+27827770001", platform.Nomsa, houses[0]);

    static Ending Rung(Platform platform, Mood mood)
    {
        platform.Moods.Enqueue(mood);
        var calls = platform.Can<ICall>()!;
        return platform.Take(calls.Ring(Ringing(platform), platform.Account, Platform.Noon)) is { } answer ? calls.ReadRinging(answer, Platform.Noon) : Ending.NoAnswer(bytesLeft: true);
    }

    static IEnumerable<IReadOnlyList<CallStep>> Steps(IReadOnlyList<CallStep> steps)
    {
        if (steps.Count < 2)
        {
            yield return steps;
            yield break;
        }
        foreach (var first in steps)
            foreach (var rest in Steps([.. steps.Where(one => one != first)])) yield return [first, .. rest];
    }
}
