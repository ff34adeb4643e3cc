using Kith.Channels.Http;
using Kith.Channels.Tests.Suite;

namespace Kith.Channels.Tests.Http;

/// <summary>What is asked of the other side besides messages, and what its answer means.</summary>
public class LikingAndHiding
{
    static readonly PretendPeer peer = new(new HttpChannel());
    static readonly Guid key = new("019a9b1c-5f00-7000-8000-00000000bbbb");

    [Theory]
    [InlineData(ActKind.Like, "like")]
    [InlineData(ActKind.Unlike, "unlike")]
    [InlineData(ActKind.Hide, "hide")]
    [InlineData(ActKind.Show, "show")]
    public void leaves_like_this_and_signed(ActKind kind, string name)
    {
        var request = Acts.Acting(ActOf(kind), peer.Account, Platform.Noon);

        Samples.Approve(Path.Combine(Repository.FolderOf(peer.Channel), "samples", $"http-{name}.out"), Samples.Write(request));
        var bag = new HeaderBag(request.Headers);
        Assert.Null(StandardWebhook.WhyForged(new RawRequest("POST", "", "", "", bag, request.Body), [PretendPeer.Secret], Platform.Noon));
    }

    [Fact]
    public void has_another_id_when_it_is_done_again_later() =>
        Assert.NotEqual(IdOf(Acts.Acting(ActOf(ActKind.Like), peer.Account, Platform.Noon)), IdOf(Acts.Acting(ActOf(ActKind.Like), peer.Account, Platform.Noon.AddMinutes(1))));

    [Theory]
    [InlineData(200, null)]
    [InlineData(204, null)]
    [InlineData(302, ProblemCode.Rejected)]
    [InlineData(401, ProblemCode.SignInExpired)]
    [InlineData(410, ProblemCode.SignInExpired)]
    [InlineData(413, ProblemCode.TooLarge)]
    [InlineData(422, ProblemCode.Rejected)]
    [InlineData(429, ProblemCode.RateLimited)]
    [InlineData(500, ProblemCode.Unreachable)]
    [InlineData(599, ProblemCode.Unreachable)]
    public void is_done_only_when_the_other_side_says_so(int status, ProblemCode? expected)
    {
        foreach (var body in new[] { "", "<html>", "{\"id\":", "\u0000" })
            Assert.Equal(expected, Acts.ReadActing(new WireAnswer(status, new HeaderBag([]), System.Text.Encoding.UTF8.GetBytes(body)), ActOf(ActKind.Hide), Platform.Noon)?.Code);
    }

    static IAct Acts => (IAct)peer.Channel;

    static string IdOf(WireRequest request) => request.Headers.Single(header => header.Key == "webhook-id").Value;

    static Act ActOf(ActKind kind) => new(kind, "http.public", "m:c-88", key) { SaidAt = Platform.Noon, PostKey = "p:page/311" };
}
