using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kith.Browser;

/// <summary>Rosa asks, Omar of another department answers, and Rosa says it to the person, who reads it on her own page, too.</summary>
[Collection(nameof(Stories))]
public class AskingAnotherDepartment(Browsers browsers, DemoTown town) : Browsing(browsers), IClassFixture<DemoTown>
{
    const string Question = "Was the debit order of June taken twice?", Answer = "It was, and we pay it back on Friday.";
    static readonly LocatorAssertionsToBeVisibleOptions patiently = new() { Timeout = 60_000 };

    [Fact]
    public async Task brings_the_answer_into_the_reply_and_onto_their_own_page()
    {
        var kase = (await town.AsOwner().GetAsync("/api/cases?limit=200"))["items"]!.AsArray().Single(one => (string)one!["title"]! == "Roof after the storm")!;
        var person = (string)kase["personId"]!;
        var rosa = await WindowAsync("rosa");
        await rosa.GotoAsync($"/app/inbox/all/{person}?case={kase["number"]}");
        await rosa.GetByRole(AriaRole.Button, new() { Name = "What to do with this case" }).ClickAsync();
        await rosa.GetByRole(AriaRole.Menuitem, new() { Name = "Ask a department…" }).ClickAsync();
        await rosa.GetByRole(AriaRole.Dialog).Locator("input").First.FillAsync("Accounts");
        await rosa.GetByRole(AriaRole.Option, new() { Name = "Accounts" }).ClickAsync();
        await rosa.GetByLabel("What do you want to know?").FillAsync(Question);
        var look = await Look.ThroughAsync(rosa, 1440, 900, ColorScheme.Light);
        await look.Async("ask");
        await rosa.GetByRole(AriaRole.Button, new() { Name = "Ask", Exact = true }).ClickAsync();
        var panel = rosa.GetByRole(AriaRole.Region, new() { Name = $"Questions of case {kase["number"]}" });
        await Expect(panel.GetByText(Question)).ToBeVisibleAsync(patiently);

        var omar = await WindowAsync("omar");
        await omar.GetByRole(AriaRole.Link, new() { NameRegex = new("^Asks") }).ClickAsync();
        await omar.GetByRole(AriaRole.Button, new() { Name = $"Show what was said about “{Question}”" }).ClickAsync();
        await LookAsync(omar, "asks");
        await omar.GetByLabel("Your answer").FillAsync(Answer);
        await omar.GetByRole(AriaRole.Button, new() { Name = "Answer", Exact = true }).ClickAsync();

        await Expect(panel.GetByText(Answer)).ToBeVisibleAsync(patiently);
        await panel.GetByRole(AriaRole.Button, new() { Name = "Use in reply: the answer of Omar Haddad" }).ClickAsync();
        await Expect(rosa.GetByText("From Omar Haddad, Accounts. Only we see this.")).ToBeVisibleAsync(patiently);
        await panel.GetByRole(AriaRole.Button, new() { Name = $"Show what was said about “{Question}”" }).ClickAsync();
        await LookAsync(rosa, "ask-panel");
        await rosa.GetByRole(AriaRole.Region, new() { Name = "Write an answer" }).GetByRole(AriaRole.Button, new() { NameRegex = new("^Send") }).First.ClickAsync();
        await Expect(rosa.GetByRole(AriaRole.Article).Filter(new() { HasText = Answer }).Last).ToBeVisibleAsync(patiently);

        await rosa.GetByRole(AriaRole.Button, new() { Name = "What to do with this person" }).First.ClickAsync();
        await rosa.GetByRole(AriaRole.Menuitem, new() { Name = "Send them their page" }).ClickAsync();
        await rosa.GetByRole(AriaRole.Button, new() { Name = "Make the link" }).ClickAsync();
        var words = rosa.GetByLabel("What you send them");
        await Expect(words).ToBeVisibleAsync(patiently);
        await look.Async("their-page-link");
        var link = new Uri((await words.InputValueAsync()).Split(' ')[^1]);
        await rosa.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();

        var theirs = await Browsers.WindowAsync(town.Address);
        await theirs.GotoAsync(link.PathAndQuery);
        await Expect(theirs.GetByRole(AriaRole.Heading, new() { NameRegex = new("Your conversation with") })).ToBeVisibleAsync(patiently);
        await theirs.Locator("textarea").FillAsync("Thank you, Friday is fine.");
        await theirs.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        await Expect(theirs.GetByText("We have it.")).ToBeVisibleAsync(patiently);
        await Expect(rosa.GetByText("Thank you, Friday is fine.").First).ToBeVisibleAsync(patiently);
        await theirs.GotoAsync(link.PathAndQuery);
        await LookAsync(theirs, "their-page");
        look.FoundNothing();
    }

    async Task<IPage> WindowAsync(string name)
    {
        var page = await Browsers.WindowAsync(town.Address);
        page.SetDefaultTimeout(60_000);
        await page.SignInAsync($"{name}@marula.example", DemoTown.Password);
        return page;
    }

    static async Task LookAsync(IPage page, string name)
    {
        foreach (var (width, height, scheme) in Look.Windows)
        {
            var look = await Look.ThroughAsync(page, width, height, scheme);
            await look.Async(name);
            look.FoundNothing();
        }
        await Look.ThroughAsync(page, 1440, 900, ColorScheme.Light);
    }
}
