using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Kith.Tests;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kith.Browser;

/// <summary>
/// The story in public, in two windows of two people: an angry comment names a branch, is answered where it stands before the promised time, taken
/// private, solved by mail, and its outcome can be read where the question was. The desk saw one conversation, and owes nobody a word.
/// </summary>
[Collection(nameof(Stories))]
public class TheStoryInPublic(Browsers browsers, PublicDemoTown town) : Browsing(browsers), IClassFixture<PublicDemoTown>
{
    const string Name = "Lindiwe Dube", Address = "lindiwe@example.org";
    const string Angry = "Third time I ask: your Rosebank branch lost the photos of my claim. Does anybody read here?";
    const string Sorry = "Hello Lindiwe, I read it and I am sorry. I look for them myself, today.";
    const string Private = "So that only we two read it: may I send you what I find by email?";
    const string Yes = "Yes. I am tired of asking.";
    const string Found = "Your three photos are found and your claim is paid on Friday.";
    const string Thanks = "All of them are there, thank you!";
    const string Settled = "Hello Lindiwe, the photos are found and it is settled. Thank you for asking a third time.";

    static readonly LocatorAssertionsToBeVisibleOptions patiently = new() { Timeout = 60_000 };

    [Fact]
    public async Task ends_where_it_began_and_owes_nobody_a_word()
    {
        var (rosa, person) = await TwoWindowsAsync();
        var feed = person.Locator("#facebook-feed");
        await CommentAsync(person);

        await rosa.GotoAsync("/app/inbox/owed");
        await rosa.GetByText(Angry).First.ClickAsync();
        await GiveToAsync(rosa, "Rosebank branch");
        var composer = rosa.GetByLabel("Write an answer");
        await Expect(composer.GetByText("Everyone can read this")).ToBeVisibleAsync(patiently);
        var kase = await CaseAsync();
        await PublishAsync(composer, Sorry);
        await Expect(feed.GetByText($"{Sorry}\n— Rosa")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        Assert.True(TimeProvider.System.GetUtcNow() < (DateTimeOffset)kase["promiseDue"]!, "It was answered before the promised time.");

        await TakePrivateAsync(rosa, person, composer);
        await GoOnByMailAsync(rosa, person, composer);

        await rosa.GetByRole(AriaRole.Button, new() { Name = "Close", Exact = true }).ClickAsync();
        var dialog = rosa.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByText("The outcome is still owed in public")).ToBeVisibleAsync(patiently);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Answer in public first" }).ClickAsync();
        await PublishAsync(composer, Settled);
        await Expect(feed.GetByText($"{Settled}\n— Rosa")).ToBeVisibleAsync(patiently);
        await rosa.GetByRole(AriaRole.Button, new() { Name = "Close", Exact = true }).ClickAsync();
        await Expect(rosa.GetByText("Closed. It comes back")).ToBeVisibleAsync(patiently);

        await IsOneStoryAsync((long)kase["number"]!);
        await SettleTheOthersAsync(rosa);
        await rosa.GotoAsync("/app/inbox/owed");
        await Expect(rosa.GetByText("Nothing is owed in public")).ToBeVisibleAsync(patiently);
    }

    async Task<(IPage Rosa, IPage Person)> TwoWindowsAsync()
    {
        var (rosa, person) = (await Browsers.WindowAsync(town.Address), await Browsers.WindowAsync(town.Address));
        foreach (var page in new[] { rosa, person }) page.SetDefaultTimeout(60_000);
        await rosa.SignInAsync("rosa@marula.example", DemoTown.Password);
        return (rosa, person);
    }

    static async Task CommentAsync(IPage person)
    {
        await person.GotoAsync("/try");
        await person.GetByRole(AriaRole.Tab, new() { NameRegex = new("^Facebook") }).ClickAsync();
        await person.Locator("#facebook").GetByLabel("You are").FillAsync(Name);
        var words = person.Locator("#facebook-feed").GetByLabel("Write a comment").First;
        await words.FillAsync(Angry);
        await words.PressAsync("Enter");
        await Expect(person.Locator("#facebook-feed").GetByText(Angry)).ToBeVisibleAsync(patiently);
    }

    static async Task GiveToAsync(IPage rosa, string department)
    {
        await rosa.GetByRole(AriaRole.Button, new() { Name = "Assign" }).First.ClickAsync();
        await rosa.GetByRole(AriaRole.Menuitem, new() { Name = department }).ClickAsync();
        await Expect(rosa.GetByRole(AriaRole.Main).GetByText(new Regex($", {department}$")).First).ToBeVisibleAsync(patiently);
    }

    static async Task TakePrivateAsync(IPage rosa, IPage person, ILocator composer)
    {
        await composer.GetByRole(AriaRole.Button, new() { Name = "Take private" }).ClickAsync();
        await composer.GetByRole(AriaRole.Textbox).FillAsync(Private);
        await composer.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        await Expect(person.Locator("#facebook-alone-texts").GetByText(Private)).ToBeVisibleAsync(patiently);
        await person.Locator("#facebook-alone-words").FillAsync(Yes);
        await person.Locator("#facebook-alone-words").PressAsync("Enter");
        await Expect(TheStory.Said(rosa, Yes)).ToBeVisibleAsync(patiently);
    }

