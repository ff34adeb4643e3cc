using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kith.Browser;

/// <summary>Rosa reads what departments owe and takes the same figures away as a table.</summary>
[Collection(nameof(Screens))]
public class TakingFiguresAway(Browsers browsers, DemoTown town) : IClassFixture<DemoTown>
{
    [Fact]
    public async Task gives_what_the_page_shows_as_a_file()
    {
        var rosa = await browsers.WindowAsync(town.Address);
        await rosa.SignInAsync("rosa@marula.example", DemoTown.Password);
        await rosa.GotoAsync("/app/insights");
        await rosa.GetByRole(AriaRole.Button, new() { Name = "Departments", Exact = true }).ClickAsync();
        var table = rosa.GetByRole(AriaRole.Region, new() { Name = "Departments" });
        await Expect(table.GetByRole(AriaRole.Columnheader, new() { Name = "Late and owed" })).ToBeVisibleAsync(new() { Timeout = 60_000 });
        var departments = await table.GetByRole(AriaRole.Rowheader).AllInnerTextsAsync();

        var taken = await rosa.RunAndWaitForDownloadAsync(() => rosa.GetByRole(AriaRole.Link, new() { Name = "Take these figures away as a table" }).ClickAsync());
        var lines = await File.ReadAllLinesAsync(await taken.PathAsync());

        Assert.Matches("^departments-[0-9-]+-to-[0-9-]+\\.csv$", taken.SuggestedFilename);
        Assert.NotEmpty(departments);
        Assert.Equal(departments.Select(name => $"\"{name}\""), lines.Skip(1).Select(line => line.Split(',')[0]));
        foreach (var (width, height, scheme) in Look.Windows)
        {
            var look = await Look.ThroughAsync(rosa, width, height, scheme);
            await look.Async("department-figures");
            look.FoundNothing();
        }
    }
}
