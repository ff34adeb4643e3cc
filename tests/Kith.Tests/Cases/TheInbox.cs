using System.Text.Json.Nodes;

namespace Kith.Tests.Cases;

public class TheInbox(World world) : IClassFixture<World>
{
    [Fact]
    public async Task is_ordered_by_promised_time_and_pages_by_place()
    {
        await using var kith = await world.OpenAsync();
        var nomsa = await kith.MeetAsync("Nomsa Ndlovu");
        var same = Life.Now.AddHours(1);
        foreach (var due in new[] { same.AddHours(2), same, same, same.AddHours(1), same }) await kith.OpenCaseAsync(nomsa, $"due {due:HH:mm}", due);

        var (seen, cursor) = (new List<JsonNode>(), "");
        do
        {
            var page = await kith.As(Cast.Rosa).GetAsync($"/api/cases?list=all&limit=2{cursor}");
            seen.AddRange(page["items"]!.AsArray().Select(one => one!.DeepClone()));
            cursor = page["next"] is { } next ? $"&cursor={next}" : null;
        }
        while (cursor is not null);

        Assert.Equal([2, 3, 5, 4, 1], seen.Select(one => (int)one["number"]!));
        Assert.Equal("Nomsa Ndlovu", (string)seen[0]["personName"]!);
        Assert.Equal("Care", (string)seen[0]["departmentName"]!);
    }

    [Fact]
    public async Task has_lists_of_mine_my_departments_and_nobodys()
    {
        await using var kith = await world.OpenAsync();
        var (rosa, omar) = (kith.Marula.TeammateIds["Rosa"], kith.Marula.TeammateIds["Omar"]);
        var sipho = await kith.MeetAsync("Sipho Maseko");
        await kith.OpenCaseAsync(sipho, "hers", owner: rosa);
        await kith.OpenCaseAsync(sipho, "nobody's");
        await kith.OpenCaseAsync(sipho, "his, in accounts", department: kith.Marula.Accounts, owner: omar);
        await kith.OpenCaseAsync(await kith.MeetAsync("Somebody", house: kith.Town.Neighbour), "the neighbour's", house: kith.Town.Neighbour);

        async Task<IEnumerable<int>> ListAsync(string list) =>
            (await kith.As(Cast.Rosa).GetAsync($"/api/cases?list={list}"))["items"]!.AsArray().Select(one => (int)one!["number"]!).ToArray();

        Assert.Equal([1], await ListAsync("mine"));
        Assert.Equal([1, 2], await ListAsync("departments"));
        Assert.Equal([2], await ListAsync("unassigned"));
        Assert.Equal([1, 2, 3], await ListAsync("all"));
        Assert.Equal([3], await ListAsync($"department&department={kith.Marula.Accounts}"));
        Assert.Empty(await ListAsync($"department&department={kith.Town.Neighbour.Care}"));

        var counts = await kith.As(Cast.Rosa).GetAsync("/api/cases/counts");
        Assert.Equal((1, 2, 1, 3), ((int)counts["mine"]!, (int)counts["departments"]!, (int)counts["unassigned"]!, (int)counts["all"]!));
        Assert.Equal(1, (int)counts["byDepartment"]![kith.Marula.Accounts.ToString()]!);
    }

    [Fact]
    public async Task counts_for_somebody_in_two_departments_and_in_none()
    {
        await using var kith = await world.OpenAsync();
        var sipho = await kith.MeetAsync("Sipho Maseko");
        await kith.WriteAsync(kith.Marula, db => Task.FromResult(db.Add(new DepartmentMember
        {
            WorkspaceId = db.WorkspaceId,
            DepartmentId = kith.Marula.Accounts,
            TeammateId = kith.Marula.TeammateIds["Rosa"],
        })));
        var now = Life.Now;
        await kith.OpenCaseAsync(sipho, "second", now.AddHours(2));
        await kith.OpenCaseAsync(sipho, "first", now.AddHours(1), kith.Marula.Accounts);

        var both = await kith.As(Cast.Rosa).GetAsync("/api/cases?list=departments");
        Assert.Equal(["first", "second"], both["items"]!.AsArray().Select(one => (string)one!["title"]!));
        Assert.Empty((await kith.As(Cast.Vera).GetAsync("/api/cases?list=departments"))["items"]!.AsArray());
        Assert.Equal(0, (int)(await kith.As(Cast.Vera).GetAsync("/api/cases/counts"))["departments"]!);
    }

    [Theory]
    [InlineData("list=everything")]
    [InlineData("list=department")]
    [InlineData("state=closed")]
    [InlineData("cursor=nonsense")]
    public async Task refuses_what_it_does_not_know(string query)
    {
        await using var kith = await world.OpenAsync();
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, (await kith.As(Cast.Rosa).Http.GetAsync($"/api/cases?{query}")).StatusCode);
    }

    [Fact]
    public async Task shows_one_case_by_its_number_and_hides_the_neighbours()
    {
        await using var kith = await world.OpenAsync();
        var kase = await kith.OpenCaseAsync(await kith.MeetAsync("Amina Farouk"), "policy question");

        Assert.Equal("policy question", (string)(await kith.As(Cast.Vera).GetAsync($"/api/cases/{kase.Number}"))["title"]!);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await kith.AsNeighbour(Cast.Rosa).Http.GetAsync($"/api/cases/{kase.Number}")).StatusCode);
    }
}
