using System.Net;
using System.Net.Http.Json;
using Kith.Tests.Documents;

namespace Kith.Tests.Audit;

/// <summary>Whatever a teammate changes in conversations, cases, departments and documents leaves exactly one audit row; what changes nothing leaves none.</summary>
public class OneRowForEachChange(World world) : IClassFixture<World>
{
    [Fact]
    public async Task of_cases_conversations_departments_and_documents()
    {
        await using var kith = await world.OpenAsync();
        var nomsa = await kith.MeetAsync("Nomsa Ndlovu", "+27825554417");
        var sms = await kith.ConnectAsync("sms", "sms");
        await kith.ConnectAsync("webchat", "chat");
        await kith.OpenCaseAsync(nomsa, "first");
        await kith.OpenCaseAsync(nomsa, "second");
        var said = await kith.SayAsync(nomsa, "hello");
        var (file, other) = (await kith.As(Cast.Mina).FileAsync("policy.pdf", "%PDF-1.7 first"), await kith.As(Cast.Mina).FileAsync("policy.pdf", "%PDF-1.7 second"));
        var policy = $"/api/documents/{(await kith.As(Cast.Mina).ShelveAsync("Policy"))["id"]}";
        var (day, person, omar) = (Life.Now.AddDays(1), $"/api/people/{nomsa.Id}", kith.Marula.TeammateIds["Omar"]);

        foreach (var (method, path, body) in new (HttpMethod, string, object?)[]
        {
            (HttpMethod.Post, "/api/cases", new { personId = nomsa.Id }), (HttpMethod.Patch, "/api/cases/1", new { title = "claim", tags = new[] { "car" } }),
            (HttpMethod.Put, "/api/cases/1/assignment", new { ownerId = omar }), (HttpMethod.Delete, "/api/cases/1/assignment", null),
            (HttpMethod.Put, "/api/cases/1/snooze", new { until = day }), (HttpMethod.Delete, "/api/cases/1/snooze", null),
            (HttpMethod.Put, "/api/cases/1/waiting", new { until = day }), (HttpMethod.Delete, "/api/cases/1/waiting", null),
            (HttpMethod.Put, "/api/cases/1/promise", new { due = day, reason = "x" }), (HttpMethod.Put, "/api/cases/1/closure", null),
            (HttpMethod.Delete, "/api/cases/1/closure", null), (HttpMethod.Post, "/api/cases/2/merges", new { into = 1 }),
            (HttpMethod.Post, $"{person}/messages", new { id = Guid.CreateVersion7(), text = "Hi", connectionId = sms.Id }),
            (HttpMethod.Post, $"{person}/notes", new { id = Guid.CreateVersion7(), text = "Hi", mentions = new[] { omar } }),
            (HttpMethod.Post, $"{person}/moves", new { channel = "webchat" }), (HttpMethod.Put, $"/api/moments/{said.Id}/place", new { @case = 3 }),
            (HttpMethod.Delete, $"/api/moments/{said.Id}/place", null), (HttpMethod.Post, "/api/departments", new { name = "Claims" }),
            (HttpMethod.Post, "/api/answers", new { title = "x", text = "y" }), (HttpMethod.Post, "/api/documents", new { name = "Prices", file }),
            (HttpMethod.Patch, policy, new { text = "Here." }), (HttpMethod.Post, $"{policy}/versions", new { file = other }),
            (HttpMethod.Put, $"{policy}/archive", null), (HttpMethod.Delete, $"{policy}/archive", null),
        })
            Assert.Equal((method, path, 1), (method, path, await RowsOfAsync(kith, method, path, body)));
        Assert.Equal(0, await RowsOfAsync(kith, HttpMethod.Delete, "/api/cases/1/snooze", null));
        Assert.Equal(0, await RowsOfAsync(kith, HttpMethod.Put, "/api/cases/99/closure", null, HttpStatusCode.NotFound));
    }

    static async Task<int> RowsOfAsync(KithUnderTest kith, HttpMethod method, string path, object? body, HttpStatusCode? expected = null)
    {
        // Sending goes on beside it and leaves rows of its own, as Kith.
        var rows = (KithDb db) => db.AuditEntries.CountAsync(entry => entry.ActorKind == AuthorKind.Teammate);
        var before = await kith.LookAsync(rows);
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body, options: Wire.Json) };
        var answer = await kith.As(Cast.Ada).Http.SendAsync(request);
        Assert.True(expected is { } status ? answer.StatusCode == status : answer.IsSuccessStatusCode, $"{method} {path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return await kith.LookAsync(rows) - before;
    }
}
