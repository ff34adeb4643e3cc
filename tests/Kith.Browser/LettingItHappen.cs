using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kith.Browser;

/// <summary>Mina writes an automation, reads which cases it would have meant, switches it on, and takes back what it did.</summary>
[Collection(nameof(Screens))]
public class LettingItHappen(Browsers browsers, MovedTown town) : Browsing(browsers), IClassFixture<MovedTown>
{
    const string Name = "Nobody wrote back";
    static readonly LocatorAssertionsToBeVisibleOptions patiently = new() { Timeout = 60_000 };

    [Fact]
    public async Task is_tried_switched_on_seen_on_the_case_and_undone()
    {
        var kase = (await town.AsOwner().GetAsync("/api/cases?limit=200"))["items"]!.AsArray().Single(one => (string)one!["title"]! == "Roof after the storm")!;
        var mina = await Browsers.WindowAsync(town.Address);
        mina.SetDefaultTimeout(60_000);
        await mina.SignInAsync("mina@marula.example", DemoTown.Password);
        await mina.GotoAsync("/app/settings/automations");
        await Expect(mina.GetByText("Nothing is done by itself")).ToBeVisibleAsync(patiently);
        await Look.AtAllAsync(mina, "automations-empty");
        await WriteAsync(mina);
        await mina.GetByRole(AriaRole.Switch, new() { Name = $"{Name} is on" }).ClickAsync(new() { Force = true });
        await Expect(mina.GetByRole(AriaRole.Switch, new() { Name = $"{Name} is on" })).ToBeCheckedAsync(new() { Timeout = 60_000 });
        await Look.AtAllAsync(mina, "automations");

        var way = (await town.AsOwner().GetAsync($"/api/people/{kase["personId"]}/ways"))["items"]![0]!;
        await town.AsOwner().PostAsync($"/api/people/{kase["personId"]}/messages", new { id = Guid.CreateVersion7(), text = "Could you send us one more photo?", connectionId = way["connectionId"], @case = kase["number"] });
        town.Pass(TimeSpan.FromDays(8));
        await Kith.Tests.Soon.Async(async () => Assert.Contains("silent", (await town.AsOwner().GetAsync($"/api/cases/{kase["number"]}"))["tags"]!.AsArray().Select(tag => (string)tag!)), seconds: 60);
        await mina.GotoAsync($"/app/inbox/all/{kase["personId"]}?case={kase["number"]}");
        await Expect(mina.GetByText($"{Name} went on with it by itself: tagged silent").First).ToBeVisibleAsync(patiently);

        await mina.GotoAsync("/app/settings/automations");
        await mina.GetByRole(AriaRole.Button, new() { Name = $"What it did: {Name}" }).ClickAsync();
        var line = mina.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Listitem).Filter(new() { HasText = $"Case {kase["number"]} " });
        await Expect(line.GetByText("Done")).ToBeVisibleAsync(patiently);
        await Look.AtAllAsync(mina, "automation-runs");
        await line.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(line.GetByText("Undone")).ToBeVisibleAsync(patiently);
        await mina.GotoAsync($"/app/inbox/all/{kase["personId"]}?case={kase["number"]}");
        await Expect(mina.GetByText($"Mina Botha undid what {Name} did").First).ToBeVisibleAsync(patiently);
        Assert.DoesNotContain("silent", (await town.AsOwner().GetAsync($"/api/cases/{kase["number"]}"))["tags"]!.AsArray().Select(tag => (string)tag!));
    }

    static async Task WriteAsync(IPage mina)
    {
        await mina.GetByRole(AriaRole.Button, new() { Name = "New automation" }).ClickAsync();
        var dialog = mina.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Name").FillAsync(Name);
        await Field(mina, "What it does").ClickAsync();
        await mina.GetByRole(AriaRole.Option, new() { Name = "Add tags", Exact = true }).ClickAsync();
        await Field(mina, "Add tags").FillAsync("silent");
        await mina.Keyboard.PressAsync("Enter");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Try it on the last month" }).ClickAsync();
        await Expect(dialog.GetByText("of the last month")).ToHaveCountAsync(1, new() { Timeout = 60_000 });
        await Look.AtAllAsync(mina, "automation-form");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(mina.GetByText("1 week after we wrote and they did not answer:")).ToBeVisibleAsync(patiently);
    }

    static ILocator Field(IPage page, string label) => page.GetByRole(AriaRole.Dialog).Locator("input").And(page.GetByLabel(label, new() { Exact = true }));
}
