using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Channels.OAuth;
using Kith.Channels.Tests.Suite;
using Kith.Channels.X;

namespace Kith.Channels.Tests.X;

public class TheTrapsOfX
{
    readonly PretendX x = (PretendX)Platforms.For("x");
    readonly PretendX talk = (PretendX)Platforms.For("x.dm");

    [Fact]
    public void an_edited_post_is_the_same_post_in_whatever_order_it_comes()
    {
        // Trap 14.
        var (first, second, third) = (Edited("9001"), Edited("9002", "9001", "9002"), Edited("9003", "9001", "9002", "9003"));
        foreach (var order in new[] { [first, second, third], [third, second, first], new[] { second, third, second } })
        {
            var host = new SmallHost(x);
            foreach (var post in order) host.Receive(x.Event("post.mention.create", post));
            Assert.Equal("m:9001", Assert.Single(host.Seen<MessageReceived>()).Key);
            Assert.All(host.Seen<MessageEdited>(), edit => Assert.Equal("m:9001", edit.MessageKey));
            Assert.Equal(["e:9002", "e:9003"], host.Seen<MessageEdited>().Select(edit => edit.Key).Order());
        }
    }

    [Theory]
    [InlineData("post.mention.create", true, true)]
    [InlineData("post.reply.create", true, true)]
    [InlineData("post.reply.create", false, false)]
    [InlineData("post.quote.create", false, true)]
    public void who_did_not_mention_us_is_shown_and_not_answered(string kind, bool names, bool summoned)
    {
        // Trap 15.
        var post = PretendX.Post("1", "And mine?");
        if (!names) post["entities"] = new JsonObject();
        var said = Assert.IsType<MessageReceived>(Assert.Single(Read(x, x.Event(kind, post))));
        Assert.Equal(summoned ? [] : ["not-summoned"], said.Marks);

        var draft = x.Draft("We are looking") with { Situation = new(Platform.Noon, false) { Item = new(Platform.Noon) { Marks = said.Marks } } };
        var prepared = ((IPrepare)x.Channel).Prepare(draft, x.Account, Platform.Noon);
        if (summoned) Assert.IsType<Prepared.Ready>(prepared);
        else Assert.Contains("X's own app", Assert.IsType<Prepared.Refusal>(prepared).WayOut, StringComparison.Ordinal);
        Assert.Equal(!summoned, x.Channel.Surfaces[0].Window(draft.Situation, Platform.Noon) is WindowState.Closed);
    }

    [Fact]
    public void who_quotes_a_post_of_ours_within_a_reply_has_summoned_us()
    {
        var post = PretendX.Post("1", "This one");
        (post["entities"], post["referenced_tweets"]) = (null, new JsonArray(new JsonObject { ["type"] = "quoted", ["id"] = "77" }));
        JsonObject Beside(string author) => new() { ["tweets"] = new JsonArray(new JsonObject { ["id"] = "77", ["author_id"] = author }) };
        Assert.Empty(Assert.IsType<MessageReceived>(Read(x, x.Event("post.reply.create", post, Beside(PretendX.Ours)))[0]).Marks);
        Assert.Equal(["not-summoned"], Assert.IsType<MessageReceived>(Read(x, x.Event("post.reply.create", (JsonObject)post.DeepClone(), Beside("5")))[0]).Marks);
    }

