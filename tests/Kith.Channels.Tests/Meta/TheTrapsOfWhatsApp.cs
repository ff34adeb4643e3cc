using System.Text;
using Kith.Channels.Tests.Suite;

namespace Kith.Channels.Tests.Meta;

public class TheTrapsOfWhatsApp
{
    readonly PretendWhatsApp meta = (PretendWhatsApp)Platforms.For("whatsapp");

    [Fact]
    public void all_entries_changes_messages_and_statuses_of_a_request_are_read_trap_5()
    {
        object Said(string id) => new { id = $"wamid.{id}", from_user_id = "ZA.1", timestamp = "1795262398", type = "text", text = new { body = id } };
        object Of(params object[] messages) => new { metadata = new { phone_number_id = PretendWhatsApp.Number }, messages };
        object Receipts(params object[] statuses) => new { metadata = new { phone_number_id = PretendWhatsApp.Number }, statuses };

        var host = new SmallHost(meta);
        host.Receive(meta.Entries(
            PretendWhatsApp.Entry(("messages", Of(Said("1"), Said("2"))), ("messages", Of(Said("3")))),
            PretendWhatsApp.Entry(("messages", Receipts(PretendWhatsApp.Status("wamid.A", "sent"), PretendWhatsApp.Status("wamid.B", "delivered"))), ("messages", Of(Said("4"))))));
        Assert.Equal(["1", "2", "3", "4"], host.Seen<MessageReceived>().Select(message => message.Text));
        Assert.Equal(["wamid.A", "wamid.B"], host.Seen<DeliveryChanged>().Select(change => change.OutsideId));
    }

    [Fact]
    public void a_sender_without_a_number_is_known_by_id_trap_6()
    {
        var message = One<MessageReceived>(meta.Change("messages", new
        {
            metadata = new { phone_number_id = PretendWhatsApp.Number },
            contacts = new[] { new { profile = new { name = "Ana" }, user_id = "DE.77" } },
            messages = new[] { new { id = "wamid.1", from_user_id = "DE.77", type = "text", text = new { body = "x" } } },
        }));
        Assert.Equal(("whatsapp", PretendWhatsApp.Waba, "DE.77", "Ana"), (message.From.Kind, message.From.Scope, message.From.Value, message.From.Name));
        Assert.Empty(message.AlsoKnownAs);
        Assert.Contains("\"recipient\":\"DE.77\"", Sent(message.From));
    }

    [Fact]
    public void a_sender_with_both_is_known_by_id_and_the_number_comes_second_trap_6()
    {
        var message = One<MessageReceived>(meta.Message("1", "Good day"));
        Assert.Equal(PretendWhatsApp.Theirs, message.From.Value);
        Assert.Equal([("whatsapp", "+27825554417"), ("phone", "+27825554417")], message.AlsoKnownAs.Select(one => (one.Kind, one.Value)));
        var older = One<MessageReceived>(meta.Change("messages", new { metadata = new { phone_number_id = PretendWhatsApp.Number }, messages = new[] { new { id = "wamid.2", from = "27825554417", type = "text", text = new { body = "x" } } } }));
        Assert.Equal(("whatsapp", "+27825554417"), (older.From.Kind, older.From.Value));
        Assert.Equal([("phone", "+27825554417")], older.AlsoKnownAs.Select(one => (one.Kind, one.Value)));
        Assert.Contains("\"to\":\"27825554417\"", Sent(older.From));
    }

    [Fact]
    public void people_are_the_same_across_a_portfolio()
    {
        var account = meta.With([("portfolio_id", "777")]);
        var request = meta.Message("1", "Good day");
        List<Fact> facts = [];
        meta.Can<IReadFacts>()!.Read(new("", request.Body, "w:1", Platform.Noon), account, facts);
        Assert.Equal("777", Assert.IsType<MessageReceived>(Assert.Single(facts)).From.Scope);
    }

    [Fact]
    public void read_without_delivered_is_read_trap_7()
    {
        var host = new SmallHost(meta);
        host.Receive(meta.Receipt("0199", "1", DeliveryProgress.Sent));
        host.Receive(meta.Receipt("0199", "1", DeliveryProgress.Read));
        Assert.Equal(DeliveryProgress.Read, host.Progress(1));
        Assert.Equal(DeliveryProgress.Read, One<DeliveryChanged>(meta.Statuses(PretendWhatsApp.Status("wamid.V", "played"))).Progress);
    }

    [Fact]
    public void why_it_failed_is_said_in_our_words()
    {
        var change = One<DeliveryChanged>(meta.Statuses(PretendWhatsApp.Status("wamid.1", "failed", "0199", error: 131047)));
        Assert.Equal((ProblemCode.WindowClosed, "131047", "0199"), (change.Problem!.Code, change.Problem.Vendor, change.AttemptKey));
        Assert.DoesNotContain("They say a lot", change.Problem.Words);
    }

    [Fact]
    public void a_day_after_their_last_word_only_a_template_may_go()
    {
        var window = meta.Channel.Surfaces[0].Window;
        var last = Platform.Noon;
        Assert.Equal(new WindowState.Open(last.AddHours(24)), window(new(last, false), last.AddHours(23.9)));
        Assert.IsType<WindowState.TemplateOnly>(window(new(last, false), last.AddHours(24)));
        Assert.IsType<WindowState.TemplateOnly>(window(new(null, false), last));
        Assert.IsType<WindowState.Closed>(window(new(last, true), last));
        var late = meta.Draft("Good day") with { Situation = new(Platform.Noon.AddHours(-25), false) };
        Assert.Equal(ProblemCode.WindowClosed, Assert.IsType<Prepared.Refusal>(meta.Can<IPrepare>()!.Prepare(late, meta.Account, Platform.Noon)).Problem.Code);
    }

    [Fact]
    public void a_file_is_fetched_in_two_steps_and_the_token_goes_to_their_own_hosts_alone()
    {
        var media = (IMedia)meta.Channel;
        var asked = media.Fetch(new("9001", "image/jpeg", null), meta.Account)!;
        Assert.Equal("https://graph.facebook.com/v26.0/9001", asked.Url);
        var answered = Follow(media, "https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=9001&ext=1");
        Assert.Equal($"Bearer {PretendMeta.Token}", Assert.Single(answered!.Headers).Value);
        foreach (var elsewhere in new[] { "https://evil.example/x", "http://lookaside.fbsbx.com/x", "https://lookaside.fbsbx.com.evil.example/", "https://evilfbsbx.com/", "https://x@lookaside.fbsbx.com/", "https://lookaside.fbsbx.com:444/", "file:///etc/passwd", "" })
            Assert.Null(Follow(media, elsewhere));
        foreach (var odd in new[] { "../me", "9001?fields=x", "", new string('1', 101) }) Assert.Null(media.Fetch(new(odd, null, null), meta.Account));
    }

    static WireRequest? Follow(IMedia media, string url) =>
        media.Follow(new(200, new HeaderBag(), Encoding.UTF8.GetBytes($$"""{"url":"{{url}}","mime_type":"image/jpeg"}""")), Platforms.For("whatsapp").Account);

    string Sent(HandleRef to) => Encoding.UTF8.GetString(meta.Can<IDeliver>()!.Request(new("whatsapp", to, "x"), "key", meta.Account, Platform.Noon).Body.Span);

    T One<T>(RawRequest request) where T : Fact
    {
        var host = new SmallHost(meta);
        Assert.IsType<Proof.Genuine>(host.Receive(request));
        return Assert.Single(host.Seen<T>());
    }
}
