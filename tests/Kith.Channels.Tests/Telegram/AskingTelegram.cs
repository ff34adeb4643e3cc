using System.Text;
using System.Text.Json;
using Kith.Channels.Tests.Suite;

namespace Kith.Channels.Tests.Telegram;

/// <summary>Messages that Kith asks for, and the traps of Telegram.</summary>
public class AskingTelegram
{
    readonly PretendTelegram telegram = (PretendTelegram)Platforms.For("telegram");

    [Fact]
    public void brings_everything_in_its_order_and_confirms_it_only_with_the_next_question()
    {
        for (var n = 1; n <= 150; n++) telegram.Happens($"words {n}");
        var first = Assert.IsType<Polled.Brought>(telegram.Asked(null));
        Assert.Equal(100, first.Items.Count);

        // Nobody wrote down where we were: the same comes again, under the same keys.
        Assert.Equal(first.Items.Select(item => item.Key), Assert.IsType<Polled.Brought>(telegram.Asked(null)).Items.Select(item => item.Key));

        var second = Assert.IsType<Polled.Brought>(telegram.Asked(first.Place));
        Assert.Equal(["words 101", "words 150"], new[] { second.Items[0], second.Items[^1] }.Select(Words));
        var nothing = Assert.IsType<Polled.Brought>(telegram.Asked(second.Place));
        Assert.Empty(nothing.Items);
        Assert.Equal(second.Place, nothing.Place);
    }

    [Fact]
    public void reads_the_same_from_a_hook_and_from_an_answer()
    {
        telegram.Happens("Good day");
        var asked = Assert.IsType<Polled.Brought>(telegram.Asked(null)).Items[0];
        var brought = telegram.Carrying(asked.Body.ToArray());
        var genuine = Assert.IsType<Proof.Genuine>(telegram.Prove(brought, telegram.Account, Platform.Noon));
        Assert.Equal(asked.Key, genuine.Key);
        Assert.Equal(FactText.Write(FactsOf(asked)), FactText.Write(new SmallHost(telegram).Read(genuine, brought)));
    }

    [Fact]
    public void keeps_what_is_no_text_at_all_instead_of_asking_for_it_for_ever()
    {
        byte[] body = [.. "{\"ok\":true,\"result\":[{\"update_id\":7,\"message\":{\"text\":\""u8, 0xC3, 0x28, 0xFF, .. "\"}}]}"u8];
        var brought = Assert.IsType<Polled.Brought>(((IPoll)telegram.Channel).Read(new WireAnswer(200, new HeaderBag(), body), null, telegram.Account, Platform.Noon));
        Assert.Equal("8", brought.Place);
        Assert.IsType<Unrecognised>(Assert.Single(FactsOf(Assert.Single(brought.Items))));
    }

    [Fact]
    public void waits_as_long_as_they_hold_the_question()
    {
        var question = ((IPoll)telegram.Channel).Ask(telegram.Account, null)!;
        Assert.True(question.Patience > TimeSpan.FromSeconds(JsonDocument.Parse(question.Body).RootElement.GetProperty("timeout").GetInt32()));
        Assert.DoesNotContain(telegram.Settings["token"], question.ToString(), StringComparison.Ordinal);
        Assert.Null(((IPoll)telegram.Channel).Ask(telegram.With([("messages", "hook")]), null));
    }

    [Theory]
    [InlineData(401, "{\"ok\":false,\"error_code\":401,\"description\":\"Unauthorized\"}", typeof(Polled.Disconnected))]
    [InlineData(404, "", typeof(Polled.Disconnected))]
    [InlineData(409, "{\"ok\":false,\"error_code\":409,\"description\":\"Conflict: terminated by other getUpdates request\"}", typeof(Polled.Later))]
    [InlineData(429, "{\"ok\":false,\"error_code\":429,\"parameters\":{\"retry_after\":9}}", typeof(Polled.Later))]
    [InlineData(502, "<html>Bad Gateway</html>", typeof(Polled.Later))]
    [InlineData(200, "", typeof(Polled.Later))]
    [InlineData(200, "{\"ok\":false,\"description\":\"no\"}", typeof(Polled.Later))]
    [InlineData(200, "{\"ok\":true}", typeof(Polled.Later))]
    [InlineData(200, "{\"ok\":true,\"result\":{}}", typeof(Polled.Later))]
    [InlineData(200, "{\"ok\":true,\"result\":[{}]}", typeof(Polled.Later))]
    [InlineData(200, "{\"ok\":true,\"result\":[1,\"x\"]}", typeof(Polled.Later))]
    [InlineData(200, "{\"ok\":true,\"result\":[{\"update_id\":1", typeof(Polled.Later))]
    [InlineData(200, "{\"ok\":true,\"result\":[]}", typeof(Polled.Brought))]
    public void understands_every_answer_somehow(int status, string body, Type expected)
    {
        var polled = ((IPoll)telegram.Channel).Read(new(status, new HeaderBag(), Encoding.UTF8.GetBytes(body)), "7", telegram.Account, Platform.Noon);
        Assert.IsType(expected, polled);
        if (status == 429) Assert.Equal(TimeSpan.FromSeconds(9), ((Polled.Later)polled).After);
        if (polled is Polled.Brought brought) Assert.Equal("7", brought.Place);
    }

