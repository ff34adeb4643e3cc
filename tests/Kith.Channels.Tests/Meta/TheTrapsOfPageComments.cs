using Kith.Channels.Tests.Suite;
using static Kith.Channels.Tests.Meta.PretendComments;

namespace Kith.Channels.Tests.Meta;

public class TheTrapsOfPageComments
{
    readonly PretendComments meta = (PretendComments)Platforms.For("messenger.comments");

    [Fact]
    public void messages_and_comments_of_one_request_are_all_read_trap_5()
    {
        var host = new SmallHost(meta);
        host.Receive(meta.Entries(
            new { id = Page, messaging = new[] { PretendMessenger.From(PretendMessenger.Theirs, new { message = new { mid = "m_1", text = "in private" } }) }, changes = new[] { new { field = "feed", value = Comment("777_1", "in public") }, new { field = "feed", value = Comment("777_2", "and more") } } },
            new { id = Page, changes = new[] { new { field = "feed", value = Comment("777_3", "and again") } } },
            new { id = "999", changes = new[] { new { field = "feed", value = Comment("777_4", "on another page") } } }));
        Assert.Equal([("in public", "messenger.comments"), ("and more", "messenger.comments"), ("in private", "messenger"), ("and again", "messenger.comments")], host.Seen<MessageReceived>().Select(said => (said.Text, said.Surface)));
        Assert.Single(host.Seen<Unrecognised>());
    }

    [Fact]
    public void what_we_said_ourselves_is_never_a_message_trap_10()
    {
        var host = new SmallHost(meta);
        host.Receive(meta.Feed(Comment("777_15", "On it", from: Page, parent: "777_12"), Comment("777_16", "Thank you all", from: Page), new { item = "status", verb = "add", from = new { id = Page }, post_id = $"{Page}_9", message = "Open on Saturday" }));
        var echo = Assert.Single(host.Seen<EchoSeen>());
        Assert.Equal((null, "m:777_12", $"p:{OurPost}", "777_15"), (echo.To, echo.Answers, echo.PostKey, echo.OutsideId));
        Assert.Empty(host.Seen<MessageReceived>());
    }

    [Fact]
    public void a_comment_is_an_answer_only_below_another_trap_13()
    {
        var host = new SmallHost(meta);
        host.Receive(meta.Feed(Comment("777_12", "Late"), Comment("777_13", "Mine too", parent: "777_12")));
        Assert.Equal([(null, null), ("m:777_12", "777_12")], host.Seen<MessageReceived>().Select(said => (said.ReplyToKey, said.Reference)));
        Assert.Single(host.Seen<MessageReceived>().Select(said => said.Post!.OutsideKey).Distinct());
    }

    [Fact]
    public void an_edit_is_another_and_a_deletion_needs_nobody()
    {
        var host = new SmallHost(meta);
        host.Receive(meta.Feed(Comment("777_12", "Late", verb: "edited"), Comment("777_12", "Later", verb: "edited"), Comment("777_12", "", verb: "remove", from: null), Comment("777_13", "", verb: "remove", from: Page)));
        Assert.Equal(["Late", "Later"], host.Seen<MessageEdited>().Select(edit => edit.Text));
        Assert.All(host.Seen<MessageWithdrawn>(), gone => Assert.Null(gone.From));
        Assert.Equal(["x:777_12", "x:777_13"], host.Seen<MessageWithdrawn>().Select(gone => gone.Key));
    }

    [Fact]
    public void likes_of_a_post_ask_for_nothing()
    {
        var host = new SmallHost(meta);
        host.Receive(meta.Feed(new { item = "reaction", verb = "add", reaction_type = "love", from = new { id = Theirs }, post_id = OurPost }, new { item = "like", verb = "add", from = new { id = Theirs }, post_id = OurPost }));
        Assert.Equal(["feed reaction add", "feed like add"], host.Seen<Unrecognised>().Select(one => one.Kind));
        Assert.Equal(2, host.Seen<Fact>().Count());
    }

