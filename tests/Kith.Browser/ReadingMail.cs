using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Kith.Tests;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kith.Browser;

/// <summary>A mail that came by a provider's hook is read with its looks, fetches nothing by itself, and is answered with copies and looks of our own.</summary>
[Collection(nameof(Screens))]
public class ReadingMail(Browsers browsers, DemoTown town) : Browsing(browsers), IClassFixture<DemoTown>
{
    const string Html = """
        <table width="600"><tr><td><h1>My garden</h1><p>Does my <b>policy</b> cover the greenhouse?</p>
        <img src="https://pictures.example/hero.jpg" width="600" height="120" alt="The greenhouse"><img src="https://pictures.example/pixel.gif" width="1" height="1"></td></tr></table>
        """;
    static readonly LocatorAssertionsToBeVisibleOptions patiently = new() { Timeout = 60_000 };

    [Fact]
    public async Task shows_its_looks_and_fetches_nothing_from_elsewhere()
    {
        var page = await OpenAsync("lindiwe@khoza.example", "Lindiwe Khoza");
        List<string> asked = [];
        page.Request += (_, request) => asked.Add(request.Url);

        await page.GetByRole(AriaRole.Button, new() { Name = "With its looks" }).ClickAsync();
        var mail = page.GetByRole(AriaRole.Dialog);
        await Expect(mail.GetByText("Anna Botha").First).ToBeVisibleAsync(patiently);
        await Expect(mail.FrameLocator("iframe").GetByRole(AriaRole.Heading, new() { Name = "My garden" })).ToBeVisibleAsync(patiently);
        Assert.DoesNotContain(asked, url => url.Contains("mail-pictures", StringComparison.Ordinal));

        var picture = page.WaitForRequestAsync(new Regex("/api/mail-pictures/"));
        await mail.GetByRole(AriaRole.Button, new() { NameRegex = new("^Show .* from elsewhere$") }).ClickAsync();
        await picture;
        await Expect(mail.GetByText("Pictures from elsewhere are shown")).ToBeVisibleAsync(patiently);
        Assert.All(asked, url => Assert.StartsWith(town.Address, url, StringComparison.Ordinal));
    }

    [Fact]
    public async Task is_open_to_everybody()
    {
        var page = await OpenAsync("amahle@khoza.example", "Amahle Khoza");
        foreach (var (width, height, scheme) in Look.Windows)
        {
            var look = await Look.ThroughAsync(page, width, height, scheme);
            await look.Async("mail");
            await page.GetByRole(AriaRole.Button, new() { Name = "With its looks" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Dialog).FrameLocator("iframe").GetByRole(AriaRole.Heading)).ToBeVisibleAsync(patiently);
            await look.Async("mail-open");
            await page.Keyboard.PressAsync("Escape");
            await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
            look.FoundNothing();
        }
    }

