using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Channels.Bluesky;
using Kith.Channels.Tests.Suite;

namespace Kith.Channels.Tests.Bluesky;

/// <summary>What Bluesky does otherwise than one would think, each with the number it has on the sheet of traps where it has one.</summary>
public class TheTrapsOfBluesky
{
    readonly PretendBluesky bluesky = (PretendBluesky)Platforms.For("bluesky");
    readonly BlueskyChannel channel = new();

    [Fact]
    public void trap_17_links_and_mentions_lie_at_bytes_of_the_text_and_not_at_its_characters()
    {
        var facets = Sent("👩🏽‍⚕️ é @nomsa.example (https://marula.example/über) @stranger.example https://a.example.", "one")["facets"]!.AsArray();

        var text = Encoding.UTF8.GetBytes("👩🏽‍⚕️ é @nomsa.example (https://marula.example/über) @stranger.example https://a.example.");
        string Cut(JsonNode? facet) => Encoding.UTF8.GetString(text[(int)facet!["index"]!["byteStart"]!..(int)facet["index"]!["byteEnd"]!]);
        Assert.Equal(["@nomsa.example", "https://marula.example/über", "https://a.example"], facets.Select(Cut));
        Assert.Equal(PretendBluesky.NomsaDid, (string)facets[0]!["features"]![0]!["did"]!);
        Assert.Equal("https://marula.example/über", (string)facets[1]!["features"]![0]!["uri"]!);
    }

    [Fact]
    public void trap_17_links_that_hide_under_words_are_written_out_and_places_inside_a_letter_are_not_believed()
    {
        JsonObject Link(int from, int to, string uri) => new() { ["index"] = new JsonObject { ["byteStart"] = from, ["byteEnd"] = to }, ["features"] = new JsonArray(new JsonObject { ["$type"] = "app.bsky.richtext.facet#link", ["uri"] = uri }) };
        const string Text = "👍 here and marula.example";
        string Read(params JsonObject[] facets) => Heard(bluesky.Message("1", "") with { Body = Page(bluesky.Happens("1", Text, more: record => record["facets"] = new JsonArray(facets))) }).Text;

        Assert.Equal("👍 here (https://evil.example/) and marula.example", Read(Link(5, 9, "https://evil.example/"), Link(14, 28, "https://marula.example/")));
        foreach (var (from, to) in new[] { (1, 9), (5, 500), (-1, 4), (9, 5), (0, 3), (28, 28) }) Assert.Equal(Text, Read(Link(from, to, "https://evil.example/")));
        Assert.Equal(Text, Read(Link(5, 9, "javascript:alert(1)")));
    }

    [Theory]
    [InlineData("x", 300, true)]
    [InlineData("x", 301, false)]
    [InlineData("👨‍👩‍👧‍👦", 119, true)]
    [InlineData("👨‍👩‍👧‍👦", 120, true)]
    [InlineData("👨‍👩‍👧‍👦", 121, false)]
    [InlineData("é", 300, true)]
    public void trap_17_a_post_has_two_limits_letters_and_bytes(string letter, int times, bool fits)
    {
        var text = string.Concat(Enumerable.Repeat(letter, times));
        var prepared = channel.Prepare(bluesky.Draft(text), bluesky.Account, Platform.Noon);
        Assert.Equal(fits, prepared is Prepared.Ready);
        if (prepared is Prepared.Refusal refusal) Assert.Equal(ProblemCode.TooLarge, refusal.Problem.Code);
        else Assert.IsType<Ending.Accepted>(bluesky.Try(((Prepared.Ready)prepared).Parcels[0], "key"));
    }

