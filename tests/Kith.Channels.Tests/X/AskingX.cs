using System.Text;
using Kith.Channels.Tests.Suite;

namespace Kith.Channels.Tests.X;

/// <summary>Mentions that Kith asks for, where there is no address to bring them to.</summary>
public class AskingX
{
    readonly PretendX x = (PretendX)Platforms.For("x");

    [Fact]
    public void brings_nothing_that_was_said_before_and_everything_since_once()
    {
        x.Happens("years ago");
        var first = Brought(null);
        Assert.Empty(first.Items);

        for (var n = 1; n <= 230; n++) x.Happens($"words {n}");
        var (place, words) = (first.Place, new List<string>());
        for (var page = 0; page < 3; page++)
        {
            var brought = Brought(place);
            Assert.Equal(page < 2 ? TimeSpan.Zero : TimeSpan.FromSeconds(30), brought.Pause);
            words.AddRange(brought.Items.Select(Words));
            place = brought.Place;
        }
        Assert.Equal(Enumerable.Range(1, 230).Select(n => $"words {n}").Order(), words.Order());
        Assert.Equal(Enumerable.Range(131, 100).Select(n => $"words {n}"), words.Take(100));

        var nothing = Brought(place);
        Assert.Empty(nothing.Items);
        Assert.Equal(place, nothing.Place);
        x.Happens("the last");
        Assert.Equal("the last", Words(Assert.Single(Brought(nothing.Place).Items)));
    }

    [Fact]
    public void begins_at_once_where_nobody_ever_mentioned_us()
    {
        var first = Brought(null);
        x.Happens("Good day");
        Assert.Equal("Good day", Words(Assert.Single(Brought(first.Place).Items)));
    }

    [Fact]
    public void brings_an_edit_as_the_post_it_changes()
    {
        var place = Brought(null).Place;
        var id = x.Happens("Where is my clam?");
        x.Happens("Where is my claim?", editOf: id);
        var facts = Brought(place).Items.SelectMany(FactsOf).ToList();
        Assert.Equal([$"m:{id}"], facts.OfType<MessageReceived>().Select(said => said.Key).Distinct());
        Assert.Equal("Where is my claim?", Assert.Single(facts.OfType<MessageEdited>()).Text);
    }

    [Fact]
    public void brings_it_as_a_hook_would()
    {
        var place = Brought(null).Place;
        var id = x.Happens("A & B <3");
        var asked = Assert.IsType<MessageReceived>(Assert.Single(FactsOf(Assert.Single(Brought(place).Items))));
        var request = x.Event("post.mention.create", PretendX.Post(id, "A & B <3"));
        var brought = new SmallHost(x).Read(Assert.IsType<Proof.Genuine>(x.Prove(request, x.Account, Platform.Noon)), request);
        Assert.Equal(FactText.Write(brought), FactText.Write([asked]));
        Assert.Equal(("A & B <3", "Nomsa Ndlovu"), (asked.Text, asked.From.Name));
    }

    [Theory]
    [InlineData(401, "", typeof(Polled.Disconnected))]
    [InlineData(402, "{\"title\":\"CreditsDepleted\"}", typeof(Polled.Disconnected))]
    [InlineData(403, "{\"type\":\"https://api.x.com/2/problems/client-not-enrolled\"}", typeof(Polled.Disconnected))]
    [InlineData(404, "", typeof(Polled.Later))]
    [InlineData(429, "{}", typeof(Polled.Later))]
    [InlineData(503, "<html>Over capacity</html>", typeof(Polled.Later))]
    [InlineData(200, "", typeof(Polled.Later))]
    [InlineData(200, "{\"errors\":[{\"detail\":\"no\"}]}", typeof(Polled.Later))]
    [InlineData(200, "{\"data\":[{\"id\":\"8\"", typeof(Polled.Later))]
    [InlineData(200, "{\"data\":[1,{\"id\":\"x\"},{}],\"meta\":{}}", typeof(Polled.Brought))]
    [InlineData(200, "{\"meta\":{\"result_count\":0}}", typeof(Polled.Brought))]
    public void understands_every_answer_somehow(int status, string body, Type expected)
    {
        var polled = ((IPoll)x.Channel).Read(new(status, new HeaderBag(), Encoding.UTF8.GetBytes(body)), "7", x.Account, Platform.Noon);
        Assert.IsType(expected, polled);
        if (polled is Polled.Brought brought) Assert.Equal("7", brought.Place);
    }

    [Fact]
    public void goes_on_from_the_newest_it_knows_where_a_page_is_no_longer_there()
    {
        var polled = ((IPoll)x.Channel).Read(new(400, new HeaderBag(), default), "7 9 token", x.Account, Platform.Noon);
        Assert.Equal("7", Assert.IsType<Polled.Brought>(polled).Place);
    }

    [Fact]
    public void asks_nothing_where_x_brings_them() => Assert.Null(((IPoll)x.Channel).Ask(x.With([("messages", "hook")]), "7"));

    Polled.Brought Brought(string? place) => Assert.IsType<Polled.Brought>(x.Asked(place));

    IReadOnlyList<Fact> FactsOf(PolledItem item)
    {
        List<Fact> facts = [];
        ((IReadFacts)x.Channel).Read(new("", item.Body, item.Key, Platform.Noon), x.Account, facts);
        return facts;
    }

    string Words(PolledItem item) => Assert.IsType<MessageReceived>(FactsOf(item)[0]).Text;
}
