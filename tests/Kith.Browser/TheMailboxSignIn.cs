using Kith.Tests;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kith.Browser;

/// <summary>A mailbox is connected at its provider and back again, across two sites, as a browser keeps them apart.</summary>
[Collection(nameof(Screens))]
public class TheMailboxSignIn(Browsers browsers, ProviderTown town) : Browsing(browsers), IClassFixture<ProviderTown>
{
    static readonly LocatorAssertionsToBeVisibleOptions patiently = new() { Timeout = 60_000 };

    [Fact]
    public async Task leads_there_and_back()
    {
        await using var provider = await PretendProvider.OpenAsync();
        await using var mailbox = new TokenMailbox(provider);
        provider.HasPage = true;
        var ada = await Browsers.WindowAsync(town.Address);
        ada.SetDefaultTimeout(60_000);
        await ada.SignInAsync("ada@marula.example", DemoTown.Password);
        await ada.GotoAsync("/app/settings/connections");
        await ada.GetByRole(AriaRole.Button, new() { Name = "Connect a channel" }).ClickAsync();
        var dialog = ada.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Email" }).ClickAsync();
        foreach (var way in new[] { "Microsoft", "Google" })
        {
            await ChooseAsync(ada, way);
            await Expect(dialog.GetByText($"Let {way} know this Kith")).ToBeVisibleAsync(patiently);
            await Expect(dialog.Locator("code")).ToHaveTextAsync($"{town.Address}/api/connections/sign-in/callback");
            await LookAsync(ada, $"sign-in-{way.ToLowerInvariant()}", dialog.GetByText($"Let {way} know this Kith"));
        }
        await Expect(dialog.GetByLabel("Incoming server")).ToHaveValueAsync("imap.gmail.com");
        await Expect(dialog.GetByLabel("Password", new() { Exact = true })).ToHaveCountAsync(0);

        await ChooseAsync(ada, "Another server");
        await FillAsync(dialog, ("Name *", "Care"), ("Address *", "care@marula.example"), ("Client ID", PretendProvider.ClientId), ("Client secret", PretendProvider.ClientSecret), ("Address of signing in", $"{provider.Url}/authorize"), ("Address of tokens", $"{provider.Url}/token"), ("Incoming server", "127.0.0.1"), ("Outgoing server", ""));
        await dialog.GetByText("More settings").ClickAsync();
        await FillAsync(dialog, ("Incoming port", $"{mailbox.Port}"));
        await ChooseAsync(ada, "None", "Incoming encryption");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Connect", Exact = true }).ClickAsync();
        await ada.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();

        var button = ada.GetByRole(AriaRole.Button, new() { Name = "Sign in with 127.0.0.1" });
        await Expect(button).ToBeVisibleAsync(patiently);
        await LookAsync(ada, "sign-in-needed", button);
        await button.ClickAsync();
        await ada.GetByRole(AriaRole.Link, new() { Name = "Allow" }).ClickAsync();
        await Expect(ada.GetByText("Signed in. Test it to be sure.")).ToBeVisibleAsync(patiently);
        await Expect(ada.GetByText("Signed in at 127.0.0.1 as care@marula.example.")).ToBeVisibleAsync(patiently);
        await LookAsync(ada, "sign-in-done", ada.GetByText("Signed in. Test it to be sure."));

        provider.Is = PretendProvider.Mood.Refuses;
        await ada.GetByRole(AriaRole.Button, new() { Name = "Sign in again" }).ClickAsync();
        await Expect(ada.GetByText("You did not allow it")).ToBeVisibleAsync(patiently);
        await LookAsync(ada, "sign-in-refused", ada.GetByText("You did not allow it"));
    }

    static async Task ChooseAsync(IPage page, string way, string label = "How Kith signs in")
    {
        await page.GetByRole(AriaRole.Textbox, new() { Name = label }).Or(page.GetByRole(AriaRole.Combobox, new() { Name = label })).First.ClickAsync();
        await page.GetByRole(AriaRole.Option, new() { Name = way, Exact = true }).ClickAsync();
    }

    static async Task FillAsync(ILocator form, params (string Label, string Value)[] fields)
    {
        foreach (var (label, value) in fields) await form.GetByLabel(label, new() { Exact = true }).FillAsync(value);
    }

    static async Task LookAsync(IPage page, string name, ILocator at)
    {
        // Both sizes and both schemes, once each: the pieces these screens are made of are looked at in all four elsewhere.
        foreach (var (width, height, scheme) in new[] { Look.Windows[0], Look.Windows[^1] })
        {
            var look = await Look.ThroughAsync(page, width, height, scheme);
            await at.First.ScrollIntoViewIfNeededAsync();
            await look.Async(name);
            look.FoundNothing();
        }
        await page.SetViewportSizeAsync(1440, 900);
    }
}
