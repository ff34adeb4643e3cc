using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Kith.Tests.Connections;

namespace Kith.Tests.Widget;

public class TalkingInTheChat(World world) : IClassFixture<World>
{
    [Fact]
    public async Task opens_a_case_and_says_who_answers_by_when()
    {
        await using var kith = await world.OpenAsync();
        var chat = await ChatUnderTest.OpenAsync(kith);
        var visitor = await chat.VisitAsync();
        var id = Guid.CreateVersion7();

        for (var times = 0; times < 3; times++) Assert.True((await visitor.SendAsync("What does storm cover cost?", id)).IsSuccessStatusCode);

        await Soon.Async(async () => Assert.Equal(["What does storm cover cost?"], await visitor.TextsAsync()));
        var news = await visitor.SinceAsync();
        Assert.Equal(id.ToString(), (string)news["items"]![0]!["clientId"]!);
        Assert.Equal("Care", (string)news["head"]!["department"]!);
        Assert.NotNull((DateTime?)news["head"]!["due"]);
        Assert.Null(news["head"]!["why"]);
        var number = (await kith.As(Cast.Rosa).GetAsync("/api/cases?list=all"))["items"]![0]!["number"];
        await kith.As(Cast.Rosa).PutAsync($"/api/cases/{number}/promise", new { due = Life.Now.AddDays(2), reason = "The assessor comes on Tuesday" });
        Assert.Equal("The assessor comes on Tuesday", (string?)(await visitor.SinceAsync())["head"]!["why"]);
        Assert.Equal("What does storm cover cost?", (string)(await kith.As(Cast.Rosa).GetAsync("/api/cases?list=all"))["items"]![0]!["lastText"]!);
    }

    [Fact]
    public async Task with_the_same_id_but_other_words_changes_nothing()
    {
        await using var kith = await world.OpenAsync();
        var chat = await ChatUnderTest.OpenAsync(kith);
        var (one, other) = (await chat.VisitAsync(), await chat.VisitAsync());
        var id = Guid.CreateVersion7();

        await one.SendAsync("mine", id);
        await one.SendAsync("changed", id);
        await other.SendAsync("theirs", id);

        await Soon.Async(async () => Assert.Equal(["theirs"], await other.TextsAsync()));
        await Soon.Async(async () => Assert.Equal(["mine"], await one.TextsAsync()));
    }

    [Fact]
    public async Task is_answered_and_the_ticks_come_back()
    {
        await using var kith = await world.OpenAsync();
        var chat = await ChatUnderTest.OpenAsync(kith);
        var visitor = await chat.VisitAsync();
        var person = await AskAsync(kith, visitor, "Hello?");
        var cursor = (string)(await visitor.SinceAsync())["next"]!;
        await NoteAsync(kith, person, "he sounds worried");

        await kith.LetTakeBackAsync();
        var answer = await AnswerAsync(kith, chat, person, "Good morning, this is Rosa.");
        Assert.DoesNotContain("Good morning, this is Rosa.", await visitor.TextsAsync());

        await kith.LetTimePassAsync(chat.Id);
        await Soon.Async(async () => Assert.Equal(["Hello?", "Good morning, this is Rosa."], await visitor.TextsAsync()));
        var heard = (await visitor.SinceAsync(cursor))["items"]!.AsArray().Last()!;
        Assert.Equal("Rosa", (string)heard["by"]!);
        await visitor.PostAsync("received", new { upTo = (string)heard["mark"]! });
        Assert.Equal(DeliveryState.Delivered, await StateAsync(kith, answer));
        await visitor.Http.PostAsJsonAsync($"/hooks/webchat/{chat.Id}/read", new { upTo = (string)heard["mark"]! });
        await Soon.Async(async () => Assert.Equal(DeliveryState.Read, await StateAsync(kith, answer)));
    }

    [Fact]
    public async Task shows_nobody_the_words_of_somebody_else()
    {
        await using var kith = await world.OpenAsync();
        var chat = await ChatUnderTest.OpenAsync(kith);
        var nomsa = await chat.VisitAsync(ChatUnderTest.Signed(ChatUnderTest.WordOf("customer-118")));
        await AskAsync(kith, nomsa, "My claim is 4711");

        var claims = await chat.VisitAsync();
        await claims.SendAsync("", more: new { id = Guid.CreateVersion7(), text = "I am Nomsa", name = "Nomsa Ndlovu", email = "nomsa@ndlovu.example", phone = "+27825554417" });
        var forged = await chat.VisitAsync(ChatUnderTest.Signed(ChatUnderTest.WordOf("customer-118"), new string('0', 64)));

        await Soon.Async(async () => Assert.Equal(["I am Nomsa"], await claims.TextsAsync()));
        Assert.Empty(await forged.TextsAsync());
        Assert.Equal(2, await kith.LookAsync(db => db.People.CountAsync(p => p.RootId == p.Id)));
    }