    [Fact]
    public void trap_18_a_record_is_put_under_our_key_and_never_created()
    {
        var parcel = Assert.IsType<Prepared.Ready>(channel.Prepare(bluesky.Draft("Paid"), bluesky.Account, Platform.Noon)).Parcels[0];
        var key = Guid.CreateVersion7().ToString();
        for (var times = 0; times < 3; times++) Assert.IsType<Ending.Accepted>(bluesky.Try(parcel, key));

        var (name, _) = Assert.Single(bluesky.Records);
        Assert.Matches("^app.bsky.feed.post/[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$", name);
        // What the other way would have said.
        Assert.Equal(500, bluesky.Create(name.Split('/')[1], "Paid").Status);
    }

    [Fact]
    public void trap_18_all_of_a_record_is_the_same_when_it_is_sent_again_later()
    {
        var parcel = Assert.IsType<Prepared.Ready>(channel.Prepare(bluesky.Draft("Paid"), bluesky.Account, Platform.Noon)).Parcels[0];
        var key = Guid.CreateVersion7(Platform.Noon).ToString();
        var (once, again) = (channel.Request(parcel, key, bluesky.Account, Platform.Noon), channel.Request(parcel, key, bluesky.Account, Platform.Noon.AddHours(3)));
        Assert.Equal(Encoding.UTF8.GetString(once.Body.Span), Encoding.UTF8.GetString(again.Body.Span));
        Assert.Equal("2026-11-21T12:00:00.000Z", (string)JsonNode.Parse(once.Body.Span)!["record"]!["createdAt"]!);
    }

    [Fact]
    public void trap_18_keys_sort_by_the_time_of_the_try_and_are_never_shared()
    {
        var keys = Enumerable.Range(0, 2000).Select(ms => KeyFor(Guid.CreateVersion7(Platform.Noon.AddMilliseconds(ms)).ToString())).ToList();
        Assert.Equal(keys, keys.Order(StringComparer.Ordinal));
        Assert.Equal(keys.Count, keys.Distinct().Count());
        Assert.Equal(2000, Enumerable.Range(0, 2000).Select(n => KeyFor($"key {n}")).Distinct().Count());
    }

    [Theory]
    [InlineData(400, "InvalidToken", true, true)]
    [InlineData(400, "ExpiredToken", true, true)]
    [InlineData(401, "AuthenticationRequired", false, true)]
    [InlineData(400, "AccountTakedown", false, true)]
    [InlineData(400, "InvalidRequest", false, false)]
    public void trap_19_a_token_that_is_not_valid_comes_as_a_bad_request(int status, string error, bool isStale, bool isOfConnection)
    {
        var answer = new WireAnswer(status, new HeaderBag(), Encoding.UTF8.GetBytes($$"""{"error":"{{error}}","message":"x"}"""));
        Assert.Equal(isStale, channel.IsStale(answer));
        Assert.Equal(isOfConnection, channel.Read(answer, Platform.Noon) is Ending.Disconnected);
        Assert.Equal(isOfConnection, channel.Read(answer, null, bluesky.Account, Platform.Noon) is Polled.Disconnected);
    }

    [Fact]
    public void the_first_look_takes_nothing_old_and_the_next_takes_all_that_is_new()
    {
        for (var n = 0; n < 5; n++) bluesky.Happens($"old{n}", $"old {n}", Platform.Noon.AddMinutes(n - 60));
        var first = Assert.IsType<Polled.Brought>(bluesky.Asked(null));
        Assert.Empty(first.Items);
        Assert.Empty(Assert.IsType<Polled.Brought>(bluesky.Asked(first.Place)).Items);

        bluesky.Happens("new", "new");
        Assert.Equal(["new"], Words(Assert.IsType<Polled.Brought>(bluesky.Asked(first.Place))));
    }

    [Fact]
    public void an_account_that_was_never_spoken_to_hears_the_first_word()
    {
        var first = Assert.IsType<Polled.Brought>(bluesky.Asked(null));
        bluesky.Happens("1", "Hello", Platform.Noon.AddYears(-1));
        Assert.Equal(["Hello"], Words(Assert.IsType<Polled.Brought>(bluesky.Asked(first.Place))));
    }

