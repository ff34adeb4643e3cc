using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Kith.Tests.TryIt;

/// <summary>The telephone of the demo: somebody calls and is called, and only the real doors are between them and the desk.</summary>
public class TheTelephone(World world) : IClassFixture<World>
{
    const string Thabo = "+27835550142";

    [Fact]
    public async Task that_was_put_down_before_anybody_answered_is_a_missed_call_and_a_case_with_a_promise()
    {
        await using var demo = await OpenAsync();
        await CallAsync(demo, "ringing");
        Assert.Equal("1", (string)(await LastAsync(demo))["heard"]!.AsArray().Single(one => (string)one!["kind"]! == "ring")!["words"]!);
        await demo.DoAsync(HttpMethod.Delete, Line("/call"));
        await AtAsync(demo, "over");

        var call = await CallOnTimelineAsync(demo, "missed");
        var kase = await CaseAsync(demo, call);
        Assert.Equal("firstAnswer", (string)kase["promiseKind"]!);
        Assert.NotNull(kase["promiseDue"]);
        Assert.Equal(HttpStatusCode.Conflict, await demo.AskAsync(HttpMethod.Delete, Line("/call")));
    }

    [Fact]
    public async Task that_is_picked_up_at_the_desk_is_spoken_and_owes_nothing()
    {
        await using var demo = await OpenAsync();
        await CallAsync(demo, "ringing");
        Assert.Equal(HttpStatusCode.Conflict, await demo.AskAsync(HttpMethod.Put, Line("/call")));
        await demo.DoAsync(HttpMethod.Post, Line("/call/answer"));
        await AtAsync(demo, "talking");
        await CallOnTimelineAsync(demo, "talking");
        await demo.DoAsync(HttpMethod.Delete, Line("/call"));

        Assert.Null((await CallOnTimelineAsync(demo, "answered"))["caseNumber"]);
        Assert.True((bool)(await LastAsync(demo))["taken"]!);
    }

    [Fact]
    public async Task keeps_what_is_said_after_the_tone_and_what_a_machine_heard_of_it()
    {
        await using var demo = await OpenAsync();
        await ToTheMachineAsync(demo);
        Assert.Contains(await HeardAsync(demo), one => one.StartsWith("say Thank you for calling Marula Mutual. Nobody could take your call", StringComparison.Ordinal));
        await demo.DoAsync(HttpMethod.Post, Line("/call/keys"), new { key = "#" });
        await AtAsync(demo, "recording");
        Assert.Equal(HttpStatusCode.Conflict, await demo.AskAsync(HttpMethod.Post, Line("/call/keys"), new { key = "1" }));
        await demo.DoAsync(HttpMethod.Post, Line("/call/words"), new { text = "Our gate is stuck, please call back." });

        var call = await demo.MomentAsync(Thabo, m => m["call"]?["voicemail"] is { } left && left["file"] is not null && left["transcript"] is not null);
        Assert.Equal(("missed", "Our gate is stuck, please call back."), ((string)call["call"]!["state"]!, (string)call["call"]!["voicemail"]!["transcript"]!));
        Assert.True((int)call["call"]!["voicemail"]!["seconds"]! > 1);
        var sound = await demo.Mina.Http.GetAsync((string)call["call"]!["voicemail"]!["file"]!["url"]!);
        Assert.Equal("audio/wav", sound.Content.Headers.ContentType!.MediaType);
        Assert.Contains(await HeardAsync(demo), one => one == "say Thank you. We will call you back. Goodbye.");
    }

    [Fact]
    public async Task takes_the_sound_of_a_microphone()
    {
        await using var demo = await OpenAsync();
        await ToTheMachineAsync(demo);
        await demo.DoAsync(HttpMethod.Post, Line("/call/keys"), new { key = "#" });
        await AtAsync(demo, "recording");
        Assert.Equal(HttpStatusCode.BadRequest, await demo.AskAsync(HttpMethod.Post, Line("/call/words"), new { sound = new byte[100] }));
        var wave = Kith.TryIt.PretendVoice.Murmur("Good day");
        await demo.DoAsync(HttpMethod.Post, Line("/call/words"), new { sound = wave });

        var call = await demo.MomentAsync(Thabo, m => m["call"]?["voicemail"]?["file"] is not null);
        Assert.Equal(wave, await demo.Mina.Http.GetByteArrayAsync((string)call["call"]!["voicemail"]!["file"]!["url"]!));
        Assert.Null(call["call"]!["voicemail"]!["transcript"]);
    }

    [Fact]
    public async Task sends_at_one_key_the_link_by_sms_and_the_talk_goes_on_in_the_chat()
    {
        await using var demo = await OpenAsync();
        await ToTheMachineAsync(demo);
        await demo.DoAsync(HttpMethod.Post, Line("/call/keys"), new { key = "1" });
        var sms = await DemoOnTheWire.UntilAsync(async () => (await demo.ReadAsync($"/try/phones/{Thabo}")).AsArray().FirstOrDefault(one => ((string)one!["text"]!).Contains("/go/", StringComparison.Ordinal)));
        Assert.False((bool)sms["mine"]!);
        await AtAsync(demo, "over");
        Assert.Contains(await HeardAsync(demo), one => one == "say The link is on its way to this number. Goodbye.");
        Assert.True((bool)(await demo.MomentAsync(Thabo, m => (string)m["kind"]! == "call" && (bool)m["call"]!["linkAsked"]!))["call"]!["linkAsked"]!);

        var opened = await demo.Outside.GetAsync(Regex.Match((string)sms["text"]!, "/go/[A-Za-z0-9_-]{64}").Value);
        Assert.Equal(HttpStatusCode.OK, opened.StatusCode);
    }

