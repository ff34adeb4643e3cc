using System.Text;
using Kith.Channels.Tests.Suite;
using static Kith.Channels.Tests.Meta.PretendMessenger;

namespace Kith.Channels.Tests.Meta;

public class TheTrapsOfMessenger
{
    readonly PretendMessenger meta = (PretendMessenger)Platforms.For("messenger");

    [Fact]
    public void all_entries_and_events_of_a_request_are_read_trap_5()
    {
        object Said(string id) => From(Theirs, new { message = new { mid = $"m_{id}", text = id } });
        var host = new SmallHost(meta);
        host.Receive(meta.Entries(
            new { id = Page, messaging = new[] { Said("1"), Said("2") } }, new { id = Page, messaging = new[] { Said("3") }, standby = new[] { Said("4") } },
            new { id = "999", messaging = new[] { Said("of another page") } }));
        Assert.Equal(["1", "2", "3", "4"], host.Seen<MessageReceived>().Select(message => message.Text));
        Assert.Single(host.Seen<Unrecognised>());
    }

    [Fact]
    public void a_watermark_speaks_for_everything_before_it_trap_8()
    {
        var read = One<DeliveryChanged>(meta.Talk(From(Theirs, new { read = new { watermark = 1795262461000 } }, at: 1795262470000)));
        Assert.Equal((DeliveryProgress.Read, true, Theirs, null, (string?)null), (read.Progress, read.AndEarlier, read.From!.Value, read.AttemptKey, read.OutsideId));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1795262461000), read.At);
        Assert.Equal("m_b", One<DeliveryChanged>(meta.Talk(From(Theirs, new { delivery = new { mids = new[] { "m_a", "m_b" }, watermark = 1795262461000 } }))).OutsideId);
    }

    [Fact]
    public void what_another_app_has_is_heard_and_asks_nobody_trap_9()
    {
        var message = One<MessageReceived>(meta.Standby(From(Theirs, new { message = new { mid = "m_1", text = "to the bot" } })));
        Assert.True(message.IsAutomatic);
        Assert.Equal(["standby"], message.Marks);
        Assert.False(One<MessageReceived>(meta.Message("2", "to us")).IsAutomatic);
        Assert.True(One<MessageReceived>(meta.Standby(From(Theirs, new { postback = new { title = "Yes", payload = "YES" } }))).IsAutomatic);
    }

    [Fact]
    public void what_we_said_ourselves_is_an_echo_and_no_message_trap_10()
    {
        var host = new SmallHost(meta);
        host.Receive(meta.Talk(Echo(new { message = new { mid = "m_o", text = "Paid", is_echo = true, app_id = 1, metadata = "019a9b1c-5f00-7000-8000-00000000aaaa" } })));
        var echo = Assert.Single(host.Seen<EchoSeen>());
        Assert.Equal((Theirs, "Paid", "m_o", "019a9b1c-5f00-7000-8000-00000000aaaa"), (echo.To!.Value, echo.Text, echo.OutsideId, echo.AttemptKey));
        Assert.Empty(host.Seen<MessageReceived>());
    }

    [Fact]
    public void an_edit_counts_and_what_was_taken_back_is_gone()
    {
        var first = One<MessageEdited>(meta.Talk(From(Theirs, new { message_edit = new { mid = "m_1", text = "card", num_edit = 1 } })));
        var second = One<MessageEdited>(meta.Talk(From(Theirs, new { message_edit = new { mid = "m_1", text = "card!", num_edit = 2 } })));
        Assert.Equal(("m:m_1", "m:m_1", "card!"), (first.MessageKey, second.MessageKey, second.Text));
        Assert.NotEqual(first.Key, second.Key);
        Assert.Equal("m:m_1", One<MessageWithdrawn>(meta.Talk(From(Theirs, new { message = new { mid = "m_1", is_deleted = true } }))).MessageKey);
    }

    [Fact]
    public void a_sign_comes_and_goes_and_comes_again()
    {
        var host = new SmallHost(meta);
        foreach (var (action, at) in new[] { ("react", 1L), ("unreact", 2L), ("react", 3L) })
            host.Receive(meta.Talk(From(Theirs, new { reaction = new { mid = "m_o", action, emoji = "❤️", reaction = "love" } }, at: 1795262398000 + at)));
        Assert.Equal(["❤️", null, "❤️"], host.Seen<ReactionChanged>().Select(sign => sign.Emoji));
    }

    [Fact]
    public void after_a_day_a_person_may_answer_for_a_week_and_says_so()
    {
        var window = meta.Channel.Surfaces[0].Window;
        var last = Platform.Noon;
        Assert.Equal(new WindowState.Open(last.AddHours(24)), window(new(last, false), last.AddHours(1)));
        Assert.Equal(new WindowState.OpenForHuman(last.AddDays(7)), window(new(last, false), last.AddDays(6)));
        Assert.IsType<WindowState.Closed>(window(new(last, false), last.AddDays(7)));
        Assert.IsType<WindowState.Closed>(window(new(null, false), last));
        Assert.DoesNotContain("tag", Sent(TimeSpan.FromHours(23)));
        Assert.Contains("\"messaging_type\":\"MESSAGE_TAG\",\"tag\":\"HUMAN_AGENT\"", Sent(TimeSpan.FromDays(2)));
        var late = meta.Draft("Good day") with { Situation = new(Platform.Noon.AddDays(-8), false) };
        Assert.Equal(ProblemCode.WindowClosed, Assert.IsType<Prepared.Refusal>(meta.Can<IPrepare>()!.Prepare(late, meta.Account, Platform.Noon)).Problem.Code);
    }

    [Fact]
    public void what_is_shared_is_said_and_what_is_sent_is_fetched()
    {
        var message = One<MessageReceived>(meta.Talk(From(Theirs, new
        {
            message = new
            {
                mid = "m_1",
                text = "Look",
                attachments = new object[]
                {
                    new { type = "fallback", payload = new { title = "A roof", url = "https://example.org/roof" } }, new { type = "file", payload = new { url = "https://cdn.fbsbx.com/v/claim.pdf" } }, new { type = "template" },
                },
            },
        })));
        Assert.Equal(("Look\nA roof https://example.org/roof", "https://cdn.fbsbx.com/v/claim.pdf"), (message.Text, Assert.Single(message.Attachments).Ref));
        Assert.Equal(["unsupported"], One<MessageReceived>(meta.Talk(From(Theirs, new { message = new { mid = "m_2", attachments = new[] { new { type = "fallback" } } } }))).Marks);
    }

    string Sent(TimeSpan ago)
    {
        var draft = meta.Draft("Good day") with { Situation = new(Platform.Noon - ago, false) };
        var parcel = Assert.Single(Assert.IsType<Prepared.Ready>(meta.Can<IPrepare>()!.Prepare(draft, meta.Account, Platform.Noon)).Parcels);
        return Encoding.UTF8.GetString(meta.Can<IDeliver>()!.Request(parcel, "key", meta.Account, Platform.Noon).Body.Span);
    }

    T One<T>(RawRequest request) where T : Fact
    {
        var host = new SmallHost(meta);
        Assert.IsType<Proof.Genuine>(host.Receive(request));
        return Assert.Single(host.Seen<T>());
    }
}
