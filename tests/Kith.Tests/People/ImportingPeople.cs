using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Kith.Tests.People;

/// <summary>A table of people becomes people: previewed, carried out, undone. Reliability row H5 (formulas in cells) is held here.</summary>
public class ImportingPeople(World world) : IClassFixture<World>
{
    const string Csv = "Full name;Mobile;E-mail;Company;Policy\r\nNomsa Ndlovu;082 555 4417;nomsa@example.com;Ndlovu Transport;P-1\r\n\"Maseko; Sipho\";083 111 2222;not mail;;P-2\r\n;;;;\r\nNobody;12;;;\r\n;;;Only a company;\r\n";

    [Fact]
    public async Task shows_a_preview_with_what_it_means_and_what_is_wrong()
    {
        await using var kith = await world.OpenAsync();
        await kith.As(Cast.Ada).PostAsync("/api/fields", new { key = "policy", label = "Policy", kind = "text" });
        var preview = await UploadAsync(kith, Encoding.UTF8.GetBytes(Csv));

        Assert.Equal(["name", "phone", "email", "organisation", "field:policy"], preview["columns"]!.AsArray().Select(c => (string)c!["suggested"]!));
        Assert.Equal(4, (int)preview["total"]!);
        Assert.Equal("Maseko; Sipho", (string)preview["rows"]![1]![0]!);
        Assert.Equal(
            ["3 “not mail” is not an email address.", "4 “12” is not a phone number that can be called.", "5 Neither a name nor an address: nobody to make."],
            preview["problems"]!.AsArray().Select(p => $"{p!["row"]} {p["words"]}"));
        Assert.Empty((await kith.As(Cast.Rosa).GetAsync("/api/people"))["items"]!.AsArray());
    }

    [Fact]
    public async Task makes_and_matches_people_and_can_be_undone()
    {
        await using var kith = await world.OpenAsync();
        var (ada, rosa) = (kith.As(Cast.Ada), kith.As(Cast.Rosa));
        await ada.PostAsync("/api/fields", new { key = "policy", label = "Policy", kind = "text" });
        var nomsa = await kith.MeetAsync("Nomsa", "+27825554417");
        var preview = await UploadAsync(kith, Encoding.UTF8.GetBytes(Csv));
        var outcome = await ada.PutAsync($"/api/people/imports/{preview["id"]}", new { mapping = Suggested(preview) });

        Assert.Equal((2, 1, 1), ((int)outcome["made"]!, (int)outcome["matched"]!, (int)outcome["skipped"]!));
        var known = await rosa.GetAsync($"/api/people/{nomsa.Id}");
        Assert.Equal(("Nomsa", "P-1", "nomsa@example.com"), ((string)known["name"]!, (string)known["fields"]!["policy"]!, (string)known["claims"]![0]!["value"]!));
        var sipho = Assert.Single((await rosa.GetAsync("/api/people?query=0831112222"))["items"]!.AsArray())!;
        Assert.Empty(sipho["handles"]!.AsArray());
        await ada.PutAsync($"/api/people/imports/{preview["id"]}", new { mapping = Suggested(preview) });
        Assert.Equal(3, (await rosa.GetAsync("/api/people"))["items"]!.AsArray().Count);

        await kith.SayAsync(await kith.LookAsync(db => db.People.SingleAsync(p => p.Name == "Nobody")), "I do exist");
        await ada.DeleteAsync($"/api/people/imports/{preview["id"]}");
        Assert.Equal(["Nobody", "Nomsa"], (await rosa.GetAsync("/api/people"))["items"]!.AsArray().Select(p => (string)p!["name"]!).Order());
        Assert.Empty((await rosa.GetAsync("/api/people?query=0831112222"))["items"]!.AsArray());
        Assert.Equal(HttpStatusCode.NotFound, (await rosa.Http.GetAsync($"/api/people/{sipho["id"]}")).StatusCode);
        known = await rosa.GetAsync($"/api/people/{nomsa.Id}");
        Assert.Empty(known["claims"]!.AsArray());
        Assert.Empty(known["fields"]!.AsObject());
        Assert.Equal(3, await kith.LookAsync(db => db.People.CountAsync()));
    }

