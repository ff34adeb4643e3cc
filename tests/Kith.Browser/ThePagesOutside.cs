using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kith.Browser;

/// <summary>What people outside see, looked at as the workspace's own screens are: the chat, empty and with a conversation, and the page behind a link.</summary>
[Collection(nameof(Screens))]
public class ThePagesOutside(Browsers browsers, DemoTown town) : Browsing(browsers), IClassFixture<DemoTown>
{
    const string Question = "Does it cover my mother too? She is 71 and lives with us.", Answer = "Yes: parents up to 74 who live with you are included.";
    static readonly LocatorAssertionsToBeVisibleOptions patiently = new() { Timeout = 60_000 };

    [Fact]
    public async Task are_open_to_everybody()
    {
        var page = await WindowAsync();
        await LookAsync(page, async look =>
        {
            await OpenChatAsync(page);
            await look.Async("chat");
        });
        await TalkAsync(page);
        await LookAsync(page, async look =>
        {
            await Expect((await OpenChatAsync(page)).GetByText(Answer)).ToBeVisibleAsync(patiently);
            await look.Async("chat-talk");
            await look.AtAsync("/go/forged", "go");
            await page.GetByRole(AriaRole.Button).ClickAsync();
            await Expect(page.GetByText("This link has done its work")).ToBeVisibleAsync(patiently);
            await look.Async("go-done");
            await look.AtAsync("/me/stop/forged", "stop");
            await page.GetByRole(AriaRole.Button, new() { Name = "No more offers" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "No more offers by email", Exact = true })).ToBeVisibleAsync(patiently);
            await look.Async("stop-no");
            await page.GetByRole(AriaRole.Button, new() { Name = "I want them again" }).ClickAsync();
            await Expect(page.GetByText("You get offers by email again")).ToBeVisibleAsync(patiently);
            await look.Async("stop-again");
        });
    }

    static async Task LookAsync(IPage page, Func<Look, Task> at)
    {
        foreach (var (width, height, scheme) in Look.Windows)
        {
            var look = await Look.ThroughAsync(page, width, height, scheme);
            await at(look);
            look.FoundNothing();
        }
    }

    static async Task<IFrameLocator> OpenChatAsync(IPage page)
    {
        await page.GotoAsync("/try/site");
        var chat = page.FrameLocator("iframe");
        await chat.GetByRole(AriaRole.Button, new() { NameRegex = new("^Open the chat") }).ClickAsync();
        await Expect(chat.Locator("header p:not(:empty)")).ToBeVisibleAsync(patiently);
        return chat;
    }

    async Task TalkAsync(IPage page)
    {
        var chat = await OpenChatAsync(page);
        await chat.GetByRole(AriaRole.Textbox).FillAsync(Question);
        await chat.GetByRole(AriaRole.Textbox).PressAsync("Enter");
        await Expect(chat.GetByText("delivered")).ToBeVisibleAsync(patiently);

        var rosa = await WindowAsync();
        await rosa.SignInAsync("rosa@marula.example", DemoTown.Password);
        // She is quicker than her line: what she sends before it is known where to is not lost.
        await rosa.RouteAsync("**/ways", async route => { await Task.Delay(2_000); await route.ContinueAsync(); });
        await rosa.GotoAsync($"/app/inbox/unassigned/{await town.WhoAsync(kase => (string?)kase["lastText"] == Question)}");
        var composer = rosa.GetByLabel("Write an answer");
        await composer.GetByRole(AriaRole.Textbox).FillAsync(Answer);
        await composer.GetByRole(AriaRole.Textbox).PressAsync("Control+Enter");
        await Expect(chat.GetByText(Answer)).ToBeVisibleAsync(patiently);
    }

    async Task<IPage> WindowAsync()
    {
        var page = await Browsers.WindowAsync(town.Address);
        page.SetDefaultTimeout(60_000);
        return page;
    }
}
