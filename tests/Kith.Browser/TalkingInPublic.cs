using Kith.Tests;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kith.Browser;

/// <summary>
/// A complaint under a post of ours: answered where it stands, taken private, solved, and not over before the outcome can be read where the
/// question was.
/// </summary>
[Collection(nameof(Screens))]
public class TalkingInPublic(Browsers browsers, ProviderTown town) : Browsing(browsers), IClassFixture<ProviderTown>
{
    const string Question = "Third time I post this: your Rosebank branch lost my claim photos. Does anyone read here?";
    const string Another = "Does anyone read here? My claim photos from Rosebank are gone, for the third time.";
    static readonly LocatorAssertionsToBeVisibleOptions patiently = new() { Timeout = 60_000 };
    const string Post = "How was your claim this year? Tell us, we read along.";

    [Fact]
    public async Task is_over_when_the_outcome_was_said_in_public_too()
    {
        await using var forum = await Forum.ConnectAsync(town, "forum-story");
        await forum.SayAsync("c-1", "lerato.k", "Lerato Khumalo", "Mine took two days, I was happy.", Post);
        await forum.SayAsync("c-2", "sipho.m", "Sipho Maseko", Question, Post, "c-1");

        var rosa = await Browsers.WindowAsync(town.Address);
        rosa.SetDefaultTimeout(60_000);
        await rosa.SignInAsync("rosa@marula.example", DemoTown.Password);
        await rosa.GetByRole(AriaRole.Link, new() { NameRegex = new("^Owed in public") }).ClickAsync();
        await OpenAsync(rosa, Question);
        var composer = rosa.GetByLabel("Write an answer");

        await Expect(composer.GetByText("Everyone can read this")).ToBeVisibleAsync(patiently);
        await PublishAsync(composer, "Hello Sipho, I read it, and I am sorry. May I write to you privately?");
        await Expect(rosa.GetByText("I read it, and I am sorry").First).ToBeVisibleAsync(patiently);
        await forum.HasAsync("May I write to you privately?\n— Rosa", isPublic: true);

        await composer.GetByRole(AriaRole.Button, new() { Name = "Take private" }).ClickAsync();
        await composer.GetByRole(AriaRole.Textbox).FillAsync("What is the number of your claim?");
        await composer.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        await Expect(rosa.GetByText("Rosa Dlamini took it private").Or(rosa.GetByText("took it private")).First).ToBeVisibleAsync(patiently);
        await forum.HasAsync("What is the number of your claim?", isPublic: false);
        await forum.SayAsync("d-1", "sipho.m", "Sipho Maseko", "It is CL-20817.");
        await Expect(rosa.GetByText("It is CL-20817.").Last).ToBeVisibleAsync(patiently);

        await rosa.GetByRole(AriaRole.Button, new() { Name = "Close", Exact = true }).ClickAsync();
        var dialog = rosa.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByText("The outcome is still owed in public")).ToBeVisibleAsync(patiently);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Answer in public first" }).ClickAsync();
        await Expect(composer.GetByRole(AriaRole.Textbox)).ToHaveValueAsync("Hello Sipho, this is settled, and we are sorry it took more than one try. Thank you for telling us.");
        await composer.GetByRole(AriaRole.Textbox).FillAsync("Hello Sipho, CL-20817 is settled now.");
        await Expect(composer.GetByText("looks like the number of an order or a claim")).ToBeVisibleAsync(patiently);
        await Expect(composer.GetByRole(AriaRole.Button, new() { NameRegex = new("^Publish") })).ToBeDisabledAsync();
        await PublishAsync(composer, "Hello Sipho, your photos are found and your claim is settled. Thank you for staying with it.");
        await forum.HasAsync("Thank you for staying with it.\n— Rosa", isPublic: true);

        await rosa.GetByRole(AriaRole.Button, new() { Name = "Close", Exact = true }).ClickAsync();
        await Expect(rosa.GetByText("Closed. It comes back")).ToBeVisibleAsync(patiently);
        await rosa.GotoAsync("/app/inbox/owed");
        await Expect(rosa.GetByText(Question)).ToHaveCountAsync(0);
    }

    [Theory]
    [MemberData(nameof(Windows))]
    public async Task is_open_to_everybody(int width, int height, ColorScheme scheme)
    {
        var name = $"forum-{width}-{scheme}".ToLowerInvariant();
        await using var forum = await Forum.ConnectAsync(town, name);
        await forum.SayAsync($"{name}-1", $"lerato.{name}", "Lerato Khumalo", "Mine took two days, I was happy.", Post);
        await forum.SayAsync($"{name}-2", $"sipho.{name}", "Sipho Maseko", Another, Post, $"{name}-1");
        await forum.SayAsync($"{name}-3", $"thabo.{name}", "Thabo Vilakazi", "Same here, at Sandton they found mine after I asked twice.", Post, $"{name}-2");

        var page = await Browsers.WindowAsync(town.Address, width, height, scheme);
        page.SetDefaultTimeout(60_000);
        var look = await Look.ThroughAsync(page, width, height, scheme);
        await page.SignInAsync("mina@marula.example", DemoTown.Password);
        await look.AtAsync("/app/inbox/owed", "public-owed");
        await OpenAsync(page, Another);
        var composer = page.GetByLabel("Write an answer");
        await composer.GetByRole(AriaRole.Textbox).FillAsync("Found, Sipho: your photos were filed under CL-20871. We are sorry, and thank you for staying with it.");
        await composer.GetByText("looks like the number of an order or a claim").WaitForAsync();
        await look.Async("public-composer");
        await composer.GetByRole(AriaRole.Textbox).FillAsync("");
        await composer.GetByRole(AriaRole.Button, new() { Name = "Take private" }).ClickAsync();
        await page.GetByText("Owed in public: people can read").WaitForAsync();
        await look.Async("public-private");
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Button, new() { Name = "Close", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByText("The outcome is still owed in public").WaitForAsync();
        await look.Async("public-close");
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("under “How was your claim") }).First.ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "What was said under it" }).WaitForAsync();
        await look.Async("public-post");
        look.FoundNothing();
    }

    public static IEnumerable<object[]> Windows => Look.Windows.Select(window => new object[] { window.Width, window.Height, window.Scheme });

    /// <summary>The newest case in which this is owed an answer: in a long list it may stand out of sight.</summary>
    async Task OpenAsync(IPage page, string words)
    {
        string? person = null;
        await Soon.Async(async () => Assert.NotNull(person = (string?)(await town.AsOwner().GetAsync("/api/cases?owes=public"))["items"]!.AsArray().Where(one => (string)one!["lastText"]! == words).MaxBy(one => (long)one!["number"]!)?["personId"]), seconds: 60);
        await page.GotoAsync($"/app/inbox/owed/{person}");
    }

    static async Task PublishAsync(ILocator composer, string text)
    {
        await composer.GetByRole(AriaRole.Textbox).FillAsync(text);
        await composer.GetByRole(AriaRole.Button, new() { NameRegex = new("^Publish") }).ClickAsync();
    }
}
