using System.Net;
using System.Text.Json.Nodes;
using Kith.Tests.Causes;
using Kith.Tests.Posts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Tests.Portal;

/// <summary>Nomsa opens her own page by the link that Rosa sent her: without an account, without a script.</summary>
public class TheirOwnPage(World world) : IClassFixture<World>
{
    [Fact]
    public async Task shows_what_was_said_who_answers_by_when_and_nothing_of_ours()
    {
        await using var square = await OpenAsync();
        var omar = square.Kith.As(Cast.Omar);
        await square.SayAsync("nomsa", "<script>alert(1)</script> & more", post: null);
        await square.SayAsync("nomsa", "I asked here, too");
        await square.SendAsync("nomsa", "We look into it", null, null);
        await square.ReadAsync("nomsa");
        var person = await square.PersonAsync("nomsa");
        await square.Rosa.PostAsync($"/api/people/{person}/notes", new { id = Ids.New(TimeProvider.System), text = "SECRETNOTE", @case = 1 });
        await square.Rosa.PatchAsync("/api/cases/1", new { title = "SECRETTITLE" });
        var ask = await square.Rosa.PostAsync("/api/cases/1/asks", new { departmentId = square.Kith.Marula.Accounts, question = "SECRETQUESTION" });
        await omar.PutAsync($"/api/asks/{ask["id"]}/answer", new { text = "SECRETANSWER" });
        await square.Rosa.PutAsync("/api/cases/1/assignment", new { ownerId = square.Kith.Marula.TeammateIds["Rosa"] });
        await square.SayAsync("nomsa", "And now?", post: null);
        await square.Rosa.PutAsync("/api/cases/1/promise", new { due = Life.Now.AddDays(2), reason = "The bank has to answer first" });
        var page = await SendAsync(square);
        await square.SendAsync("nomsa", $"Look: {page["url"]}", null, null);
        await square.ReadAsync("nomsa", 2);
        await square.Rosa.PutAsync("/api/cases/1/promise", new { due = Life.Now.AddDays(2), reason = "The bank has to answer first" });

        var answer = await LookAsync(square, page);
        var html = await answer.Content.ReadAsStringAsync();

        Assert.Equal((HttpStatusCode.OK, "no-store", "noindex"), (answer.StatusCode, answer.Headers.CacheControl!.ToString(), answer.Headers.GetValues("X-Robots-Tag").Single()));
        Assert.Contains("script-src 'self'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        foreach (var said in new[] { "You took my money twice", "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more", "I asked here, too", "We look into it", "Rosa, Care answers by", "The bank has to answer first" }) Assert.Contains(said, html, StringComparison.Ordinal);
        foreach (var ours in new[] { "SECRET", "<script>alert", "@marula.example", "Meyer", page["url"]!.ToString()[^64..] }) Assert.DoesNotContain(ours, html.Replace($"{page["url"]!.ToString()[^64..]}/files", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);

        // In her language, and of whoever was merged into her.
        await square.SayAsync("nomsa2", "From my other account", post: null);
        await square.Rosa.PostAsync($"/api/people/{person}/merges", new { other = await square.PersonAsync("nomsa2") });
        await square.Rosa.PatchAsync($"/api/people/{person}", new { language = "de" });
        html = await (await LookAsync(square, page)).Content.ReadAsStringAsync();
        Assert.Contains("<html lang=\"de\">", html, StringComparison.Ordinal);
        Assert.Contains("From my other account", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task takes_what_she_writes_as_words_from_where_the_link_went()
    {
        await using var square = await OpenAsync();
        await square.Rosa.PutAsync("/api/cases/1/closure", null);
        var page = await SendAsync(square);

        var sent = await WriteAsync(square, page, new() { ["text"] = "I write from my page" });
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        Assert.Contains("We have it.", await (await StrangerAsync(square, sent.Headers.Location!.ToString())).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await square.Kith.CaughtUpAsync();

        var said = (await square.SaidAsync("nomsa")).Last();
        Assert.Equal(("I write from my page", Direction.In, AuthorKind.Person, (Guid?)square.Sender.Connection), (said.Text, said.Direction, said.AuthorKind, said.ConnectionId));
        Assert.Equal("open", (string)(await square.CaseAsync())["state"]!);
        Assert.Contains("I write from my page", await (await LookAsync(square, page)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        // And the answer goes there.
        await square.SendAsync("nomsa", "We read it", said.Id, null);
        Assert.Contains("We read it", await square.ReadAsync("nomsa"));

        // Empty words are none, and another page cannot press for her.
        await WriteAsync(square, page, new() { ["text"] = "  " });
        await WriteAsync(square, page, new() { ["text"] = "Forged" }, site: "cross-site");
        await square.Kith.CaughtUpAsync();
        Assert.Equal(2, (await square.SaidAsync("nomsa")).Count(m => m.Direction == Direction.In));
    }

    [Fact]
    public async Task nothing_from_outside_passes_for_what_was_written_there()
    {
        await using var square = await OpenAsync();
        var forged = new Arrival(square.Kith.Marula.Id, square.Sender.Connection, "own-page:1", "written on their own page", """{"Kind":"http","Value":"nomsa","Text":"Forged"}"""u8.ToArray(), Life.Now);
        await square.Kith.Services.GetRequiredService<IntakeWriter>().KeepAsync(forged);
        await square.Kith.CaughtUpAsync();

        Assert.DoesNotContain(await square.SaidAsync("nomsa"), m => m.Text!.Contains("Forged", StringComparison.Ordinal));
    }

    [Fact]
    public async Task keeps_her_yes_and_no_with_its_proof()
    {
        await using var square = await OpenAsync();
        var page = await SendAsync(square);

        await WriteAsync(square, page, new() { ["channel"] = "http", ["answer"] = "no" });
        var no = await square.Kith.LookAsync(db => db.Consents.SingleAsync());
        Assert.Equal((ConsentAnswer.No, "http"), (no.Answer, no.Channel));
        Assert.Equal(MomentKind.Consent, (await square.Kith.LookAsync(db => db.Moments.SingleAsync(m => m.Id == no.ProofMoment))).Kind);
        await WriteAsync(square, page, new() { ["channel"] = "http", ["answer"] = "yes" });
        await WriteAsync(square, page, new() { ["channel"] = "email", ["answer"] = "yes" });

        Assert.Equal(ConsentAnswer.Yes, (await square.Kith.LookAsync(db => db.Consents.SingleAsync())).Answer);
    }

    [Fact]
    public async Task gives_her_the_documents_that_stand_there_and_no_others()
    {
        await using var square = await OpenAsync();
        var upload = await square.Rosa.Http.PostAsync("/api/attachments?name=policy.txt", new ByteArrayContent("Your policy"u8.ToArray()) { Headers = { ContentType = new("application/octet-stream") } });
        var file = JsonNode.Parse(await upload.Content.ReadAsStringAsync())!;
        var page = await SendAsync(square);
        await square.SendAsync("nomsa", "Here it is", null, null, more: new { attachments = new[] { new { hash = (string)file["hash"]!, name = "policy.txt" } } });
        await square.ReadAsync("nomsa");
        await square.SayAsync("sipho", "Mine", post: null);
        var (ours, others) = ((await square.SaidAsync("nomsa")).Last(), (await square.SaidAsync("sipho")).Last());

        var html = await (await LookAsync(square, page)).Content.ReadAsStringAsync();
        Assert.Contains($"{Token(page)}/files/{ours.Id}/0", html, StringComparison.Ordinal);
        var answer = await StrangerAsync(square, $"/me/{Token(page)}/files/{ours.Id}/0");
        Assert.Equal(("Your policy", "attachment", "no-store"), (await answer.Content.ReadAsStringAsync(), answer.Content.Headers.ContentDisposition!.DispositionType, answer.Headers.CacheControl!.ToString()));
        foreach (var path in new[] { $"{ours.Id}/1", $"{ours.Id}/-1", $"{others.Id}/0", $"{Guid.NewGuid()}/0" })
            Assert.Equal(HttpStatusCode.NotFound, (await StrangerAsync(square, $"/me/{Token(page)}/files/{path}")).StatusCode);
    }

    [Fact]
    public async Task opens_to_nobody_else_and_says_nothing_of_why()
    {
        await using var square = await OpenAsync();
        var (page, person) = (await SendAsync(square), await square.PersonAsync("nomsa"));
        var guessed = await (await StrangerAsync(square, $"/me/{RecognizeCaller.NewSecret(square.Kith.Marula.Id)}")).Content.ReadAsStringAsync();
        Assert.Contains("opens nothing", guessed, StringComparison.Ordinal);
        Assert.DoesNotContain("Marula", guessed, StringComparison.Ordinal);

        async Task ShutAsync(string token, string? host = null)
        {
            var answer = await StrangerAsync(square, $"/me/{token}", host);
            Assert.Equal((HttpStatusCode.OK, guessed), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        }

        await ShutAsync("x");
        await ShutAsync(RecognizeCaller.NewSecret(Guid.NewGuid()));
        await ShutAsync(Token(page), "neighbour.example");
        Assert.Equal("You took my money twice", (await square.SaidAsync("nomsa"))[0].Text);

        await ChangeAsync(square, async db => (await db.Handles.SingleAsync(h => h.PersonId == person)).Shared = true);
        await ShutAsync(Token(page));
        await ChangeAsync(square, async db => (await db.Handles.SingleAsync(h => h.PersonId == person)).Shared = false);
        await ChangeAsync(square, async db => (await db.PageKeys.SingleAsync()).ExpiresAt = Life.Now.AddMinutes(-1));
        await ShutAsync(Token(page));
        await ChangeAsync(square, async db => (await db.PageKeys.SingleAsync()).ExpiresAt = Life.Now.AddDays(1));
        Assert.Equal("open", await StateAsync(square, page, guessed));

        var open = Assert.Single((await square.Rosa.GetAsync($"/api/people/{person}/pages"))["items"]!.AsArray())!;
        Assert.Null((string?)open["url"]);
        await square.Kith.As(Cast.Vera).DeleteAsync($"/api/people/{person}/pages/{open["id"]}", HttpStatusCode.Forbidden);
        await square.Rosa.DeleteAsync($"/api/people/{person}/pages/{open["id"]}");
        await ShutAsync(Token(page));
        Assert.Equal(guessed, await (await WriteAsync(square, page, new() { ["text"] = "Too late" })).Content.ReadAsStringAsync() is var late && late.Contains("opens nothing", StringComparison.Ordinal) ? guessed : late);

        // It goes only where she may be written to, and never where several read it.
        await square.Rosa.PostAsync($"/api/people/{person}/pages", new { connectionId = square.Sender.Connection, handleId = Guid.NewGuid() }, HttpStatusCode.NotFound);
        await square.Kith.As(Cast.Vera).PostAsync($"/api/people/{person}/pages", new { }, HttpStatusCode.Forbidden);
    }

    async Task<Square> OpenAsync()
    {
        var square = await Square.OpenAsync(world);
        await square.SayAsync("nomsa", "You took my money twice", post: null, name: "Nomsa Dlamini");
        return square;
    }

    static async Task<JsonNode> SendAsync(Square square)
    {
        var person = await square.PersonAsync("nomsa");
        var handle = await square.Kith.LookAsync(db => db.Handles.Where(h => h.PersonId == person).Select(h => h.Id).FirstAsync());
        var page = await square.Rosa.PostAsync($"/api/people/{person}/pages", new { connectionId = square.Sender.Connection, handleId = handle });
        Assert.Contains((string)page["url"]!, (string)page["words"]!, StringComparison.Ordinal);
        return page;
    }

    static string Token(JsonNode page) => ((string)page["url"]!).Split('/')[^1];

    static Task<HttpResponseMessage> LookAsync(Square square, JsonNode page) => StrangerAsync(square, $"/me/{Token(page)}");

    static async Task<string> StateAsync(Square square, JsonNode page, string shut) => await (await LookAsync(square, page)).Content.ReadAsStringAsync() == shut ? "shut" : "open";

    static Task<HttpResponseMessage> StrangerAsync(Square square, string path, string? host = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (host is not null) request.Headers.Host = host;
        return square.Kith.AsStranger().Http.SendAsync(request);
    }

    static async Task<HttpResponseMessage> WriteAsync(Square square, JsonNode page, Dictionary<string, string> form, string site = "same-origin")
    {
        var client = square.Kith.CreateClient(new() { AllowAutoRedirect = false });
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", site);
        return await client.PostAsync($"/me/{Token(page)}", new FormUrlEncodedContent(form));
    }

    static Task ChangeAsync(Square square, Func<KithDb, Task> change) => square.Kith.WriteAsync(square.Kith.Marula, async db => { await change(db); return 0; });
}