    [Fact]
    public void a_permission_for_comments_that_is_missing_silences_nobody_else()
    {
        Ending Said(string words) => meta.Can<IDeliver>()!.Read(new(403, new HeaderBag(), System.Text.Encoding.UTF8.GetBytes($$$"""{"error":{"code":200,"message":"{{{words}}}"}}""")), Platform.Noon);
        Assert.Contains("pages_manage_engagement", Assert.IsType<Ending.Rejected>(Said("(#200) Requires pages_manage_engagement permission")).Problem.Words, StringComparison.Ordinal);
        Assert.IsType<Ending.Disconnected>(Said("(#200) Requires pages_messaging permission"));
    }

    [Fact]
    public void what_we_do_to_a_comment_is_asked_for_by_its_id()
    {
        var acts = meta.Can<IAct>()!;
        WireRequest Of(ActKind kind) => acts.Acting(new(kind, "messenger.comments", "m:777_12", Guid.Empty) { SaidAt = Platform.Noon }, meta.Account, Platform.Noon);
        Assert.Equal(("POST", "https://graph.facebook.com/v26.0/777_12/likes"), (Of(ActKind.Like).Method, Of(ActKind.Like).Url));
        Assert.Equal(("DELETE", "https://graph.facebook.com/v26.0/777_12/likes"), (Of(ActKind.Unlike).Method, Of(ActKind.Unlike).Url));
        Assert.Equal("""{"is_hidden":true}""", System.Text.Encoding.UTF8.GetString(Of(ActKind.Hide).Body.Span));
        Assert.Equal("""{"is_hidden":false}""", System.Text.Encoding.UTF8.GetString(Of(ActKind.Show).Body.Span));
        Assert.Null(Done("""{"success":true}"""));
        Assert.NotNull(Done("""{"success":false}"""));
        Assert.Equal(ProblemCode.Rejected, Done("""{"error":{"code":100,"error_subcode":33}}""", 400)!.Code);
        foreach (var odd in new[] { "", "<html>", "[]", "null", "{" }) foreach (var status in new[] { 200, 502 }) Assert.NotNull(Done(odd, status));

        ChannelProblem? Done(string body, int status = 200) => acts.ReadActing(new(status, new HeaderBag(), System.Text.Encoding.UTF8.GetBytes(body)), new(ActKind.Hide, "messenger.comments", "m:1", Guid.Empty) { SaidAt = Platform.Noon }, Platform.Noon);
    }

    [Theory]
    [InlineData("""{"data":[{"id":"777_91","message":" We are looking for them\n—  Rosa ","from":{"id":"104000000000001"},"created_time":"2026-11-21T12:00:05+0000"}]}""", "777_91")]
    [InlineData("""{"data":[{"id":"777_91","message":"We are looking for them\n— Rosa","from":{"id":"104000000000001"},"created_time":"2026-11-20T12:00:05+0000"}]}""", "")]
    [InlineData("""{"data":[{"id":"777_91","message":"We are looking for them\n— Rosa","from":{"id":"88"},"created_time":"2026-11-21T12:00:05+0000"}]}""", "")]
    [InlineData("""{"data":[{"id":"777_90","message":"We are looking for them\n— Rosa","from":{"id":"104000000000001"},"created_time":"2026-11-21T12:00:05+0000"}]}""", "")]
    [InlineData("""{"data":[]}""", "")]
    [InlineData("""{"error":{"code":2}}""", null)]
    [InlineData("<html>", null)]
    public void an_answer_is_looked_for_by_its_words_its_author_and_its_time(string body, string? found)
    {
        var parcel = new Parcel("messenger.comments", meta.Nomsa, "We are looking for them\n— Rosa");
        var settled = meta.Can<ISettle>()!.Read(new(200, new HeaderBag(), System.Text.Encoding.UTF8.GetBytes(body)), parcel, Platform.Noon, new HashSet<string> { "777_90" });
        Assert.Equal(found, settled is Settlement.Found there ? there.OutsideId : settled is Settlement.Absent ? "" : null);
    }
}