    /// <summary>The address is proved by a code that goes there; then the answer goes there, and is answered.</summary>
    static async Task GoOnByMailAsync(IPage rosa, IPage person, ILocator composer)
    {
        await TheStory.GoOnAsync(rosa, "Email");
        var link = await person.Locator("#facebook-alone-texts a[href*='/go/']").GetAttributeAsync("href");
        await person.GetByRole(AriaRole.Tab, new() { NameRegex = new("^Mail") }).ClickAsync();
        await person.GetByLabel("Mailbox of").SelectOptionAsync(Address);
        var page = await person.Context.NewPageAsync();
        await page.GotoAsync(link!);
        await page.GetByLabel("Your email address").FillAsync(Address);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send me a code" }).ClickAsync();
        await page.GetByLabel("The code").FillAsync(await CodeAsync(person));
        await page.GetByRole(AriaRole.Button, new() { Name = "Confirm" }).ClickAsync();
        await Expect(page.GetByText("We go on by email")).ToBeVisibleAsync(patiently);

        await composer.GetByRole(AriaRole.Button, new() { NameRegex = new("^Email") }).First.ClickAsync();
        await composer.GetByLabel("Subject").FillAsync("Your photos");
        await composer.GetByRole(AriaRole.Textbox, new() { NameRegex = new("Write") }).Last.FillAsync(Found);
        await composer.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        await person.Locator("#letters").GetByText("Your photos", new() { Exact = true }).ClickAsync();
        await Expect(person.GetByText(Found).First).ToBeVisibleAsync(patiently);
        await person.GetByRole(AriaRole.Button, new() { Name = "Reply" }).ClickAsync();
        await person.GetByLabel("Your answer").FillAsync(Thanks);
        await person.Locator("#mail").GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Expect(TheStory.Said(rosa, Thanks)).ToBeVisibleAsync(patiently);
        await person.GetByRole(AriaRole.Tab, new() { NameRegex = new("^Facebook") }).ClickAsync();
    }

    static async Task<string> CodeAsync(IPage person)
    {
        await person.Locator("#letters").GetByText(new Regex("code")).First.ClickAsync();
        var digits = person.Locator("#letter").GetByText(new Regex(@"\b\d{6}\b")).First;
        await Expect(digits).ToBeVisibleAsync(patiently);
        return Regex.Match(await digits.InnerTextAsync(), @"\b\d{6}\b").Value;
    }

    static async Task PublishAsync(ILocator composer, string text)
    {
        await composer.GetByRole(AriaRole.Textbox).FillAsync(text);
        await composer.GetByRole(AriaRole.Button, new() { NameRegex = new("^Publish") }).ClickAsync();
    }

    async Task<JsonNode> CaseAsync() => (await town.AsOwner().GetAsync("/api/cases?owes=public"))["items"]!.AsArray().Single(one => (string)one!["personName"]! == Name)!;

    /// <summary>One person, one case, in the order in which it was said, whatever way it took.</summary>
    async Task IsOneStoryAsync(long number)
    {
        var owner = town.AsOwner();
        var kase = await owner.GetAsync($"/api/cases/{number}");
        Assert.Equal(("Rosebank branch", "closed", null), ((string)kase["departmentName"]!, (string)kase["state"]!, (string?)kase["owesPublicSince"]));
        var told = (await owner.GetAsync($"/api/people/{kase["personId"]}/timeline?limit=100"))["items"]!.AsArray().Where(m => (string)m!["kind"]! == "message").OrderBy(m => (string)m!["at"]!, StringComparer.Ordinal).ToList();
        Assert.All(told, m => Assert.Equal(number, (long)m!["caseNumber"]!));
        var said = told.Select(m => ((string)m!["text"]!).Split('\n')[0]).ToList();
        string[] wanted = [Angry, Sorry, Private, Yes, Found, Thanks, Settled];
        Assert.Equal(wanted, said.Where(wanted.Contains));
    }

    /// <summary>What others are owed since before is not said either: somebody writes down why, and so by the API for all but one.</summary>
    async Task SettleTheOthersAsync(IPage rosa)
    {
        const string one = "Bongani Radebe";
        var owed = (await town.AsOwner().GetAsync("/api/cases?owes=public"))["items"]!.AsArray();
        foreach (var other in owed.Where(kase => (string)kase!["personName"]! != one))
            await town.AsOwner().PutAsync($"/api/cases/{other!["number"]}/settlement", new { why = "Said at the branch, in front of everybody." });

        await rosa.GotoAsync("/app/inbox/owed");
        await rosa.GetByText(one).First.ClickAsync();
        await rosa.GetByRole(AriaRole.Button, new() { Name = "Close", Exact = true }).ClickAsync();
        var dialog = rosa.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Textbox).FillAsync("He asked us on the telephone to leave it there.");
        await dialog.GetByRole(AriaRole.Button, new() { NameRegex = new("^Close") }).Last.ClickAsync();
        await Expect(rosa.GetByText("Closed. It comes back")).ToBeVisibleAsync(patiently);
    }
}
