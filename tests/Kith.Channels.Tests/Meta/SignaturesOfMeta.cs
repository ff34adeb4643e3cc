using System.Text;
using Kith.Channels.Meta;
using Kith.Channels.Tests.Suite;

namespace Kith.Channels.Tests.Meta;

/// <summary>Trap 4 and catalogue row D7: the scheme is that of an independent library, and stands on the bytes as they came.</summary>
public class SignaturesOfMeta
{
    static readonly string[] Bodies =
    [
        "{\"object\":\"page\",\"entry\":[]}", """{"a":"\u00e9\ud83d\udc4b\/"}""", "{\"a\":\"é👋\"}", "{ \"a\" : 1 }\n", "", new('x', 100_000),
    ];

    [Fact]
    public void are_those_an_independent_library_makes_and_takes()
    {
        var bodies = Bodies.Where(body => body.Length > 0).Select(Encoding.UTF8.GetBytes).ToList();
        var answer = Node.Ask("meta.mjs", new
        {
            secret = PretendMeta.Secret,
            ours = bodies.Select(body => new { body = Convert.ToBase64String(body), signature = MetaSignature.Sign(PretendMeta.Secret, body) }),
            sign = bodies.Select(Convert.ToBase64String),
        });

        Assert.All(answer["takesOurs"]!.AsArray(), taken => Assert.True((bool)taken!));
        Assert.All(answer["takesForged"]!.AsArray(), taken => Assert.False((bool)taken!));
        Assert.All(bodies.Zip(answer["signs"]!.AsArray()), pair => Assert.True(MetaSignature.IsRight((string)pair.Second!, PretendMeta.Secret, pair.First)));
    }

    [Fact]
    public void hold_for_the_escapes_as_sent_and_for_no_other_spelling_of_the_same()
    {
        var (sent, written) = ("""{"a":"\u00e9\/"}"""u8.ToArray(), """{"a":"é/"}"""u8.ToArray());
        var signature = MetaSignature.Sign(PretendMeta.Secret, sent);
        Assert.True(MetaSignature.IsRight(signature, PretendMeta.Secret, sent));
        Assert.False(MetaSignature.IsRight(signature, PretendMeta.Secret, written));
        Assert.False(MetaSignature.IsRight(MetaSignature.Sign("", sent), "", sent));
    }
}
