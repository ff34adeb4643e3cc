using System.Net;
using System.Text.Json.Nodes;

namespace Kith.Tests.People;

/// <summary>Handles, claims, blocks, own fields, suggestions and organisations, as a teammate uses them.</summary>
public class CaringForPeople(World world) : IClassFixture<World>
{
    [Fact]
    public async Task a_handle_can_be_marked_as_shared_and_blocked()
    {
        await using var kith = await world.OpenAsync();
        var rosa = kith.As(Cast.Rosa);
        var nomsa = await kith.MeetAsync("Nomsa Ndlovu", "+27825554417");
        var handle = (await rosa.GetAsync($"/api/people/{nomsa.Id}/handles"))["items"]![0]!;
        Assert.Equal(("+27 82 555 4417", "Proved to be theirs", false), ((string)handle["label"]!, (string)handle["how"]!, (bool)handle["shared"]!));

        var changed = await rosa.PatchAsync($"/api/people/{nomsa.Id}/handles/{handle["id"]}", new { shared = true, block = "spam" });
        Assert.Equal((true, "spam"), ((bool)changed["shared"]!, (string)changed["block"]!));
        Assert.Equal(["blocked"], await KindsAsync(rosa, nomsa));
        Assert.Null((await rosa.PatchAsync($"/api/people/{nomsa.Id}/handles/{handle["id"]}", new { block = "none" }))["block"]);
        Assert.Equal(["blocked", "unblocked"], await KindsAsync(rosa, nomsa));
    }

    [Fact]
    public async Task a_person_can_be_muted_and_heard_again()
    {
        await using var kith = await world.OpenAsync();
        var rosa = kith.As(Cast.Rosa);
        var nomsa = await kith.MeetAsync("Nomsa Ndlovu");
        for (var i = 0; i < 2; i++) await rosa.PutAsync($"/api/people/{nomsa.Id}/block", new { kind = "muted" }, HttpStatusCode.NoContent);
        Assert.Equal("muted", (string)(await rosa.GetAsync($"/api/people/{nomsa.Id}"))["block"]!);
        await rosa.PutAsync($"/api/people/{nomsa.Id}/block", new { kind = "none" }, HttpStatusCode.BadRequest);
        for (var i = 0; i < 2; i++) await rosa.DeleteAsync($"/api/people/{nomsa.Id}/block");

        Assert.Null((await rosa.GetAsync($"/api/people/{nomsa.Id}"))["block"]);
        Assert.Equal(["blocked", "unblocked"], await KindsAsync(rosa, nomsa));
    }

    [Fact]
    public async Task a_claim_is_said_once_and_can_be_taken_back()
    {
        await using var kith = await world.OpenAsync();
        var rosa = kith.As(Cast.Rosa);
        var nomsa = await kith.MeetAsync("Nomsa Ndlovu");
        var claim = await rosa.PostAsync($"/api/people/{nomsa.Id}/claims", new { kind = "phone", value = "083 111 2222" });
        await rosa.PostAsync($"/api/people/{nomsa.Id}/claims", new { kind = "phone", value = "+27831112222" }, HttpStatusCode.OK);
        Assert.Equal("Rosa Meyer, by hand", (string)claim["saidWhere"]!);
        await rosa.DeleteAsync($"/api/people/{nomsa.Id}/claims/{claim["id"]}");
        Assert.Empty((await rosa.GetAsync($"/api/people/{nomsa.Id}/claims"))["items"]!.AsArray());
    }

    [Fact]
    public async Task own_fields_are_checked_by_their_kind()
    {
        await using var kith = await world.OpenAsync();
        var (ada, rosa) = (kith.As(Cast.Ada), kith.As(Cast.Rosa));
        foreach (var (key, kind) in new[] { ("policy", "text"), ("premium", "number"), ("birthday", "date"), ("branch", "choice"), ("smoker", "yesNo") })
            await ada.PostAsync("/api/fields", new { key, label = key.ToUpperInvariant(), kind, choices = kind == "choice" ? new[] { "Rosebank", "Sandton" } : [] });
        await ada.PostAsync("/api/fields", new { key = "policy", label = "Again", kind = "text" }, HttpStatusCode.Conflict);
        await ada.PostAsync("/api/fields", new { key = "a b", label = "Again", kind = "text" }, HttpStatusCode.BadRequest);
        await rosa.PostAsync("/api/fields", new { key = "x", label = "X", kind = "text" }, HttpStatusCode.Forbidden);

        var good = new JsonObject { ["policy"] = "P-1", ["premium"] = 12.5, ["birthday"] = "1990-02-28", ["branch"] = "Sandton", ["smoker"] = false };
        var person = await rosa.PostAsync("/api/people", new JsonObject { ["name"] = "Nomsa", ["fields"] = good.DeepClone() });
        Assert.Equal(good.ToJsonString(), Sorted(good, person["fields"]!.AsObject()));
        foreach (var (key, bad) in new (string, JsonNode)[] { ("policy", 3), ("premium", "12"), ("birthday", "1990-02-30"), ("branch", "Durban"), ("smoker", "no"), ("other", "x"), ("policy", new JsonArray()) })
            await rosa.PatchAsync($"/api/people/{person["id"]}", new JsonObject { ["fields"] = new JsonObject { [key] = bad } }, HttpStatusCode.BadRequest);
        var emptied = await rosa.PatchAsync($"/api/people/{person["id"]}", new JsonObject { ["fields"] = new JsonObject { ["policy"] = null } });
        Assert.False(emptied["fields"]!.AsObject().ContainsKey("policy"));
        Assert.Equal(4, emptied["fields"]!.AsObject().Count);
    }

