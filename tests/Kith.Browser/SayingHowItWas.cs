using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kith.Browser;

/// <summary>A department wants to know how it was: somebody who chatted is asked in the chat, says it by one press, and the house reads it.</summary>
[Collection(nameof(Stories))]
public class SayingHowItWas(Browsers browsers, MovedTown town) : Browsing(browsers), IClassFixture<MovedTown>
{
    const string Question = "Does my cover go on while I am abroad?", Answer = "Yes, for the first ninety days.", More = "Quick, and in plain words.";
    static readonly LocatorAssertionsToBeVisibleOptions patiently = new() { Timeout = 60_000 };

    [Fact]
    public async Task is_asked_once_after_closing_and_answered_by_one_press()
    {
        var chat = await AskAsync();
        var person = await town.WhoAsync(kase => (string?)kase["lastText"] == Question);
        var kase = (await town.AsOwner().GetAsync("/api/cases?limit=200"))["items"]!.AsArray().Single(one => (string)one!["personId"]! == person)!;
        var ada = await WindowAsync();
        await ada.SignInAsync("ada@marula.example", DemoTown.Password);
        await WantToKnowAsync(ada, (string)kase["departmentId"]!);
        var way = (await town.AsOwner().GetAsync($"/api/people/{person}/ways"))["items"]![0]!;
        await town.AsOwner().PostAsync($"/api/people/{person}/messages", new { id = Guid.CreateVersion7(), text = Answer, connectionId = way["connectionId"] });
        await Expect(chat.GetByText(Answer)).ToBeVisibleAsync(patiently);
        await town.AsOwner().PutAsync($"/api/cases/{kase["number"]}/closure", null);
        town.Pass(TimeSpan.FromHours(3));

        var link = chat.Locator("a[href*='/how/']");
        await Expect(link).ToBeVisibleAsync(patiently);
        await SayItAsync((await link.GetAttributeAsync("href"))!);
        await ReadItAsync(ada, person);
    }

    async Task<IFrameLocator> AskAsync()
    {
        var page = await WindowAsync();
        await page.GotoAsync("/try/site");
        var chat = page.FrameLocator("iframe");
        await chat.GetByRole(AriaRole.Button, new() { NameRegex = new("^Open the chat") }).ClickAsync();
        await chat.GetByRole(AriaRole.Textbox).FillAsync(Question);
        await chat.GetByRole(AriaRole.Textbox).PressAsync("Enter");
        await Expect(chat.GetByText("delivered")).ToBeVisibleAsync(patiently);
        return chat;
    }

    async Task WantToKnowAsync(IPage ada, string department)
    {
        var name = (string)(await town.AsOwner().GetAsync("/api/departments"))["items"]!.AsArray().Single(one => (string)one!["id"]! == department)!["name"]!;
        await ada.GotoAsync("/app/settings/departments");
        await ada.GetByRole(AriaRole.Listitem).Filter(new() { HasText = name }).GetByRole(AriaRole.Button, new() { Name = "Edit" }).First.ClickAsync();
        var wants = ada.GetByRole(AriaRole.Switch, new() { Name = "Asks how it was" });
        await wants.SetCheckedAsync(true, new() { Force = true });
        await Look.AtAllAsync(ada, "department-asks", () => wants.ScrollIntoViewIfNeededAsync());
        await ada.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(wants).ToBeHiddenAsync(new() { Timeout = 60_000 });
    }

    async Task SayItAsync(string link)
    {
        var page = await WindowAsync();
        await page.GotoAsync(link);
        await Look.AtAllAsync(page, "how-it-was");
        await page.GetByRole(AriaRole.Button, new() { Name = "Good", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Textbox).FillAsync(More);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Thank you. We have it.")).ToBeVisibleAsync(patiently);
        await Look.AtAllAsync(page, "how-it-was-said");
    }

    static async Task ReadItAsync(IPage ada, string person)
    {
        await ada.GotoAsync($"/app/inbox/all/{person}");
        await Expect(ada.GetByText($"says how it was: 4 of 5. {More}").First).ToBeVisibleAsync(patiently);
        await Look.AtAllAsync(ada, "how-it-was-timeline");
        await ada.GotoAsync("/app/insights");
        await ada.GetByText("How it was", new() { Exact = true }).ClickAsync();
        await Expect(ada.GetByRole(AriaRole.Row, new() { NameRegex = new("^Everybody 1 1 \\(100 %\\) 4") })).ToBeVisibleAsync(patiently);
        await Look.AtAllAsync(ada, "how-it-was-figures");
    }

    async Task<IPage> WindowAsync()
    {
        var page = await Browsers.WindowAsync(town.Address);
        page.SetDefaultTimeout(60_000);
        return page;
    }
}
