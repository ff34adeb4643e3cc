using System.Text;
using System.Text.Json.Nodes;
using Kith.Channels.Tests.Suite;

namespace Kith.Channels.Tests.Mastodon;

/// <summary>What servers with the API of Mastodon do that nobody expects.</summary>
public class TheTrapsOfMastodon
{
    const string Key = "019a9b1c-5f00-7000-8000-00000000aaaa";

    readonly PretendMastodon mastodon = (PretendMastodon)Platforms.For("mastodon");

    [Theory, InlineData(true), InlineData(false)]
    public void a_lost_answer_is_looked_for_because_only_mastodon_keeps_the_key(bool keepsKeys)
    {
        // Trap 20: GoToSocial and snac make a second post of the same key.
        mastodon.KeepsKeys = keepsKeys;
        mastodon.Moods.Enqueue(Mood.LosesAnswer);
        var draft = mastodon.Draft("Your claim is paid:\n<b>R 1,200</b> & more at https://marula.example/claims/CL-20817?x=1#y") with { Reference = $"direct 1031 {PretendMastodon.Care}" };
        Assert.Equal("Unsure", new SmallHost(mastodon).Send(draft, Key));
        Assert.Equal(1, mastodon.CopiesOf(draft.Text));
        Assert.Equal(new Settlement.Found("200"), Settled(draft));

        mastodon.Moods.Enqueue(Mood.DownBeforeTaking);
        Assert.Equal("Accepted", new SmallHost(mastodon).Send(draft with { Text = "Another" }, Key + "2"));
        Assert.Equal(1, mastodon.CopiesOf("Another"));
    }

    [Fact]
    public void what_was_not_taken_is_sent_again_and_what_nobody_can_tell_is_left_to_a_person()
    {
        var draft = mastodon.Draft("Your claim is paid") with { Reference = $"direct 1031 {PretendMastodon.Care}" };
        Assert.IsType<Settlement.Absent>(Settled(draft));
        Assert.IsType<Settlement.CannotTell>(Settled(draft with { Reference = null }));

        // The same words answered to somebody else, or found for another delivery already, are not ours.
        new SmallHost(mastodon).Send(draft with { Reference = $"direct 1055 {PretendMastodon.Care}" }, Key);
        Assert.IsType<Settlement.Absent>(Settled(draft));
        new SmallHost(mastodon).Send(draft, Key);
        Assert.Equal(new Settlement.Found("201"), Settled(draft));
        Assert.IsType<Settlement.Absent>(Settled(draft, taken: "201"));

        // Forty newer ones hide what is older.
        for (var n = 0; n < 40; n++) new SmallHost(mastodon).Send(draft with { Text = $"Another {n}" }, $"{Key}-{n}");
        Assert.IsType<Settlement.CannotTell>(Settled(draft));
    }

    [Theory]
    [InlineData("mastodon.direct", "direct 1031", "direct")]
    [InlineData("mastodon.direct", null, "direct")]
    [InlineData("mastodon.public", null, "unlisted")]
    [InlineData("mastodon.public", "public 1031", "unlisted")]
    public void who_is_answered_is_always_named_because_direct_without_a_name_goes_nowhere(string surface, string? reference, string visibility)
    {
        // Trap 21.
        var sent = Sent(mastodon.Draft("Good day") with { Surface = surface, Reference = reference });
        Assert.Equal(("@nomsa@other.example Good day", visibility), ((string)sent["status"]!, (string)sent["visibility"]!));
        Assert.IsType<Prepared.Refusal>(Prepare(mastodon.Draft("Good day") with { To = mastodon.Nomsa with { Value = "nomsa" } }));
    }

    [Theory]
    [InlineData("public", "mastodon.public", "unlisted")]
    [InlineData("unlisted", "mastodon.public", "unlisted")]
    [InlineData("public", "mastodon.direct", "direct")]
    [InlineData("unlisted", "mastodon.direct", "direct")]
    [InlineData("private", "mastodon.direct", "direct")]
    [InlineData("direct", "mastodon.direct", "direct")]
    [InlineData("mutuals_only", "mastodon.direct", "direct")]
    public void an_answer_is_never_wider_than_what_it_answers(string said, string surface, string expected)
    {
        // Trap 22.
        var heard = Assert.IsType<MessageReceived>(Only(PretendMastodon.Mention("7", "late", said)));
        Assert.Equal(said is "public" or "unlisted" ? "mastodon.public" : "mastodon.direct", heard.Surface);
        var sent = Sent(mastodon.Draft("Good day") with { Surface = surface, Reference = heard.Reference });
        Assert.Equal((expected, "17"), ((string)sent["visibility"]!, (string)sent["in_reply_to_id"]!));
    }