    [Fact]
    public void fetches_a_file_in_two_steps_and_never_shows_the_address_that_holds_the_token()
    {
        // Trap 25.
        var media = (IMedia)telegram.Channel;
        var where = media.Fetch(new("tg:AgAC-large", null, null), telegram.Account)!;
        var file = media.Follow(Told("photos/file_7.jpg"), telegram.Account)!;
        Assert.Equal($"https://api.telegram.org/file/bot{telegram.Settings["token"]}/photos/file_7.jpg", file.Url);
        foreach (var request in new[] { where, file }) Assert.DoesNotContain(telegram.Settings["token"], request.ToString(), StringComparison.Ordinal);

        foreach (var path in new[] { "", "../../botX/getMe", "a/../../b", "/etc/passwd", "a//b", "." }) Assert.Null(media.Follow(Told(path), telegram.Account));
        Assert.StartsWith("https://api.telegram.org/file/bot", media.Follow(Told("https:evil.example?x#y"), telegram.Account)?.Url, StringComparison.Ordinal);
        foreach (var odd in new[] { "tg:", "tg:../x", "tg:a b", "https://api.telegram.org/file/1", "tg:" + new string('x', 500) }) Assert.Null(media.Fetch(new(odd, null, null), telegram.Account));
    }

    [Fact]
    public void keeps_pictures_of_one_album_together()
    {
        // Trap 26: several pictures sent as one are several messages.
        var host = new SmallHost(telegram);
        foreach (var id in new[] { "1", "2", "3" }) host.Receive(telegram.WithThreeFiles(id));
        Assert.Equal(3, host.Seen<MessageReceived>().Count(message => message.Album == "55"));
    }

    [Fact]
    public void takes_an_edit_that_changes_nothing_for_done()
    {
        // Trap 27.
        var answer = new WireAnswer(400, new HeaderBag(), "{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: message is not modified\"}"u8.ToArray());
        Assert.IsType<Ending.Accepted>(((IDeliver)telegram.Channel).Read(answer, Platform.Noon));
    }

    [Theory]
    [InlineData(403, "Forbidden: bot was blocked by the user", ProblemCode.OptedOut)]
    [InlineData(403, "Forbidden: user is deactivated", ProblemCode.NoSuchRecipient)]
    [InlineData(400, "Bad Request: chat not found", ProblemCode.NoSuchRecipient)]
    [InlineData(403, "Forbidden: bot can't initiate conversation with a user", ProblemCode.Rejected)]
    [InlineData(400, "Bad Request: message is too long", ProblemCode.Rejected)]
    public void says_why_it_was_not_taken(int code, string why, ProblemCode expected)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { ok = false, error_code = code, description = why });
        var ending = ((IDeliver)telegram.Channel).Read(new(code, new HeaderBag(), body), Platform.Noon);
        Assert.Equal(expected, Assert.IsType<Ending.Rejected>(ending).Problem.Code);
    }

    [Fact]
    public void counts_hidden_links_as_telegram_does()
    {
        // Offsets are UTF-16 units: the family before the link is eleven of them.
        var body = """{"update_id":1,"message":{"message_id":1,"date":1,"chat":{"id":7,"type":"private"},"from":{"id":7},"text":"👨‍👩‍👧‍👦 here, there","entities":[{"type":"text_link","offset":12,"length":4,"url":"https://a.example/"},{"type":"text_link","offset":18,"length":5,"url":"https://b.example/"},{"type":"text_link","offset":900,"length":5,"url":"https://c.example/"}]}}""";
        Assert.Equal("👨‍👩‍👧‍👦 here (https://a.example/), there (https://b.example/)", Assert.IsType<MessageReceived>(FactsOf(new("u:1", Encoding.UTF8.GetBytes(body)))[0]).Text);
    }

    [Fact]
    public void makes_a_link_that_carries_a_word_of_ours()
    {
        var invite = (IInvite)telegram.Channel;
        Assert.Equal("https://t.me/MarulaCareBot?start=abc-_1", invite.LinkFor(telegram.Account, "abc-_1"));
        Assert.Null(invite.LinkFor(telegram.Account, new string('x', 65)));
    }

    [Fact]
    public void beside_files_words_are_shorter()
    {
        var draft = telegram.Draft(new string('x', 1025)) with { Attachments = [new("a.pdf", "application/pdf", 1, "")] };
        Assert.IsType<Prepared.Refusal>(((IPrepare)telegram.Channel).Prepare(draft, telegram.Account, Platform.Noon));
        Assert.IsType<Prepared.Ready>(((IPrepare)telegram.Channel).Prepare(draft with { Text = new string('x', 1024) }, telegram.Account, Platform.Noon));
    }

    static WireAnswer Told(string path) => new(200, new HeaderBag(), JsonSerializer.SerializeToUtf8Bytes(new { ok = true, result = new { file_id = "x", file_path = path } }));

    IReadOnlyList<Fact> FactsOf(PolledItem item)
    {
        List<Fact> facts = [];
        ((IReadFacts)telegram.Channel).Read(new("", item.Body, item.Key, Platform.Noon), telegram.Account, facts);
        return facts;
    }

    string Words(PolledItem item) => Assert.IsType<MessageReceived>(FactsOf(item)[0]).Text;
}
