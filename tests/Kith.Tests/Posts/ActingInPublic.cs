using System.Net;
using System.Text.Json.Nodes;
using Kith.Tests.Connections;

namespace Kith.Tests.Posts;

/// <summary>Words of others are liked and hidden where they stand, and only what was done there is written down here.</summary>
public class ActingInPublic(World world) : IClassFixture<World>
{
    [Fact]
    public async Task likes_what_somebody_said_once_and_says_who()
    {
        await using var square = await Square.OpenAsync(world);
        var comment = await square.SayAsync("lerato", "Mine took two days, I was happy");
        var path = await PathAsync(square, "lerato", "like");

        var row = await square.Rosa.PutAsync(path, null);
        await square.Rosa.PutAsync(path, null);

        Assert.Equal(Cast.Rosa.Name, (string)row["liked"]!["by"]!);
        Assert.Empty(row["reactions"]!.AsArray());
        var (type, data) = Assert.Single(square.Carrier.Acts);
        Assert.Equal(("message.liked", comment, "311"), (type, (string)data["id"]!, (string)data["post"]!["id"]!));
        Assert.Equal(Cast.Rosa.Name, (string)Assert.Single((await PageAsync(square, "lerato"))["items"]!.AsArray())!["liked"]!["by"]!);
        Assert.Equal(1, await square.Kith.LookAsync(db => db.Moments.CountAsync(m => m.Kind == MomentKind.Reaction)));
        Assert.Equal(1, await square.Kith.LookAsync(db => db.AuditEntries.CountAsync(a => a.Action == "PUT /api/moments/{id}/like")));
    }

    [Fact]
    public async Task takes_a_like_back_and_gives_it_again()
    {
        await using var square = await Square.OpenAsync(world);
        await square.SayAsync("lerato", "Mine took two days, I was happy");
        var path = await PathAsync(square, "lerato", "like");

        await square.Rosa.DeleteAsync(path, HttpStatusCode.OK);
        await square.Rosa.PutAsync(path, null);
        await square.Kith.As(Cast.Ada).DeleteAsync(path, HttpStatusCode.OK);
        Assert.Null((await PageAsync(square, "lerato"))["items"]![0]!["liked"]);
        await square.Rosa.PutAsync(path, null);

        Assert.Equal(["message.liked", "message.unliked", "message.liked"], square.Carrier.Acts.Select(act => act.Type));
        Assert.NotNull((await PageAsync(square, "lerato"))["items"]![0]!["liked"]);
    }

    [Fact]
    public async Task hides_with_a_reason_and_deletes_nothing()
    {
        await using var square = await Square.OpenAsync(world);
        await square.SayAsync("troll", "Buy my watches");
        var path = await PathAsync(square, "troll", "hidden");

        await square.Rosa.PutAsync(path, new { why = " " }, HttpStatusCode.BadRequest);
        await square.Rosa.PutAsync(path, new { why = new string('x', 501) }, HttpStatusCode.BadRequest);
        Assert.Empty(square.Carrier.Acts);
        var row = await square.Rosa.PutAsync(path, new { why = "An advertisement" });
        await square.Rosa.PutAsync(path, new { why = "Again" });

        Assert.Equal((Cast.Rosa.Name, "An advertisement", "Buy my watches"), ((string)row["hidden"]!["by"]!, (string)row["hidden"]!["why"]!, (string)row["text"]!));
        var line = (await TimelineAsync(square, "troll")).Single(m => (string)m["kind"]! == "hidden");
        Assert.Equal(("internal", "An advertisement"), ((string)line["visibility"]!, (string)line["detail"]!["why"]!));
        await square.Rosa.DeleteAsync(path, HttpStatusCode.OK);
        Assert.Equal(["message.hidden", "message.shown"], square.Carrier.Acts.Select(act => act.Type));
        Assert.Null((await PageAsync(square, "troll"))["items"]![0]!["hidden"]);
        Assert.Contains(await TimelineAsync(square, "troll"), m => (string)m["kind"]! == "shown");
    }