    [Theory, InlineData("private"), InlineData("direct"), InlineData("circle")]
    public void what_few_were_told_is_not_answered_in_public(string visibility)
    {
        var draft = mastodon.Draft("Good day") with { Surface = "mastodon.public", Reference = $"{visibility} 1031 71" };
        Assert.NotEmpty(Assert.IsType<Prepared.Refusal>(Prepare(draft)).WayOut);
        // Even where it was made ready meanwhile by somebody who knew less.
        Assert.Equal("direct", (string)Sent(new Parcel("mastodon.public", mastodon.Nomsa, "x") { Reference = draft.Reference })["visibility"]!);
    }

    [Theory]
    [InlineData("Ask @thabo@other.example about it", false)]
    [InlineData("@thabo knows", false)]
    [InlineData("(@thabo.)", false)]
    [InlineData("Write to care@marula.example, or see https://other.example/@thabo", true)]
    [InlineData("You are @nomsa@other.example.", true)]
    public void a_private_word_names_nobody_else_for_they_would_read_it(string text, bool leaves)
    {
        Assert.Equal(leaves, Prepare(mastodon.Draft(text)) is Prepared.Ready);
        Assert.IsType<Prepared.Ready>(Prepare(mastodon.Draft(text) with { Surface = "mastodon.public" }));
    }

    [Fact]
    public void ids_are_opaque_and_the_uri_is_the_key()
    {
        // Trap 23: a number here, 26 letters in GoToSocial, 42 in snac, and the same status.
        var keys = new List<string>();
        foreach (var (id, place) in new[] { ("109501931", "34975861"), ("01JDA3M8V7Y2Q4R6T8W0X2Z4B6", "01JDA3N0000000000000000000"), ("1732190000.000042f00dfeed0123456789abcdefff", "1732190001aa") })
        {
            var told = PretendMastodon.Mention("7", "late", more: status => status["id"] = id);
            told["id"] = place;
            var polled = Assert.IsType<Polled.Brought>(((IPoll)mastodon.Channel).Read(Answer(200, $"[{told.ToJsonString()}]"), "0", mastodon.Account, Platform.Noon));
            Assert.Equal((place, $"n:{place}"), (polled.Place, polled.Items[0].Key));
            var heard = Assert.IsType<MessageReceived>(Only(told));
            keys.Add(heard.Key);
            Assert.Equal(id, (string)Sent(mastodon.Draft("x") with { Reference = heard.Reference })["in_reply_to_id"]!);
            Assert.Contains($"min_id={place}", ((IPoll)mastodon.Channel).Ask(mastodon.Account, polled.Place)!.Url, StringComparison.Ordinal);
        }
        Assert.Equal("m:https://other.example/users/nomsa/statuses/7", Assert.Single(keys.Distinct()));
    }

    [Theory]
    [InlineData(422, "Validation failed: Text character limit of 500 exceeded", ProblemCode.TooLarge)]
    [InlineData(400, "Bad Request: status too long, 5001 characters provided but limit is 5000", ProblemCode.TooLarge)]
    [InlineData(422, "Validation failed: Text can't be blank", ProblemCode.Rejected)]
    [InlineData(400, "Bad Request: something else", ProblemCode.Rejected)]
    [InlineData(403, "This action is not allowed", ProblemCode.Rejected)]
    [InlineData(404, "The post you are trying to reply to does not appear to exist.", ProblemCode.Rejected)]
    [InlineData(410, "Gone", ProblemCode.Rejected)]
    [InlineData(413, "", ProblemCode.TooLarge)]
    public void says_why_it_was_not_taken_and_too_long_is_too_long_by_either_status(int status, string why, ProblemCode expected)
    {
        // Trap 24.
        var ending = ((IDeliver)mastodon.Channel).Read(Answer(status, new JsonObject { ["error"] = why }.ToJsonString()), Platform.Noon);
        Assert.Equal(expected, Assert.IsType<Ending.Rejected>(ending).Problem.Code);
        // Where something before the server answers, there are no words to look at.
        Assert.IsType<Ending.Rejected>(((IDeliver)mastodon.Channel).Read(Answer(status, "<html></html>"), Platform.Noon));
    }

    [Theory]
    [InlineData(200, "<html>Welcome</html>")]
    [InlineData(200, "")]
    [InlineData(200, "{\"id\":\"1\",\"uri\":\"https://x")]
    [InlineData(200, "{\"error\":\"Something went wrong\"}")]
    [InlineData(200, "{\"id\":\"1\"}")]
    [InlineData(302, "")]
    [InlineData(500, "{\"error\":\"no\"}")]
    [InlineData(504, "<html>Gateway</html>")]
    public void what_may_have_come_is_unsure(int status, string body) =>
        Assert.IsType<Ending.Unsure>(((IDeliver)mastodon.Channel).Read(Answer(status, body), Platform.Noon));

