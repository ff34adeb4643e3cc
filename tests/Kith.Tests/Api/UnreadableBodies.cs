using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Kith.Tests.Api;

/// <summary>Whoever writes a script is told where their body is wrong and what belongs there.</summary>
public class UnreadableBodies(World world) : IClassFixture<World>
{
    [Fact]
    public async Task say_where_and_what_is_expected_there()
    {
        await using var kith = await world.OpenAsync();
        var mina = kith.As(Cast.Mina);
        foreach (var (door, body, words) in new[]
        {
            ("PUT targets", """{"items":[{"channel":"email","firstAnswerMinutes":60},{"channel":"sms","firstAnswerMinutes":"soon"}]}""", "at $.items[1].firstAnswerMinutes: a whole number is expected there."),
            ("PUT targets", """{"items":{"channel":"email"}}""", "at $.items: a list is expected there."),
            ("PUT targets", """{"items":[{"departmentId":"Care"}]}""", "at $.items[0].departmentId: an id is expected there."),
            ("PUT targets", """{"items":[{"channel":7}]}""", "at $.items[0].channel: text is expected there."),
            ("PUT targets", "[]", "at its beginning: an object is expected there."),
            ("PUT targets", """{"items":[],}""", ": that is no JSON."),
            ("PUT targets", """{"items":[],"items":[]}""", "at $.items: the same field is there twice."),
            ("PUT me/away", """{"until":"tomorrow"}""", "at $.until: a time such as 2026-03-01T09:00:00Z is expected there."),
            ("POST calendars", """{"name":"House","openings":[{"day":1,"from":"8","to":"17:00"}]}""", "at $.openings[0].from: a time such as 08:00 is expected there."),
            ("POST calendars", """{"name":"House","days":[{"date":"25 December","name":"Christmas"}]}""", "at $.days[0].date: a day such as 2026-03-01 is expected there."),
            ("POST calendars", """{"name":"House","days":[{"date":"2026-12-25","name":"Christmas","everyYear":"yes"}]}""", "at $.days[0].everyYear: true or false is expected there."),
            ("POST calendars", """{"name":"Hou\u0000se"}""", "at $.name: the text holds a NUL character."),
            ("POST cases/changes", """{"cases":[1],"step":"close"}""", "at $.step: an object is expected there."),
        })
            Assert.EndsWith(words, await SaidAsync(mina, door, body), StringComparison.Ordinal);

        var kinds = await SaidAsync(mina, "POST cases/changes", """{"cases":[1],"step":{"kind":"shut"}}""");
        Assert.StartsWith("The body could not be read at $.step.kind: one of ", kinds, StringComparison.Ordinal);
        Assert.Contains("close", kinds, StringComparison.Ordinal);
    }

    [Fact]
    public async Task are_those_with_a_field_that_nobody_reads_and_nothing_is_changed()
    {
        await using var kith = await world.OpenAsync();
        var mina = kith.As(Cast.Mina);
        foreach (var (door, body, words) in new[]
        {
            ("POST branches", """{"name":"Rosebank","inChargeIds":[]}""", "Nobody reads $.inChargeIds; known there: name, address, "),
            ("POST departments", """{"name":"Claims","calender":null}""", "Nobody reads $.calender; known there: name, headId, memberIds, isDefault, greetings, signatures, calendarId, onlyOwnerAnswers, askAfterHours."),
            ("PUT targets", """{"items":[{"channel":"email","firstAnswer":60}]}""", "Nobody reads $.items[0].firstAnswer; known there: departmentId, "),
            ("POST calendars", """{"name":"House","openings":[{"day":1,"from":"08:00","till":"17:00"}]}""", "Nobody reads $.openings[0].till; known there: day, from, to."),
            ("POST routes/preview", """{"items":[],"rules":[]}""", "Nobody reads $.rules; known there: items"),
            ("POST connections", """{"channel":"http","title":"Shop"}""", "Nobody reads $.title; known there: "),
            ("POST people", """{"name":"Thandi","a.b's":1}""", "Nobody reads $['a.b's']; known there: "),
            ("POST people", $$"""{"{{new string('n', 5000)}}":1}""", $"Nobody reads $.{new string('n', 198)}…; known there: "),
        })
            Assert.StartsWith(words, await SaidAsync(mina, door, body, "unknown_field"), StringComparison.Ordinal);

        Assert.Equal(2, (await kith.As(Cast.Vera).GetAsync("/api/departments"))["items"]!.AsArray().Count);
        Assert.Empty((await kith.As(Cast.Vera).GetAsync("/api/branches"))["items"]!.AsArray());
    }

    static async Task<string> SaidAsync(ApiCaller who, string door, string body, string code = "bad_json")
    {
        using var request = new HttpRequestMessage(new(door.Split(' ')[0]), $"/api/{door.Split(' ')[1]}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        using var answer = await who.Http.SendAsync(request);
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.Equal((HttpStatusCode.BadRequest, code), (answer.StatusCode, (string)problem["code"]!));
        return (string)problem["detail"]!;
    }
}