    [Theory]
    [InlineData(FakeCarrier.Mood.RefusesTheMessage, "rejected")]
    [InlineData(FakeCarrier.Mood.Fails, "unreachable")]
    [InlineData(FakeCarrier.Mood.Limits, "rate_limited")]
    [InlineData(FakeCarrier.Mood.LosesTheAnswer, "unreachable")]
    public async Task that_was_not_done_there_is_not_written_down_here(FakeCarrier.Mood mood, string code)
    {
        await using var square = await Square.OpenAsync(world);
        await square.SayAsync("troll", "Buy my watches");
        square.Carrier.Plan(mood);

        var refused = await square.Rosa.PutAsync(await PathAsync(square, "troll", "hidden"), new { why = "An advertisement" }, HttpStatusCode.Conflict);

        Assert.Equal(code, (string)refused["code"]!);
        Assert.Null((await PageAsync(square, "troll"))["items"]![0]!["hidden"]);
        Assert.Equal(0, await square.Kith.LookAsync(db => db.Moments.CountAsync(m => m.Kind == MomentKind.Hidden)));
        await square.Rosa.PutAsync(await PathAsync(square, "troll", "hidden"), new { why = "An advertisement" });
    }

    [Fact]
    public async Task pauses_the_connection_whose_sign_in_is_refused()
    {
        await using var square = await Square.OpenAsync(world);
        await square.SayAsync("lerato", "Thank you");
        square.Carrier.Plan(FakeCarrier.Mood.RefusesTheSignIn);
        var path = await PathAsync(square, "lerato", "like");

        Assert.Equal("sign_in_expired", (string)(await square.Rosa.PutAsync(path, null, HttpStatusCode.Conflict))["code"]!);
        Assert.Equal("connection_signed_out", (string)(await square.Rosa.PutAsync(path, null, HttpStatusCode.Conflict))["code"]!);
        Assert.Single(square.Carrier.Acts);
        Assert.True(await square.Kith.LookAsync(db => db.Notices.AnyAsync(n => n.Kind == NoticeKind.Connection)));
    }

    [Fact]
    public async Task is_refused_where_it_cannot_be_done()
    {
        await using var square = await Square.OpenAsync(world);
        var comment = await square.SayAsync("lerato", "Thank you");
        await square.SayAsync("nomsa", "In private", post: null);
        var ours = await square.AnswerAsync("lerato", "Gladly");
        var privately = (await square.SaidAsync("nomsa"))[0].Id;
        var path = await PathAsync(square, "lerato", "like");

        Assert.Equal("not_in_public", await CodeAsync(square, $"/api/moments/{ours["id"]}/like"));
        Assert.Equal("not_in_public", await CodeAsync(square, $"/api/moments/{privately}/like"));
        await square.Rosa.PutAsync($"/api/moments/{Guid.CreateVersion7()}/like", null, HttpStatusCode.NotFound);
        await square.Kith.AsNeighbour(Cast.Rosa).PutAsync(path, null, HttpStatusCode.NotFound);
        await square.Kith.As(Cast.Ada).PatchAsync($"/api/connections/{square.Sender.Connection}", new { enabled = false });
        Assert.Equal("connection_disabled", await CodeAsync(square, path));
        await square.Kith.As(Cast.Ada).PatchAsync($"/api/connections/{square.Sender.Connection}", new { enabled = true });
        await square.Sender.TellAsync("message.withdrawn", new { id = comment, from = new { handle = "lerato" }, post = new { id = "311" } });
        await square.Kith.CaughtUpAsync();
        Assert.Equal("withdrawn", await CodeAsync(square, path));
        Assert.Empty(square.Carrier.Acts);
    }

    static async Task<string> CodeAsync(Square square, string path) => (string)(await square.Rosa.PutAsync(path, null, HttpStatusCode.Conflict))["code"]!;

    static async Task<string> PathAsync(Square square, string handle, string act) => $"/api/moments/{(await square.SaidAsync(handle)).First(m => m.Direction == Direction.In).Id}/{act}";

    static async Task<JsonNode> PageAsync(Square square, string handle) => await square.Rosa.GetAsync($"/api/posts/{(await square.SaidAsync(handle))[0].PostId}");

    static async Task<List<JsonNode>> TimelineAsync(Square square, string handle) =>
        [.. (await square.Rosa.GetAsync($"/api/people/{await square.PersonAsync(handle)}/timeline"))["items"]!.AsArray().Select(m => m!)];
}
