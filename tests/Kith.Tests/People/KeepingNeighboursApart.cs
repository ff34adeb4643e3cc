using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Kith.Tests.People;

/// <summary>Reliability rows A1-A7, A16-A18, H1, B5 and B6: every id and every word that reaches the doors of people and organisations.</summary>
public class KeepingNeighboursApart(World world) : IClassFixture<World>
{
    [Fact]
    public async Task answers_the_same_for_a_neighbours_id_as_for_none_and_changes_nothing_A2_A4_A6_A7_A18()
    {
        await using var kith = await world.OpenAsync();
        var (mine, theirs) = (await kith.MeetAsync("Nomsa Ndlovu", "+27825554417"), await kith.MeetAsync("Canary", "+27831112222", kith.Town.Neighbour));
        var (spare, theirSpare) = (await kith.MeetAsync("Spare"), await kith.MeetAsync("Their spare", house: kith.Town.Neighbour));
        var (rosa, them) = (kith.As(Cast.Ada), kith.AsNeighbour(Cast.Ada));
        var merge = await them.PostAsync($"/api/people/{theirs.Id}/merges", new { other = theirSpare.Id });
        var handle = (await them.GetAsync($"/api/people/{theirs.Id}/handles"))["items"]![0]!["id"]!;
        var claim = (await them.PostAsync($"/api/people/{theirs.Id}/claims", new { kind = "email", value = "canary@example.com" }))["id"]!;
        var organisation = (await them.PostAsync("/api/organisations", new { name = "Canary Ltd" }))["id"]!;
        var field = (await them.PostAsync("/api/fields", new { key = "canary", label = "Canary", kind = "text" }))["id"]!;
        var myOrganisation = (await rosa.PostAsync("/api/organisations", new { name = "Mine" }))["id"]!;
        var before = await RowsOfAsync(kith, kith.Town.Neighbour);

        var attempts = new (HttpMethod How, Func<object, string> Path, object Id, object? Body)[]
        {
            (HttpMethod.Get, id => $"/api/people/{id}", theirs.Id, null),
            (HttpMethod.Get, id => $"/api/people/{id}/handles", theirs.Id, null),
            (HttpMethod.Get, id => $"/api/people/{id}/claims", theirs.Id, null),
            (HttpMethod.Get, id => $"/api/people/{id}/timeline", theirs.Id, null),
            (HttpMethod.Patch, id => $"/api/people/{id}", theirs.Id, new { name = "X" }),
            (HttpMethod.Put, id => $"/api/people/{id}/block", theirs.Id, new { kind = "blocked" }),
            (HttpMethod.Delete, id => $"/api/people/{id}/block", theirs.Id, null),
            (HttpMethod.Post, id => $"/api/people/{id}/claims", theirs.Id, new { kind = "phone", value = "+27825554417" }),
            (HttpMethod.Post, id => $"/api/people/{id}/merges", theirs.Id, new { other = mine.Id }),
            (HttpMethod.Put, id => $"/api/people/{id}/suggestions/{mine.Id}/dismissal", theirs.Id, null),
            (HttpMethod.Put, id => $"/api/people/{mine.Id}/suggestions/{id}/dismissal", theirs.Id, null),
            (HttpMethod.Patch, id => $"/api/people/{mine.Id}/handles/{id}", handle, new { shared = true }),
            (HttpMethod.Delete, id => $"/api/people/{mine.Id}/claims/{id}", claim, null),
            (HttpMethod.Delete, id => $"/api/people/{mine.Id}/merges/{id}", merge["id"]!, null),
            (HttpMethod.Get, id => $"/api/organisations/{id}", organisation, null),
            (HttpMethod.Patch, id => $"/api/organisations/{id}", organisation, new { name = "X" }),
            (HttpMethod.Put, id => $"/api/organisations/{id}/members/{mine.Id}", organisation, new { role = "X" }),
            (HttpMethod.Put, id => $"/api/organisations/{myOrganisation}/members/{id}", theirs.Id, new { role = "X" }),
            (HttpMethod.Delete, id => $"/api/organisations/{myOrganisation}/members/{id}", theirs.Id, null),
            (HttpMethod.Patch, id => $"/api/fields/{id}", field, new { label = "X" }),
            (HttpMethod.Delete, id => $"/api/fields/{id}", field, null),
        };
        foreach (var (how, path, id, body) in attempts)
        {
            var (invisible, unknown) = (await SayAsync(rosa, how, path(id), body), await SayAsync(rosa, how, path(Guid.CreateVersion7()), body));
            Assert.True(invisible.StartsWith("404", StringComparison.Ordinal), $"{how} {path(id)}: {invisible}");
            Assert.Equal(unknown, invisible);
        }
        Assert.Equal(await SayAsync(rosa, HttpMethod.Post, $"/api/people/{mine.Id}/merges", new { other = Guid.CreateVersion7() }), await SayAsync(rosa, HttpMethod.Post, $"/api/people/{mine.Id}/merges", new { other = theirs.Id }));
        Assert.Equal(spare.Id, (await kith.LookAsync(db => db.People.SingleAsync(p => p.Id == spare.Id))).RootId);
        Assert.Equal(before, await RowsOfAsync(kith, kith.Town.Neighbour));
    }