    public static TheoryData<string, int> Weights()
    {
        var all = new TheoryData<string, int>();
        foreach (var sample in JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "tests", "Kith.Channels.Tests", "X", "weights.json"))).RootElement.EnumerateArray())
            all.Add(sample.GetProperty("text").GetString()!, sample.GetProperty("weight").GetInt32());
        return all;
    }

    [Theory, MemberData(nameof(Weights))]
    public void a_post_weighs_here_what_it_weighs_in_the_browser(string text, int weight) => Assert.Equal(weight, XText.Weigh(text)); // Trap 16.

    [Fact]
    public void a_hostile_text_is_weighed_in_one_go()
    {
        foreach (var text in new[] { new string('é', 200_000), Many("a.", 100_000), Many("https://", 30_000), Many("@a ", 70_000), Many("x.com/(", 30_000), Many("-é", 100_000), Many("\u0301", 100_000) }) Assert.True(XText.Weigh(text) > 0);
    }

    [Theory]
    [InlineData("See https://marula.example/claims", true)]
    [InlineData("See marula.co.za", true)]
    [InlineData("Write to care@marula.com", false)]
    [InlineData("It is paid. We checked", false)]
    public void a_link_in_public_leaves_only_where_it_may(string text, bool isLink)
    {
        var channel = (IPrepare)x.Channel;
        Assert.Equal(isLink, channel.Prepare(x.Draft(text), x.Account, Platform.Noon) is Prepared.Refusal { Problem.Code: ProblemCode.Rejected });
        Assert.IsType<Prepared.Ready>(channel.Prepare(x.Draft(text), x.With([("links", "yes")]), Platform.Noon));
        Assert.IsType<Prepared.Ready>(((IPrepare)talk.Channel).Prepare(talk.Draft(text), talk.Account, Platform.Noon));
    }

    [Fact]
    public void each_thing_costs_what_it_costs_and_the_same_by_their_count()
    {
        var priced = (IPriced)x.Channel;
        var account = x.With([("links", "yes")]);
        Parcel Of(PretendX platform, string text) => Assert.IsType<Prepared.Ready>(((IPrepare)platform.Channel).Prepare(platform.Draft(text), account, Platform.Noon)).Parcels[0];
        Assert.Equal((0.015m, 0.20m, 0.015m), (priced.CostOf(Of(x, "Paid"), account), priced.CostOf(Of(x, "https://marula.example/a"), account), priced.CostOf(Of(talk, "https://marula.example/a"), account)));
        Assert.Equal((0.01m, 0m), (priced.CostOf(Of(x, "Paid"), x.With([("price_post", "0.010")])), priced.CostOf(new Polled.Brought([], "1", default), account)));
        foreach (var odd in new[] { "", "x", "-1", "1e9", "NaN", "0,5" }) Assert.Equal(0.015m, priced.CostOf(Of(x, "Paid"), x.With([("price_post", odd)])));

        var counted = 0m;
        foreach (var text in new[] { "Paid", "https://marula.example/a" })
        {
            var parcel = Of(x, text);
            Assert.IsType<Ending.Accepted>(((IDeliver)x.Channel).Read(x.Take(((IDeliver)x.Channel).Request(parcel, "key", account, Platform.Noon))!, Platform.Noon));
            counted += priced.CostOf(parcel, account);
        }
        Assert.Equal(counted, x.Billed);
    }

    [Theory]
    [InlineData("{\"data\":{}}")]
    [InlineData("{}")]
    [InlineData("a b")]
    [InlineData("<script>")]
    [InlineData("a\r\nb")]
    [InlineData("")]
    [InlineData("é")]
    public void the_handshake_never_signs_what_could_be_an_event(string token) => Assert.Null(((IHandshake)x.Channel).Answer(x.Handshake(token), x.Account));

    [Fact]
    public void the_handshake_answers_their_question_and_nobody_elses()
    {
        var handshake = (IHandshake)x.Channel;
        // https://docs.x.com, securing webhooks: what is said is sha256= and the HMAC of the token.
        var said = handshake.Answer(x.Handshake("MWIzNDU2Nzg5MDEyMzQ1Njc4OTA="), x.Account)!;
        Assert.Equal("application/json", said.ContentType);
        Assert.Equal(XSignature.Sign(PretendX.Secret, "MWIzNDU2Nzg5MDEyMzQ1Njc4OTA="u8), (string)JsonNode.Parse(said.Body)!["response_token"]!);
        foreach (var blank in new[] { "", " " }) Assert.Null(handshake.Answer(x.Handshake("abc"), x.With([("consumer_secret", blank)])));
        Assert.Null(handshake.Answer(x.Handshake("abc") with { Method = "POST" }, x.Account));
        Assert.Null(handshake.Answer(x.Handshake("abc") with { Tail = "x" }, x.Account));
        Assert.Null(handshake.Answer(x.Handshake(new string('a', 201)), x.Account));
    }

    [Fact]
    public void requests_are_signed_as_the_example_in_their_documents()
    {
        var keys = new RequestSignature("xvz1evFS4wEEPTGEFPHBog", "kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw", "370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb", "LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE");
        var header = keys.Header("POST", "https://api.twitter.com/1.1/statuses/update.json?include_entities=true", DateTimeOffset.FromUnixTimeSeconds(1_318_622_958), "kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg",
            [new("status", "Hello Ladies + Gentlemen, a signed OAuth request!")]);
        Assert.Contains("oauth_signature=\"hCtSmYh%2BiHYCEqBWrE7C7hYmtUk%3D\"", header, StringComparison.Ordinal);
        Assert.DoesNotContain("kAcSOqF", keys.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void an_encrypted_message_is_told_of_without_words()
    {
        foreach (var payload in new[]
        {
            """{"id":"5","sender_id":"2244","conversation_id":"1122:2244","encoded_event":"CwABAAAA"}""", """{"conversation_id":"1122-2244","encoded_event":"CwABAAAA"}""",
        })
        {
            var waits = Assert.IsType<MessageReceived>(Assert.Single(Read(talk, talk.Event("chat.received", JsonNode.Parse(payload)!.AsObject()))));
            Assert.Equal(("x.dm", "2244", "", "Nomsa Ndlovu"), (waits.Surface, waits.From.Value, waits.Text, waits.From.Name));
            Assert.Equal(["encrypted"], waits.Marks);
        }
        Assert.IsType<Unrecognised>(Assert.Single(Read(talk, talk.Event("chat.received", JsonNode.Parse("""{"conversation_id":"g88","encoded_event":"CwABAAAA"}""")!.AsObject()))));
    }

    [Fact]
    public void what_we_say_in_their_app_is_an_echo_and_a_revoked_right_is_trouble()
    {
        var echo = Assert.IsType<EchoSeen>(Assert.Single(Read(talk, talk.Event("dm.sent", PretendXTalk.Said("7", "From my phone", PretendX.Ours, PretendX.NomsaId)))));
        Assert.Equal(("2244", "From my phone", "7"), (echo.To!.Value, echo.Text, echo.OutsideId));
        Assert.True(Assert.IsType<ConnectionTrouble>(Assert.Single(Read(x, x.Event("oauth.revoke", new JsonObject { ["user_id"] = PretendX.Ours })))).Problem.IsOfConnection);
        Assert.IsType<Unrecognised>(Assert.Single(Read(x, x.Event("post.reply.create", PretendX.Post("1", "Ours", PretendX.Ours)))));
        var gone = Assert.IsType<MessageWithdrawn>(Assert.Single(Read(x, x.Event("post.delete", new JsonObject { ["id"] = "9002", ["author_id"] = PretendX.NomsaId, ["edit_history_tweet_ids"] = new JsonArray("9001", "9002") }))));
        Assert.Equal("m:9001", gone.MessageKey);
    }

    [Theory]
    [InlineData(403, "You are not allowed to create a Tweet with duplicate content.", ProblemCode.Rejected, "same words")]
    [InlineData(403, "Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged by the author", ProblemCode.Rejected, "mentioned")]
    [InlineData(403, "You have been blocked from replying", ProblemCode.Rejected, "blocked")]
    [InlineData(400, "You attempted to reply to a Tweet that is deleted or not visible to you.", ProblemCode.Rejected, "gone")]
    [InlineData(403, "You do not have permission to DM one or more participants.", ProblemCode.Rejected, "direct messages")]
    [InlineData(402, "Your enrolled account does not have any credits to fulfill this request.", ProblemCode.SignInExpired, "credits")]
    [InlineData(403, "Your client app is not configured with the appropriate oauth1 app permissions oauth1-permissions", ProblemCode.SignInExpired, "only read")]
    [InlineData(429, "UsageCapExceeded", ProblemCode.SignInExpired, "credits")]
    [InlineData(404, "", ProblemCode.Rejected, "gone")]
    [InlineData(418, "<html>", ProblemCode.Rejected, "does not take")]
    public void refusals_have_words(int status, string why, ProblemCode expected, string words)
    {
        var ending = ((IDeliver)x.Channel).Read(new(status, new HeaderBag(), JsonSerializer.SerializeToUtf8Bytes(new { title = "No", detail = why })), Platform.Noon);
        var problem = ending is Ending.Disconnected lost ? lost.Problem : Assert.IsType<Ending.Rejected>(ending).Problem;
        Assert.Equal(expected, problem.Code);
        Assert.Contains(words, problem.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "", null)]
    [InlineData("soon", "9", 9.0)]
    [InlineData("1795262407", "", 7.0)]
    [InlineData("1", "", 1.0)]
    [InlineData("253402300799", "", 900.0)]
    [InlineData("99999999999999999999", "3", 3.0)]
    public void the_time_to_wait_is_read_whatever_their_clock_says(string reset, string after, double? seconds)
    {
        var headers = new HeaderBag([KeyValuePair.Create("x-rate-limit-reset", reset), KeyValuePair.Create("Retry-After", after)]);
        var later = Assert.IsType<Ending.Later>(((IDeliver)x.Channel).Read(new(429, headers, default), Platform.Noon));
        Assert.Equal(seconds, later.After?.TotalSeconds);
    }

    [Fact]
    public void a_lost_answer_is_found_by_what_it_answers_and_its_words()
    {
        var settle = (ISettle)x.Channel;
        Parcel Of(string text, string to = "9001") => new("x.mentions", x.Nomsa, text) { ReplyToKey = $"m:{to}" };
        string Page(params (string Id, string To, string Text)[] said) => JsonSerializer.Serialize(new
        {
            data = said.Select(one => new { id = one.Id, text = one.Text, created_at = "2026-11-21T12:00:01Z", referenced_tweets = new[] { new { type = "replied_to", id = one.To } } }),
            meta = new { result_count = said.Length },
        });
        Settlement Of2(Parcel parcel, string page, params string[] taken) => settle.Read(new(200, new HeaderBag(), Encoding.UTF8.GetBytes(page)), parcel, Platform.Noon, taken.ToHashSet());

        Assert.Equal(new Settlement.Found("7"), Of2(Of("A & B:\nhttps://marula.example/claims"), Page(("7", "9001", "@nomsa_n @sipho A &amp; B: https://t.co/abc"))));
        Assert.IsType<Settlement.Absent>(Of2(Of("Paid"), Page(("7", "9002", "@nomsa_n Paid"), ("8", "9001", "@nomsa_n Paid!"))));
        Assert.IsType<Settlement.Absent>(Of2(Of("Paid"), Page(("7", "9001", "@nomsa_n Paid")), "7"));
        Assert.IsType<Settlement.Absent>(Of2(Of("Paid"), """{"meta":{"result_count":0}}"""));
        foreach (var odd in new[] { "", "{", "<html>", "{}", """{"errors":[{"detail":"x"}]}""", """{"data":{}}""" }) Assert.IsType<Settlement.CannotTell>(Of2(Of("Paid"), odd));

        // What was said since then can be asked for by an id that is made of the time.
        Assert.Contains($"since_id={(Platform.Noon.AddMinutes(-2).ToUnixTimeMilliseconds() - 1_288_834_974_657) << 22}", settle.Ask(Of("Paid"), "key", Platform.Noon, x.Account).Url, StringComparison.Ordinal);
    }

    [Fact]
    public void the_same_words_to_the_same_post_are_refused_there_and_not_sent_twice()
    {
        x.RefusesDuplicates = true;
        var host = new SmallHost(x);
        Assert.Equal("Accepted", host.Send(x.Draft("Paid"), "1"));
        x.NotSummoned.Add("9001");
        Assert.Equal("Rejected", host.Send(x.Draft("Paid, really"), "2"));
    }

    [Fact]
    public void likes_and_hides_what_others_wrote()
    {
        var acts = (IAct)x.Channel;
        WireRequest Of(ActKind kind) => acts.Acting(new(kind, "x.mentions", "m:9001", Guid.Empty) { SaidAt = Platform.Noon }, x.Account, Platform.Noon);
        Assert.Equal(["POST https://api.x.com/2/users/1122/likes {\"tweet_id\":\"9001\"}", "DELETE https://api.x.com/2/users/1122/likes/9001 ", "PUT https://api.x.com/2/tweets/9001/hidden {\"hidden\":true}", "PUT https://api.x.com/2/tweets/9001/hidden {\"hidden\":false}"],
            Enum.GetValues<ActKind>().Select(Of).Select(request => $"{request.Method} {request.Url} {Encoding.UTF8.GetString(request.Body.Span)}"));
        ChannelProblem? Answer(ActKind kind, int status) => acts.ReadActing(new(status, new HeaderBag(), default), new(kind, "x.mentions", "m:9001", Guid.Empty) { SaidAt = Platform.Noon }, Platform.Noon);
        Assert.Null(Answer(ActKind.Like, 200));
        Assert.Contains("posts of our own", Answer(ActKind.Hide, 403)!.Words, StringComparison.Ordinal);
        Assert.Equal((ProblemCode.RateLimited, ProblemCode.SignInExpired, ProblemCode.Unreachable), (Answer(ActKind.Like, 429)!.Code, Answer(ActKind.Hide, 401)!.Code, Answer(ActKind.Like, 500)!.Code));
    }

    static JsonObject Edited(string id, params string[] history)
    {
        var post = PretendX.Post(id, $"words {id}");
        if (history.Length > 0) post["edit_history_tweet_ids"] = new JsonArray([.. history.Select(one => JsonValue.Create(one))]);
        return post;
    }

    static string Many(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    static IReadOnlyList<Fact> Read(PretendX platform, RawRequest request)
    {
        var host = new SmallHost(platform);
        return host.Read(Assert.IsType<Proof.Genuine>(host.Receive(request)), request);
    }
}
