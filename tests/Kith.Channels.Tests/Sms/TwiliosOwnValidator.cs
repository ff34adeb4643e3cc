using System.Text;
using Kith.Channels.Sms;
using Kith.Channels.Tests.Suite;

namespace Kith.Channels.Tests.Sms;

/// <summary>Trap 3 and catalogue row D7: what Twilio's package signs we take, what we sign it takes, ports and repeated names included.</summary>
public class TwiliosOwnValidator
{
    const string Token = PretendTwilio.Token;

    static readonly string[] Urls =
    [
        "https://care.marula.example/hooks/sms/1/messages", "https://care.marula.example/hooks/sms/1/status?id=0199&x=a%20b", "https://care.marula.example:443/hooks/sms/1/messages",
        "https://care.marula.example:8443/h", "http://care.marula.example/h", "http://care.marula.example:80/h", "https://care.marula.example/h?q=it's", "https://care.marula.example", "https://xn--mrla-9ra.example/h?%C3%A9=%F0%9F%91%8B",
    ];

    static readonly Dictionary<string, object>[] Parameters =
    [
        new() { ["From"] = "+27825554417", ["Body"] = "héllo 👋🏽 my claim & more", ["a"] = "lower", ["A"] = "upper", ["Empty"] = "" },
        new() { ["Body"] = "x", ["Multi"] = new[] { "b", "a", "b", "B" }, ["Zz"] = "1", ["ZZ"] = "2" },
        [],
    ];

    [Fact]
    public void agrees_with_ours_both_ways()
    {
        var all = Urls.SelectMany(url => Parameters.Select(parameters => (Url: url, Parameters: parameters))).ToList();
        var crossed = Urls.SelectMany(signed => Urls.Select(at => (Signed: signed, At: at))).ToList();
        var answer = Node.Ask("twilio.mjs", new
        {
            token = Token,
            ours = all.Select(one => new { url = one.Url, @params = one.Parameters, signature = TwilioSignature.Sign(Token, one.Url, Flat(one.Parameters)) }),
            sign = all.Select(one => new { url = one.Url, @params = one.Parameters }),
            crossed = crossed.Select(one => new { signed = one.Signed, at = one.At, @params = Parameters[0] }),
            body = "{\"a\":\"é\"}",
        });

        Assert.All(answer["takesOurs"]!.AsArray(), taken => Assert.True((bool)taken!));
        Assert.All(answer["takesForged"]!.AsArray(), taken => Assert.False((bool)taken!));
        Assert.All(all.Zip(answer["signs"]!.AsArray()), pair => Assert.True(TwilioSignature.IsRight((string)pair.Second!, Token, pair.First.Url, Flat(pair.First.Parameters))));
        Assert.All(crossed.Zip(answer["takesCrossed"]!.AsArray()), pair => Assert.Equal((bool)pair.Second!, Crossed(pair.First.Signed, pair.First.At)));
        Assert.True(TwilioSignature.IsRightHash((string)answer["bodyHash"]!, Encoding.UTF8.GetBytes("{\"a\":\"é\"}")));
    }

    static bool Crossed(string signed, string at) => TwilioSignature.IsRight(TwilioSignature.Sign(Token, signed, Flat(Parameters[0])), Token, at, Flat(Parameters[0]));

    static List<KeyValuePair<string, string>> Flat(Dictionary<string, object> parameters) =>
        [.. parameters.SelectMany(pair => pair.Value is string[] many ? many.Select(one => KeyValuePair.Create(pair.Key, one)) : [KeyValuePair.Create(pair.Key, (string)pair.Value)])];
}