    [Fact]
    public async Task goes_on_on_another_device_when_the_site_signs_who_it_is()
    {
        await using var kith = await world.OpenAsync();
        var chat = await ChatUnderTest.OpenAsync(kith);
        var laptop = await chat.VisitAsync(ChatUnderTest.Signed(ChatUnderTest.WordOf("customer-118")));
        await AskAsync(kith, laptop, "Begun on the laptop");

        var phone = await chat.VisitAsync(ChatUnderTest.Signed(ChatUnderTest.WordOf("customer-118")));
        var stranger = await chat.VisitAsync(ChatUnderTest.Signed(ChatUnderTest.WordOf("customer-119")));

        Assert.Equal(["Begun on the laptop"], await phone.TextsAsync());
        Assert.Empty(await stranger.TextsAsync());
    }

    [Fact]
    public async Task carries_files_that_only_its_two_sides_can_open()
    {
        await using var kith = await world.OpenAsync();
        var chat = await ChatUnderTest.OpenAsync(kith);
        var (visitor, stranger) = (await chat.VisitAsync(), await chat.VisitAsync());
        var page = "<script>alert(1)</script>"u8.ToArray();
        var answer = await visitor.Http.PostAsync($"/chat/{chat.Id}/files?name=photo.png", new ByteArrayContent(page));
        var file = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;

        await visitor.SendAsync("", more: new { id = Guid.CreateVersion7(), text = "Look", attachments = new[] { new { hash = (string)file["hash"]!, name = "photo.png" } } });
        await Soon.Async(async () => Assert.Single(Assert.Single((await visitor.SinceAsync())["items"]!.AsArray())!["files"]!.AsArray()));

        var given = await visitor.Http.GetAsync($"/chat/{chat.Id}/files/{file["hash"]}");
        Assert.Equal("text/plain", given.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment", given.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal(page, await given.Content.ReadAsByteArrayAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Http.GetAsync($"/chat/{chat.Id}/files/{file["hash"]}")).StatusCode);
    }

    [Fact]
    public async Task tells_the_browser_when_there_is_something_new()
    {
        await using var kith = await world.OpenAsync();
        var chat = await ChatUnderTest.OpenAsync(kith);
        var visitor = await chat.VisitAsync();
        using var stream = await visitor.Http.GetAsync($"/chat/{chat.Id}/stream", HttpCompletionOption.ResponseHeadersRead);
        using var lines = new StreamReader(await stream.Content.ReadAsStreamAsync(), Encoding.UTF8);
        Assert.Equal("event: news", await lines.ReadLineAsync());

        await visitor.SendAsync("Anybody there?");

        Assert.Equal("event: news", await NextEventAsync(lines));
    }

    [Theory]
    [InlineData("since/-1", HttpStatusCode.BadRequest)]
    [InlineData("since/99999999999999999999", HttpStatusCode.BadRequest)]
    [InlineData("before/01a20045-a9b2-7055-90a4-36dc20dcd996", HttpStatusCode.NotFound)]
    [InlineData("files/../../kith.db", HttpStatusCode.NotFound)]
    public async Task refuses_what_it_did_not_give_out(string path, HttpStatusCode expected)
    {
        await using var kith = await world.OpenAsync();
        var chat = await ChatUnderTest.OpenAsync(kith);
        var visitor = await chat.VisitAsync();

        Assert.Equal(expected, (await visitor.Http.GetAsync($"/chat/{chat.Id}/{path}")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await kith.AsStranger().Http.GetAsync($"/chat/{chat.Id}/since/0")).StatusCode);
    }

    static async Task<Guid> AskAsync(KithUnderTest kith, ChatBrowser visitor, string words)
    {
        await visitor.SendAsync(words);
        await Soon.Async(async () => Assert.Contains(words, await visitor.TextsAsync()));
        return await kith.LookAsync(db => db.Moments.Where(m => m.Text == words).Select(m => m.PersonId).SingleAsync());
    }

    static Task<JsonNode> NoteAsync(KithUnderTest kith, Guid person, string words) =>
        kith.As(Cast.Rosa).PostAsync($"/api/people/{person}/notes", new { id = Guid.CreateVersion7(), text = words });

    static async Task<Guid> AnswerAsync(KithUnderTest kith, ChatUnderTest chat, Guid person, string words) =>
        Guid.Parse((string)(await kith.As(Cast.Rosa).PostAsync($"/api/people/{person}/messages", new { id = Guid.CreateVersion7(), text = words, connectionId = chat.Id }))["id"]!);

    static Task<DeliveryState> StateAsync(KithUnderTest kith, Guid moment) => kith.LookAsync(db => db.Deliveries.Where(d => d.MomentId == moment).Select(d => d.State).SingleAsync());

    static async Task<string?> NextEventAsync(StreamReader lines)
    {
        for (var at = 0; at < 20; at++)
            if (await lines.ReadLineAsync() is { } line && line.StartsWith("event: ", StringComparison.Ordinal) && line != "event: beat") return line;
        return null;
    }
}
