using System.Text;
using System.Text.Json.Nodes;
using Kith.Channels.Tests.Suite;

namespace Kith.Channels.Tests.Mastodon;

/// <summary>What Kith asks a server for, and what it makes of the answer.</summary>
public class AskingMastodon
{
    readonly PretendMastodon mastodon = (PretendMastodon)Platforms.For("mastodon");

    [Fact]
    public void begins_with_what_comes_next_and_takes_nothing_old()
    {
        for (var n = 1; n <= 5; n++) mastodon.Happens($"old {n}");
        var first = Assert.IsType<Polled.Brought>(mastodon.Asked(null));
        Assert.Equal((0, "55"), (first.Items.Count, first.Place));

        mastodon.Happens("new");
        Assert.Equal(["new"], Assert.IsType<Polled.Brought>(mastodon.Asked(first.Place)).Items.Select(Words));
    }

    [Fact]
    public void takes_the_very_first_mentions_of_an_account_that_had_none_however_many_come_at_once()
    {
        var first = Assert.IsType<Polled.Brought>(mastodon.Asked(null));
        Assert.Empty(first.Items);
        for (var n = 1; n <= 50; n++) mastodon.Happens($"words {n}");
        var page = Assert.IsType<Polled.Brought>(mastodon.Asked(first.Place));
        Assert.Equal(("words 1", 40), (Words(page.Items[0]), page.Items.Count));
        Assert.Equal("words 50", Words(Assert.IsType<Polled.Brought>(mastodon.Asked(page.Place)).Items[^1]));
    }

    [Fact]
    public void goes_forward_page_by_page_in_the_order_in_which_it_was_said()
    {
        mastodon.Happens("before");
        var place = Assert.IsType<Polled.Brought>(mastodon.Asked(null)).Place;
        for (var n = 1; n <= 100; n++) mastodon.Happens($"words {n}");
        var heard = new List<string>();
        for (var pages = 0; pages < 3; pages++)
        {
            var page = Assert.IsType<Polled.Brought>(mastodon.Asked(place));
            Assert.Equal(pages < 2 ? TimeSpan.FromSeconds(1) : TimeSpan.FromSeconds(10), page.Pause);
            heard.AddRange(page.Items.Select(Words));
            place = page.Place;
        }
        Assert.Equal(Enumerable.Range(1, 100).Select(n => $"words {n}"), heard);

        var nothing = Assert.IsType<Polled.Brought>(mastodon.Asked(place));
        Assert.Equal((0, place), (nothing.Items.Count, nothing.Place));
    }

    [Fact]
    public void tells_nothing_twice_where_a_server_knows_no_min_id_or_tells_the_oldest_first()
    {
        var told = Enumerable.Range(1, 6).Select(n => PretendMastodon.Mention($"{n}", $"words {n}", at: Platform.Noon.AddSeconds(n)).ToJsonString()).ToList();
        foreach (var list in new[] { told, Enumerable.Reverse(told) })
        {
            var polled = Assert.IsType<Polled.Brought>(Read(200, $"[{string.Join(',', list)}]", "54"));
            Assert.Equal(["words 5", "words 6"], polled.Items.Select(Words));
            Assert.Equal("56", polled.Place);
        }
    }

    [Fact]
    public void asks_for_what_strangers_say_in_private_too_and_shows_its_token_nowhere()
    {
        var question = ((IPoll)mastodon.Channel).Ask(mastodon.Account, "54")!;
        Assert.StartsWith("https://marula.social/api/v1/notifications?types%5B%5D=mention&", question.Url, StringComparison.Ordinal);
        Assert.Contains("include_filtered=true", question.Url, StringComparison.Ordinal);
        Assert.DoesNotContain(PretendMastodon.Token, question.Url + question, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, "{\"error\":\"The access token is invalid\"}", typeof(Polled.Disconnected))]
    [InlineData(403, "{\"error\":\"This action is outside the authorized scopes\"}", typeof(Polled.Later))]
    [InlineData(403, "<html>Are you human?</html>", typeof(Polled.Later))]
    [InlineData(404, "", typeof(Polled.Later))]
    [InlineData(429, "", typeof(Polled.Later))]
    [InlineData(502, "<html>Bad Gateway</html>", typeof(Polled.Later))]
    [InlineData(200, "", typeof(Polled.Later))]
    [InlineData(200, "<html>Welcome</html>", typeof(Polled.Later))]
    [InlineData(200, "{\"error\":\"Something went wrong\"}", typeof(Polled.Later))]
    [InlineData(200, "null", typeof(Polled.Later))]
    [InlineData(200, "[1]", typeof(Polled.Later))]
    [InlineData(200, "[{}]", typeof(Polled.Later))]
    [InlineData(200, "[{\"id\":7}]", typeof(Polled.Later))]
    [InlineData(200, "[{\"id\":\"7\"", typeof(Polled.Later))]
    [InlineData(200, "[],\"x\":[]", typeof(Polled.Later))]
    [InlineData(200, "[]", typeof(Polled.Brought))]
    public void understands_every_answer_somehow(int status, string body, Type expected)
    {
        var polled = Read(status, body, "54");
        Assert.IsType(expected, polled);
        if (polled is Polled.Brought brought) Assert.Equal("54", brought.Place);
    }

