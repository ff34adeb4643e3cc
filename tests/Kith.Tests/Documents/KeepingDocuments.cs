using System.Net;

namespace Kith.Tests.Documents;

public class KeepingDocuments(World world) : IClassFixture<World>
{
    [Fact]
    public async Task a_new_version_takes_the_place_of_the_old_one_which_stays_readable()
    {
        await using var kith = await world.OpenAsync();
        var made = await kith.As(Cast.Ada).ShelveAsync("Policy", subject: "Your policy", text: "Dear {name}, here it is.", description: "What is covered");
        Assert.Equal((1, "application/pdf", "Ada Lindqvist", true), ((int)made["version"]!, (string)made["file"]!["type"]!, (string)made["madeBy"]!, (bool)made["mayKeep"]!));

        var renewed = await kith.As(Cast.Mina).RenewAsync(made, "%PDF-1.7 second");
        Assert.Equal((2, "Your policy", "Dear {name}, here it is."), ((int)renewed["version"]!, (string)renewed["subject"]!, (string)renewed["text"]!));
        Assert.Equal("same_file", (string)(await kith.As(Cast.Ada).PostAsync($"/api/documents/{made["id"]}/versions", new { file = await kith.As(Cast.Ada).FileAsync("x.pdf", "%PDF-1.7 second") }, HttpStatusCode.Conflict))["code"]!);

        var versions = (await kith.As(Cast.Vera).GetAsync($"/api/documents/{made["id"]}/versions"))["items"]!.AsArray();
        Assert.Equal([2, 1], versions.Select(one => (int)one!["number"]!));
        Assert.Equal("%PDF-1.7 first", await kith.As(Cast.Vera).Http.GetStringAsync((string)versions[1]!["file"]!["url"]!));
        Assert.Equal((2, false), ((int)(await kith.As(Cast.Rosa).GetAsync($"/api/documents/{made["id"]}"))["version"]!, (bool)(await kith.As(Cast.Rosa).GetAsync($"/api/documents/{made["id"]}"))["mayKeep"]!));
    }

    [Fact]
    public async Task what_is_said_with_it_changes_without_a_new_version_and_what_is_archived_is_found_apart()
    {
        await using var kith = await world.OpenAsync();
        var made = await kith.As(Cast.Ada).ShelveAsync("Policy", departmentId: kith.Marula.Care, text: "Here.");
        var path = $"/api/documents/{made["id"]}";

        var changed = await kith.As(Cast.Ada).PatchAsync(path, new { name = "The policy", language = "en", text = "Here it is.", forAll = true });
        Assert.Equal(("The policy", "en", "Here it is.", 1, null), ((string)changed["name"]!, (string)changed["language"]!, (string)changed["text"]!, (int)changed["version"]!, (string?)changed["departmentId"]));
        Assert.Null((string?)(await kith.As(Cast.Ada).PatchAsync(path, new { language = "", text = "" }))["text"]);

        await kith.As(Cast.Ada).PutAsync($"{path}/archive", null, HttpStatusCode.NoContent);
        Assert.Empty(await kith.As(Cast.Rosa).NamesAsync());
        Assert.Equal(["The policy"], await kith.As(Cast.Rosa).NamesAsync("archived=true"));
        await kith.As(Cast.Ada).DeleteAsync($"{path}/archive");
        Assert.Equal(["The policy"], await kith.As(Cast.Rosa).NamesAsync());
    }

    [Fact]
    public async Task one_is_found_by_the_beginning_of_any_word_of_it_page_by_page()
    {
        await using var kith = await world.OpenAsync();
        await kith.As(Cast.Ada).ShelveAsync("Übersicht der Tarife", "%PDF-1.7 a", description: "Hail, storm");
        await kith.As(Cast.Ada).ShelveAsync("Funeral policy", "%PDF-1.7 b");
        await kith.As(Cast.Ada).ShelveAsync("Car policy", "%PDF-1.7 c");

        Assert.Equal(["Übersicht der Tarife"], await kith.As(Cast.Rosa).NamesAsync("query=uber"));
        Assert.Equal(["Übersicht der Tarife"], await kith.As(Cast.Rosa).NamesAsync("query=STO%20tar"));
        Assert.Equal(["Car policy", "Funeral policy"], await kith.As(Cast.Rosa).NamesAsync("query=poli"));
        Assert.Empty(await kith.As(Cast.Rosa).NamesAsync("query=olicy"));

        var page = await kith.As(Cast.Rosa).GetAsync("/api/documents?limit=2&query=poli");
        Assert.Null((string?)page["next"]);
        page = await kith.As(Cast.Rosa).GetAsync("/api/documents?limit=2");
        Assert.Equal(["Übersicht der Tarife"], await kith.As(Cast.Rosa).NamesAsync($"limit=2&cursor={page["next"]}"));
        Assert.Equal("bad_cursor", (string)(await kith.As(Cast.Rosa).GetProblemAsync("/api/documents?cursor=xyz", HttpStatusCode.BadRequest))["code"]!);
    }

