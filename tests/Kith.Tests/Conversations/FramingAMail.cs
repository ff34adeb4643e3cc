using System.Net;
using System.Text.Json.Nodes;

namespace Kith.Tests.Conversations;

public class FramingAMail(World world) : IClassFixture<World>
{
    [Fact]
    public async Task is_in_the_language_of_the_person_then_the_departments_for_everybody_then_the_houses()
    {
        await using var kith = await world.OpenAsync();
        var nomsa = await kith.MeetAsync("Nomsa Ndlovu");
        Assert.Equal((null, null), await FrameAsync(kith, nomsa.Id));

        await kith.As(Cast.Ada).PatchAsync("/api/workspace", new { greetings = Say("Dear {name|customer},"), signatures = Say("{workspace}") });
        Assert.Equal(("Dear Nomsa,", "Marula Mutual"), await FrameAsync(kith, nomsa.Id));
        var care = $"/api/departments/{kith.Marula.Care}";
        await kith.As(Cast.Ada).PatchAsync(care, new { greetings = Say("Hello {name},"), signatures = Say("{name}\n{department}") });
        await kith.As(Cast.Ada).PatchAsync(care, new { greetings = Say("Guten Tag {name|Kunde},", "de"), signatures = Say("{me}, Kundendienst", "de") });
        Assert.Equal(("Hello Nomsa,", "Rosa Meyer\nCare"), await FrameAsync(kith, nomsa.Id));

        await SpeaksAsync(kith, "de-AT");
        Assert.Equal(("Guten Tag Nomsa,", "Rosa, Kundendienst"), await FrameAsync(kith, nomsa.Id));
        await SpeaksAsync(kith, "fr");
        Assert.Equal(("Hello Nomsa,", "Rosa Meyer\nCare"), await FrameAsync(kith, nomsa.Id));
        await kith.OpenCaseAsync(nomsa, "bill", department: kith.Marula.Accounts);
        Assert.Equal(("Dear Nomsa,", "Marula Mutual"), await FrameAsync(kith, nomsa.Id, "?case=1"));

        var row = await kith.As(Cast.Ada).PatchAsync(care, new { greetings = Say("", "de"), signatures = Say("", "de") });
        Assert.Equal("""{"":"Hello {name},"}""", row["greetings"]!.ToJsonString());
    }

    [Fact]
    public async Task stands_with_the_message_as_it_was_shown_and_the_greeting_may_stay_away()
    {
        await using var kith = await world.OpenAsync();
        var nomsa = await kith.MeetAsync("Nomsa Ndlovu");
        await kith.ReachAsync(nomsa, "email", "nomsa@example.org");
        var mail = (Guid)(await kith.As(Cast.Ada).PostAsync("/api/connections", new { name = "post", channel = "email", settings = new { address = "care@marula.example", smtp_host = "mail.marula.example" } }))["id"]!;
        await kith.As(Cast.Ada).PatchAsync($"/api/departments/{kith.Marula.Care}", new { greetings = Say("Dear {name},"), signatures = Say("{name}") });
        async Task<(string?, string?)> SentAsync(bool? withoutGreeting)
        {
            var sent = await kith.As(Cast.Rosa).PostAsync($"/api/people/{nomsa.Id}/messages", new { id = Guid.CreateVersion7(), text = "x", connectionId = mail, withoutGreeting });
            return ((string?)sent["detail"]!["greeting"], (string?)sent["detail"]!["signature"]);
        }

        Assert.Equal(("Dear Nomsa,", "Rosa Meyer"), await SentAsync(null));
        Assert.Equal((null, "Rosa Meyer"), await SentAsync(true));
        var sms = await kith.ConnectAsync("sms", "sms");
        await kith.ReachAsync(nomsa, "phone", "+27825554417");
        var text = await kith.As(Cast.Rosa).PostAsync($"/api/people/{nomsa.Id}/messages", new { id = Guid.CreateVersion7(), text = "x", connectionId = sms.Id });
        Assert.Null(text["detail"]!["greeting"]);
    }

    [Fact]
    public async Task refuses_a_field_that_is_none_and_who_may_not()
    {
        await using var kith = await world.OpenAsync();
        var care = $"/api/departments/{kith.Marula.Care}";
        await kith.As(Cast.Ada).PatchAsync(care, new { greetings = Say("Dear {surname},") }, HttpStatusCode.BadRequest);
        await kith.As(Cast.Ada).PatchAsync(care, new { greetings = Say("Dear", "../en") }, HttpStatusCode.BadRequest);
        await kith.As(Cast.Ada).PatchAsync("/api/workspace", new { signatures = Say(new string('x', 3_000)) }, HttpStatusCode.BadRequest);
        await kith.As(Cast.Rosa).PatchAsync("/api/workspace", new { signatures = Say("x") }, HttpStatusCode.Forbidden);
        var stranger = await kith.MeetAsync("Somebody", house: kith.Town.Neighbour);
        await kith.As(Cast.Rosa).GetProblemAsync($"/api/people/{stranger.Id}/frame", HttpStatusCode.NotFound);
    }

    static Dictionary<string, string> Say(string words, string language = "") => new() { [language] = words };

    static Task SpeaksAsync(KithUnderTest kith, string language) => kith.WriteAsync(kith.Marula, async db => (await db.People.SingleAsync()).Language = language);

    static async Task<(string? Greeting, string? Signature)> FrameAsync(KithUnderTest kith, Guid person, string query = "")
    {
        var frame = await kith.As(Cast.Rosa).GetAsync($"/api/people/{person}/frame{query}");
        return ((string?)frame["greeting"], (string?)frame["signature"]);
    }
}
