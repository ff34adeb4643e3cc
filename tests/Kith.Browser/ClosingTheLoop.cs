using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Kith.Tests;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kith.Browser;

/// <summary>
/// What confuses one person reaches whoever is in charge, and the department that can change it; the answer is read twice before it leaves; and weeks later,
/// when it is mended, everyone who spoke of it hears so where they said it.
/// </summary>
[Collection(nameof(Stories))]
public class ClosingTheLoop(Browsers browsers, MovedTown town) : Browsing(browsers), IClassFixture<MovedTown>
{
    const string Post = "Our new price page is here.", Asked = "There are three prices on it. Which one is mine?";
    const string Question = "Which of the three prices is for whom?", Told = "The one on top is for the town you live in; we put it first.";
    static readonly LocatorAssertionsToBeVisibleOptions patiently = new() { Timeout = 60_000 };

    [Fact]
    public async Task forty_people_hear_that_what_confused_them_is_mended()
    {
        await using var forum = await Forum.ConnectAsync(town, "price-talk");
        var pricing = await SettleAsync();
        await forum.SayAsync("thandi", "thandi.c", "Thandi Cele", Asked, Post);
        var person = await town.WhoAsync(one => (string)one["lastText"]! == Asked && (string)one["departmentId"]! == $"{pricing}");
        var kase = await CaseAsync(person);
        var due = (DateTime)kase["promiseDue"]!;

        var rosa = await WindowAsync("rosa");
        await rosa.GotoAsync($"/app/inbox/all/{person}");
        await Expect(rosa.GetByText("Pricing").First).ToBeVisibleAsync(patiently);
        await Expect(rosa.GetByLabel("Write an answer").GetByText("Everyone can read this")).ToBeVisibleAsync(patiently);
        await ReadsWhoAnswersAsync(rosa);
        await AsksDesignAsync(rosa, (long)kase["number"]!);
        await AnswersAsync(rosa, (long)kase["number"]!);
        await forum.HasAsync("we still need you to choose your town, and then the price on top is yours.\n— Rosa", isPublic: true);
        Assert.True(due > town.Clock.GetUtcNow(), "the answer came late");

        await ManyAskAsync(forum, 0, 24);
        town.Pass(TimeSpan.FromDays(7));
        await ManyAskAsync(forum, 24, 39);
        town.Pass(TimeSpan.FromDays(7));
        var cause = await GatherAsync(rosa, person, pricing);
        await IsFixedAsync(rosa);
        await ManyReadAsync(forum);

        town.Pass(TimeSpan.FromDays(15));
        await forum.SayAsync("late", "late.c", "Busi Late", "Is the price on top mine?");
        var late = await CaseAsync(await town.WhoAsync(one => (string)one["lastText"]! == "Is the price on top mine?"));
        await town.AsOwner().PutAsync($"/api/causes/{cause}/about/cases/{late["number"]}", null);
        town.Pass(TimeSpan.FromDays(7));
        var mina = await WindowAsync("mina");
        await mina.GotoAsync($"/app/causes/{cause}");
        await Expect(mina.GetByText(new Regex("It fell from 20 a week before it was fixed to 0[.,]"))).ToBeVisibleAsync(patiently);
        await mina.GetByRole(AriaRole.Button, new() { Name = "As a table" }).ClickAsync();
        var look = await Look.ThroughAsync(mina, 1440, 900, ColorScheme.Light);
        await look.Async("loop-closed");
        look.FoundNothing();
    }

    /// <summary>Pricing hears of prices; what it says in public is read twice.</summary>
    async Task<Guid> SettleAsync()
    {
        var owner = town.AsOwner();
        var (rosa, omar) = (await IdAsync("Rosa Meyer"), await IdAsync("Omar Haddad"));
        var pricing = (Guid)(await owner.PostAsync("/api/departments", new { name = "Pricing", headId = rosa, memberIds = new[] { rosa } }))["id"]!;
        await owner.PostAsync("/api/departments", new { name = "Product design", headId = omar, memberIds = new[] { omar } });
        await owner.PutAsync("/api/routes", new { items = new[] { new { name = "Prices", conditions = new { anyWords = new[] { "price", "prices" } }, outcome = new { departmentId = pricing } } } });
        await owner.PostAsync("/api/approvals/rules", new { name = "Pricing speaks in public", about = "messages", place = "public", departments = new[] { pricing }, approvers = new[] { omar } });
        return pricing;
    }

