using Kith.Tests;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kith.Browser;

/// <summary>What many people speak of is gathered, fixed, and each of them hears it where they said it.</summary>
[Collection(nameof(Stories))]
public class LivingThroughACause(Browsers browsers, ProviderTown town) : Browsing(browsers), IClassFixture<ProviderTown>
{
    static readonly LocatorAssertionsToBeVisibleOptions patiently = new() { Timeout = 60_000 };
    const string Post = "Our new price page is here.";

    [Fact]
    public async Task ends_when_everyone_was_told_where_they_said_it()
    {
        await using var forum = await Forum.ConnectAsync(town, "price-talk");
        await SayAsync(forum, "p-1", "lindiwe.p", "Lindiwe Zulu", "Where do I see what the cover costs?", Post);
        await SayAsync(forum, "p-2", "kagiso.p", "Kagiso Molefe", "Your price page has three prices on it.");
        await SayAsync(forum, "p-3", "zanele.p", "Zanele Khoza", "Which price is mine?");

        var rosa = await Browsers.WindowAsync(town.Address);
        rosa.SetDefaultTimeout(60_000);
        await rosa.SignInAsync("rosa@marula.example", DemoTown.Password);
        await OpenAsync(rosa, "Lindiwe Zulu");
        await GatherCaseAsync(rosa, "The price page confuses", "Name a new one");
        await Expect(rosa.GetByRole(AriaRole.Link, new() { NameRegex = new("gathered this under “The price page confuses”") })).ToBeVisibleAsync(patiently);
        await OpenAsync(rosa, "Kagiso Molefe");
        await GatherCaseAsync(rosa, "price", "The price page confuses");
        await OpenAsync(rosa, "Zanele Khoza");
        await rosa.GetByRole(AriaRole.Button, new() { Name = "What to do with this message" }).Last.ClickAsync();
        await GatherAsync(rosa, "price", "The price page confuses");

        await rosa.GetByRole(AriaRole.Link, new() { NameRegex = new("^Causes") }).ClickAsync();
        var card = rosa.GetByRole(AriaRole.Link, new() { Name = "The price page confuses" });
        await Expect(rosa.GetByLabel("Heard").GetByText("3 people")).ToBeVisibleAsync(patiently);
        await card.PressAsync("Alt+ArrowRight");
        await Expect(rosa.GetByLabel("Confirmed").GetByRole(AriaRole.Link, new() { Name = "The price page confuses" })).ToBeVisibleAsync(patiently);
        await card.ClickAsync();
        await rosa.GetByRole(AriaRole.Button, new() { Name = "It is fixed" }).ClickAsync();
        await rosa.GetByLabel("For everybody").FillAsync("Hello {name|there}, one price stands on top of the page now. Thank you for telling us.");
        await rosa.GetByRole(AriaRole.Button, new() { Name = "Write the drafts" }).ClickAsync();

        var review = rosa.GetByRole(AriaRole.Region, new() { Name = "Telling everyone" });
        await Expect(review.GetByText("Hello Kagiso, one price stands")).ToBeVisibleAsync(patiently);
        await Expect(review.GetByText("Hello there, one price stands")).ToBeVisibleAsync();
        await Expect(review.GetByText("Everyone can read this")).ToBeVisibleAsync();
        await review.GetByRole(AriaRole.Button, new() { Name = "Leave out Zanele Khoza" }).ClickAsync();
        await rosa.GetByLabel("Reason").FillAsync("I told her on the phone");
        await rosa.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await review.GetByRole(AriaRole.Button, new() { Name = "Send to 2 people" }).ClickAsync();

        await Expect(review.GetByText("2 of 3 told")).ToBeVisibleAsync(patiently);
        await forum.HasAsync("Hello there, one price stands on top of the page now. Thank you for telling us.\n— Rosa", isPublic: true);
        await forum.HasAsync("Hello Kagiso, one price stands on top of the page now. Thank you for telling us.", isPublic: false);
        Assert.DoesNotContain(forum.Hooked, sent => $"{sent["to"]}".Contains("zanele", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Windows))]
    public async Task is_open_to_everybody(int width, int height, ColorScheme scheme)
    {
        var name = $"look-{width}-{scheme}".ToLowerInvariant();
        await using var forum = await Forum.ConnectAsync(town, name);
        var cause = await FixedAsync(forum, name);
        var page = await Browsers.WindowAsync(town.Address, width, height, scheme);
        page.SetDefaultTimeout(60_000);
        var look = await Look.ThroughAsync(page, width, height, scheme);
        await page.SignInAsync("mina@marula.example", DemoTown.Password);
        await page.GotoAsync("/app/causes");
        await page.GetByText("The call-back is not promised").First.WaitForAsync();
        await look.Async("causes");
        await page.GotoAsync($"/app/causes/{cause}");
        await page.GetByText("They said: “Where do I see").WaitForAsync();
        await look.Async("cause");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Contacts about it, week by week" }).ScrollIntoViewIfNeededAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "As a table" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Who spoke of it" }).ScrollIntoViewIfNeededAsync();
        await look.Async("cause-contacts");
        await page.GetByRole(AriaRole.Button, new() { Name = "Change the words for all" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByText("What do you tell everybody?").WaitForAsync();
        await look.Async("cause-words");
        look.FoundNothing();
    }

    public static IEnumerable<object[]> Windows => Look.Windows.Select(window => new object[] { window.Width, window.Height, window.Scheme });

    /// <summary>A board with something in most columns, and one cause that is fixed and waits to be told of.</summary>
    async Task<Guid> FixedAsync(Forum forum, string name)
    {
        var owner = town.AsOwner();
        if ((await owner.GetAsync("/api/causes?query=price&state=fixed"))["items"]!.AsArray().FirstOrDefault(one => (string)one!["title"]! == "Nobody finds the price") is { } before) return (Guid)before["id"]!;

        await SayAsync(forum, $"{name}-1", $"lindiwe.{name}", "Lindiwe Zulu", "Where do I see what the cover costs?", Post);
        foreach (var ago in new[] { 27, 26, 19, 13, 12, 6 }) await SayAsync(forum, $"{name}-{ago}-ago", $"{(ago % 2 == 0 ? "zanele" : "kagiso")}.{name}", ago % 2 == 0 ? "Zanele Khoza" : "Kagiso Molefe", $"What does it cost? I asked {ago} days ago.", daysAgo: ago);
        await SayAsync(forum, $"{name}-2", $"kagiso.{name}", "Kagiso Molefe", "Your price page has three prices on it.");
        await SayAsync(forum, $"{name}-3", $"zanele.{name}", "Zanele Khoza", "Which price is mine?");
        var newest = (await owner.GetAsync("/api/cases?limit=200"))["items"]!.AsArray().OrderByDescending(one => (long)one!["number"]!).Take(3).Select(one => (long)one!["number"]!).ToArray();
        foreach (var (title, state) in new[] { ("The claim form asks for the policy number twice", "heard"), ("Photos of claims get lost between branches", "confirmed"), ("The call-back is not promised", "beingFixed") })
        {
            var one = (Guid)(await owner.PostAsync("/api/causes", new { title }))["id"]!;
            await owner.PutAsync($"/api/causes/{one}/state", new { state });
            await owner.PutAsync($"/api/causes/{one}/about/cases/{newest[0] - 3}", null);
        }
        var cause = (Guid)(await owner.PostAsync("/api/causes", new { title = "Nobody finds the price", known = "Three prices stand on the page, and none says for whom it is.\nDesign puts one on top." }))["id"]!;
        await owner.PatchAsync($"/api/causes/{cause}", new { costPerContact = 85, currency = "ZAR" });
        await owner.PostAsync($"/api/causes/{cause}/about", new { cases = newest }, System.Net.HttpStatusCode.OK);
        await owner.PutAsync($"/api/causes/{cause}/fix", new { said = new Dictionary<string, string> { [""] = "Hello {name|there}, one price stands on top of the page now. Thank you for telling us." } });
        return cause;
    }

    static async Task GatherCaseAsync(IPage page, string search, string choice)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "What to do with this case" }).ClickAsync();
        await GatherAsync(page, search, choice);
    }

    static async Task GatherAsync(IPage page, string search, string choice)
    {
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Belongs to a cause…" }).ClickAsync();
        await page.GetByLabel("Find or name a cause").FillAsync(search);
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { NameRegex = new(choice) }).First.ClickAsync();
        await Expect(page.GetByText("Belongs to “The price page confuses” now.").First).ToBeVisibleAsync(patiently);
    }

    async Task OpenAsync(IPage page, string name)
    {
        string? person = null;
        await Soon.Async(async () => Assert.NotNull(person = (string?)(await town.AsOwner().GetAsync("/api/cases?limit=200"))["items"]!.AsArray().Where(one => (string)one!["personName"]! == name).MaxBy(one => (long)one!["number"]!)?["personId"]), seconds: 60);
        await page.GotoAsync($"/app/inbox/all/{person}");
    }

    async Task SayAsync(Forum forum, string id, string handle, string name, string text, string? post = null, int daysAgo = 0)
    {
        await forum.SayAsync(id, handle, name, text, post, daysAgo: daysAgo);
        await Soon.Async(async () => Assert.Contains((await town.AsOwner().GetAsync("/api/cases?limit=200"))["items"]!.AsArray(), one => (string?)one!["lastText"] == text), seconds: 60);
    }
}
