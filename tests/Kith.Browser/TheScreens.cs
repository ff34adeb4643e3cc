using Microsoft.Playwright;

namespace Kith.Browser;

/// <summary>
/// Each screen, on a desk and on a phone, in light and dark, is free of what axe finds (WCAG 2.2 AA). With KITH_PICTURES=1 the
/// pictures in docs/pictures are taken anew.
/// </summary>
[Collection(nameof(Screens))]
public class TheScreens(Browsers browsers, DemoTown town, NewKith nobody) : Browsing(browsers), IClassFixture<DemoTown>, IClassFixture<NewKith>
{
    [Theory]
    [MemberData(nameof(Windows))]
    public async Task are_open_to_everybody(int width, int height, ColorScheme scheme)
    {
        var look = await OpenAsync(town.Address, width, height, scheme);
        var page = look.Page;
        await look.AtAsync("/try", "try");
        foreach (var (app, said) in new[] { ("WhatsApp", "pay for new locks"), ("Phone", "No calls yet") })
        {
            await page.GetByRole(AriaRole.Tab, new() { NameRegex = new($"^{app}") }).ClickAsync();
            await page.GetByText(said).WaitForAsync();
            await look.Async($"try-{app.ToLowerInvariant()}");
        }
        await page.GetByRole(AriaRole.Tab, new() { NameRegex = new("^Mail") }).ClickAsync();
        await page.Locator("#letters").GetByText("Your new address").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Reply" }).ClickAsync();
        await look.Async("try-mail");
        await page.GetByRole(AriaRole.Tab, new() { NameRegex = new("^Facebook") }).ClickAsync();
        await page.Locator("#facebook").GetByLabel("You are").FillAsync("Thabo Maseko");
        await page.GetByRole(AriaRole.Button, new() { Name = "Message the page" }).ClickAsync();
        await page.GetByText("in front of your Sandton branch").WaitForAsync();
        await look.Async("try-facebook");
        foreach (var (tab, said) in new[] { ("X", "Do your branches take photos"), ("Bluesky", "Do the 48 hours count"), ("Instagram", "Elias did our roof"), ("Mastodon", "Where do I find it on a cargo bike") })
        {
            await page.GetByRole(AriaRole.Tab, new() { NameRegex = new($"^{tab}") }).ClickAsync();
            await page.GetByText(said).WaitForAsync();
            await look.Async($"try-{tab.ToLowerInvariant()}");
        }
        await look.AtAsync("/app/sign-in", "sign-in");
        await page.SignInAsync("mina@marula.example", DemoTown.Password);
        await look.AtAsync("/app/inbox/mine", "inbox-empty");
        await look.AtAsync("/app/inbox/all", "inbox");
        await page.GetByText("Nomsa Ndlovu").First.ClickAsync();
        await page.GetByText("And if I move house in March").Last.WaitForAsync();
        await look.Async("conversation");
        if (width < 700)
        {
            await page.GetByRole(AriaRole.Button, new() { NameRegex = new("Nomsa Ndlovu") }).First.ClickAsync();
            await look.Async("person");
        }
        foreach (var (name, path) in new[]
        {
            ("search", "/app/search?query=cover"), ("people", "/app/people"), ("settings", "/app/settings/workspace"), ("profile", "/app/settings/profile"),
            ("connections", "/app/settings/connections"), ("found", "/app/settings/found"), ("inbox-filtered", "/app/inbox/all?visibility=public"), ("documents", "/app/settings/documents"), ("departments", "/app/settings/departments"), ("hours", "/app/settings/hours"), ("branches", "/app/settings/branches"), ("routes", "/app/settings/routes"), ("record", "/app/settings/record"), ("roles", "/app/settings/roles"), ("insights", "/app/insights"), ("design", "/app/design"),
        })
            await look.AtAsync(path, name);
        look.FoundNothing();
    }

    [Theory]
    [MemberData(nameof(Windows))]
    public async Task that_open_over_others_are_too(int width, int height, ColorScheme scheme)
    {
        var look = await OpenAsync(town.Address, width, height, scheme);
        var page = look.Page;
        await page.SignInAsync("mina@marula.example", DemoTown.Password);
        await page.GotoAsync("/app/inbox/all");
        await page.GetByRole(AriaRole.Button, new() { Name = "New message" }).First.ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("To whom?").FillAsync("Palesa");
        await dialog.GetByRole(AriaRole.Button, new() { NameRegex = new("Palesa Mokoena") }).ClickAsync();
        await dialog.GetByLabel("First words").FillAsync("Hello Palesa, your gym cover has ended as you asked.");
        await look.Async("new-message");
        await dialog.GetByRole(AriaRole.Switch, new() { NameRegex = new("^Offer") }).PressAsync("Space");
        await dialog.GetByText("Offers go by email only").First.WaitForAsync();
        await look.Async("new-message-offer");
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("Control+k");
        await page.GetByRole(AriaRole.Combobox).FillAsync("no");
        await page.GetByRole(AriaRole.Option, new() { NameRegex = new("Nomsa Ndlovu") }).WaitForAsync();
        await look.Async("palette");
        await page.GotoAsync("/app/settings/routes");
        await page.GetByRole(AriaRole.Button, new() { Name = "New rule" }).ClickAsync();
        await dialog.GetByLabel("They speak").ClickAsync();
        await page.GetByRole(AriaRole.Option, new() { Name = "Afrikaans" }).ClickAsync();
        await page.Keyboard.PressAsync("Escape");
        await dialog.GetByText("A language that nobody named").ScrollIntoViewIfNeededAsync();
        await look.Async("route-rule");
        look.FoundNothing();
    }

    [Theory]
    [MemberData(nameof(Windows))]
    public async Task of_the_first_day_are_too(int width, int height, ColorScheme scheme)
    {
        var look = await OpenAsync(nobody.Address, width, height, scheme);
        await look.AtAsync("/app", "first-run");
        look.FoundNothing();
    }

    public static IEnumerable<object[]> Windows => Look.Windows.Select(window => new object[] { window.Width, window.Height, window.Scheme });

    async Task<Look> OpenAsync(string address, int width, int height, ColorScheme scheme)
    {
        var page = await Browsers.WindowAsync(address);
        page.SetDefaultTimeout(60_000);
        return await Look.ThroughAsync(page, width, height, scheme);
    }
}
