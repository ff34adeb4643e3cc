using System.Net;

namespace Kith.Tests.Conversations;

public class SavingAnswers(World world) : IClassFixture<World>
{
    [Fact]
    public async Task keeps_words_by_channel_and_language_and_takes_them_away()
    {
        await using var kith = await world.OpenAsync();
        var saved = await kith.As(Cast.Rosa).PostAsync("/api/answers", new { title = "Greeting", text = "Hello!\r\nHow are you?", channel = "sms", language = "en", shortcut = "hi" });
        Assert.Equal("Hello!\nHow are you?", (string)saved["text"]!);

        var changed = await kith.As(Cast.Omar).PatchAsync($"/api/answers/{saved["id"]}", new { channel = "", text = "Good day" });
        Assert.Equal(("Greeting", "Good day", null, "hi"), ((string)changed["title"]!, (string)changed["text"]!, (string?)changed["channel"], (string)changed["shortcut"]!));
        await kith.As(Cast.Rosa).PostAsync("/api/answers", new { title = "Other", text = "x", shortcut = "hi" }, HttpStatusCode.Conflict);
        await kith.As(Cast.Rosa).DeleteAsync($"/api/answers/{saved["id"]}");
        Assert.Empty((await kith.As(Cast.Rosa).GetAsync("/api/answers"))["items"]!.AsArray());
    }

    [Fact]
    public async Task refuses_what_makes_no_sense()
    {
        await using var kith = await world.OpenAsync();
        await kith.As(Cast.Rosa).PostAsync("/api/answers", new { title = "", text = "x" }, HttpStatusCode.BadRequest);
        await kith.As(Cast.Rosa).PostAsync("/api/answers", new { title = "x", text = "x", channel = "pigeon" }, HttpStatusCode.BadRequest);
        await kith.As(Cast.Rosa).PostAsync("/api/answers", new { title = "x", text = "x", language = "../en" }, HttpStatusCode.BadRequest);
        await kith.As(Cast.Rosa).PostAsync("/api/answers", new { title = "x", text = new string('x', 20_000) }, HttpStatusCode.BadRequest);
        await kith.As(Cast.Vera).PostAsync("/api/answers", new { title = "x", text = "x" }, HttpStatusCode.Forbidden);
        await kith.As(Cast.Rosa).DeleteAsync($"/api/answers/{Guid.NewGuid()}", HttpStatusCode.NotFound);
    }
}
