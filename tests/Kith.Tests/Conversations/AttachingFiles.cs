using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Kith.Tests.Conversations;

/// <summary>Rows B and G of the catalogue of bad inputs: names, types and bytes of files.</summary>
public class AttachingFiles(World world) : IClassFixture<World>
{
    static readonly byte[] png = [0x89, .. "PNG\r\n"u8, 0x1A, .. "\nrest"u8];

    [Fact]
    public async Task keeps_the_bytes_under_their_hash_and_looks_at_the_type_itself()
    {
        await using var kith = await world.OpenAsync();
        var file = await UploadAsync(kith, png, "claim photo.png");
        Assert.Equal(("image/png", "claim photo.png", 12L), ((string)file["type"]!, (string)file["name"]!, (long)file["size"]!));

        var answer = await kith.As(Cast.Vera).Http.GetAsync((string)file["url"]!);
        Assert.Equal(png, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        var shown = await kith.As(Cast.Vera).Http.GetAsync($"{file["url"]}?inline");
        Assert.Equal("inline", shown.Content.Headers.ContentDisposition!.DispositionType);
    }

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "text/plain")]
    [InlineData("<!doctype html><script>alert(1)</script>", "text/plain")]
    [InlineData("%PDF-1.7 …", "application/pdf")]
    [InlineData("BEGIN:VCARD", "text/vcard")]
    [InlineData("GIF89a<script>", "image/gif")]
    public async Task never_runs_what_it_gives_out(string bytes, string type)
    {
        await using var kith = await world.OpenAsync();
        var file = await UploadAsync(kith, Encoding.UTF8.GetBytes(bytes), "evil.svg");
        var answer = await kith.As(Cast.Rosa).Http.GetAsync($"{file["url"]}?inline");

        Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(type is "application/pdf" or "image/gif" ? "inline" : "attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Contains(type == "application/pdf" ? "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'" : "default-src 'none'; sandbox", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("..\\..\\boot.ini", "boot.ini")]
    [InlineData("\u200B.htaccess", "htaccess")]
    [InlineData("invoice\u202Efdp.exe", "invoicefdp.exe")]
    [InlineData("a\r\nSet-Cookie: x.txt", "Set-Cookie x.txt")]
    [InlineData("CON.txt", "_CON.txt")]
    [InlineData("...", "file")]
    [InlineData("", "file")]
    [InlineData("x:\"|<>?*.png", "x.png")]
    public async Task cleans_the_name_once_and_judges_then(string written, string kept)
    {
        await using var kith = await world.OpenAsync();
        var name = (string)(await UploadAsync(kith, png, written))["name"]!;
        Assert.True(name == kept || name.EndsWith(kept, StringComparison.Ordinal), name);
        Assert.DoesNotContain(name, letter => char.IsControl(letter) || letter is '/' or '\\' or '\u202E' or '\u200B');
    }

    [Fact]
    public async Task refuses_what_is_too_large_or_empty_and_leaves_nothing_behind()
    {
        await using var kith = await world.OpenAsync();
        async Task<HttpStatusCode> SendAsync(HttpContent content) => (await kith.As(Cast.Rosa).Http.PostAsync("/api/attachments?name=x", content)).StatusCode;

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await SendAsync(new ByteArrayContent(new byte[KeptFiles.Largest + 1])));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await SendAsync(new StreamContent(new Endless())));
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(new ByteArrayContent([])));
        Assert.Equal(HttpStatusCode.Forbidden, (await kith.As(Cast.Vera).Http.PostAsync("/api/attachments?name=x", new ByteArrayContent(png))).StatusCode);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(kith.Settings.DataFolder, "attachments"), "*", SearchOption.AllDirectories));
        Assert.Equal(0, await kith.LookAsync(db => db.Attachments.CountAsync()));
    }

    [Fact]
    public async Task belongs_to_one_house()
    {
        await using var kith = await world.OpenAsync();
        var file = await UploadAsync(kith, png, "secret.png");
        Assert.Equal(HttpStatusCode.NotFound, (await kith.AsNeighbour(Cast.Rosa).Http.GetAsync((string)file["url"]!)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await kith.AsStranger().Http.GetAsync((string)file["url"]!)).StatusCode);
        foreach (var hash in new[] { "../kith.db", new string('A', 64), "%2e%2e%2fkith.db", "x" })
            Assert.Equal(HttpStatusCode.NotFound, (await kith.As(Cast.Rosa).Http.GetAsync($"/api/attachments/{hash}/x")).StatusCode);
    }

    [Fact]
    public async Task goes_with_a_message_and_shows_on_the_timeline()
    {
        await using var kith = await world.OpenAsync();
        var nomsa = await kith.MeetAsync("Nomsa Ndlovu", "+27825554417");
        var sms = await kith.ConnectAsync("sms", "sms");
        var file = await UploadAsync(kith, png, "claim.png");

        var sent = await kith.As(Cast.Rosa).PostAsync($"/api/people/{nomsa.Id}/messages", new
        {
            id = Guid.CreateVersion7(),
            text = "",
            connectionId = sms.Id,
            attachments = new[] { new { hash = (string)file["hash"]!, name = "../claim\u202E.png" } },
        });

        Assert.Equal(("claim.png", "image/png"), ((string)sent["attachments"]![0]!["name"]!, (string)sent["attachments"]![0]!["type"]!));
        Assert.Equal("claim.png", (string)(await kith.As(Cast.Rosa).GetAsync("/api/cases/1"))["lastText"]!);
    }

    static async Task<JsonNode> UploadAsync(KithUnderTest kith, byte[] bytes, string name)
    {
        var answer = await kith.As(Cast.Rosa).Http.PostAsync($"/api/attachments?name={Uri.EscapeDataString(name)}", new ByteArrayContent(bytes));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    /// <summary>A body that never says how long it is.</summary>
    sealed class Endless : MemoryStream
    {
        long given;
        public override bool CanSeek => false;
        public override long Length => throw new NotSupportedException();
        public override int Read(Span<byte> buffer) => given > KeptFiles.Largest * 2 ? 0 : Give(buffer.Length);
        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken stop) => Task.FromResult(Read(buffer.AsSpan(offset, count)));
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken stop = default) => ValueTask.FromResult(Read(buffer.Span));
        int Give(int count) { given += count; return count; }
    }
}