    [Theory]
    [InlineData("answer", "answered")]
    [InlineData("refusal", "missed")]
    public async Task rings_when_somebody_calls_back_and_is_picked_up_or_not(string deed, string state)
    {
        await using var demo = await OpenAsync();
        await CallAsync(demo, "ringing");
        await demo.DoAsync(HttpMethod.Delete, Line("/call"));
        var missed = await CallOnTimelineAsync(demo, "missed");

        await demo.Mina.PostAsync($"/api/people/{missed["personId"]}/calls", new { id = Guid.CreateVersion7(), about = (string)missed["id"]! });
        await DemoOnTheWire.UntilAsync(async () => await LastAsync(demo) is var ringing && !(bool)ringing["mine"]! && (string)ringing["place"]! == "ringing" ? ringing : null);
        await demo.DoAsync(HttpMethod.Post, Line($"/call/{deed}"));
        if (deed == "answer")
        {
            await AtAsync(demo, "talking");
            await demo.DoAsync(HttpMethod.Delete, Line("/call"));
        }
        var back = await demo.MomentAsync(Thabo, m => (string)m["kind"]! == "call" && (string)m["direction"]! == "out" && (string)m["call"]!["state"]! == state);
        Assert.Equal("Mina Botha", (string)back["author"]!["name"]!);
        await AtAsync(demo, "over");
        Assert.Equal(deed == "answer" ? "lookAgain" : "firstAnswer", (string)(await CaseAsync(demo, missed))["promiseKind"]!);
    }

    [Theory]
    [InlineData("/call/keys", """{"key":"12"}""", 400)]
    [InlineData("/call/words", """{"text":" "}""", 400)]
    [InlineData("/call/answer", "{}", 409)]
    public async Task does_nothing_that_cannot_be_done(string path, string words, int status)
    {
        await using var demo = await OpenAsync();
        Assert.Equal(status, (int)(await demo.Outside.PostAsync(Line(path), new StringContent(words, null, "application/json"))).StatusCode);
    }

    [Theory]
    [InlineData("guess", "+27600701234", 401)]
    [InlineData(DemoOnTheWire.Secret, "+27600709999", 400)]
    public async Task of_the_company_takes_only_calls_of_its_customer(string token, string from, int status)
    {
        await using var demo = await OpenAsync();
        const string Account = Kith.TryIt.DemoHouse.CarrierAccount;
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/try/carrier/2010-04-01/Accounts/{Account}/Calls.json")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["To"] = "+27600704402", ["From"] = from, ["Twiml"] = "<Response/>" }),
        };
        request.Headers.Add("Authorization", $"Basic {Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes($"{Account}:{token}"))}");
        Assert.Equal(status, (int)(await demo.Outside.SendAsync(request)).StatusCode);
    }

    static Task<JsonNode> CaseAsync(DemoOnTheWire demo, JsonNode call) => demo.Mina.GetAsync($"/api/cases/{call["caseNumber"]}");

    /// <summary>Somebody is there at any hour.</summary>
    async Task<DemoOnTheWire> OpenAsync()
    {
        var demo = await DemoOnTheWire.OpenAsync(world);
        var calendar = (await demo.Mina.GetAsync("/api/calendars"))["items"]![0]!["id"];
        await demo.Mina.PatchAsync($"/api/calendars/{calendar}", new { openings = Enumerable.Range(1, 7).Select(day => new { day, from = "00:00", to = "23:59" }) });
        return demo;
    }

    static string Line(string deed = "") => $"/try/telephones/{Thabo}{deed}";

    static async Task CallAsync(DemoOnTheWire demo, string place)
    {
        await demo.DoAsync(HttpMethod.Put, Line("/call"));
        await AtAsync(demo, place);
    }

    static async Task ToTheMachineAsync(DemoOnTheWire demo)
    {
        await CallAsync(demo, "ringing");
        await demo.DoAsync(HttpMethod.Post, Line("/call/refusal"));
        await AtAsync(demo, "choosing");
    }

    static async Task<JsonNode> LastAsync(DemoOnTheWire demo) => (await demo.ReadAsync(Line())).AsArray().Last()!;

    static Task<JsonNode> AtAsync(DemoOnTheWire demo, string place) =>
        DemoOnTheWire.UntilAsync(async () => await LastAsync(demo) is var call && (string)call["place"]! == place ? call : null);

    static async Task<List<string>> HeardAsync(DemoOnTheWire demo) => [.. (await LastAsync(demo))["heard"]!.AsArray().Select(one => $"{one!["kind"]} {one["words"]}")];

    static Task<JsonNode> CallOnTimelineAsync(DemoOnTheWire demo, string state) =>
        demo.MomentAsync(Thabo, m => (string)m["kind"]! == "call" && (string)m["direction"]! == "in" && (string)m["call"]!["state"]! == state);
}
