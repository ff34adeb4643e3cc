using System.Net;
using System.Text.Json.Nodes;
using Kith.Tests.Posts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Tests.Asks;

/// <summary>Somebody of the house who does not write to people: they read, comment, answer what is asked and bring in what they found.</summary>
public class BeingAColleague(World world) : IClassFixture<World>
{
    /// <summary>What a colleague may do besides reading: whoever opens another door to them says so here.</summary>
    static readonly string[] approved =
    [
        "DELETE /api/asks/{id:guid}/assignment", "DELETE /api/drafts/{personId:guid}/", "DELETE /api/reminders/{id:guid}", "POST /api/asks/{id:guid}/questions", "POST /api/attachments",
        "POST /api/cases/{number:long}/reminders", "POST /api/mentions", "POST /api/people/{id:guid}/notes", "PUT /api/asks/{id:guid}/answer", "PUT /api/asks/{id:guid}/assignment", "PUT /api/drafts/{personId:guid}/",
    ];

    [Fact]
    public async Task opens_these_doors_and_no_others()
    {
        await using var kith = await world.OpenAsync();
        var routes = kith.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().ToList();
        var doors = routes.Where(route => route.Metadata.GetMetadata<May>() is { AtLeast: Role.Colleague })
            .SelectMany(route => route.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Select(method => (Method: method, Path: route.RoutePattern.RawText!))).ToList();

        Assert.Equal(approved, doors.Where(door => door.Method != "GET").Select(door => $"{door.Method} {door.Path}").Order(StringComparer.Ordinal));
        // Beyond reading, whoever may only look does what is their own: their sign-in, their face, what they have seen.
        var own = routes.Where(route => route.Metadata.GetMetadata<May>() is { AtLeast: Role.Viewer })
            .SelectMany(route => (route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method => (Method: method, Path: route.RoutePattern.RawText!))).Where(door => door.Method != "GET" && door.Path.StartsWith("/api/", StringComparison.Ordinal));
        Assert.All(own, door => Assert.Matches("^/api/(me|sessions|notices/read|teammates/|cases/.*/seen)", door.Path));
    }

    [Fact]
    public async Task answers_comments_and_brings_in_and_writes_to_nobody()
    {
        await using var square = await Square.OpenAsync(world);
        await square.SayAsync("nomsa", "You took my money twice", post: null, name: "Nomsa Dlamini");
        var omar = square.Kith.As(Cast.Omar);
        await square.Rosa.PutAsync("/api/cases/1/assignment", new { ownerId = square.Kith.Marula.TeammateIds["Omar"] });
        var ask = await square.Rosa.PostAsync("/api/cases/1/asks", new { departmentId = square.Kith.Marula.Accounts, question = "Twice?" });

        await square.Kith.As(Cast.Mina).PatchAsync($"/api/teammates/{square.Kith.Marula.TeammateIds["Omar"]}", new { role = "colleague" });
        await Soon.Async(async () => Assert.Equal(HttpStatusCode.Forbidden, (await omar.Http.PutAsync("/api/cases/1/closure", null)).StatusCode));

        // What was theirs to answer outside stands with its department again.
        Assert.Null((string?)(await square.CaseAsync())["ownerId"]);
        await square.Rosa.PutAsync("/api/cases/1/assignment", new { ownerId = square.Kith.Marula.TeammateIds["Omar"] }, HttpStatusCode.Conflict);
        var person = await square.PersonAsync("nomsa");
        await omar.PostAsync($"/api/people/{person}/messages", new { id = Ids.New(TimeProvider.System), text = "Hello", connectionId = square.Sender.Connection }, HttpStatusCode.Forbidden);
        await omar.PostAsync("/api/cases/1/asks", new { departmentId = square.Kith.Marula.Care, question = "And?" }, HttpStatusCode.Forbidden);
        await omar.PutAsync($"/api/asks/{ask["id"]}/withdrawal", new { }, HttpStatusCode.Forbidden);
        await omar.PostAsync($"/api/asks/{ask["id"]}/questions", new { text = "More" }, HttpStatusCode.Forbidden);

        Assert.True((bool)(await omar.GetAsync($"/api/asks/{ask["id"]}"))["mayAnswer"]!);
        await omar.GetAsync($"/api/people/{person}/timeline");
        await omar.PostAsync($"/api/people/{person}/notes", new { id = Ids.New(TimeProvider.System), text = "I know this one" });
        await omar.PostAsync("/api/mentions", new { url = "https://forum.example/9", text = "Marula took it twice", authorName = "Thabo" });
        var file = await omar.Http.PostAsync("/api/attachments?name=proof.txt", new ByteArrayContent("taken twice"u8.ToArray()) { Headers = { ContentType = new("application/octet-stream") } });
        var hash = (string)JsonNode.Parse(await file.Content.ReadAsStringAsync())!["hash"]!;
        await omar.PostAsync($"/api/asks/{ask["id"]}/questions", new { text = "Which account?", back = true }, HttpStatusCode.OK);
        var answered = await omar.PutAsync($"/api/asks/{ask["id"]}/answer", new { text = "Yes, twice", attachments = new[] { new { hash, name = "proof.txt" } } });

        Assert.Equal("proof.txt", (string)answered["words"]!.AsArray().Last()!["attachments"]![0]!["name"]!);
    }

    [Fact]
    public async Task is_invited_as_one()
    {
        await using var kith = await world.OpenAsync();
        var invited = await kith.As(Cast.Ada).PostAsync("/api/teammates/invitations", new { role = "colleague", departmentIds = new[] { kith.Marula.Accounts } });
        Assert.Equal("colleague", (string)invited["role"]!);
    }
}
