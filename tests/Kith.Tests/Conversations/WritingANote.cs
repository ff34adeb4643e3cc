using System.Net;

namespace Kith.Tests.Conversations;

public class WritingANote(World world) : IClassFixture<World>
{
    [Fact]
    public async Task tells_whom_it_mentions_and_is_one_however_often_it_is_sent()
    {
        await using var kith = await world.OpenAsync();
        var nomsa = await kith.MeetAsync("Nomsa Ndlovu");
        var kase = await kith.OpenCaseAsync(nomsa, "policy question");
        var body = new { id = Guid.CreateVersion7(), text = "@Omar Haddad please look", @case = kase.Number, mentions = new[] { kith.Marula.TeammateIds["Omar"] } };

        var notes = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => kith.As(Cast.Rosa).PostAsync($"/api/people/{nomsa.Id}/notes", body)));

        Assert.Single(notes.Select(note => (string)note["id"]!).Distinct());
        Assert.Equal(("note", "internal", "none"), ((string)notes[0]["kind"]!, (string)notes[0]["visibility"]!, (string)notes[0]["direction"]!));
        var notice = (await kith.As(Cast.Omar).GetAsync("/api/notices"))["items"]!.AsArray().Single()!;
        Assert.Equal(("mentioned", 1), ((string)notice["kind"]!, (int)notice["caseNumber"]!));
        await kith.As(Cast.Rosa).PostAsync($"/api/people/{nomsa.Id}/notes", new { body.id, text = "other words" }, HttpStatusCode.Conflict);
        await kith.As(Cast.Omar).PostAsync($"/api/people/{nomsa.Id}/notes", new { body.id, text = "mine" });
        await kith.As(Cast.Rosa).PostAsync($"/api/people/{nomsa.Id}/notes", new { id = Guid.CreateVersion7(), text = "  " }, HttpStatusCode.BadRequest);
    }
}