    [Fact]
    public async Task says_nothing_about_addresses_of_people_one_cannot_see_A3_A5_A17()
    {
        await using var kith = await world.OpenAsync();
        var rosa = kith.As(Cast.Rosa);
        var nomsa = await kith.MeetAsync("Nomsa Ndlovu");
        var unknown = (await SayAsync(rosa, HttpMethod.Get, "/api/people?query=%2B27831112222", null), (await rosa.GetAsync($"/api/people/{nomsa.Id}"))["suggestions"]!.ToJsonString());
        var canary = await kith.MeetAsync("Nomsa Ndlovu", "+27831112222", kith.Town.Neighbour);
        await rosa.PostAsync($"/api/people/{nomsa.Id}/claims", new { kind = "phone", value = "+27831112222" });
        var made = await rosa.PostAsync("/api/people", new { name = "Other", claims = new[] { new { kind = "phone", value = "+27831112222" } } });

        Assert.Equal("[]", unknown.Item2);
        Assert.DoesNotContain(canary.Id.ToString(), (await rosa.GetAsync("/api/people?query=%2B27831112222")).ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain(canary.Id.ToString(), (await rosa.GetAsync($"/api/people/{made["id"]}")).ToJsonString(), StringComparison.Ordinal);
        await using var look = await kith.Store.ReadAsync(kith.Town.Neighbour.Id, CancellationToken.None);
        Assert.Equal(canary.Id, (await look.Db.Handles.SingleAsync()).PersonId);
    }

    [Fact]
    public async Task takes_no_column_that_is_not_asked_for_A1()
    {
        await using var kith = await world.OpenAsync();
        var rosa = kith.As(Cast.Rosa);
        var nomsa = await kith.MeetAsync("Nomsa Ndlovu");
        var extra = new JsonObject { ["name"] = "Nomsa", ["workspaceId"] = kith.Town.Neighbour.Id, ["id"] = Guid.Empty, ["rootId"] = Guid.CreateVersion7(), ["block"] = "spam", ["importId"] = Guid.Empty, ["takenBackAt"] = "2020-01-01T00:00:00Z" };
        await rosa.Http.PatchAsJsonAsync($"/api/people/{nomsa.Id}", extra);
        await rosa.Http.PostAsJsonAsync("/api/people", extra);
        var people = await kith.LookAsync(db => db.People.ToListAsync());

        Assert.All(people, person => Assert.Equal((kith.Marula.Id, person.Id, Block.None, null), (person.WorkspaceId, person.RootId, person.Block, person.TakenBackAt)));
        Assert.DoesNotContain(people, person => person.Id == Guid.Empty);
    }

    [Fact]
    public async Task refuses_every_scalar_of_another_type_A16()
    {
        await using var kith = await world.OpenAsync();
        var rosa = kith.As(Cast.Ada);
        var nomsa = await kith.MeetAsync("Nomsa Ndlovu", "+27825554417");
        var bodies = new (string Path, HttpMethod How, string[] Fields)[]
        {
            ("/api/people", HttpMethod.Post, ["name", "language", "timeZone", "claims", "fields"]),
            ($"/api/people/{nomsa.Id}", HttpMethod.Patch, ["name", "language", "timeZone", "fields"]),
            ($"/api/people/{nomsa.Id}/merges", HttpMethod.Post, ["other"]),
            ($"/api/people/{nomsa.Id}/block", HttpMethod.Put, ["kind"]),
            ($"/api/people/{nomsa.Id}/claims", HttpMethod.Post, ["kind", "value"]),
            ("/api/organisations", HttpMethod.Post, ["name", "domains"]),
            ("/api/fields", HttpMethod.Post, ["key", "label", "kind", "choices"]),
        };
        foreach (var (path, how, fields) in bodies)
            foreach (var field in fields)
                foreach (var value in new[] { "[[]]", "{\"a\":{}}", "7", "true", "\"\\u0000\"", "\"a\",\"" + field + "\":\"b\"" })
                {
                    if (field is "fields" && value.StartsWith('{')) continue;
                    using var body = new StringContent($"{{\"{field}\":{value}}}", System.Text.Encoding.UTF8, "application/json");
                    using var request = new HttpRequestMessage(how, path) { Content = body };
                    var answer = await rosa.Http.SendAsync(request);
                    Assert.True((int)answer.StatusCode is >= 400 and < 500, $"{how} {path} {field}={value}: {(int)answer.StatusCode}");
                }
        foreach (var query in new[] { "?limit=a", "?limit=1&limit=2", "?cursor=%00", "?cursor=a&cursor=b", "?query[]=x" })
            Assert.True((int)(await rosa.Http.GetAsync($"/api/people{query}")).StatusCode is 200 or 400, query);
        Assert.Single(await kith.LookAsync(db => db.People.ToListAsync()));
    }

    [Theory]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("'; drop table person; --")]
    [InlineData("\" or \"1\"=\"1")]
    [InlineData("%' and sleep(5) --")]
    public async Task keeps_hostile_words_as_plain_words_B5_B6_H1(string name)
    {
        await using var kith = await world.OpenAsync();
        var rosa = kith.As(Cast.Rosa);
        var made = await rosa.PostAsync("/api/people", new { name });
        var answer = await rosa.Http.GetAsync($"/api/people/{made["id"]}");
        await rosa.PostAsync("/api/organisations", new { name });

        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(name, (string)made["name"]!);
        Assert.Equal(HttpStatusCode.OK, (await rosa.Http.GetAsync($"/api/people?query={Uri.EscapeDataString(name)}")).StatusCode);
        Assert.Single((await rosa.GetAsync($"/api/organisations?query={Uri.EscapeDataString(name)}"))["items"]!.AsArray());
        Assert.Single(await kith.LookAsync(db => db.People.ToListAsync()));
    }