    [Fact]
    public async Task admins_keep_them_a_head_the_departments_own_and_everybody_else_reads()
    {
        await using var kith = await world.OpenAsync();
        await kith.As(Cast.Ada).PatchAsync($"/api/departments/{kith.Marula.Care}", new { headId = kith.Marula.TeammateIds["Rosa"] });
        await kith.As(Cast.Ada).PatchAsync($"/api/departments/{kith.Marula.Accounts}", new { headId = kith.Marula.TeammateIds["Ada"] });
        var everybodys = await kith.As(Cast.Ada).ShelveAsync("Prices");

        var own = await kith.As(Cast.Rosa).ShelveAsync("Policy", "%PDF-1.7 own", kith.Marula.Care);
        await kith.As(Cast.Rosa).RenewAsync(own, "%PDF-1.7 newer");
        var file = await kith.As(Cast.Rosa).FileAsync("x.pdf", "%PDF-1.7 x");
        foreach (var (member, method, path, body) in new (Member, HttpMethod, string, object?)[]
        {
            (Cast.Rosa, HttpMethod.Post, "/api/documents", new { name = "Mine", file }),
            (Cast.Rosa, HttpMethod.Post, "/api/documents", new { name = "Mine", file, departmentId = kith.Marula.Accounts }),
            (Cast.Rosa, HttpMethod.Patch, $"/api/documents/{own["id"]}", new { departmentId = kith.Marula.Accounts }),
            (Cast.Rosa, HttpMethod.Patch, $"/api/documents/{own["id"]}", new { forAll = true }),
            (Cast.Rosa, HttpMethod.Put, $"/api/documents/{everybodys["id"]}/archive", null),
            (Cast.Omar, HttpMethod.Patch, $"/api/documents/{own["id"]}", new { name = "Ours" }),
            (Cast.Omar, HttpMethod.Post, $"/api/documents/{own["id"]}/versions", new { file }),
            (Cast.Vera, HttpMethod.Post, "/api/documents", new { name = "Mine", file }),
        })
            await kith.As(member).SendAsync(method, path, body, HttpStatusCode.Forbidden);
        Assert.Equal(["Policy", "Prices"], await kith.As(Cast.Vera).NamesAsync());
    }

    [Fact]
    public async Task belongs_to_one_house_and_goes_with_its_department()
    {
        await using var kith = await world.OpenAsync();
        var made = await kith.As(Cast.Ada).ShelveAsync("Policy", departmentId: kith.Marula.Accounts);
        var path = $"/api/documents/{made["id"]}";
        foreach (var place in new[] { path, $"{path}/versions" }) await kith.AsNeighbour(Cast.Ada).GetProblemAsync(place, HttpStatusCode.NotFound);
        await kith.AsNeighbour(Cast.Ada).PatchAsync(path, new { name = "Ours" }, HttpStatusCode.NotFound);
        Assert.Empty(await kith.AsNeighbour(Cast.Ada).NamesAsync());

        await kith.As(Cast.Ada).DeleteAsync($"/api/departments/{kith.Marula.Accounts}");
        Assert.Equal(kith.Marula.Care.ToString(), (string)(await kith.As(Cast.Ada).GetAsync(path))["departmentId"]!);
    }

    [Fact]
    public async Task refuses_what_makes_no_sense()
    {
        await using var kith = await world.OpenAsync();
        var file = await kith.As(Cast.Ada).FileAsync("x.pdf", "%PDF-1.7 x");
        foreach (var body in new object[]
        {
            new { name = "", file }, new { name = "x" }, new { name = new string('x', 500), file }, new { name = "x", file, language = "../en" },
            new { name = "x", file, subject = "{policy}" }, new { name = "x", file, text = "Dear {{name}}" }, new { name = "x", file, text = "Dear {surname|you}" },
        })
            await kith.As(Cast.Ada).PostAsync("/api/documents", body, HttpStatusCode.BadRequest);
        await kith.As(Cast.Ada).PostAsync("/api/documents", new { name = "x", file = new { hash = new string('a', 64), name = "x" } }, HttpStatusCode.NotFound);
        await kith.As(Cast.Ada).PostAsync("/api/documents", new { name = "x", file, departmentId = kith.Town.Neighbour.Care }, HttpStatusCode.NotFound);
        var said = await kith.As(Cast.Ada).PostAsync("/api/answers", new { title = "x", text = "Dear {surname}" }, HttpStatusCode.BadRequest);
        Assert.Contains("There is no field {surname}", (string)said["detail"]!, StringComparison.Ordinal);
        Assert.Equal((0, 0), await kith.LookAsync(async db => (await db.Documents.CountAsync(), await db.SavedAnswers.CountAsync())));
    }
}
