using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Kith.TryIt;

namespace Kith.Tests.TryIt;

/// <summary>WhatsApp on the phone of the demo: somebody who holds it on one side, the desk on the other, and only the real doors between them.</summary>
public class TheWhatsAppOfAPhone(World world) : IClassFixture<World>
{
    const string Thabo = "+27835550142", Amina = "+27715552093", Question = "Is the excess the same at night?";

    static readonly byte[] picture = [0x89, .. "PNG\r\n"u8, 0x1A, .. "\n"u8, .. new byte[64]];

    [Fact]
    public async Task brings_words_both_ways_once_with_marks_and_signs()
    {
        await using var demo = await DemoOnTheWire.OpenAsync(world);
        await WriteAsync(demo, Thabo, new { name = "Thabo Maseko", text = Question });
        var asked = await demo.MomentAsync("Thabo Maseko", m => (string?)m["text"] == Question);
        Assert.Equal(("whatsapp", "in"), ((string)asked["channel"]!, (string)asked["direction"]!));

        var sent = await demo.SendAsync("Thabo Maseko", "whatsapp", new { text = "Yes, R1 500 at any hour.", replyTo = (Guid)asked["id"]! });
        var line = await OnPhoneAsync(demo, Thabo, one => (string?)one["text"] == "Yes, R1 500 at any hour.");
        Assert.Equal(Question, (string)line["answers"]!);
        await StateAsync(demo, sent, "delivered");
        await demo.ReadAsync($"/try/whatsapps/{Thabo}?seen=true");
        await StateAsync(demo, sent, "read");

        await demo.DoAsync(HttpMethod.Put, $"/try/whatsapps/{Thabo}/reactions/{line["id"]}", new { emoji = "👍" });
        await demo.MomentAsync("Thabo Maseko", m => (string)m["id"]! == (string)sent["id"]! && (string?)m["reactions"]?.AsArray().SingleOrDefault()?["emoji"] == "👍");
        Assert.Equal(2, (await TalkAsync(demo, Thabo)).Count);
        Assert.Equal(2, (await demo.TimelineAsync("Thabo Maseko")).Count(m => (string)m!["kind"]! == "message"));
    }

    [Fact]
    public async Task is_of_the_person_whose_sms_have_the_same_number_and_after_a_day_takes_only_a_template()
    {
        await using var demo = await DemoOnTheWire.OpenAsync(world);
        Assert.Equal(5, (await TalkAsync(demo, Amina)).Count);
        var way = (await demo.Mina.GetAsync($"/api/people/{await demo.PersonAsync("Amina Farouk")}/ways"))["items"]!.AsArray().Single(one => (string)one!["channel"]! == "whatsapp")!;
        Assert.Equal((false, "template_only"), ((bool)way["allowed"]!, (string)way["reason"]!["code"]!));

        var templates = (await demo.Mina.GetAsync($"/api/connections/{await demo.ConnectionAsync("whatsapp")}/templates"))["items"]!.AsArray();
        Assert.Equal(["claim_news", "papers_missing", "visit_planned"], templates.Select(one => (string)one!["name"]!));
        Assert.All(templates, one => Assert.Null(one!["whyNot"]));

        var sent = await demo.SendAsync("Amina Farouk", "whatsapp", new { template = new { name = "claim_news", language = "en", values = new[] { "CL-20817", "Amina", "the locks are paid" } } });
        Assert.Equal((true, true), ((bool)sent["detail"]!["template"]!["header"]!, (bool)sent["detail"]!["template"]!["footer"]!));
        var lies = (await OnPhoneAsync(demo, Amina, one => one["template"] is not null))["template"]!;
        Assert.Equal(("Your claim CL-20817", "Hello Amina, there is news: the locks are paid. Answer here and we tell you more.", "Marula Mutual"), ((string)lies["header"]!, (string)lies["body"]!, (string)lies["footer"]!));
        await StateAsync(demo, sent, "delivered", "Amina Farouk");

        var id = (string)(await OnPhoneAsync(demo, Amina, one => one["template"] is not null))["id"]!;
        Assert.Equal(HttpStatusCode.NotFound, await demo.AskAsync(HttpMethod.Post, $"/try/whatsapps/{Amina}", new { text = "Pay me double", button = id }));
        await WriteAsync(demo, Amina, new { name = "Amina Farouk", text = "Tell me more", button = id });
        var pressed = await demo.MomentAsync("Amina Farouk", m => (string?)m["text"] == "Tell me more");
        Assert.Equal((string)sent["id"]!, (string)pressed["replyTo"]!["id"]!);
        await demo.SendAsync("Amina Farouk", "whatsapp", new { text = "R3 200, today." });
        await OnPhoneAsync(demo, Amina, one => (string?)one["text"] == "R3 200, today.");
    }

