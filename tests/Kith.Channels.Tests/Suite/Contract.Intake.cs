using System.Text;

namespace Kith.Channels.Tests.Suite;

static partial class Contract
{
    public static void a_request_that_comes_twice_is_one_message(Platform platform)
    {
        var host = new SmallHost(platform);
        for (var copy = 0; copy < 1000; copy++) Genuine(host.Receive(platform.Message("1", "Is my claim paid?")));
        Assert.Equal("Is my claim paid?", Only(host.Heard).Text);
    }

    public static void the_same_words_twice_are_two_messages(Platform platform)
    {
        var host = new SmallHost(platform);
        host.Receive(platform.Message("1", "ok"));
        host.Receive(platform.Message("2", "ok"));
        Assert.Equal(2, host.Heard.Count());
    }

    public static void all_that_is_in_a_request_is_read(Platform platform)
    {
        var host = new SmallHost(platform);
        Genuine(host.Receive(platform.WithThreeFiles("1")));
        Assert.Equal(platform.FilesInOne, Only(host.Heard).Files);
    }

    public static void reading_again_gives_the_same(Platform platform)
    {
        var host = new SmallHost(platform);
        var request = platform.Message("1", "Good day");
        var proof = Genuine(host.Receive(request));
        Assert.Equal(Show(host.Read(proof, request)), Show(host.Read(proof, request)));
    }

    public static void one_person_stays_on_one_lane(Platform platform)
    {
        var lanes = Enumerable.Range(0, 20).Select(at => Genuine(new SmallHost(platform).Receive(platform.Message($"{at}", $"words {at}"))).Lane);
        Only(lanes.Distinct());
    }

    public static void receipts_in_any_order_end_the_same(Platform platform)
    {
        if (platform.ReceiptsItSends.Count == 0) return;

        var orders = Orders(platform.ReceiptsItSends).ToList();
        Assert.NotEmpty(orders);
        foreach (var order in orders)
        {
            var host = new SmallHost(platform);
            foreach (var progress in order) Genuine(host.Receive(platform.Receipt("0199", "outside", progress)!));
            Assert.Equal(order.Max(), host.Progress(expectedParts: 1));
        }
    }

    public static void a_receipt_says_what_it_says_and_no_more(Platform platform)
    {
        foreach (var progress in platform.ReceiptsItSends)
        {
            var host = new SmallHost(platform);
            host.Receive(platform.Receipt("0199", "outside", progress)!);
            Assert.Equal(progress, Only(host.Seen<DeliveryChanged>()).Progress);
        }
    }

    public static void a_receipt_finds_its_message(Platform platform)
    {
        if (platform.ReceiptsItSends.Count == 0) return;

        var host = new SmallHost(platform);
        var key = "019a9b1c-5f00-7000-8000-00000000aaaa";
        host.Receive(platform.Receipt(key, "outside", platform.ReceiptsItSends[0])!);
        var change = Only(host.Seen<DeliveryChanged>());
        Assert.True(change.AttemptKey == key || change.OutsideId is not null);
    }

    public static void what_is_not_known_is_kept_and_is_no_error(Platform platform)
    {
        if (platform.Unknown() is not { } unknown) return;

        var host = new SmallHost(platform);
        Genuine(host.Receive(unknown));
        Only(host.Seen<Unrecognised>());
        Assert.Equal(1, host.Kept);
    }

    public static void a_wrong_host_header_changes_nothing(Platform platform)
    {
        var request = platform.Message("1", "Good day");
        Genuine(new SmallHost(platform).Receive(request with { Headers = new Misled(request.Headers) }));
    }

    public static void our_clock_may_be_wrong_where_theirs_is_not_signed(Platform platform)
    {
        // D8: a replay window where the platform signs a time, six minutes either way; elsewhere our keys are the window.
        foreach (var minutes in new[] { -10, -6, 6, 10 })
        {
            var proof = new SmallHost(platform).Receive(platform.Message("1", "Good day"), Platform.Noon.AddMinutes(minutes));
            Assert.Equal(platform.SignsTime, proof is Proof.Forged);
        }
        Genuine(new SmallHost(platform).Receive(platform.Message("1", "Good day"), Platform.Noon.AddMinutes(4)));
    }

    public static void hostile_bodies_are_answered(Platform platform)
    {
        foreach (var body in Hostile.Bodies())
        {
            var request = platform.Carrying(body);
            var host = new SmallHost(platform);
            if (host.Receive(request) is Proof.Refused refused) Assert.InRange(refused.Status, 400, 422);
            AssertStorable(host);
        }
    }

