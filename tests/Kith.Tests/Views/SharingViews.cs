using System.Net;
using System.Text.Json.Nodes;

namespace Kith.Tests.Views;

/// <summary>A filter of the inbox gets a name, and others may use it.</summary>
public class SharingViews(World world) : IClassFixture<World>
{
    [Fact]
    public async Task a_view_is_seen_by_those_it_is_for_and_counts_what_each_of_them_would_read()
    {
        await using var kith = await world.OpenAsync();
        var (rosa, omar, ada) = (kith.As(Cast.Rosa), kith.As(Cast.Omar), kith.As(Cast.Ada));
        for (var i = 0; i < 3; i++) await kith.OpenCaseAsync(await kith.MeetAsync($"Person {i}"), $"Case {i}", owner: i == 0 ? null : kith.Marula.TeammateIds["Rosa"]);
        var own = await AddAsync(rosa, new { name = "Only mine", @for = "me", filter = new { list = "mine" } });
        var shared = await AddAsync(rosa, new { name = "What is mine", @for = "everybody", filter = new { list = "mine", state = "open" } });
        var care = await AddAsync(ada, new { name = "Care, unowned", @for = "department", departmentId = kith.Marula.Care, filter = new { list = "department", department = kith.Marula.Care, visibility = "private" } });

        Assert.Equal((2, true), ((int)own["count"]!, (bool)own["mayChange"]!));
        Assert.Equal("Care, unowned 3, Only mine 2, What is mine 2", await SaidAsync(rosa));
        Assert.Equal(await kith.LookAsync(db => db.DepartmentMembers.AnyAsync(m => m.TeammateId == kith.Marula.TeammateIds["Omar"] && m.DepartmentId == kith.Marula.Care)) ? "Care, unowned 3, What is mine 0" : "What is mine 0", await SaidAsync(omar));
        Assert.Equal("", await SaidAsync(kith.AsNeighbour(Cast.Mina)));

        var body = new { name = "Mine and open", @for = "everybody", filter = new { list = "mine" } };
        await omar.PutAsync($"/api/views/{own["id"]}", body, HttpStatusCode.NotFound);
        Assert.Equal("not_yours", (string)(await omar.PutAsync($"/api/views/{shared["id"]}", body, HttpStatusCode.Forbidden))["code"]!);
        Assert.Equal("Mine and open", (string)(await ada.PutAsync($"/api/views/{shared["id"]}", body))["name"]!);
        await omar.DeleteAsync($"/api/views/{shared["id"]}", HttpStatusCode.Forbidden);
        await rosa.DeleteAsync($"/api/views/{shared["id"]}");
        Assert.Equal("Care, unowned 3, Only mine 2", await SaidAsync(rosa));
        await ada.DeleteAsync($"/api/views/{care["id"]}");
    }

    [Fact]
    public async Task what_makes_no_view_is_refused_with_a_sentence()
    {
        await using var kith = await world.OpenAsync();
        var rosa = kith.As(Cast.Rosa);
        object[] bad =
        [
            new { name = "", @for = "me", filter = new { list = "all" } }, new { name = "x", @for = "me" }, new { name = "x", @for = "me", filter = new { list = "nowhere" } }, new { name = "x", @for = "nobody", filter = new { list = "all" } },
            new { name = "x", @for = "me", filter = new { channel = "pigeon" } }, new { name = "x", @for = "department", filter = new { list = "all" } }, new { name = new string('x', 81), @for = "me", filter = new { list = "all" } },
        ];
        foreach (var one in bad) await rosa.PostAsync("/api/views", one, HttpStatusCode.BadRequest);
        await rosa.PostAsync("/api/views", new { name = "x", @for = "me", filter = new { list = "department", department = Guid.NewGuid() } }, HttpStatusCode.NotFound);
        await rosa.PostAsync("/api/views", new { name = "x", @for = "department", departmentId = Guid.NewGuid(), filter = new { list = "all" } }, HttpStatusCode.NotFound);
        await kith.As(Cast.Vera).PostAsync("/api/views", new { name = "x", @for = "me", filter = new { list = "all" } }, HttpStatusCode.Forbidden);
        Assert.Empty((await rosa.GetAsync("/api/views"))["items"]!.AsArray());
    }

    static Task<JsonNode> AddAsync(ApiCaller who, object view) => who.PostAsync("/api/views", view);

    static async Task<string> SaidAsync(ApiCaller who) => string.Join(", ", (await who.GetAsync("/api/views"))["items"]!.AsArray().Select(one => $"{one!["name"]} {one["count"]}"));
}