    [Fact]
    public async Task does_not_match_what_a_stranger_claimed()
    {
        await using var kith = await world.OpenAsync();
        var visitor = await kith.MeetAsync("Visitor");
        await kith.WriteAsync(kith.Marula, db => { db.Add(Claim.New(visitor, new("email", "nomsa@example.com"), "in the chat", Life.Now)); return Task.FromResult(0); });
        var preview = await UploadAsync(kith, Encoding.UTF8.GetBytes("name,email\nNomsa,nomsa@example.com\nNomsa N,NOMSA@example.com\n"));
        var outcome = await kith.As(Cast.Ada).PutAsync($"/api/people/imports/{preview["id"]}", new { mapping = Suggested(preview) });

        Assert.Equal((1, 1), ((int)outcome["made"]!, (int)outcome["matched"]!));
    }

    [Theory]
    [InlineData("utf-8", true, ',')]
    [InlineData("utf-8", false, ';')]
    [InlineData("utf-16", true, '\t')]
    [InlineData("utf-16BE", true, ',')]
    [InlineData("windows-1252", false, ';')]
    public async Task reads_whatever_a_spreadsheet_saved(string encoding, bool marked, char separator)
    {
        await using var kith = await world.OpenAsync();
        var how = encoding == "windows-1252" ? CodePagesEncodingProvider.Instance.GetEncoding(1252)! : Encoding.GetEncoding(encoding);
        var text = $"name{separator}mail\n\"Zoë \"\"Zo\"\" Müller\nJunior\"{separator}zoe@example.com";
        var preview = await UploadAsync(kith, [.. marked ? how.GetPreamble() : [], .. how.GetBytes(text)]);

        Assert.Equal("Zoë \"Zo\" Müller\nJunior", (string)preview["rows"]![0]![0]!);
        await kith.As(Cast.Ada).PutAsync($"/api/people/imports/{preview["id"]}", new { mapping = Suggested(preview) });
        Assert.Equal("Zoë \"Zo\" Müller Junior", (string)(await kith.As(Cast.Rosa).GetAsync("/api/people?query=zoe@ex"))["items"]![0]!["name"]!);
    }

    [Fact]
    public async Task takes_no_formula_for_a_name_H5()
    {
        await using var kith = await world.OpenAsync();
        var preview = await UploadAsync(kith, Encoding.UTF8.GetBytes("name\n=cmd|' /C calc'!A0\n\"\t+1+1\"\n＝HYPERLINK(1)\n@SUM(1)\n-2+3\n"));
        await kith.As(Cast.Ada).PutAsync($"/api/people/imports/{preview["id"]}", new { mapping = new { name = "name" } });
        var names = (await kith.As(Cast.Rosa).GetAsync("/api/people"))["items"]!.AsArray().Select(p => (string)p!["name"]!).ToList();

        Assert.Equal(5, names.Count);
        Assert.DoesNotContain(names, name => name[0] is '=' or '+' or '-' or '@' or '\t' or '＝');
    }

    [Fact]
    public async Task refuses_what_is_no_table_and_mappings_that_mean_nothing()
    {
        await using var kith = await world.OpenAsync();
        var ada = kith.As(Cast.Ada);
        var preview = await UploadAsync(kith, "name,phone\nNomsa,1"u8.ToArray());
        foreach (var mapping in new object[] { new { name = "password" }, new { other = "name" }, new { }, new { name = "field:rootId" } })
            await ada.PutAsync($"/api/people/imports/{preview["id"]}", new { mapping }, HttpStatusCode.BadRequest);
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(ada, []));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PostAsync(ada, new byte[10 * 1024 * 1024 + 1]));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(ada, Encoding.UTF8.GetBytes("name\n" + string.Concat(Enumerable.Repeat("a\n", 50_001)))));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(kith.As(Cast.Rosa), "name\na"u8.ToArray()));
        await kith.AsNeighbour(Cast.Ada).PutAsync($"/api/people/imports/{preview["id"]}", new { mapping = new { name = "name" } }, HttpStatusCode.NotFound);
        Assert.Equal(0, await kith.LookAsync(db => db.People.CountAsync()));
    }

    static async Task<JsonNode> UploadAsync(KithUnderTest kith, byte[] file)
    {
        using var body = new ByteArrayContent(file) { Headers = { ContentType = new("text/csv") } };
        var answer = await kith.As(Cast.Ada).Http.PostAsync("/api/people/imports", body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.Created, text);
        return JsonNode.Parse(text)!;
    }

    static async Task<HttpStatusCode> PostAsync(ApiCaller who, byte[] file)
    {
        using var body = new ByteArrayContent(file) { Headers = { ContentType = new("text/csv") } };
        return (await who.Http.PostAsync("/api/people/imports", body)).StatusCode;
    }

    static Dictionary<string, string> Suggested(JsonNode preview) =>
        preview["columns"]!.AsArray().ToDictionary(c => (string)c!["name"]!, c => (string)c!["suggested"]!);
}
