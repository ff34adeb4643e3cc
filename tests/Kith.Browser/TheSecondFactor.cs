using Kith.Team;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kith.Browser;

/// <summary>A code from an app and a passkey, set up, used and lost as people do, with Chromium's virtual authenticator.</summary>
[Collection(nameof(Screens))]
public class TheSecondFactor(Browsers browsers, DemoTown town) : Browsing(browsers), IClassFixture<DemoTown>
{
    static readonly LocatorAssertionsToBeVisibleOptions patiently = new() { Timeout = 60_000 };

    [Fact]
    public async Task of_an_app_is_asked_for_after_the_password()
    {
        var omar = await Browsers.WindowAsync(town.Address);
        omar.SetDefaultTimeout(60_000);
        await omar.SignInAsync("omar@marula.example", DemoTown.Password);
        await omar.GotoAsync("/app/settings/security");
        await omar.GetByRole(AriaRole.Button, new() { Name = "Set it up" }).ClickAsync();
        var dialog = omar.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByRole(AriaRole.Img, new() { Name = "authenticator app" })).ToBeVisibleAsync(patiently);
        var secret = (await dialog.Locator("code").TextContentAsync())!.Trim();
        await dialog.GetByLabel("The six digits").FillAsync(CodeOf(secret, stepsAhead: 0));
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Turn it on" }).ClickAsync();
        await Expect(omar.GetByText("Recovery codes").First).ToBeVisibleAsync(patiently);

        var again = await Browsers.WindowAsync(town.Address);
        again.SetDefaultTimeout(60_000);
        await again.GotoAsync("/app");
        await again.Locator("input[type=email]").FillAsync("omar@marula.example");
        await again.Locator("input[type=password]").FillAsync(DemoTown.Password);
        await again.Keyboard.PressAsync("Enter");
        var code = again.Locator("input[autocomplete=one-time-code]");
        await Expect(code).ToBeVisibleAsync(patiently);
        await code.FillAsync(CodeOf(secret, stepsAhead: 1));
        await again.Keyboard.PressAsync("Enter");
        await Expect(again.GetByRole(AriaRole.Button, new() { Name = "New message" }).First).ToBeVisibleAsync(patiently);
    }

    [Fact]
    public async Task of_a_passkey_needs_no_password()
    {
        var rosa = await Browsers.WindowAsync(town.Address);
        rosa.SetDefaultTimeout(60_000);
        await PlugInAsync(rosa);
        await rosa.SignInAsync("rosa@marula.example", DemoTown.Password);
        await rosa.GotoAsync("/app/settings/security");
        await rosa.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        var dialog = rosa.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Textbox).FillAsync("Rosa's key");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await Expect(rosa.GetByText("Rosa's key")).ToBeVisibleAsync(patiently);

        await rosa.Context.ClearCookiesAsync();
        await rosa.GotoAsync("/app/sign-in");
        await rosa.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();
        await Expect(rosa.GetByRole(AriaRole.Button, new() { Name = "New message" }).First).ToBeVisibleAsync(patiently);
    }

    /// <summary>Who lost both is let in again by an admin, with a link that is handed over.</summary>
    [Fact]
    public async Task that_is_lost_with_the_password_is_replaced_by_a_link()
    {
        var mina = await Browsers.WindowAsync(town.Address);
        mina.SetDefaultTimeout(60_000);
        await mina.SignInAsync("mina@marula.example", DemoTown.Password);
        await mina.GotoAsync("/app/settings/teammates");
        await mina.GetByRole(AriaRole.Button, new() { Name = "Edit Ada Lindqvist" }).ClickAsync();
        await mina.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "New password" }).ClickAsync();
        await Expect(mina.GetByRole(AriaRole.Dialog).GetByText("stay who they are")).ToBeVisibleAsync(patiently);
        await Look.AtAllAsync(mina, "locked-out");
        await mina.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Make the link" }).ClickAsync();
        var link = await mina.GetByRole(AriaRole.Dialog).Locator("code").TextContentAsync();

        var ada = await Browsers.WindowAsync(town.Address);
        ada.SetDefaultTimeout(60_000);
        await ada.GotoAsync(link!.Trim());
        await Expect(ada.GetByRole(AriaRole.Heading, new() { Name = "Choose a password" })).ToBeVisibleAsync(patiently);
        await Look.AtAllAsync(ada, "new-password");
        await ada.Locator("input[type=password]").FillAsync("a sentence that I will keep");
        await ada.Keyboard.PressAsync("Enter");
        await Expect(ada.GetByRole(AriaRole.Button, new() { Name = "New message" }).First).ToBeVisibleAsync(patiently);
    }

    static string CodeOf(string secret, int stepsAhead) => TotpCode.At(secret, TotpCode.StepAt(TimeProvider.System.GetUtcNow().UtcDateTime) + stepsAhead);

    static async Task PlugInAsync(IPage page)
    {
        var devtools = await page.Context.NewCDPSessionAsync(page);
        await devtools.SendAsync("WebAuthn.enable");
        await devtools.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }
}