    /// <summary>On their own page they read who answers by when.</summary>
    async Task ReadsWhoAnswersAsync(IPage rosa)
    {
        await rosa.GetByRole(AriaRole.Button, new() { Name = "What to do with this person" }).First.ClickAsync();
        await rosa.GetByRole(AriaRole.Menuitem, new() { Name = "Send them their page" }).ClickAsync();
        await rosa.GetByRole(AriaRole.Button, new() { Name = "Make the link" }).ClickAsync();
        var words = rosa.GetByLabel("What you send them");
        await Expect(words).ToBeVisibleAsync(patiently);
        var link = new Uri((await words.InputValueAsync()).Split(' ')[^1]);
        await rosa.Keyboard.PressAsync("Escape");
        var theirs = await Browsers.WindowAsync(town.Address);
        await theirs.GotoAsync(link.PathAndQuery);
        await Expect(theirs.GetByText(new Regex("Pricing answers by"))).ToBeVisibleAsync(patiently);
    }

    async Task AsksDesignAsync(IPage rosa, long number)
    {
        await rosa.GetByRole(AriaRole.Button, new() { Name = "What to do with this case" }).ClickAsync();
        await rosa.GetByRole(AriaRole.Menuitem, new() { Name = "Ask a department…" }).ClickAsync();
        await rosa.GetByRole(AriaRole.Dialog).Locator("input").First.FillAsync("Product design");
        await rosa.GetByRole(AriaRole.Option, new() { Name = "Product design" }).ClickAsync();
        await rosa.GetByLabel("What do you want to know?").FillAsync(Question);
        await rosa.GetByRole(AriaRole.Button, new() { Name = "Ask", Exact = true }).ClickAsync();
        await Expect(rosa.GetByRole(AriaRole.Region, new() { Name = $"Questions of case {number}" }).GetByText(Question)).ToBeVisibleAsync(patiently);

        var omar = await WindowAsync("omar");
        await omar.GetByRole(AriaRole.Link, new() { NameRegex = new("^Asks") }).ClickAsync();
        await omar.GetByRole(AriaRole.Button, new() { Name = $"Show what was said about “{Question}”" }).ClickAsync();
        await omar.GetByLabel("Your answer").FillAsync(Told);
        await omar.GetByRole(AriaRole.Button, new() { Name = "Answer", Exact = true }).ClickAsync();
    }

    /// <summary>A house rule objects once, and Omar reads it on his phone before everybody does.</summary>
    async Task AnswersAsync(IPage rosa, long number)
    {
        var panel = rosa.GetByRole(AriaRole.Region, new() { Name = $"Questions of case {number}" });
        await Expect(panel.GetByText(Told)).ToBeVisibleAsync(patiently);
        await panel.GetByRole(AriaRole.Button, new() { Name = "Use in reply: the answer of Omar Haddad" }).ClickAsync();
        var composer = rosa.GetByLabel("Write an answer");
        await Expect(composer.GetByText("Everyone can read this")).ToBeVisibleAsync(patiently);
        await composer.GetByRole(AriaRole.Textbox).FillAsync("Hello Thandi, you failed to choose your town, and then the price on top is yours.");
        var said = rosa.GetByRole(AriaRole.Region, new() { Name = "What the house rules say" });
        await Expect(said.GetByText("Nobody is blamed.")).ToBeVisibleAsync(patiently);
        await Expect(composer.GetByRole(AriaRole.Button, new() { NameRegex = new("^Publish") })).ToBeDisabledAsync();
        await said.GetByRole(AriaRole.Button, new() { Name = "Say “we still need you to”" }).ClickAsync();
        await composer.GetByRole(AriaRole.Button, new() { NameRegex = new("^Publish") }).ClickAsync();
        await Expect(rosa.GetByText("waits for approval by Omar until")).ToBeVisibleAsync(patiently);

        var omar = await WindowAsync("omar", 390, 844);
        await omar.GotoAsync("/app/approvals");
        var waiting = omar.GetByRole(AriaRole.Article, new() { Name = "Rosa Meyer to Thandi Cele" });
        await waiting.GetByRole(AriaRole.Button, new() { Name = "Approve", Exact = true }).ClickAsync();
        await Expect(waiting).Not.ToBeVisibleAsync(new() { Timeout = 60_000 });
    }

    /// <summary>People ask the same, each by their own way: two of them in public, the others on the forum, by SMS and by mail.</summary>
    async Task ManyAskAsync(Forum forum, int from, int to)
    {
        using var http = new HttpClient(new SocketsHttpHandler(), disposeHandler: true) { BaseAddress = new(town.Address) };
        for (var n = from; n < to; n++)
            if (n < 2) await forum.SayAsync($"many-{n}", $"many.{n}", $"Public {n}", $"Which price is mine, says {n}?", Post);
            else if (n % 3 == 0) await forum.SayAsync($"many-{n}", $"many.{n}", $"Forum {n}", $"Which price is mine, says {n}?");
            else if (n % 3 == 1) (await http.PostAsJsonAsync($"/try/phones/+2760555{n:0000}", new { name = $"Phone {n}", text = $"Which price is mine, says {n}?" })).EnsureSuccessStatusCode();
            else (await http.PostAsJsonAsync($"/try/mailboxes/many{n}@example.org", new { subject = "The price", text = $"Which price is mine, says {n}?" })).EnsureSuccessStatusCode();
        await Soon.Async(async () => Assert.Equal(to - from, (await OpenAsync()).Count(one => Number(one) is { } n && n >= from && n < to)), seconds: 120);
    }