    [Fact]
    public void waits_until_the_time_it_is_told()
    {
        var answer = new WireAnswer(429, new HeaderBag(KeyValuePair.Create("X-RateLimit-Reset", "2026-11-21T12:04:30.000000Z")), default);
        Assert.Equal(TimeSpan.FromSeconds(270), Assert.IsType<Polled.Later>(((IPoll)mastodon.Channel).Read(answer, "54", mastodon.Account, Platform.Noon)).After);
    }

    [Fact]
    public void one_odd_notification_loses_none_of_the_others()
    {
        var list = new JsonArray(new JsonObject { ["id"] = "52", ["type"] = "mention", ["account"] = 7, ["status"] = "x" }, PretendMastodon.Mention("1", "Good day"));
        var polled = Assert.IsType<Polled.Brought>(Read(200, list.ToJsonString(), "50"));
        Assert.Equal(2, polled.Items.Count);
        Assert.Equal(["MessageReceived", "Unrecognised"], polled.Items.SelectMany(item => mastodon.FactsIn(Encoding.UTF8.GetString(item.Body.Span))).Select(fact => fact.GetType().Name).Order());
    }

    [Fact]
    public void what_somebody_edits_is_an_edit_each_time()
    {
        Fact Edit(string at) => Assert.Single(mastodon.FactsIn(With(PretendMastodon.Mention("7", "Late, and broken", more: status => status["edited_at"] = at), "update")));
        var edit = Assert.IsType<MessageEdited>(Edit("2026-11-21T12:30:00.000Z"));
        Assert.Equal(("m:https://other.example/users/nomsa/statuses/7", "Late, and broken"), (edit.MessageKey, edit.Text));
        Assert.NotEqual(edit.Key, Edit("2026-11-21T12:31:00.000Z").Key);
        Assert.Equal(edit.Key, Edit("2026-11-21T12:30:00.000Z").Key);
    }

    [Fact]
    public void names_people_in_one_way_wherever_they_live()
    {
        MessageReceived From(string acct)
        {
            var told = PretendMastodon.Mention("7", "late");
            told["account"]!["acct"] = acct;
            return Assert.IsType<MessageReceived>(Assert.Single(mastodon.FactsIn(told.ToJsonString())));
        }
        Assert.Equal("nomsa@marula.social", From("Nomsa").From.Value);
        Assert.Equal("nomsa@other.example", From("Nomsa@Other.Example").From.Value);
        Assert.Equal("Nomsa Ndlovu", From("nomsa").From.Name);
        foreach (var odd in new[] { "", "@", "a@b@c", "a b", "a@b c", "nomsa@", "<b>", "a\u0000@b\n" })
        {
            var told = PretendMastodon.Mention("7", "late");
            told["account"]!["acct"] = odd;
            Assert.IsType<Unrecognised>(Assert.Single(mastodon.FactsIn(told.ToJsonString())));
        }
        var own = PretendMastodon.Mention("7", "late");
        own["account"]!["acct"] = "care";
        Assert.IsType<Unrecognised>(Assert.Single(mastodon.FactsIn(own.ToJsonString())));
    }

    [Fact]
    public void whoever_answers_the_same_stands_under_the_same_post()
    {
        var root = Heard(PretendMastodon.Mention("7", "late"));
        var answer = Heard(PretendMastodon.Mention("8", "mine too", more: status => status["in_reply_to_id"] = "17"));
        Assert.Equal(("p:17", "p:17", "m:17"), (root.Post!.OutsideKey, answer.Post!.OutsideKey, answer.ReplyToKey));
        Assert.Equal((null, "m:17", "https://other.example/@nomsa/7"), (root.Post.SameAs, answer.Post.SameAs, root.Post.Url));
        Assert.Null(Heard(PretendMastodon.Mention("9", "alone", "direct", more: status => status["in_reply_to_id"] = "17")).Post);
    }