    [Fact]
    public void pages_come_newest_first_and_are_brought_in_the_order_in_which_they_happened()
    {
        bluesky.Happens("old", "old", Platform.Noon.AddDays(-1));
        var place = Assert.IsType<Polled.Brought>(bluesky.Asked(null)).Place;
        for (var n = 0; n < 730; n++) bluesky.Happens($"n{n}", $"words {n}", Platform.Noon.AddSeconds(n));

        var (brought, questions) = (new List<string>(), 0);
        for (Polled.Brought? said = null; said is null || said.Pause == TimeSpan.Zero; questions++)
        {
            said = Assert.IsType<Polled.Brought>(bluesky.Asked(place));
            brought.AddRange(Words(said));
            place = said.Place;
            // Somebody goes on talking while we read.
            if (questions == 3) bluesky.Happens("late", "late", Platform.Noon.AddDays(1));
        }

        Assert.Equal([.. Enumerable.Range(0, 730).Select(n => $"words {n}"), "late"], brought);
        Assert.InRange(questions, 8, 20);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(360)]
    public void a_post_whose_author_has_a_slow_clock_is_not_passed_over(int minutes)
    {
        bluesky.Happens("0", "zero", Platform.Noon.AddDays(-2));
        var place = Assert.IsType<Polled.Brought>(bluesky.Asked(null)).Place;
        bluesky.Happens("1", "on time");
        place = Assert.IsType<Polled.Brought>(bluesky.Asked(place)).Place;
        bluesky.Happens("2", "by a slow clock", Platform.Noon.AddMinutes(-minutes));

        var said = Assert.IsType<Polled.Brought>(bluesky.Asked(place));
        Assert.Equal(["by a slow clock"], Words(said));
        Assert.Empty(Assert.IsType<Polled.Brought>(bluesky.Asked(said.Place)).Items);
    }

    [Fact]
    public void a_post_that_is_dated_back_behind_many_others_comes_within_the_hour()
    {
        bluesky.Happens("0", "zero", Platform.Noon.AddDays(-2));
        var place = Assert.IsType<Polled.Brought>(bluesky.Asked(null)).Place;
        for (var n = 0; n < 230; n++) bluesky.Happens($"n{n}", $"words {n}", Platform.Noon.AddSeconds(n));
        Assert.Equal(230, Told(ref place, Platform.Noon).Count);
        bluesky.Happens("slow", "by a slow clock", Platform.Noon.AddHours(-6));

        Assert.Empty(Told(ref place, Platform.Noon.AddMinutes(59)));
        Assert.Contains("by a slow clock", Told(ref place, Platform.Noon.AddMinutes(60)));
        Assert.Empty(Told(ref place, Platform.Noon.AddMinutes(61)));
    }

    [Fact]
    public void a_record_nested_to_the_sky_keeps_nobody_else_from_being_heard()
    {
        var place = Assert.IsType<Polled.Brought>(bluesky.Asked(null)).Place;
        bluesky.Happens("1", "before", Platform.Noon.AddSeconds(1));
        bluesky.Happens("2", "deep", Platform.Noon.AddSeconds(2), record =>
        {
            var at = record;
            for (var n = 0; n < 60; n++) at = (JsonObject)(at["x"] = new JsonObject());
        });
        bluesky.Happens("3", "after", Platform.Noon.AddSeconds(3));

        var facts = new List<Fact>();
        foreach (var item in Assert.IsType<Polled.Brought>(bluesky.Asked(place)).Items) channel.Read(new Kept("", item.Body, item.Key, Platform.Noon), bluesky.Account, facts);
        Assert.Equal(["before", "", "after"], facts.Select(fact => fact is MessageReceived said ? said.Text : ""));
    }

