using Kith.Channels.Tests.Suite;

namespace Kith.Channels.Tests.Meta;

public class TheHandshakeOfMeta
{
    public static TheoryData<string> Channels() => [.. Platforms.Ids.Where(id => Platforms.For(id) is PretendMeta)];

    [Theory, MemberData(nameof(Channels))]
    public void says_the_challenge_to_whoever_knows_our_word(string channel)
    {
        var (meta, handshake) = Of(channel);
        Assert.Equal(new HookAnswer(200, "text/plain", "1158201444"), handshake.Answer(meta.Handshake(PretendMeta.Word), meta.Account));
    }

    [Theory, MemberData(nameof(Channels))]
    public void says_nothing_to_anybody_else(string channel)
    {
        var (meta, handshake) = Of(channel);
        foreach (var word in new[] { "", " ", "null", PretendMeta.Word[..^1], PretendMeta.Word.ToUpperInvariant(), PretendMeta.Secret }) Assert.Null(handshake.Answer(meta.Handshake(word), meta.Account));
        foreach (var blank in new[] { "", " " }) Assert.Null(handshake.Answer(meta.Handshake(blank), meta.With([("verify_token", blank)])));
        foreach (var challenge in new[] { "", "<script>alert(1)</script>", "a\r\nb", new string('1', 201), "é" }) Assert.Null(handshake.Answer(meta.Handshake(PretendMeta.Word, challenge), meta.Account));
        Assert.Null(handshake.Answer(meta.Handshake(PretendMeta.Word, mode: "unsubscribe"), meta.Account));
        Assert.Null(handshake.Answer(meta.Handshake(PretendMeta.Word) with { Method = "POST" }, meta.Account));
        Assert.Null(handshake.Answer(meta.Message("1", "Good day"), meta.Account));
    }

    static (PretendMeta, IHandshake) Of(string channel) => (PretendMeta)Platforms.For(channel) is var meta ? (meta, (IHandshake)meta.Channel) : default;
}
