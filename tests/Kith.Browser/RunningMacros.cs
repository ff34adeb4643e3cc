using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kith.Browser;

/// <summary>Rosa gives a name to what she does with every storm claim, reads what it would do on a case, and does it.</summary>
[Collection(nameof(Screens))]
public class RunningMacros(Browsers browsers, DemoTown town) : IClassFixture<DemoTown>
{
    static readonly LocatorAssertionsToBeVisibleOptions patiently = new() { Timeout = 60_000 };

    [Fact]
    public async Task makes_one_in_settings_and_runs_it_from_the_menu_of_a_case_after_seeing_what_it_would_do()
    {
        var kase = (await town.AsOwner().GetAsync("/api/cases?limit=200"))["items"]!.AsArray().Single(one => (string)one!["title"]! == "Roof after the storm")!;
        var shown = (await town.AsOwner().GetAsync("/api/macros"))["items"]!.AsArray().Single()!;
        await town.AsOwner().DeleteAsync($"/api/macros/{shown["id"]}");
        var rosa = await browsers.WindowAsync(town.Address);
        await rosa.SignInAsync("rosa@marula.example", DemoTown.Password);
        await rosa.GotoAsync("/app/settings/macros");
        await Expect(rosa.GetByText("No macros yet")).ToBeVisibleAsync(patiently);
        await Look.AtAllAsync(rosa, "macros-empty");
        await rosa.GetByRole(AriaRole.Button, new() { Name = "New macro" }).ClickAsync();
        await rosa.GetByRole(AriaRole.Dialog).GetByLabel("Name").FillAsync("Storm claim");
        await ChooseAsync(rosa, "What it does", "Put a saved answer into the writing box");
        await ChooseAsync(rosa, "Put a saved answer into the writing box", "Photos for a storm claim");
        await ChooseAsync(rosa, "And then", "Add tags");
        await Field(rosa, "Add tags").FillAsync("photos asked");
        await rosa.Keyboard.PressAsync("Enter");
        await ChooseAsync(rosa, "And then", "Snooze it");
        await Look.AtAllAsync(rosa, "macro-form");
        await rosa.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(rosa.GetByText("Add the tag “photos asked”")).ToBeVisibleAsync(patiently);
        await Look.AtAllAsync(rosa, "macros");
        await rosa.GotoAsync($"/app/inbox/all/{kase["personId"]}?case={kase["number"]}");
        await Expect(rosa.GetByRole(AriaRole.Button, new() { Name = "What to do with this case" })).ToBeVisibleAsync(patiently);
        await rosa.Keyboard.PressAsync("Control+k");
        await rosa.GetByPlaceholder("A person, a place, something to do").FillAsync("storm cl");
        await rosa.GetByRole(AriaRole.Option, new() { Name = "Run a macro: Storm claim" }).ClickAsync();
        await Expect(rosa.GetByText("All of it is done, or none.")).ToBeVisibleAsync(patiently);
        await rosa.Keyboard.PressAsync("Escape");
        await Expect(rosa.GetByText("All of it is done, or none.")).ToHaveCountAsync(0);
        await OpenAsync(rosa);
        await Look.AtAllAsync(rosa, "macro-preview");
        await rosa.GetByRole(AriaRole.Button, new() { Name = "Do it", Exact = true }).ClickAsync();
        await Expect(rosa.GetByText("Storm claim: done.")).ToBeVisibleAsync(patiently);
        await Expect(rosa.GetByRole(AriaRole.Region, new() { Name = "Write an answer" }).Locator("textarea")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("^Three photos help most"), new() { Timeout = 60_000 });
        Assert.Contains("photos asked", (await town.AsOwner().GetAsync($"/api/cases/{kase["number"]}"))["tags"]!.AsArray().Select(tag => (string)tag!));
    }

    static async Task OpenAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "What to do with this case" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Run a macro…" }).ClickAsync();
        await ChooseAsync(page, "Macro", "Storm claim");
        await Expect(page.GetByText("All of it is done, or none.")).ToBeVisibleAsync(patiently);
    }

    static async Task ChooseAsync(IPage page, string label, string what)
    {
        await Field(page, label).ClickAsync();
        await page.GetByRole(AriaRole.Option, new() { Name = what, Exact = true }).ClickAsync();
    }

    static ILocator Field(IPage page, string label) => page.GetByRole(AriaRole.Dialog).Locator("input").And(page.GetByLabel(label, new() { Exact = true }));
}
