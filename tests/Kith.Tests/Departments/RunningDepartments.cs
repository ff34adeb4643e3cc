using System.Net;

namespace Kith.Tests.Departments;

public class RunningDepartments(World world) : IClassFixture<World>
{
    [Fact]
    public async Task one_is_made_led_staffed_and_renamed()
    {
        await using var kith = await world.OpenAsync();
        var (rosa, omar) = (kith.Marula.TeammateIds["Rosa"], kith.Marula.TeammateIds["Omar"]);

        var claims = await kith.As(Cast.Ada).PostAsync("/api/departments", new { name = "Claims", headId = rosa, memberIds = new[] { rosa, omar } });
        Assert.Equal(("Claims", rosa.ToString(), 2, 0), ((string)claims["name"]!, (string)claims["headId"]!, claims["memberIds"]!.AsArray().Count, (int)claims["openCases"]!));
        var changed = await kith.As(Cast.Ada).PatchAsync($"/api/departments/{claims["id"]}", new { name = "Claims and cars", memberIds = new[] { omar } });
        Assert.Equal(("Claims and cars", 1, rosa.ToString()), ((string)changed["name"]!, changed["memberIds"]!.AsArray().Count, (string)changed["headId"]!));
        Assert.Equal(3, (await kith.As(Cast.Vera).GetAsync("/api/departments"))["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task a_new_one_takes_whatever_a_change_of_one_takes()
    {
        await using var kith = await world.OpenAsync();
        var ada = kith.As(Cast.Ada);
        var nights = await ada.PostAsync("/api/calendars", new { name = "Nights", timeZone = "Africa/Johannesburg", openings = new[] { new { day = 1, from = "22:00", to = "06:00" } } });

        var made = await ada.PostAsync("/api/departments", new
        {
            name = "Nights",
            calendarId = nights["id"],
            isDefault = true,
            onlyOwnerAnswers = false,
            askAfterHours = 4,
            signatures = new Dictionary<string, string> { [""] = "Those who are awake" },
        });

        Assert.Equal((nights["id"]!.ToString(), true, false, 4, "Those who are awake"),
            ((string)made["calendarId"]!, (bool)made["isDefault"]!, (bool)made["onlyOwnerAnswers"]!, (int)made["askAfterHours"]!, (string)made["signatures"]![""]!));
        Assert.Equal("Nights", (string)(await kith.As(Cast.Vera).GetAsync("/api/departments"))["items"]!.AsArray().Single(one => (bool)one!["isDefault"]!)!["name"]!);
    }

    [Fact]
    public async Task made_without_a_head_its_maker_answers_for_it()
    {
        await using var kith = await world.OpenAsync();
        var made = await kith.As(Cast.Ada).PostAsync("/api/departments", new { name = "Sales" });
        Assert.Equal(kith.Marula.TeammateIds["Ada"].ToString(), (string)made["headId"]!);
    }

    [Fact]
    public async Task the_default_one_stays_until_another_is()
    {
        await using var kith = await world.OpenAsync();
        await kith.As(Cast.Ada).DeleteAsync($"/api/departments/{kith.Marula.Care}", HttpStatusCode.Conflict);
        await kith.As(Cast.Ada).PatchAsync($"/api/departments/{kith.Marula.Accounts}", new { isDefault = true });
        var kase = await kith.OpenCaseAsync(await kith.MeetAsync("Thabo Vilakazi"), "a claim");

        await kith.As(Cast.Ada).DeleteAsync($"/api/departments/{kith.Marula.Care}");

        Assert.Equal("Accounts", (string)(await kith.As(Cast.Rosa).GetAsync($"/api/cases/{kase.Number}"))["departmentName"]!);
        Assert.Single((await kith.As(Cast.Vera).GetAsync("/api/departments"))["items"]!.AsArray());
    }

    [Fact]
    public async Task refuses_the_neighbours_people_names_that_are_taken_and_who_may_not()
    {
        await using var kith = await world.OpenAsync();
        var neighbour = kith.Town.Neighbour;
        await kith.As(Cast.Ada).PostAsync("/api/departments", new { name = "Care" }, HttpStatusCode.Conflict);
        await kith.As(Cast.Ada).PostAsync("/api/departments", new { name = "Claims", headId = neighbour.TeammateIds["Rosa"] }, HttpStatusCode.NotFound);
        await kith.As(Cast.Ada).PostAsync("/api/departments", new { name = "Claims", memberIds = new[] { neighbour.TeammateIds["Rosa"] } }, HttpStatusCode.NotFound);
        await kith.As(Cast.Ada).PostAsync("/api/departments", new { name = " \u200B " }, HttpStatusCode.BadRequest);
        await kith.As(Cast.Ada).PostAsync("/api/departments", new { name = new string('n', 500) }, HttpStatusCode.BadRequest);
        await kith.As(Cast.Rosa).PostAsync("/api/departments", new { name = "Claims" }, HttpStatusCode.Forbidden);
        await kith.As(Cast.Ada).PatchAsync($"/api/departments/{neighbour.Care}", new { name = "Ours" }, HttpStatusCode.NotFound);
    }
}