    [Fact]
    public void a_link_counts_23_whatever_its_length_and_a_family_one()
    {
        var room = 500 - "@nomsa@other.example ".Length - 1 - 23;
        Assert.IsType<Prepared.Ready>(Prepare(mastodon.Draft($"{new string('x', room)} https://marula.example/{new string('y', 300)}")));
        Assert.IsType<Prepared.Refusal>(Prepare(mastodon.Draft($"{new string('x', room + 1)} https://marula.example/{new string('y', 300)}")));
        Assert.IsType<Prepared.Refusal>(Prepare(mastodon.Draft($"{new string('x', room + 1)} https://a.co")));
        Assert.IsType<Prepared.Ready>(Prepare(mastodon.Draft(string.Concat(Enumerable.Repeat("👨‍👩‍👧‍👦", 470)))));
    }

    [Fact]
    public void the_limit_is_the_servers_own()
    {
        var account = mastodon.With([("limit", "5000")]);
        Assert.IsType<Prepared.Ready>(((IPrepare)mastodon.Channel).Prepare(mastodon.Draft(new string('x', 4900)), account, Platform.Noon));
        Assert.IsType<Prepared.Refusal>(((IPrepare)mastodon.Channel).Prepare(mastodon.Draft(new string('x', 5000)), account, Platform.Noon));
    }

    [Fact]
    public void files_are_refused_with_a_way_out()
    {
        var refusal = Assert.IsType<Prepared.Refusal>(Prepare(mastodon.Draft("x") with { Attachments = [new("a.pdf", "application/pdf", 1, "")] }));
        Assert.Contains("email", refusal.WayOut, StringComparison.Ordinal);
        Assert.All(mastodon.Channel.Surfaces, surface => Assert.Null(surface.Attachments));
    }

    [Theory]
    [InlineData(ActKind.Like, "/api/v1/statuses/1031/favourite")]
    [InlineData(ActKind.Unlike, "/api/v1/statuses/1031/unfavourite")]
    public void a_like_is_a_favourite(ActKind kind, string path)
    {
        var act = new Act(kind, "mastodon.public", "m:https://other.example/77", Guid.Empty) { SaidAt = Platform.Noon, Reference = "public 1031 71" };
        var request = ((IAct)mastodon.Channel).Acting(act, mastodon.Account, Platform.Noon);
        Assert.Equal(("POST", $"https://marula.social{path}"), (request.Method, request.Url));

        var acting = (IAct)mastodon.Channel;
        Assert.Null(acting.ReadActing(Answer(200, """{"id":"1031","favourited":true}"""), act, Platform.Noon));
        foreach (var (status, body) in new[] { (200, ""), (200, "{\"error\":\"x\"}"), (200, "<html>"), (302, ""), (401, ""), (403, "{}"), (404, ""), (410, ""), (422, "{"), (429, ""), (500, "<html>") })
            Assert.NotEmpty(acting.ReadActing(Answer(status, body), act, Platform.Noon)!.Words);
        Assert.True(acting.ReadActing(Answer(401, ""), act, Platform.Noon)!.IsOfConnection);
    }

    Fact Only(JsonObject notification) => Assert.Single(mastodon.FactsIn(notification.ToJsonString()));

    Prepared Prepare(Draft draft) => ((IPrepare)mastodon.Channel).Prepare(draft, mastodon.Account, Platform.Noon);

    JsonNode Sent(Draft draft) => Sent(Assert.Single(Assert.IsType<Prepared.Ready>(Prepare(draft)).Parcels));

    JsonNode Sent(Parcel parcel) => JsonNode.Parse(((IDeliver)mastodon.Channel).Request(parcel, Key, mastodon.Account, Platform.Noon).Body.Span)!;

    Settlement Settled(Draft draft, params string[] taken)
    {
        var (settle, parcel) = ((ISettle)mastodon.Channel, Assert.Single(Assert.IsType<Prepared.Ready>(Prepare(draft)).Parcels));
        return settle.Read(mastodon.Take(settle.Ask(parcel, Key, Platform.Noon, mastodon.Account))!, parcel, Platform.Noon, taken.ToHashSet());
    }

    static WireAnswer Answer(int status, string body) => new(status, new HeaderBag(), Encoding.UTF8.GetBytes(body));
}