    [Fact]
    public void says_who_else_reads_a_private_word()
    {
        void Thabo(JsonObject status) => status["mentions"]!.AsArray().Add(new JsonObject { ["id"] = "12", ["acct"] = "Thabo" });
        Assert.Equal(["thabo@marula.social"], Heard(PretendMastodon.Mention("7", "late", "direct", more: Thabo)).Others.Select(other => other.Value));
        Assert.Empty(Heard(PretendMastodon.Mention("7", "late", more: Thabo)).Others);
    }

    [Fact]
    public void what_a_bot_says_asks_nobody_for_an_answer()
    {
        var told = PretendMastodon.Mention("7", "Good morning, fediverse");
        Assert.False(Heard(told).IsAutomatic);
        told["account"]!["bot"] = true;
        Assert.True(Heard(told).IsAutomatic);
    }

    [Theory]
    [InlineData("<p><span class=\"h-card\" translate=\"no\"><a href=\"https://marula.social/@care\" class=\"u-url mention\">@<span>care</span></a></span> <span class=\"h-card\"><a href=\"https://x.example/@t\" class=\"u-url mention\">@<span>t</span></a></span> late</p>", "late")]
    [InlineData("<p><a href=\"https://marula.social/@care\" class=\"mention\">@care</a>, it is late &amp; &lt;wet&gt;</p><p>Second<br>line<br />third</p>", "it is late & <wet>\n\nSecond\nline\nthird")]
    [InlineData("<a href=\"https://known.example/care\">@care</a> hi <a href=\"https://known.example/care\">@care</a>", "hi @care")]
    [InlineData("<p>See <a href=\"https://marula.example/a/very/long\"><span class=\"invisible\">https://</span><span class=\"ellipsis\">marula.example/a</span><span class=\"invisible\">/very/long</span></a></p>", "See https://marula.example/a/very/long")]
    [InlineData("<p>Click <a href=\"https://evil.example/\">here</a> or <a href=\"https://marula.social/tags/Roof\" class=\"mention hashtag\">#<span>Roof</span></a></p>", "Click here (https://evil.example/) or #Roof")]
    [InlineData("<p><a href=\"https://marula.social/@care\" class=\"u-url mention\">@<span>care</span></a></p>", "@care")]
    [InlineData("<ul><li>one</li><li>two</li></ul><blockquote>three</blockquote>", "- one\n- two\n\nthree")]
    [InlineData("no HTML < at all", "no HTML < at all")]
    [InlineData("a &#0; b <a href=\"", "a  b <a href=\"")]
    [InlineData("<p>one</p>\n<p>two</p>", "one\n\ntwo")]
    [InlineData("", "")]
    public void makes_words_of_its_html(string html, string words)
    {
        var told = PretendMastodon.Mention("7", "x", more: status =>
        {
            status["content"] = html;
            status["mentions"]!.AsArray().Add(new JsonObject { ["id"] = "71", ["acct"] = "care", ["url"] = "https://known.example/care" });
        });
        Assert.Equal(words, Heard(told).Text);
    }

    [Fact]
    public void a_warning_stands_before_what_it_warns_of() =>
        Assert.Equal("Storm damage\n\nThe roof is gone", Heard(PretendMastodon.Mention("7", "The roof is gone", more: status => status["spoiler_text"] = "Storm damage ")).Text);

    [Fact]
    public void a_megabyte_of_brackets_is_read_in_one_walk()
    {
        var html = string.Concat(Enumerable.Repeat("<a <p <", 150_000));
        Assert.NotEmpty(Heard(PretendMastodon.Mention("7", "x", more: status => status["content"] = html)).Text);
    }

    [Fact]
    public void fetches_files_from_anywhere_on_https_and_shows_the_token_to_nobody()
    {
        var media = (IMedia)mastodon.Channel;
        Assert.Empty(media.Fetch(new("https://files.other.example/roof.jpg", null, null), mastodon.Account)!.Headers);
        Assert.Null(media.Fetch(new("http://files.other.example/roof.jpg", null, null), mastodon.Account));
        Assert.NotNull(media.Fetch(new("http://127.0.0.1:3000/roof.jpg", null, null), mastodon.With([("server", "http://127.0.0.1:3000")])));
    }

    MessageReceived Heard(JsonObject notification) => Assert.IsType<MessageReceived>(Assert.Single(mastodon.FactsIn(notification.ToJsonString())));

    string Words(PolledItem item) => Assert.IsType<MessageReceived>(Assert.Single(mastodon.FactsIn(Encoding.UTF8.GetString(item.Body.Span)))).Text;

    Polled Read(int status, string body, string? place) => ((IPoll)mastodon.Channel).Read(new(status, new HeaderBag(), Encoding.UTF8.GetBytes(body)), place, mastodon.Account, Platform.Noon);

    static string With(JsonObject notification, string type)
    {
        notification["type"] = type;
        return notification.ToJsonString();
    }
}