    [Fact]
    public void an_answer_in_a_thread_stands_under_its_root_and_names_what_it_answers()
    {
        var said = Heard(Told(bluesky.Happens("9", "Still waiting", more: record => record["reply"] = new JsonObject
        {
            ["root"] = new JsonObject { ["uri"] = "at://did:plc:care/app.bsky.feed.post/r", ["cid"] = "bafyr" },
            ["parent"] = new JsonObject { ["uri"] = "at://did:plc:care/app.bsky.feed.post/p", ["cid"] = "bafyp" },
        })));

        Assert.Equal(("p:at://did:plc:care/app.bsky.feed.post/r", "m:at://did:plc:care/app.bsky.feed.post/p", "https://bsky.app/profile/did:plc:care/post/r"), (said.Post!.OutsideKey, said.ReplyToKey, said.Post.Url));
        var sent = Sent("We look", "key", bluesky.Draft("We look") with { Reference = said.Reference });
        Assert.Equal(("bafyr", "bafy9", PretendBluesky.UriOf("9")), ((string)sent["reply"]!["root"]!["cid"]!, (string)sent["reply"]!["parent"]!["cid"]!, (string)sent["reply"]!["parent"]!["uri"]!));
    }

    [Fact]
    public void nothing_is_posted_that_answers_nobody()
    {
        foreach (var reference in new[] { null, "", "{}", "[", """{"root":{"uri":"https://x","cid":"y"},"parent":{"uri":"at://x","cid":"y"}}""" })
            Assert.IsType<Prepared.Refusal>(channel.Prepare(bluesky.Draft("Buy!") with { Reference = reference }, bluesky.Account, Platform.Noon));
    }

    [Fact]
    public void a_like_lies_under_a_key_of_ours_and_is_taken_back_by_it()
    {
        var act = new Act(ActKind.Like, "bluesky.posts", "m:x", Guid.CreateVersion7()) { SaidAt = Platform.Noon, Reference = bluesky.Draft("").Reference };
        for (var times = 0; times < 3; times++) Assert.Null(channel.ReadActing(bluesky.Take(channel.Acting(act, bluesky.Account, Platform.Noon.AddMinutes(times)))!, act, Platform.Noon));
        var (name, like) = Assert.Single(bluesky.Records);
        Assert.StartsWith("app.bsky.feed.like/", name, StringComparison.Ordinal);
        Assert.Equal(("bafyparent", "app.bsky.feed.like"), ((string)like["subject"]!["cid"]!, (string)like["$type"]!));

        var undo = act with { Kind = ActKind.Unlike };
        for (var times = 0; times < 2; times++) Assert.Null(channel.ReadActing(bluesky.Take(channel.Acting(undo, bluesky.Account, Platform.Noon))!, undo, Platform.Noon));
        Assert.Empty(bluesky.Records);
        Assert.NotNull(channel.ReadActing(new WireAnswer(200, new HeaderBag(), Encoding.UTF8.GetBytes("<html>")), act, Platform.Noon));
        Assert.NotNull(channel.ReadActing(new WireAnswer(200, new HeaderBag(), Encoding.UTF8.GetBytes("""{"error":"InternalServerError"}""")), act, Platform.Noon));
    }

    [Theory]
    [InlineData(200, """{"error":"InternalServerError"}""")]
    [InlineData(200, "<html>Welcome</html>")]
    [InlineData(200, "")]
    [InlineData(200, "{\"uri\":\"at://x")]
    [InlineData(204, "")]
    [InlineData(502, """{"error":"UpstreamFailure","message":"x"}""")]
    public void what_says_neither_yes_nor_no_is_asked_again_under_the_same_key(int status, string body) =>
        Assert.IsType<Ending.Unsure>(channel.Read(new WireAnswer(status, new HeaderBag(), Encoding.UTF8.GetBytes(body)), Platform.Noon));

