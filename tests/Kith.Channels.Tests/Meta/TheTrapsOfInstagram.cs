using System.Text;
using Kith.Channels.Tests.Suite;
using static Kith.Channels.Tests.Meta.PretendInstagramComments;

namespace Kith.Channels.Tests.Meta;

public class TheTrapsOfInstagram
{
    readonly PretendInstagram alone = (PretendInstagram)Platforms.For("instagram");
    readonly PretendInstagramComments open = (PretendInstagramComments)Platforms.For("instagram.comments");

    [Theory]
    [InlineData("x", 1000)]
    [InlineData("é", 500)]
    [InlineData("م", 500)]
    [InlineData("€", 333)]
    [InlineData("👍", 250)]
    public void a_text_in_private_has_a_thousand_bytes_trap_11(string letter, int most)
    {
        Prepared Of(int count) => alone.Can<IPrepare>()!.Prepare(alone.Draft(string.Concat(Enumerable.Repeat(letter, count))), alone.Account, Platform.Noon);
        var parcel = Assert.Single(Assert.IsType<Prepared.Ready>(Of(most)).Parcels);
        Assert.Equal(200, alone.Take(alone.Can<IDeliver>()!.Request(parcel, "key", alone.Account, Platform.Noon))!.Status);
        Assert.Equal(ProblemCode.TooLarge, Assert.IsType<Prepared.Refusal>(Of(most + 1)).Problem.Code);
    }

    [Fact]
    public void what_was_unsent_is_gone_trap_12()
    {
        var host = new SmallHost(alone);
        host.Receive(alone.Said(new { mid = "aWdf_1", text = "my card is" }));
        host.Receive(alone.Said(new { mid = "aWdf_1", is_deleted = true }));
        Assert.Equal(("m:aWdf_1", "x:aWdf_1", PretendInstagram.Theirs), Assert.Single(host.Seen<MessageWithdrawn>()) is var gone ? (gone.MessageKey, gone.Key, gone.From!.Value) : default);
        Assert.Single(host.Seen<MessageReceived>());
    }

    [Fact]
    public void a_story_they_answer_or_name_us_in_is_kept_with_their_words()
    {
        var host = new SmallHost(alone);
        host.Receive(alone.Said(new { mid = "1", text = "Is this still so?", reply_to = new { story = new { id = "s1", url = "https://lookaside.fbsbx.com/s1.jpg" } } }));
        host.Receive(alone.Said(new { mid = "2", attachments = new[] { new { type = "story_mention", payload = new { url = "https://lookaside.fbsbx.com/s2.mp4" } } } }));
        Assert.Equal(["https://lookaside.fbsbx.com/s1.jpg", "https://lookaside.fbsbx.com/s2.mp4"], host.Seen<MessageReceived>().Select(said => Assert.Single(said.Attachments).Ref));
    }

    [Fact]
    public void what_we_said_ourselves_is_never_a_message_trap_10()
    {
        var host = new SmallHost(alone);
        host.Receive(alone.Talk(PretendInstagram.With(Us, PretendInstagram.Theirs, new { message = new { mid = "o", text = "Paid", is_echo = true } })));
        host.Receive(open.Changes(Comment("c15", "Write to us", parent: "c9", from: Us), Comment("c16", "Thank you all", from: Us)));
        Assert.Equal([("o", null), ("c15", "m:c9")], host.Seen<EchoSeen>().Select(echo => (echo.OutsideId, echo.Answers)));
        Assert.Empty(host.Seen<MessageReceived>());
    }

    [Fact]
    public void comments_and_mentions_of_one_request_are_all_read_trap_5()
    {
        var host = new SmallHost(open);
        host.Receive(open.Changes(Comment("c9", "broken zip"), Comment("c10", "mine too", parent: "c9"), Comment("c11", "hello!", field: "live_comments"), Comment("c12", "who?", from: null), ("mentions", new { media_id = "m7", comment_id = "c20" }), ("mentions", new { media_id = "m8" })));
        Assert.Equal(["m:c9", "m:c10", "m:c11", "m:c12", "n:m7:c20", "n:m8:"], host.Seen<MessageReceived>().Select(said => said.Key));
        Assert.Equal([null, "m:c9", null, null, null, null], host.Seen<MessageReceived>().Select(said => said.ReplyToKey));
        Assert.Equal(["p:m3", "p:m3", "p:m3", "p:m3", "p:m7", "p:m8"], host.Seen<MessageReceived>().Select(said => said.Post!.OutsideKey));
        Assert.Equal("@nomsa.n", host.Seen<MessageReceived>().First().From.Name);
    }

    [Fact]
    public void the_address_is_theirs_by_either_log_in()
    {
        Assert.StartsWith("https://graph.instagram.com/v26.0/", Test(alone), StringComparison.Ordinal);
        Assert.StartsWith("https://graph.facebook.com/v26.0/", Test(open), StringComparison.Ordinal);
        static string Test(Platform platform) => platform.Can<ISetup>()!.Test(platform.Account, Platform.Noon)!.Url;
    }

    [Fact]
    public void who_only_commented_is_written_to_by_the_comment()
    {
        string Sent(Draft draft) => Encoding.UTF8.GetString(alone.Can<IDeliver>()!.Request(Assert.Single(Assert.IsType<Prepared.Ready>(alone.Can<IPrepare>()!.Prepare(draft, alone.Account, Platform.Noon)).Parcels), "key", alone.Account, Platform.Noon).Body.Span);
        var once = alone.Draft("Good day") with { To = open.Nomsa, ReplyToKey = "m:c9", Situation = new(Platform.Noon.AddDays(-30), false) };
        Assert.Equal("""{"recipient":{"comment_id":"c9"},"message":{"text":"Good day"}}""", Sent(once));
        Assert.Equal("""{"recipient":{"id":"5000000000000005"},"message":{"text":"Good day"}}""", Sent(alone.Draft("Good day")));
    }
}