    [Fact]
    public async Task carries_files_both_ways()
    {
        await using var demo = await DemoOnTheWire.OpenAsync(world);
        await WriteAsync(demo, Thabo, new { name = "Thabo Maseko", text = "My door", file = new { name = "door.png", type = "image/png", bytes = picture } });
        var shown = await demo.MomentAsync("Thabo Maseko", m => m["attachments"]?.AsArray().Count == 1);
        Assert.Equal(picture, await demo.Mina.Http.GetByteArrayAsync((string)shown["attachments"]![0]!["url"]!));

        using var invoice = new ByteArrayContent(Encoding.ASCII.GetBytes("%PDF-1.7 an invoice"));
        var kept = JsonNode.Parse(await (await demo.Mina.Http.PostAsync("/api/attachments?name=invoice.pdf", invoice)).Content.ReadAsStringAsync())!;
        await demo.SendAsync("Thabo Maseko", "whatsapp", new { text = "Your copy", attachments = new[] { new { hash = (string)kept["hash"]!, name = "invoice.pdf" } } });
        var line = await OnPhoneAsync(demo, Thabo, one => (string?)one["file"]?["name"] == "invoice.pdf");
        Assert.Equal("%PDF-1.7 an invoice", await demo.Outside.GetStringAsync($"/try/whatsapps/{Thabo}/files/{line["file"]!["id"]}"));
        Assert.Equal(HttpStatusCode.NotFound, await demo.AskAsync(HttpMethod.Get, $"/try/whatsapps/{Amina}/files/{line["file"]!["id"]}"));
    }

    [Fact]
    public async Task has_after_a_start_what_was_said_before()
    {
        await using var demo = await DemoOnTheWire.OpenAsync(world);
        await WriteAsync(demo, Thabo, new { name = "Thabo Maseko", text = Question });
        await demo.MomentAsync("Thabo Maseko", m => (string?)m["text"] == Question);

        await demo.StartAnewAsync();
        await demo.SendAsync("Thabo Maseko", "whatsapp", new { text = "It is." });
        await OnPhoneAsync(demo, Thabo, one => (string?)one["text"] == "It is.");
        Assert.Equal([Question, "It is."], (await TalkAsync(demo, Thabo)).Select(one => (string)one!["text"]!));
    }

    /// <summary>The numbers are those of the Cloud API.</summary>
    [Theory]
    [InlineData("""{"to":"27835550142","type":"text","text":{"body":"x"}}""", "guess", 190)]
    [InlineData("""{"to":"27835550142","type":"text","text":{"body":"x"}}""", DemoOnTheWire.Secret, 131047)]
    [InlineData("""{"recipient":"ZA.nobody","type":"text","text":{"body":"x"}}""", DemoOnTheWire.Secret, 131009)]
    [InlineData("""{"to":"27835550142","type":"template","template":{"name":"gone","language":{"code":"en"}}}""", DemoOnTheWire.Secret, 132001)]
    [InlineData("""{"to":"27835550142","type":"template","template":{"name":"papers_missing","language":{"code":"en"},"components":[{"type":"body","parameters":[{"text":"x"}]}]}}""", DemoOnTheWire.Secret, 132000)]
    [InlineData("""{"to":"27835550142","type":"template","template":"papers_missing"}""", DemoOnTheWire.Secret, 132001)]
    [InlineData("[[", DemoOnTheWire.Secret, 100)]
    public async Task refuses_as_the_platform_does(string body, string token, int code)
    {
        await using var demo = await DemoOnTheWire.OpenAsync(world);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/try/cloud/v26.0/{DemoHouse.WhatsAppId}/messages") { Content = new StringContent(body, null, "application/json") };
        request.Headers.Add("Authorization", $"Bearer {token}");
        var answer = JsonNode.Parse(await (await demo.Outside.SendAsync(request)).Content.ReadAsStringAsync())!;

        Assert.Equal(code, (int)answer["error"]!["code"]!);
    }

    [Theory]
    [InlineData("""{"text":" "}""", 400)]
    [InlineData("""{"text":"x","button":"wamid.none"}""", 404)]
    public async Task takes_nothing_that_is_none(string words, int status)
    {
        await using var demo = await DemoOnTheWire.OpenAsync(world);
        Assert.Equal(status, (int)(await demo.Outside.PostAsync($"/try/whatsapps/{Thabo}", new StringContent(words, null, "application/json"))).StatusCode);
    }

    static Task WriteAsync(DemoOnTheWire demo, string phone, object said) => demo.DoAsync(HttpMethod.Post, $"/try/whatsapps/{phone}", said);

    static async Task<JsonArray> TalkAsync(DemoOnTheWire demo, string phone) => (await demo.ReadAsync($"/try/whatsapps/{phone}")).AsArray();

    static Task<JsonNode> OnPhoneAsync(DemoOnTheWire demo, string phone, Func<JsonNode, bool> isIt) =>
        DemoOnTheWire.UntilAsync(async () => (await TalkAsync(demo, phone)).FirstOrDefault(one => isIt(one!)));

    static Task StateAsync(DemoOnTheWire demo, JsonNode sent, string state, string who = "Thabo Maseko") =>
        demo.MomentAsync(who, m => (string)m["id"]! == (string)sent["id"]! && (string?)m["deliveries"]?[0]?["state"] == state);
}
