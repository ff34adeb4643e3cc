using System.Net;

namespace Kith.Tests.Timelines;

public class PlacingAMoment(World world) : IClassFixture<World>
{
    [Fact]
    public async Task in_another_case_or_with_another_person_can_be_undone_step_by_step()
    {
        await using var kith = await world.OpenAsync();
        var (nomsa, johan) = (await kith.MeetAsync("Nomsa Ndlovu"), await kith.MeetAsync("Johan Pretorius"));
        var first = await kith.OpenCaseAsync(nomsa, "first");
        await kith.OpenCaseAsync(nomsa, "second");
        var said = await kith.SayAsync(nomsa, "about the second", kase: first);
        var path = $"/api/moments/{said.Id}/place";

        Assert.Equal(2, (int)(await kith.As(Cast.Rosa).PutAsync(path, new { @case = 2 }))["caseNumber"]!);
        Assert.Equal("about the second", (string)(await kith.As(Cast.Rosa).GetAsync("/api/cases/2"))["lastText"]!);
        var moved = await kith.As(Cast.Rosa).PutAsync(path, new { personId = johan.Id });
        Assert.Equal((johan.Id.ToString(), null), ((string)moved["personId"]!, (int?)moved["caseNumber"]));
        Assert.Contains("about the second", (await kith.As(Cast.Rosa).GetAsync($"/api/people/{johan.Id}/timeline"))["items"]!.AsArray().Select(item => (string?)item!["text"]));

        var back = await kith.As(Cast.Rosa).DeleteAsync(path, HttpStatusCode.OK);
        Assert.Equal((nomsa.Id.ToString(), 2), ((string)back["personId"]!, (int)back["caseNumber"]!));
        Assert.Equal(1, (int)(await kith.As(Cast.Rosa).DeleteAsync(path, HttpStatusCode.OK))["caseNumber"]!);
        await kith.As(Cast.Rosa).DeleteAsync(path, HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task only_where_it_can_be_and_only_what_was_said()
    {
        await using var kith = await world.OpenAsync();
        var (nomsa, johan) = (await kith.MeetAsync("Nomsa Ndlovu"), await kith.MeetAsync("Johan Pretorius"));
        var stranger = await kith.MeetAsync("Somebody", house: kith.Town.Neighbour);
        await kith.OpenCaseAsync(johan, "his");
        var said = await kith.SayAsync(nomsa, "hello");
        var line = await kith.SayAsync(nomsa, "", change: m => m.Kind = MomentKind.Merged);

        await kith.As(Cast.Rosa).PutAsync($"/api/moments/{said.Id}/place", new { @case = 1 }, HttpStatusCode.NotFound);
        await kith.As(Cast.Rosa).PutAsync($"/api/moments/{said.Id}/place", new { personId = stranger.Id }, HttpStatusCode.NotFound);
        await kith.As(Cast.Rosa).PutAsync($"/api/moments/{said.Id}/place", new { }, HttpStatusCode.BadRequest);
        await kith.As(Cast.Rosa).PutAsync($"/api/moments/{line.Id}/place", new { personId = johan.Id }, HttpStatusCode.Conflict);
        await kith.AsNeighbour(Cast.Rosa).PutAsync($"/api/moments/{said.Id}/place", new { personId = stranger.Id }, HttpStatusCode.NotFound);
    }
}