    [Fact]
    public async Task is_answered_with_a_subject_copies_and_looks_that_survive_a_reload()
    {
        var page = await OpenAsync("thandi@khoza.example", "Thandi Khoza");
        var composer = page.GetByLabel("Write an answer");
        await composer.GetByLabel("Subject").FillAsync("Your greenhouse");
        await Expect(composer.GetByRole(AriaRole.Checkbox, new() { Name = "Also to Anna" })).Not.ToBeCheckedAsync();
        await composer.GetByRole(AriaRole.Checkbox, new() { Name = "Also to Anna" }).CheckAsync();
        await composer.GetByRole(AriaRole.Button, new() { Name = "Bcc, a hidden copy" }).ClickAsync();
        await page.Keyboard.TypeAsync("claims@marula.example");
        await composer.GetByRole(AriaRole.Button, new() { Name = "Bold, lists and links" }).ClickAsync();

        var words = composer.GetByRole(AriaRole.Textbox, new() { Name = "Your answer" });
        await words.ClickAsync();
        var kept = page.WaitForResponseAsync(answer => answer.Url.Contains("/api/drafts/", StringComparison.Ordinal) && answer.Request.Method == "PUT" && answer.Request.PostData!.Contains("covered", StringComparison.Ordinal));
        await page.Keyboard.PressAsync("Control+b");
        await page.Keyboard.TypeAsync("Yes");
        await page.Keyboard.PressAsync("Control+b");
        await page.Keyboard.TypeAsync(", it is covered");
        await kept;

        await page.ReloadAsync();
        await Expect(words.Locator("strong")).ToHaveTextAsync("Yes", new() { Timeout = 60_000 });
        await Expect(composer.GetByLabel("Subject")).ToHaveValueAsync("Your greenhouse");
        await Expect(composer.GetByLabel("Bcc, a hidden copy")).ToHaveValueAsync("claims@marula.example");

        var answered = page.WaitForResponseAsync(answer => answer.Url.EndsWith("/messages", StringComparison.Ordinal) && answer.Request.Method == "POST");
        await composer.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = false }).First.ClickAsync();
        var moment = (await (await answered).JsonAsync())!.Value;
        Assert.Equal("Yes, it is covered", moment.GetProperty("text").GetString());
        Assert.Equal("Your greenhouse", moment.GetProperty("detail").GetProperty("subject").GetString());
        Assert.Equal("anna@example.org", moment.GetProperty("detail").GetProperty("others")[0].GetProperty("value").GetString());
        Assert.Equal("claims@marula.example", moment.GetProperty("detail").GetProperty("hidden")[0].GetProperty("value").GetString());
        await Expect(page.GetByRole(AriaRole.Article).GetByText("Your greenhouse")).ToBeVisibleAsync(patiently);
    }

    [Fact]
    public async Task shows_an_answer_of_ours_with_the_looks_it_was_sent_with()
    {
        var page = await OpenAsync("naledi@khoza.example", "Naledi Khoza");
        var people = await page.APIRequest.GetAsync("/api/people?query=naledi@khoza.example");
        var person = (await people.JsonAsync())!.Value.GetProperty("items")[0].GetProperty("id").GetString();
        var ways = (await (await page.APIRequest.GetAsync($"/api/people/{person}/ways")).JsonAsync())!.Value.GetProperty("items")[0];
        const string html = """
            <h2>Your greenhouse</h2><p>Yes, it is <strong>covered</strong>, up to <em>R 40 000</em>. What we need:</p><ul><li>a photo of the damage</li><li>the <a href="https://marula.example/form">claim form</a></li></ul>
            <blockquote>Does my policy cover the greenhouse?</blockquote><p><a href="javascript:alert(1)">Thank you</a><img src="https://attacker.example/p.gif"></p>
            """;
        var sent = await page.APIRequest.PostAsync($"/api/people/{person}/messages", new()
        {
            DataObject = new { id = Guid.CreateVersion7(), text = "Yes, it is covered, up to R 40 000.", connectionId = ways.GetProperty("connectionId").GetString(), html },
            Headers = [new("Origin", town.Address)],
        });
        Assert.True(sent.Ok, await sent.TextAsync());

        foreach (var (width, height, scheme) in Look.Windows)
        {
            var look = await Look.ThroughAsync(page, width, height, scheme);
            var answer = page.GetByRole(AriaRole.Article).Filter(new() { HasText = "What we need" });
            await Expect(answer.Locator("strong", new() { HasText = "covered" })).ToBeVisibleAsync(patiently);
            await Expect(answer.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(2);
            await Expect(answer.GetByRole(AriaRole.Link)).ToHaveCountAsync(1);
            await Expect(answer.Locator("img")).ToHaveCountAsync(0);
            await look.Async("own-looks");
            look.FoundNothing();
        }
    }

    [Fact]
    public async Task is_not_answered_to_what_is_no_address()
    {
        var page = await OpenAsync("zodwa@khoza.example", "Zodwa Khoza");
        var composer = page.GetByLabel("Write an answer");
        await composer.GetByRole(AriaRole.Button, new() { Name = "Cc, a copy everyone sees" }).ClickAsync();
        await page.Keyboard.TypeAsync("half@");
        await composer.Locator("textarea").FillAsync("Yes.");
        await composer.Locator("textarea").PressAsync("Control+Enter");
        await Expect(composer.GetByRole(AriaRole.Alert)).ToHaveTextAsync("“half@” is no address.");
        await Expect(composer.GetByLabel("Cc, a copy everyone sees")).ToBeFocusedAsync();
        await Expect(composer.Locator("textarea")).ToHaveValueAsync("Yes.");
    }

    /// <summary>Mina, with the conversation of somebody who just wrote a mail.</summary>
    async Task<IPage> OpenAsync(string from, string name)
    {
        var page = await Browsers.WindowAsync(town.Address);
        page.SetDefaultTimeout(60_000);
        await page.SignInAsync("mina@marula.example", DemoTown.Password);
        await BringAsync(await HookAsync(page), from, name);
        await page.GotoAsync($"/app/inbox/all/{await town.WhoAsync(kase => (string?)kase["personName"] == name)}");
        await Expect(page.GetByLabel("Write an answer").GetByLabel("Subject")).ToBeVisibleAsync(patiently);
        return page;
    }

    async Task<string> HookAsync(IPage page)
    {
        var settings = new { address = Postman.Address, receiver = "mx.marula.example", smtp_host = "127.0.0.1", smtp_port = "2", smtp_security = "none" };
        var answer = await page.APIRequest.PostAsync("/api/connections", new() { DataObject = new { name = $"mail {Guid.NewGuid():N}", channel = "email", settings }, Headers = [new("Origin", town.Address)] });
        Assert.True(answer.Ok, await answer.TextAsync());
        return new Uri((await answer.JsonAsync())!.Value.GetProperty("webhookUrl").GetString()!).PathAndQuery;
    }

    async Task BringAsync(string hook, string from, string name)
    {
        var raw = Postman.Mail($"{Guid.NewGuid():N}@khoza.example", $"{name} <{from}>", Html, "My greenhouse", more: ("Cc", "Anna Botha <anna@example.org>")).Replace("text/plain", "text/html", StringComparison.Ordinal);
        using var client = new HttpClient();
        using var body = new StringContent(raw);
        (await client.PostAsync(new Uri(town.Address + hook), body)).EnsureSuccessStatusCode();
    }
}
