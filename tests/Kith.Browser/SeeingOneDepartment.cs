using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kith.Browser;

/// <summary>Mina makes a role that sees the cases of Accounts alone and gives it to Omar, whose Kith then shows that and nothing else.</summary>
[Collection(nameof(Screens))]
public class SeeingOneDepartment(Browsers browsers, DemoTown town) : IClassFixture<DemoTown>
{
    static readonly LocatorAssertionsToBeVisibleOptions patiently = new() { Timeout = 60_000 };

    [Fact]
    public async Task is_what_a_role_says_and_what_its_teammate_finds()
    {
        var mina = await browsers.WindowAsync(town.Address);
        await mina.SignInAsync("mina@marula.example", DemoTown.Password);
        await mina.GotoAsync("/app/settings/roles");
        await Expect(mina.GetByText("Everybody sees everything")).ToBeVisibleAsync(patiently);
        await mina.GetByRole(AriaRole.Button, new() { Name = "New role" }).ClickAsync();
        await mina.GetByRole(AriaRole.Dialog).GetByLabel("Name").FillAsync("Accounts only");
        await ChooseAsync(mina, "Cases of these departments", "Accounts");
        await mina.Keyboard.PressAsync("Escape");
        await mina.GetByRole(AriaRole.Switch, new() { Name = "May take away everything of a person" }).ClickAsync();
        await Look.AtAllAsync(mina, "role-form");
        await mina.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(mina.GetByText("Sees cases of: Accounts. Sees contact details: yes. May take data away: no. Reads the record: no. Nobody has it.")).ToBeVisibleAsync(patiently);

        await mina.GotoAsync("/app/settings/teammates");
        await mina.GetByRole(AriaRole.Button, new() { Name = "Edit Omar Haddad" }).ClickAsync();
        await ChooseAsync(mina, "What they see", "Accounts only");
        await mina.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(mina.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await mina.GotoAsync("/app/settings/roles");
        await Expect(mina.GetByText("One teammate has it.")).ToBeVisibleAsync(patiently);
        await Look.AtAllAsync(mina, "roles-made");

        var omar = await browsers.WindowAsync(town.Address);
        await omar.SignInAsync("omar@marula.example", DemoTown.Password);
        await omar.GotoAsync("/app/inbox/all");
        await Expect(omar.GetByText("Payout for the geyser").First).ToBeVisibleAsync(patiently);
        await Expect(omar.GetByText("Roof after the storm")).ToHaveCountAsync(0);
        await omar.GotoAsync("/app/insights");
        var figures = omar.GetByRole(AriaRole.Region, new() { Name = "Departments" });
        await Expect(figures.GetByRole(AriaRole.Rowheader)).ToHaveTextAsync(["Accounts"], new() { Timeout = 60_000 });
        await Expect(omar.GetByText("Waiting and solving")).ToHaveCountAsync(0);
        await Expect(omar.GetByRole(AriaRole.Link, new() { Name = "Take these figures away as a table" })).ToHaveCountAsync(0);
        await Look.AtAllAsync(omar, "insights-of-a-role");
    }

    static async Task ChooseAsync(IPage page, string label, string what)
    {
        await page.GetByRole(AriaRole.Dialog).Locator("input").And(page.GetByLabel(label, new() { Exact = true })).ClickAsync();
        await page.GetByRole(AriaRole.Option, new() { Name = what, Exact = true }).ClickAsync();
    }
}