    /// <summary>Rosa names the cause on Thandi's case; the others come to it, and an older answer to each of them is not owed any more.</summary>
    async Task<Guid> GatherAsync(IPage rosa, string person, Guid pricing)
    {
        await rosa.GotoAsync($"/app/inbox/all/{person}");
        await rosa.GetByRole(AriaRole.Button, new() { Name = "What to do with this case" }).ClickAsync();
        await rosa.GetByRole(AriaRole.Menuitem, new() { Name = "Belongs to a cause…" }).ClickAsync();
        await rosa.GetByLabel("Find or name a cause").FillAsync("The price page has three prices");
        await rosa.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { NameRegex = new("Name a new one") }).First.ClickAsync();
        await Expect(rosa.GetByText("Belongs to “The price page has three prices” now.").First).ToBeVisibleAsync(patiently);
        var owner = town.AsOwner();
        var cause = (Guid)(await owner.GetAsync("/api/causes?query=three"))["items"]!.AsArray().Single()!["id"]!;
        var others = (await owner.GetAsync($"/api/cases?list=department&department={pricing}&limit=200"))["items"]!.AsArray().Where(one => Number(one!) is not null).Select(one => (long)one!["number"]!).ToList();
        Assert.Equal(39, others.Count);
        await owner.PostAsync($"/api/causes/{cause}/about", new { cases = others }, System.Net.HttpStatusCode.OK);
        return cause;
    }

    static async Task IsFixedAsync(IPage rosa)
    {
        await rosa.GetByRole(AriaRole.Link, new() { NameRegex = new("^Causes") }).ClickAsync();
        await rosa.GetByRole(AriaRole.Link, new() { Name = "The price page has three prices" }).ClickAsync();
        await rosa.GetByRole(AriaRole.Button, new() { Name = "It is fixed" }).ClickAsync();
        await rosa.GetByLabel("For everybody").FillAsync("Hello {name|there}, one price stands on top of the page now. Thank you for telling us.");
        await rosa.GetByRole(AriaRole.Button, new() { Name = "Write the drafts" }).ClickAsync();
        var review = rosa.GetByRole(AriaRole.Region, new() { Name = "Telling everyone" });
        await Expect(review.GetByText("Everyone can read this").Nth(2)).ToBeVisibleAsync(patiently);
        await review.GetByRole(AriaRole.Button, new() { Name = "Send to 40 people" }).ClickAsync();
        await Expect(review.GetByText("40 of 40 told")).ToBeVisibleAsync(new() { Timeout = 120_000 });
    }

    /// <summary>Each where they had said it.</summary>
    async Task ManyReadAsync(Forum forum)
    {
        const string said = "one price stands on top of the page now. Thank you for telling us.";
        await Soon.Async(() => { Assert.Equal((3, 12), (Count(forum, said, isPublic: true), Count(forum, said, isPublic: false))); return Task.CompletedTask; }, seconds: 60);
        using var http = new HttpClient(new SocketsHttpHandler(), disposeHandler: true) { BaseAddress = new(town.Address) };
        for (var n = 2; n < 39; n++)
            if (n % 3 != 0) await Soon.Async(async () => Assert.Contains(said, await http.GetStringAsync(n % 3 == 1 ? $"/try/phones/+2760555{n:0000}" : $"/try/mailboxes/many{n}@example.org"), StringComparison.Ordinal), seconds: 60);
    }

    static int Count(Forum forum, string words, bool isPublic) =>
        forum.Hooked.Count(sent => $"{sent["text"]}".Contains(words, StringComparison.Ordinal) && sent["post"] is not null == isPublic);

    async Task<IPage> WindowAsync(string name, int width = 1440, int height = 900)
    {
        var page = await Browsers.WindowAsync(town.Address, width, height);
        page.SetDefaultTimeout(60_000);
        await page.SignInAsync($"{name}@marula.example", DemoTown.Password);
        return page;
    }

    async Task<List<JsonNode>> OpenAsync() => [.. (await town.AsOwner().GetAsync("/api/cases?limit=200"))["items"]!.AsArray().Select(one => one!)];

    async Task<JsonNode> CaseAsync(string person) => (await OpenAsync()).Where(one => (string)one["personId"]! == person).MaxBy(one => (long)one["number"]!)!;

    /// <summary>Which of the many it is of.</summary>
    static int? Number(JsonNode kase) => Regex.Match($"{kase["lastText"]}", @"^Which price is mine, says (\d+)\?") is { Success: true } said ? int.Parse(said.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) : null;

    async Task<Guid> IdAsync(string name) => (Guid)(await town.AsOwner().GetAsync("/api/teammates"))["items"]!.AsArray().Single(one => (string)one!["name"]! == name)!["id"]!;
}
