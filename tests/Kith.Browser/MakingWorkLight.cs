using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kith.Browser;

/// <summary>Rosa keeps words for later and calls them back, is reminded, looks before she changes many cases, and names what a list shows.</summary>
[Collection(nameof(Stories))]
public class MakingWorkLight(Browsers browsers, DemoTown town) : IClassFixture<DemoTown>
{
    const string Words = "I look into it today and ring you tomorrow.", Reminder = "Ask for the photo of the roof";
    static readonly LocatorAssertionsToBeVisibleOptions patiently = new() { Timeout = 60_000 };
    static readonly LocatorAssertionsToBeHiddenOptions gone = new() { Timeout = 60_000 };

    [Fact]
    public async Task keeps_words_for_later_and_changes_many_cases_after_seeing_what_would_happen()
    {
        var kase = (await town.AsOwner().GetAsync("/api/cases?limit=200"))["items"]!.AsArray().Single(one => (string)one!["title"]! == "Roof after the storm")!;
        var rosa = await browsers.WindowAsync(town.Address);
        await rosa.SignInAsync("rosa@marula.example", DemoTown.Password);
        var look = await Look.ThroughAsync(rosa, 1440, 900, ColorScheme.Light);

        await rosa.GotoAsync($"/app/inbox/all/{kase["personId"]}?case={kase["number"]}");
        var composer = rosa.GetByRole(AriaRole.Region, new() { Name = "Write an answer" });
        await composer.Locator("textarea").FillAsync(Words);
        await composer.GetByRole(AriaRole.Button, new() { Name = "Other ways to send" }).ClickAsync();
        await look.Async("send-later-menu");
        await rosa.GetByRole(AriaRole.Menuitem, new() { Name = "Choose a time…" }).ClickAsync();
        await look.Async("send-later");
        await rosa.GetByRole(AriaRole.Button, new() { Name = "Send at this time" }).ClickAsync();
        var waits = rosa.GetByRole(AriaRole.Article).Filter(new() { HasText = Words });
        await Expect(waits.GetByRole(AriaRole.Button, new() { Name = "Change" })).ToBeVisibleAsync(patiently);
        await look.Async("waits-for-its-time");
        await waits.GetByRole(AriaRole.Button, new() { Name = "Call back" }).ClickAsync();
        await Expect(waits).ToBeHiddenAsync(gone);
        await Expect(composer.Locator("textarea")).ToHaveValueAsync(Words, new() { Timeout = 60_000 });

        await rosa.GetByRole(AriaRole.Button, new() { Name = "What to do with this case" }).ClickAsync();
        await rosa.GetByRole(AriaRole.Menuitem, new() { Name = "Remind me…" }).ClickAsync();
        await rosa.GetByLabel("What to think of").FillAsync(Reminder);
        await rosa.GetByRole(AriaRole.Button, new() { Name = "Remind me", Exact = true }).ClickAsync();
        await rosa.GetByRole(AriaRole.Button, new() { Name = "What to do with this case" }).ClickAsync();
        await rosa.GetByRole(AriaRole.Menuitem, new() { Name = "Remind me…" }).ClickAsync();
        var forget = rosa.GetByRole(AriaRole.Button, new() { Name = $"Forget the reminder of {Reminder}" });
        await Expect(forget).ToBeVisibleAsync(patiently);
        await look.Async("remind-me");
        await forget.ClickAsync();
        await Expect(forget).ToBeHiddenAsync(gone);

        await rosa.GotoAsync("/app/inbox/all");
        await rosa.GetByRole(AriaRole.Button, new() { Name = "Filter this list" }).ClickAsync();
        await rosa.GetByRole(AriaRole.Menuitem, new() { Name = "Select several…" }).ClickAsync();
        await rosa.GetByRole(AriaRole.Checkbox).Nth(1).ClickAsync();
        await rosa.GetByRole(AriaRole.Checkbox).Nth(8).ClickAsync(new() { Modifiers = [KeyboardModifier.Shift] });
        await Expect(rosa.GetByText("8 selected")).ToBeVisibleAsync(patiently);
        await look.Async("select-cases");
        await rosa.GetByRole(AriaRole.Button, new() { Name = "Do…" }).ClickAsync();
        await ChooseAsync(rosa, 0, "Close");
        await Expect(rosa.GetByText("People saw the question").First).ToBeVisibleAsync(patiently);
        await look.Async("many-preview");
        await ChooseAsync(rosa, 0, "Add tags");
        await rosa.GetByRole(AriaRole.Dialog).Locator("input:visible").Nth(1).FillAsync("storm");
        await rosa.Keyboard.PressAsync("Enter");
        await rosa.GetByRole(AriaRole.Button, new() { NameRegex = new("^Do it for 8 cases") }).ClickAsync();
        await Expect(rosa.GetByText("Done for 8.")).ToBeVisibleAsync(patiently);

        await rosa.GotoAsync("/app/inbox/all?visibility=private");
        await rosa.GetByRole(AriaRole.Button, new() { Name = "Save as a view" }).ClickAsync();
        await rosa.GetByLabel("Name").FillAsync("Between the two of us");
        await look.Async("save-view");
        await rosa.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(rosa.GetByRole(AriaRole.Link, new() { NameRegex = new("Between the two of us") })).ToBeVisibleAsync(patiently);

        var phone = await Look.ThroughAsync(rosa, 390, 844, ColorScheme.Dark);
        await rosa.GotoAsync("/app/inbox/all");
        await rosa.GetByRole(AriaRole.Button, new() { Name = "Filter this list" }).ClickAsync();
        await rosa.GetByRole(AriaRole.Menuitem, new() { Name = "Select several…" }).ClickAsync();
        await rosa.GetByRole(AriaRole.Checkbox).Nth(2).ClickAsync();
        await phone.Async("select-cases");
        look.FoundNothing();
        phone.FoundNothing();
    }

    static async Task ChooseAsync(IPage page, int at, string what)
    {
        await page.GetByRole(AriaRole.Dialog).Locator("input").Nth(at).ClickAsync();
        await page.GetByRole(AriaRole.Option, new() { Name = what, Exact = true }).ClickAsync();
    }
}
