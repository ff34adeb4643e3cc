using Kith.Tests;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kith.Browser;

/// <summary>An answer that a rule objected to is mended, and goes when a second teammate has read it.</summary>
[Collection(nameof(Screens))]
public class BeforeItLeaves(Browsers browsers, ProviderTown town) : Browsing(browsers), IClassFixture<ProviderTown>
{
    static readonly LocatorAssertionsToBeVisibleOptions patiently = new() { Timeout = 60_000 };

    [Fact]
    public async Task an_answer_is_mended_and_then_approved()
    {
        await using var forum = await AskedAsync("approved");
        var rule = await town.AsOwner().PostAsync("/api/approvals/rules", new { name = "Sums are read twice", about = "messages", place = "private", above = 1000, approvers = new[] { await IdAsync("Omar Haddad") } });

        var rosa = await Browsers.WindowAsync(town.Address);
        rosa.SetDefaultTimeout(60_000);
        await rosa.SignInAsync("rosa@marula.example", DemoTown.Password);
        await rosa.GotoAsync($"/app/inbox/all/{await town.WhoAsync(one => (string)one["personName"]! == "Palesa approved")}");
        var box = rosa.GetByPlaceholder("Write to Palesa");
        await box.FillAsync("Hello Palesa, you failed to sign the form, and R 2 500 waits for you.");
        var said = rosa.GetByRole(AriaRole.Region, new() { Name = "What the house rules say" });
        await Expect(said.GetByText("Nobody is blamed.")).ToBeVisibleAsync(patiently);
        await Expect(rosa.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true })).ToBeDisabledAsync();
        await said.GetByRole(AriaRole.Button, new() { Name = "Say “we still need you to”" }).ClickAsync();
        await Expect(box).ToHaveValueAsync("Hello Palesa, we still need you to sign the form, and R 2 500 waits for you.");
        await Expect(said.GetByText("Nobody is blamed.")).Not.ToBeVisibleAsync(new() { Timeout = 60_000 });
        await rosa.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        await Expect(rosa.GetByText("waits for approval by Omar until")).ToBeVisibleAsync(patiently);

        var omar = await Browsers.WindowAsync(town.Address, 390, 844);
        omar.SetDefaultTimeout(60_000);
        await omar.SignInAsync("omar@marula.example", DemoTown.Password);
        await omar.GotoAsync("/app/approvals");
        var waiting = omar.GetByRole(AriaRole.Article, new() { Name = "Rosa Meyer to Palesa approved" });
        await waiting.GetByRole(AriaRole.Button, new() { Name = "Approve", Exact = true }).ClickAsync();
        await Expect(waiting).Not.ToBeVisibleAsync(new() { Timeout = 60_000 });

        await Expect(rosa.GetByText("waits for approval by Omar until")).Not.ToBeVisibleAsync(new() { Timeout = 60_000 });
        await forum.HasAsync("Hello Palesa, we still need you to sign the form, and R 2 500 waits for you.", isPublic: false);
        await town.AsOwner().DeleteAsync($"/api/approvals/rules/{rule["id"]}");
    }

    [Theory]
    [MemberData(nameof(Windows))]
    public async Task is_open_to_everybody(int width, int height, ColorScheme scheme)
    {
        var name = $"look-{width}-{scheme}".ToLowerInvariant();
        await using var forum = await AskedAsync(name);
        var owner = town.AsOwner();
        var person = await town.WhoAsync(one => (string)one["personName"]! == $"Palesa {name}");
        var rule = await owner.PostAsync("/api/approvals/rules", new { name = "Sums are read twice", about = "messages", place = "private", above = 1000, approvers = new[] { await IdAsync("Omar Haddad") } });
        await owner.PostAsync($"/api/people/{person}/messages", new { id = Guid.NewGuid(), text = "Good news: we pay R 12 400,00 for the roof on Friday.", connectionId = forum.Connection }, System.Net.HttpStatusCode.Accepted);
        await owner.DeleteAsync($"/api/approvals/rules/{rule["id"]}");

        var page = await Browsers.WindowAsync(town.Address, width, height, scheme);
        page.SetDefaultTimeout(60_000);
        var look = await Look.ThroughAsync(page, width, height, scheme);
        await page.SignInAsync("omar@marula.example", DemoTown.Password);
        await page.GotoAsync("/app/approvals");
        await page.GetByText("Good news: we pay").First.WaitForAsync();
        await look.Async("approvals");
        await page.GotoAsync($"/app/inbox/all/{person}");
        await page.GetByText("waits for approval by Omar").WaitForAsync();
        await page.GetByPlaceholder("Write to Palesa").FillAsync("You should have called. THIS IS THE LAST TIME WE SAY IT, and your card 4111 1111 1111 1111 is fine.");
        await page.GetByText("Nobody is shouted at.").WaitForAsync();
        await look.Async("rule-objects");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send it all the same" }).ClickAsync();
        await page.GetByLabel("Why it is right this time").FillAsync("She wants it in these words");
        await look.Async("rule-overruled");
        await page.GetByPlaceholder("Write to Palesa").FillAsync("");

        look.FoundNothing();

        page = await Browsers.WindowAsync(town.Address, width, height, scheme);
        page.SetDefaultTimeout(60_000);
        look = await Look.ThroughAsync(page, width, height, scheme);
        await page.SignInAsync("mina@marula.example", DemoTown.Password);
        await page.GotoAsync("/app/settings/rules");
        await page.GetByText("Sandton speaks in public").WaitForAsync();
        await look.Async("rules");
        await page.GetByRole(AriaRole.Button, new() { Name = "Edit: Nobody is blamed" }).ClickAsync();
        await page.GetByLabel("Words to avoid, and better ones").FillAsync("policy = cover\nclaim = matter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Try it on our last answers" }).ClickAsync();
        await page.GetByRole(AriaRole.Region, new() { Name = "On our last answers" }).ScrollIntoViewIfNeededAsync();
        await look.Async("rule-trial");
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Button, new() { Name = "Edit: Sandton speaks" }).ClickAsync();
        await page.GetByLabel("How many open minutes each has").WaitForAsync();
        await look.Async("approval-rule");
        look.FoundNothing();
    }

    public static IEnumerable<object[]> Windows => Look.Windows.Select(window => new object[] { window.Width, window.Height, window.Scheme });

    /// <summary>Somebody asks by a connection of their own, so that no other answer is met here.</summary>
    async Task<Forum> AskedAsync(string name)
    {
        var forum = await Forum.ConnectAsync(town, name);
        await forum.SayAsync(name, $"palesa.{name}", $"Palesa {name}", "What is still missing from me?");
        return forum;
    }

    async Task<Guid> IdAsync(string name) => (Guid)(await town.AsOwner().GetAsync("/api/teammates"))["items"]!.AsArray().Single(one => (string)one!["name"]! == name)!["id"]!;
}