    [Fact]
    public async Task a_duplicate_is_suggested_with_its_facts_and_never_merged_by_itself()
    {
        await using var kith = await world.OpenAsync();
        var rosa = kith.As(Cast.Rosa);
        var nomsa = await kith.MeetAsync("Nomsa Ndlovu", "+27825554417");
        var again = await kith.MeetAsync("N. Ndlovu", "+27831112222");
        await kith.MeetAsync("Sipho Ndlovu");
        await rosa.PostAsync($"/api/people/{again.Id}/claims", new { kind = "phone", value = "082 555 4417" });
        var suggestion = Assert.Single((await rosa.GetAsync($"/api/people/{nomsa.Id}"))["suggestions"]!.AsArray())!;

        Assert.Equal(again.Id.ToString(), (string)suggestion["personId"]!);
        Assert.Equal(["Both have +27 82 555 4417", "The names fit: Nomsa Ndlovu, N. Ndlovu"], suggestion["facts"]!.AsArray().Where(f => (bool)f!["agrees"]!).Select(f => (string)f!["words"]!));
        Assert.True((int)suggestion["weight"]! > 60);
        Assert.Equal(again.Id, (await kith.LookAsync(db => db.People.SingleAsync(p => p.Id == again.Id))).RootId);

        await rosa.PutAsync($"/api/people/{nomsa.Id}/suggestions/{again.Id}/dismissal", null, HttpStatusCode.NoContent);
        Assert.Empty((await rosa.GetAsync($"/api/people/{nomsa.Id}"))["suggestions"]!.AsArray());
        Assert.Empty((await rosa.GetAsync($"/api/people/{again.Id}"))["suggestions"]!.AsArray());
    }

    [Fact]
    public async Task an_organisation_shows_its_people_and_all_their_cases()
    {
        await using var kith = await world.OpenAsync();
        var rosa = kith.As(Cast.Rosa);
        var (nomsa, again) = (await kith.MeetAsync("Nomsa Ndlovu"), await kith.MeetAsync("N. Ndlovu"));
        await kith.OpenCaseAsync(again, "Fleet policy");
        var depot = await rosa.PostAsync("/api/organisations", new { name = "Ndlovu Transport", domains = new[] { "@Ndlovu-Transport.example" } });
        await rosa.PutAsync($"/api/organisations/{depot["id"]}/members/{nomsa.Id}", new { role = "Owner" }, HttpStatusCode.NoContent);
        await rosa.PostAsync($"/api/people/{nomsa.Id}/merges", new { other = again.Id });
        var page = await rosa.GetAsync($"/api/organisations/{depot["id"]}");

        Assert.Equal(("Nomsa Ndlovu", "Owner"), ((string)page["people"]![0]!["name"]!, (string)page["people"]![0]!["role"]!));
        Assert.Equal("Fleet policy", (string)page["cases"]![0]!["title"]!);
        Assert.NotNull(page["cases"]![0]!["promiseDue"]);
        Assert.Equal("ndlovu-transport.example", (string)page["domains"]![0]!);
        Assert.Equal("Ndlovu Transport", (string)(await rosa.GetAsync($"/api/people/{again.Id}"))["organisations"]![0]!["name"]!);
        Assert.Single((await rosa.GetAsync("/api/organisations?query=ndlo"))["items"]!.AsArray());
        await rosa.PatchAsync($"/api/organisations/{depot["id"]}", new { domains = new[] { "gmail.com" } }, HttpStatusCode.BadRequest);
        await rosa.DeleteAsync($"/api/organisations/{depot["id"]}/members/{again.Id}");
        Assert.Empty((await rosa.GetAsync($"/api/organisations/{depot["id"]}"))["people"]!.AsArray());
    }

    static string Sorted(JsonObject like, JsonObject fields) => new JsonObject(like.Select(f => KeyValuePair.Create(f.Key, fields[f.Key]?.DeepClone()))).ToJsonString();

    static async Task<IEnumerable<string>> KindsAsync(ApiCaller rosa, Person person) =>
        (await rosa.GetAsync($"/api/people/{person.Id}/timeline"))["items"]!.AsArray().Select(m => (string)m!["kind"]!);
}
