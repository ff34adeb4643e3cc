using System.Text;
using Kith.Channels.Http;
using Kith.Channels.Tests.Suite;

namespace Kith.Channels.Tests.Http;

/// <summary>Catalogue row D6: what we send is signed as the standard says, with one secret or with two while one is being changed.</summary>
public class TheReferenceLibrary
{
    static readonly string[] Bodies = ["{\"type\":\"x\",\"data\":{}}", "{\"text\":\"h\\u00e9llo 👋🏽 \\/\"}\n", "{}"];

    [Fact]
    public void takes_ours_and_we_take_its_own()
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var answer = Node.Ask("standardwebhooks.mjs", new
        {
            secret = PretendPeer.Secret,
            ours = Bodies.SelectMany(body => new[] { Ours(body, PretendPeer.Secret), Ours(body, PretendPeer.Before, PretendPeer.Secret) }),
            sign = Bodies.Select(body => new { id = "msg_2", timestamp = now, body }),
        });

        Assert.All(answer["takesOurs"]!.AsArray(), taken => Assert.True((bool)taken!));
        Assert.All(answer["takesForged"]!.AsArray(), taken => Assert.False((bool)taken!));
        Assert.All(Bodies.Zip(answer["signs"]!.AsArray()), pair => Assert.Equal(StandardWebhook.Sign(StandardWebhook.Key(PretendPeer.Secret)!, "msg_2", now, Encoding.UTF8.GetBytes(pair.First)), (string)pair.Second!));

        object Ours(string body, params string[] secrets) => new
        {
            id = "msg_1",
            timestamp = now,
            body,
            signature = StandardWebhook.SignWithAll(secrets, "msg_1", now, Encoding.UTF8.GetBytes(body)),
        };
    }

    [Fact]
    public void would_find_the_vector_of_the_specification()
    {
        // From the specification's repository: its own example of id, time, body and secret.
        var signature = StandardWebhook.Sign(StandardWebhook.Key("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")!, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}"u8);
        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", signature);
    }
}