    [Fact]
    public void a_session_is_opened_renewed_and_read_without_a_word_of_its_tokens()
    {
        var life = Platform.Noon.AddHours(2).ToUnixTimeSeconds();
        var answer = Session($$"""{"scope":"com.atproto.appPass","exp":{{life}}}""");
        var opened = Assert.IsType<SessionAnswer.Opened>(channel.ReadSession(answer, Platform.Noon));
        Assert.Equal((TimeSpan.FromHours(2), PretendBluesky.Care), (opened.Life, opened.Who));
        Assert.DoesNotContain(opened.Access, opened.ToString(), StringComparison.Ordinal);
        Assert.Contains(channel.Renewing(bluesky.Account, "refresh-me").Headers, header => header.Value == "Bearer refresh-me");
        Assert.IsType<SessionAnswer.Refused>(channel.ReadSession(new WireAnswer(401, new HeaderBag(), Encoding.UTF8.GetBytes("""{"error":"AuthenticationRequired"}""")), Platform.Noon));
        Assert.IsType<SessionAnswer.Later>(channel.ReadSession(new WireAnswer(403, new HeaderBag(), Encoding.UTF8.GetBytes("<html>no</html>")), Platform.Noon));
        Assert.Equal(TimeSpan.FromSeconds(60), Assert.IsType<SessionAnswer.Later>(channel.ReadSession(new WireAnswer(429, new HeaderBag(KeyValuePair.Create("ratelimit-reset", Platform.Noon.AddSeconds(60).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture))), default), Platform.Noon)).After);
        Assert.IsType<SessionAnswer.Later>(channel.ReadSession(null, Platform.Noon));
    }

    [Theory]
    [InlineData("com.atproto.appPass", "no", true, "Direct messages are off, and this app password may not read them.")]
    [InlineData("com.atproto.appPass", "yes", false, "This app password may not read direct messages. Make one that is allowed to, or leave direct messages off.")]
    [InlineData("com.atproto.appPassPrivileged", "yes", true, "This app password may read and write direct messages.")]
    public void the_test_says_as_whom_and_whether_direct_messages_may_be_read(string scope, string wanted, bool isWell, string words)
    {
        var findings = channel.ReadTest(Session($$"""{"scope":"{{scope}}"}"""), bluesky.With([("messages", wanted)]));
        Assert.Equal(["Bluesky knows us as @care.marula.example.", words], findings.Select(finding => finding.Words));
        Assert.Equal(isWell, findings.All(finding => finding.Ok));
    }

    [Fact]
    public void direct_messages_are_asked_for_in_turn_where_they_are_on_and_the_first_look_takes_no_old_ones()
    {
        var account = bluesky.With([("messages", "yes")]);
        var asked = (IPoll)channel;
        Polled.Brought Answered(string? place, string body) => Assert.IsType<Polled.Brought>(asked.Read(new WireAnswer(200, new HeaderBag(), Encoding.UTF8.GetBytes(body)), place, account, Platform.Noon));
        string Log(string id, string who, string text) => $$"""{"$type":"chat.bsky.convo.defs#logCreateMessage","rev":"r{{id}}","convoId":"c1","message":{"$type":"chat.bsky.convo.defs#messageView","id":"{{id}}","rev":"r{{id}}","text":"{{text}}","sender":{"did":"{{who}}"},"sentAt":"2026-11-21T12:00:00Z"} }""";

        var place = Answered(null, """{"notifications":[]}""").Place;
        var question = asked.Ask(account, place)!;
        Assert.Contains("chat.bsky.convo.getLog", question.Url, StringComparison.Ordinal);
        Assert.Contains(question.Headers, header => header is { Key: "atproto-proxy", Value: "did:web:api.bsky.chat#bsky_chat" });
        var first = Answered(place, $$"""{"cursor":"r1","logs":[{{Log("1", PretendBluesky.NomsaDid, "old")}}]}""");
        Assert.Empty(first.Items);
        Assert.Contains("listNotifications", asked.Ask(account, first.Place)!.Url, StringComparison.Ordinal);

        place = Answered(first.Place, """{"notifications":[]}""").Place;
        Assert.Contains("cursor=r1", asked.Ask(account, place)!.Url, StringComparison.Ordinal);
        var facts = new List<Fact>();
        foreach (var item in Answered(place, $$"""{"cursor":"r3","logs":[{{Log("2", PretendBluesky.NomsaDid, "My claim is late")}},{{Log("3", PretendBluesky.Care, "Sorry")}}]}""").Items)
            channel.Read(new Kept("", item.Body, item.Key, Platform.Noon), account, facts);
        var said = Assert.Single(facts.OfType<MessageReceived>());
        Assert.Equal(("bluesky.dm", "c1", "My claim is late", PretendBluesky.NomsaDid), (said.Surface, said.ThreadKey, said.Text, said.From.Value));

        var parcel = Assert.IsType<Prepared.Ready>(channel.Prepare(new Draft("bluesky.dm", said.From, "It is paid") { ThreadKey = said.ThreadKey }, account, Platform.Noon)).Parcels[0];
        var request = channel.Request(parcel, "key", account, Platform.Noon);
        Assert.Equal("c1", (string)JsonNode.Parse(request.Body.Span)!["convoId"]!);
        Assert.Equal("4", Assert.IsType<Ending.Accepted>(channel.Read(new WireAnswer(200, new HeaderBag(), """{"id":"4","rev":"r4","text":"It is paid","sentAt":"2026-11-21T12:00:00Z"}"""u8.ToArray()), Platform.Noon)).OutsideId);
        Assert.IsType<Prepared.Refusal>(channel.Prepare(new Draft("bluesky.dm", said.From, "Hello") { ThreadKey = PretendBluesky.NomsaDid }, account, Platform.Noon));
    }

    string KeyFor(string attempt) => (string)JsonNode.Parse(channel.Request(new Parcel("bluesky.posts", bluesky.Nomsa, "x"), attempt, bluesky.Account, Platform.Noon).Body.Span)!["rkey"]!;

    static WireAnswer Session(string claims) => new(200, new HeaderBag(), JsonSerializer.SerializeToUtf8Bytes(new
    {
        accessJwt = $"e30.{System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}.c2ln",
        refreshJwt = "refresh-me",
        did = PretendBluesky.Care,
        handle = "care.marula.example",
    }));

    JsonNode Sent(string text, string key, Draft? draft = null)
    {
        var parcel = Assert.IsType<Prepared.Ready>(channel.Prepare(draft ?? bluesky.Draft(text), bluesky.Account, Platform.Noon)).Parcels[0];
        Assert.IsType<Ending.Accepted>(bluesky.Try(parcel, key));
        return bluesky.Records.Values.Single(record => record["text"]!.ToString() == text);
    }

    /// <summary>All that comes until there is nothing more to ask for.</summary>
    List<string> Told(ref string? place, DateTimeOffset at)
    {
        var words = new List<string>();
        for (var said = bluesky.Asked(place, at); ; said = bluesky.Asked(place, at))
        {
            var brought = Assert.IsType<Polled.Brought>(said);
            (words, place) = ([.. words, .. Words(brought)], brought.Place);
            if (brought.Pause > TimeSpan.Zero) return words;
        }
    }

    IEnumerable<string> Words(Polled.Brought brought)
    {
        var facts = new List<Fact>();
        foreach (var item in brought.Items) channel.Read(new Kept("", item.Body, item.Key, Platform.Noon), bluesky.Account, facts);
        return facts.Cast<MessageReceived>().Select(said => said.Text);
    }

    MessageReceived Heard(RawRequest request)
    {
        var host = new SmallHost(bluesky);
        Assert.IsType<Proof.Genuine>(host.Receive(request));
        return Assert.Single(host.Seen<MessageReceived>());
    }

    RawRequest Told(JsonObject notification) => bluesky.Message("1", "") with { Body = Page(notification) };

    static byte[] Page(JsonObject notification) => JsonSerializer.SerializeToUtf8Bytes(new { notifications = new[] { notification } });
}
