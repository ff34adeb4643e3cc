using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Tests.Connections;

public class WherePeopleFindUs(World world) : IClassFixture<World>
{
    [Fact]
    public async Task is_told_as_people_see_it_with_who_answers_and_when()
    {
        await using var kith = await world.OpenAsync();
        await AddAsync(kith, "sms", "Number", ("from", "+27 60 070 1234"));
        await AddAsync(kith, "voice", "Telephone", ("number", "+27 60 070 1234"), ("department", $"{kith.Marula.Accounts}"));
        await AddAsync(kith, "email", "Mail", ("address", "care@marula.example"));
        await AddAsync(kith, "telegram", "Bot", ("username", "@MarulaCareBot"));
        await AddAsync(kith, "whatsapp", "WhatsApp", ("number", "+27 60 070 5678"));
        await AddAsync(kith, "messenger", "Page", ("page_id", "104000000000001"), ("page_name", "Marula Mutual"));
        await AddAsync(kith, "x", "X", ("username", "marula"), ("user_id", "77"));
        await AddAsync(kith, "bluesky", "Bluesky", ("identifier", "care.marula.example"));
        await AddAsync(kith, "mastodon", "Mastodon", ("server", "https://social.example"), ("account", "@care@social.example"));
        var chat = await AddAsync(kith, "webchat", "Chat", ("site", "https://marula.example"));
        var calendar = (Guid)(await kith.As(Cast.Ada).PostAsync("/api/calendars", new { name = "Saturdays", openings = new[] { new { day = 6, from = "09:00", to = "12:00" } } }))["id"]!;
        await kith.As(Cast.Ada).PatchAsync($"/api/departments/{kith.Marula.Accounts}", new { calendarId = calendar });

        var places = (await kith.As(Cast.Vera).GetAsync("/api/places"))["items"]!.AsArray();
        string[] said = [.. places.Select(one => $"{one!["name"]} {one["visibility"]} {one["shown"]} {one["url"]}")];
        Assert.Equal(
        [
            "Bluesky public @care.marula.example https://bsky.app/profile/care.marula.example",
            "Bot private @MarulaCareBot https://t.me/MarulaCareBot",
            $"Chat private {kith.Services.GetRequiredService<PublicAddress>().Base}/chat/{chat}/talk {kith.Services.GetRequiredService<PublicAddress>().Base}/chat/{chat}/talk",
            "Chat private https://marula.example https://marula.example",
            "Mail private care@marula.example mailto:care@marula.example",
            "Mastodon private @care@social.example https://social.example/@care",
            "Mastodon public @care@social.example https://social.example/@care",
            "Number private +27 60 070 1234 sms:+27600701234",
            "Page private Marula Mutual https://m.me/104000000000001",
            "Page public Marula Mutual https://www.facebook.com/104000000000001",
            "Telephone private +27 60 070 1234 tel:+27600701234",
            "WhatsApp private +27 60 070 5678 https://wa.me/27600705678",
            "X private @marula https://x.com/messages/compose?recipient_id=77",
            "X public @marula https://x.com/marula",
        ], said.Order(StringComparer.Ordinal));
        var phone = places.Single(one => (string)one!["channel"]! == "voice")!;
        Assert.Equal(("Accounts", 6), ((string)phone["departmentName"]!, (int)Assert.Single(phone["openings"]!.AsArray())!["day"]!));
        Assert.All(places.Where(one => one != phone), one => Assert.Equal(("Care", 7), ((string)one!["departmentName"]!, one["openings"]!.AsArray().Count)));
    }

    [Fact]
    public async Task says_what_is_missing_and_what_does_not_say_its_address()
    {
        await using var kith = await world.OpenAsync();
        await AddAsync(kith, "kannel", "Gateway", ("number", "+27600701234"));
        await AddAsync(kith, "whatsapp", "WhatsApp");
        await AddAsync(kith, "telegram", "Switched off", enabled: false);

        var answer = await kith.As(Cast.Rosa).GetAsync("/api/places");
        Assert.Equal(["Gateway +27 60 070 1234", "WhatsApp "], answer["items"]!.AsArray().Select(one => $"{one!["name"]} {one["shown"]}"));
        var missing = answer["missing"]!.AsArray().Select(one => (string)one!["channel"]!).ToList();
        Assert.Superset(new HashSet<string> { "telegram", "voice", "email", "messenger", "webchat" }, missing.ToHashSet());
        // One carrier of SMS is enough, and what no person sees is nobody's to look for.
        Assert.DoesNotContain("sms", missing);
        Assert.DoesNotContain("http", missing);
        Assert.Empty((await kith.AsNeighbour(Cast.Rosa).GetAsync("/api/places"))["items"]!.AsArray());
    }

    static Task<Guid> AddAsync(KithUnderTest kith, string channel, string name, params (string Key, string Value)[] settings) => AddAsync(kith, channel, name, true, settings);

    static async Task<Guid> AddAsync(KithUnderTest kith, string channel, string name, bool enabled, params (string Key, string Value)[] settings)
    {
        var row = await kith.WriteAsync(kith.Marula, db =>
        {
            var made = new Connection
            {
                WorkspaceId = db.WorkspaceId,
                Id = Ids.New(Life.Now),
                Channel = channel,
                Name = name,
                Enabled = enabled,
                CreatedAt = Life.Now,
                Settings = new JsonObject(settings.Select(one => KeyValuePair.Create(one.Key, (JsonNode?)one.Value))),
            };
            db.Add(made);
            return Task.FromResult(made);
        });
        await kith.Services.GetRequiredService<ConnectionBook>().SettledAsync();
        return row.Id;
    }
}