    [Theory]
    [InlineData("\u202Eavol\u202C Nomsa", "avol Nomsa")]
    [InlineData("No\u0000msa", null)]
    [InlineData("  No\tmsa\r\n\u3000N ", "No msa N")]
    [InlineData("\u2066\u200BNomsa\uFEFF", "Nomsa")]
    [InlineData("Q\u0301\u0301\u0301\u0301\u0301\u0301\u0301algo", "Q\u0301\u0301\u0301algo")]
    [InlineData("\u0646\u06CC\u200C\u0645\u0627", "\u0646\u06CC\u200C\u0645\u0627")]
    public async Task cleans_names_of_what_does_not_belong_in_one(string written, string? kept)
    {
        await using var kith = await world.OpenAsync();
        var answer = await kith.As(Cast.Rosa).PostAsync("/api/people", new { name = written }, kept is null ? HttpStatusCode.BadRequest : HttpStatusCode.Created);

        if (kept is not null) Assert.Equal(kept.Normalize(), ((string)answer["name"]!).Normalize());
    }

    static async Task<string> SayAsync(ApiCaller who, HttpMethod how, string path, object? body)
    {
        using var request = new HttpRequestMessage(how, path) { Content = body is null ? null : JsonContent.Create(body, body.GetType(), options: Wire.Json) };
        var answer = await who.Http.SendAsync(request);
        return $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
    }

    static async Task<string> RowsOfAsync(KithUnderTest kith, House house)
    {
        await using var work = await kith.Store.ReadAsync(house.Id, CancellationToken.None);
        return System.Text.Json.JsonSerializer.Serialize(new
        {
            People = await work.Db.People.OrderBy(p => p.Id).ToListAsync(),
            Handles = await work.Db.Handles.ToListAsync(),
            Claims = await work.Db.PersonClaims.ToListAsync(),
            Links = await work.Db.Links.ToListAsync(),
            Organisations = await work.Db.Organisations.ToListAsync(),
            Members = await work.Db.Memberships.ToListAsync(),
            Fields = await work.Db.OwnFields.ToListAsync(),
            Dismissals = await work.Db.Dismissals.ToListAsync(),
        }, Wire.Json);
    }
}