    public static void whatever_was_kept_is_read(Platform platform)
    {
        // A mend may read old rows with new eyes: nothing that lies in the store may throw.
        foreach (var body in Hostile.Bodies())
            foreach (var head in new[] { "", "?", "messages {}", "read {\"v\":1}", "mo?from=%", "dlr?type=99", "GET ?x", "raw - -", "raw 9999-99-99T99:99:99Z x", Encoding.Latin1.GetString(body.AsSpan(0, Math.Min(body.Length, 200))) })
            {
                List<Fact> facts = [];
                platform.Can<IReadFacts>()!.Read(new(head, body, "m:1", Platform.Noon), platform.Account, facts);
            }
    }

    public static void texts_of_people_can_be_stored(Platform platform)
    {
        foreach (var text in Hostile.Texts.Where(text => text.Trim('\0').Length is > 0 and < 10_000))
        {
            var host = new SmallHost(platform);
            host.Receive(platform.Message("1", text));
            AssertStorable(host);
        }
    }

    public static void stop_is_heard_wherever_a_phone_speaks(Platform platform)
    {
        // Trap 34: carriers honour STOP on their own; we do on every phone surface.
        if (!platform.HearsStop) return;

        foreach (var (words, given) in new (string, bool?)[]
            { ("STOP", false), (" stop. ", false), ("Unsubscribe", false), ("arrêt", false), ("STOP ALL", false), ("Start", true), ("stop by our branch", null), ("yes", null) })
        {
            var host = new SmallHost(platform);
            host.Receive(platform.Message("1", words));
            Assert.Equal(given, host.Seen<ConsentChanged>().SingleOrDefault()?.Given);
            Only(host.Seen<MessageReceived>());
        }
    }

    public static void bodies_have_a_limit(Platform platform) => Assert.InRange(platform.Can<IProof>()?.MaxBody ?? platform.LargestBody, 1024, platform.LargestBody);

    public static void files_that_came_inside_are_opened(Platform platform)
    {
        if (platform.Can<IMediaInside>() is not { } inside) return;

        var (host, request) = (new SmallHost(platform), platform.WithThreeFiles("1"));
        var proof = Genuine(host.Receive(request));
        var kept = new Kept(proof.Head, request.Body, proof.Key, Platform.Noon);
        var files = Only(host.Seen<MessageReceived>()).Attachments;
        Assert.Equal(platform.FilesInOne, files.Select(file => OutsideKey.Hash(inside.Open(kept, file)!.Value.Span)).Distinct().Count());
        foreach (var none in new[] { "", "kept:", "kept:99", "kept:-1", "kept:99999999999", "https://evil.example/", "/etc/passwd" }) Assert.Null(inside.Open(kept, new(none, null, null)));
        foreach (var body in Hostile.Bodies()) inside.Open(kept with { Body = body }, files[^1]);
    }

    public static void names_and_keys_stay_short(Platform platform)
    {
        var host = new SmallHost(platform);
        host.Receive(platform.Message(new string('x', 180), "Good day"));
        foreach (var message in host.Heard) Assert.InRange(message.Key.Length, 3, 250);
        Assert.All(host.Heard, message => Assert.InRange(message.From.Value.Length, 1, 250));
    }

    static void AssertStorable(SmallHost host)
    {
        foreach (var text in host.Seen<Fact>().Select(fact => fact.ToString()!).Concat(host.Heard.Select(message => message.Text)))
            Assert.Equal(text, PlainText.Clean(text));
    }

    static IEnumerable<IReadOnlyList<DeliveryProgress>> Orders(IReadOnlyList<DeliveryProgress> receipts)
    {
        if (receipts.Count < 2)
        {
            yield return receipts;
            yield break;
        }
        foreach (var first in receipts)
            foreach (var rest in Orders([.. receipts.Where(one => one != first)])) yield return [first, .. rest];
    }

    static string Show(IEnumerable<Fact> facts) => FactText.Write(facts);

    sealed class Misled(IHeaders right) : IHeaders
    {
        public string? this[string name] => name.ToLowerInvariant() switch
        {
            "host" => "evil.example",
            "x-forwarded-host" => "evil.example",
            "x-forwarded-proto" => "http",
            _ => right[name],
        };
    }
}
