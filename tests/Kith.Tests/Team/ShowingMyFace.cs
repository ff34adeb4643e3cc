using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Kith.Tests.Team;

public class ShowingMyFace(World world) : IClassFixture<World>
{
    static readonly byte[] png = [0x89, .. "PNG\r\n"u8, 0x1A, .. "\nrosa"u8];

    [Theory]
    [InlineData("image/png", new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1 })]
    [InlineData("image/jpeg", new byte[] { 0xFF, 0xD8, 0xFF, 0xE0 })]
    [InlineData("image/webp", new byte[] { 0x52, 0x49, 0x46, 0x46, 4, 0, 0, 0, 0x57, 0x45, 0x42, 0x50 })]
    public async Task puts_it_wherever_my_name_stands(string type, byte[] bytes)
    {
        await using var kith = await world.OpenAsync();
        var nomsa = await kith.MeetAsync("Nomsa Ndlovu", "+27825554417");
        await kith.OpenCaseAsync(nomsa, "cover");
        await kith.As(Cast.Rosa).PutAsync("/api/cases/1/assignment", new { ownerId = kith.Marula.TeammateIds["Rosa"] }, HttpStatusCode.OK);
        await kith.As(Cast.Rosa).PostAsync($"/api/people/{nomsa.Id}/notes", new { id = Guid.CreateVersion7(), text = "Called her" });

        var url = (string)(await ShownAsync(kith, bytes))["pictureUrl"]!;
        var answer = await kith.As(Cast.Vera).Http.GetAsync(url);
        Assert.Equal(bytes, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal((type, "nosniff"), (answer.Content.Headers.ContentType!.MediaType, answer.Headers.GetValues("X-Content-Type-Options").Single()));
        Assert.Contains("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);

        Assert.Equal(url, (string)(await kith.As(Cast.Rosa).GetAsync("/api/me"))["teammate"]!["pictureUrl"]!);
        Assert.Equal(url, (string)Named(await kith.As(Cast.Omar).GetAsync("/api/teammates"))["pictureUrl"]!);
        Assert.Equal(url, (string)(await kith.As(Cast.Omar).GetAsync("/api/cases/1"))["ownerPictureUrl"]!);
        Assert.Equal(url, (string)(await kith.As(Cast.Omar).GetAsync("/api/cases?list=all"))["items"]![0]!["ownerPictureUrl"]!);
        Assert.Contains((await kith.As(Cast.Omar).GetAsync($"/api/people/{nomsa.Id}/timeline"))["items"]!.AsArray(), moment => (string?)moment!["author"]!["pictureUrl"] == url);
        Assert.Equal(HttpStatusCode.NotFound, (await kith.AsNeighbour(Cast.Rosa).Http.GetAsync(url)).StatusCode);
    }

    [Fact]
    public async Task can_be_undone_and_leaves_one_audit_row_each_time()
    {
        await using var kith = await world.OpenAsync();
        await ShownAsync(kith, png);
        await ShownAsync(kith, png);
        Assert.Null((await kith.As(Cast.Rosa).DeleteAsync("/api/me/picture", HttpStatusCode.OK))["pictureUrl"]);
        Assert.Null((await kith.As(Cast.Rosa).DeleteAsync("/api/me/picture", HttpStatusCode.OK))["pictureUrl"]);

        var told = await kith.LookAsync(db => db.AuditEntries.Where(entry => entry.Action.EndsWith("/me/picture")).OrderBy(entry => entry.At).Select(entry => entry.Action).ToListAsync());
        Assert.Equal(["PUT /api/me/picture", "DELETE /api/me/picture"], told);
        Assert.Null(Named(await kith.As(Cast.Omar).GetAsync("/api/teammates"))["pictureUrl"]);
    }

    [Theory]
    [InlineData("", "empty_file")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "not_a_picture")]
    [InlineData("<!doctype html><script>alert(1)</script>", "not_a_picture")]
    [InlineData("GIF89a", "not_a_picture")]
    [InlineData("%PDF-1.7", "not_a_picture")]
    [InlineData("{\"hash\":\"x\"}", "not_a_picture")]
    public async Task takes_pictures_only_whatever_they_are_called(string bytes, string code)
    {
        await using var kith = await world.OpenAsync();
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(bytes)) { Headers = { ContentType = new("image/png") } };
        var answer = await kith.As(Cast.Rosa).Http.PutAsync("/api/me/picture?name=face.png", content);

        Assert.Equal((HttpStatusCode.BadRequest, code), (answer.StatusCode, (string)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["code"]!));
        Assert.False(Directory.Exists(Path.Combine(kith.Settings.DataFolder, "attachments")));
        Assert.Null((await kith.As(Cast.Rosa).GetAsync("/api/me"))["teammate"]!["pictureUrl"]);
    }

    [Fact]
    public async Task takes_two_megabytes_and_not_one_byte_more()
    {
        await using var kith = await world.OpenAsync();
        var largest = new byte[2 * 1024 * 1024];
        png.CopyTo(largest, 0);
        await ShownAsync(kith, largest);

        foreach (var content in new HttpContent[] { new ByteArrayContent([.. largest, 0]), new StreamContent(new Unmeasured([.. largest, 0])) })
        {
            var answer = await kith.As(Cast.Rosa).Http.PutAsync("/api/me/picture", content);
            Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "too_large"), (answer.StatusCode, (string)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["code"]!));
        }
    }

    [Fact]
    public async Task is_for_teammates_only()
    {
        await using var kith = await world.OpenAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, (await kith.AsStranger().Http.PutAsync("/api/me/picture", new ByteArrayContent(png))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await kith.As(Cast.Vera).Http.PutAsync("/api/me/picture", new ByteArrayContent(png))).StatusCode);
    }

    static async Task<JsonNode> ShownAsync(KithUnderTest kith, byte[] bytes)
    {
        var answer = await kith.As(Cast.Rosa).Http.PutAsync("/api/me/picture", new ByteArrayContent(bytes));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    static JsonNode Named(JsonNode team) => team["items"]!.AsArray().Single(one => (string)one!["email"]! == Cast.Rosa.Email)!;

    /// <summary>A body that does not say how long it is.</summary>
    sealed class Unmeasured(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
