using System.Text.Json.Nodes;
using Kith.Tests;
using Kith.Tests.Checkout;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kith.Browser;

/// <summary>The last step of the story: after SMS and chat the document goes by email, and the answer to it lands on the same timeline.</summary>
[Collection(nameof(Stories))]
public class TheDocumentByMail(Browsers browsers, MailDemoTown town) : Browsing(browsers), IClassFixture<MailDemoTown>
{
    const string Amina = "+27715552093", Number = "+27835550142", Offer = "Funeral cover from R89 a month. Would you like to know more?";
    static readonly LocatorAssertionsToBeVisibleOptions patiently = new() { Timeout = 60_000 };

    [Fact]
    public async Task follows_sms_and_chat_and_is_answered_in_the_same_conversation()
    {
        var (rosa, person) = await TwoWindowsAsync();
        await person.GotoAsync("/try");
        await person.Locator("#number").SelectOptionAsync(Amina);
        await TheStory.SmsAsync(person, "Yes please, can we chat?");
        await rosa.GotoAsync("/app/inbox/all");
        await rosa.GetByText("Amina Farouk").First.ClickAsync();
        await Expect(TheStory.Said(rosa, "Yes please, can we chat?")).ToBeVisibleAsync(patiently);
        await ChatAsync(rosa, person);

        await SendByEmailAsync(rosa);
        await person.GetByRole(AriaRole.Tab, new() { NameRegex = new("^Mail") }).ClickAsync();
        var letter = person.Locator("#letters").GetByText("Your policy", new() { Exact = true });
        await Expect(letter).ToBeVisibleAsync(patiently);
        await letter.ClickAsync();
        await Expect(person.GetByText("Dear Amina,").First).ToBeVisibleAsync(patiently);
        await Expect(person.GetByRole(AriaRole.Link, new() { NameRegex = new("funeral-cover.pdf") })).ToBeVisibleAsync(patiently);
        await person.GetByRole(AriaRole.Button, new() { Name = "Reply" }).ClickAsync();
        await person.GetByLabel("Your answer").FillAsync("Thank you, I take it!");
        await person.Locator("#mail").GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();

        foreach (var said in new[] { "Yes please, can we chat?", "Does it cover my mother too?", "Thank you, I take it!" })
            await Expect(TheStory.Said(rosa, said)).ToBeVisibleAsync(patiently);
        await Expect(person.Locator("li.done[data-step=one]")).ToBeVisibleAsync(patiently);
    }

    /// <summary>The same through a real Postfix and a real Dovecot.</summary>
    [WithMailFact]
    public async Task goes_by_real_mail_servers_and_a_strangers_answer_stands_elsewhere()
    {
        var owner = town.AsOwner();
        var mailbox = (Guid)(await owner.PostAsync("/api/connections", new { name = "post", channel = "email", settings = MailTown.Settings() }))["id"]!;
        var (rosa, person) = await TwoWindowsAsync();
        await TheStory.OfferAsync(rosa, Number, Offer);
        await person.GotoAsync("/try");
        await person.Locator("#number").SelectOptionAsync(Number);
        await Expect(TheStory.Texts(person).GetByText(Offer)).ToBeVisibleAsync(patiently);
        await TheStory.SmsAsync(person, "Yes please, tell me more");
        await Expect(TheStory.Said(rosa, "Yes please, tell me more")).ToBeVisibleAsync(patiently);
        await ChatAsync(rosa, person);

        var subject = $"Your policy {string.Concat(Guid.NewGuid().ToByteArray().Select(part => (char)('a' + (part % 26))))}";
        var somebody = (Guid)(await owner.GetAsync($"/api/people?query={Uri.EscapeDataString(Number)}"))["items"]![0]!["id"]!;
        var sent = await owner.PostAsync($"/api/people/{somebody}/messages", new
        {
            id = Guid.CreateVersion7(),
            text = "Here is the document.",
            connectionId = mailbox,
            to = new { kind = "email", value = MailTown.Rosa },
            subject,
            attachments = new[] { await KeepAsync(owner) },
        });
        var got = await MailTown.ArrivedAsync(subject);
        Assert.Equal("policy.pdf", got.Attachments[0].Name);
        Assert.Equal(await File.ReadAllBytesAsync(Policy), got.Attachments[0].Content.ToArray());
        await Expect(TheStory.Said(rosa, "Here is the document.")).ToBeVisibleAsync(patiently);

        await MailTown.SendAsync(MailTown.Letter($"Re: {subject}", "Thank you, I take it!", got.ReplyTo[0].Address) with { InReplyTo = got.MessageId, References = [got.MessageId!] });
        await MailTown.SendAsync(MailTown.Letter($"Re: {subject}", "Send it to me too.", got.ReplyTo[0].Address, $"mallory-{Guid.NewGuid():N}@kith.test") with { InReplyTo = got.MessageId, References = [got.MessageId!] });
        await Expect(TheStory.Said(rosa, "Thank you, I take it!")).ToBeVisibleAsync(patiently);

        var thanks = (await owner.GetAsync($"/api/people/{somebody}/timeline"))["items"]!.AsArray().Single(one => (string?)one!["text"] == "Thank you, I take it!")!;
        Assert.Equal((long)sent["caseNumber"]!, (long)thanks["caseNumber"]!);
        var stranger = await FindAsync(owner, "Send it to me too.");
        Assert.NotEqual((string)thanks["personId"]!, (string)stranger["personId"]!);
        await Expect(TheStory.Said(rosa, "Send it to me too.")).ToHaveCountAsync(0);
    }

    async Task<(IPage Rosa, IPage Person)> TwoWindowsAsync()
    {
        var rosa = await Browsers.WindowAsync(town.Address);
        var person = await Browsers.WindowAsync(town.Address);
        foreach (var page in new[] { rosa, person }) page.SetDefaultTimeout(60_000);
        await rosa.SignInAsync("rosa@marula.example", DemoTown.Password);
        return (rosa, person);
    }

    static async Task ChatAsync(IPage rosa, IPage person)
    {
        await TheStory.GoOnInChatAsync(rosa);
        var link = TheStory.Texts(person).Locator("a[href*='/go/']");
        await link.ClickAsync();
        await person.FrameLocator("#site").GetByRole(AriaRole.Button, new() { Name = "Open my conversation" }).ClickAsync();
        var words = (await TheStory.ChatAsync(person)).GetByRole(AriaRole.Textbox);
        await words.FillAsync("Does it cover my mother too?");
        await words.PressAsync("Enter");
        await Expect(TheStory.Said(rosa, "Does it cover my mother too?")).ToBeVisibleAsync(patiently);
    }

    /// <summary>Nothing is attached from a disk and nothing is typed: the document is on the shelf and brings its words.</summary>
    static async Task SendByEmailAsync(IPage rosa)
    {
        var composer = rosa.GetByLabel("Write an answer");
        await composer.GetByRole(AriaRole.Button, new() { NameRegex = new("^Email") }).First.ClickAsync();
        await Expect(composer.GetByText("Dear Amina,")).ToBeVisibleAsync(patiently);
        await composer.GetByRole(AriaRole.Button, new() { Name = "Documents", Exact = true }).ClickAsync();
        await rosa.GetByPlaceholder("Find a document").FillAsync("fun");
        await rosa.GetByRole(AriaRole.Menuitem, new() { NameRegex = new("Funeral cover policy") }).ClickAsync();
        await Expect(composer.GetByText("Funeral cover policy, version 2")).ToBeVisibleAsync(patiently);
        await Expect(composer.GetByLabel("Subject")).ToHaveValueAsync("Your policy");
        await composer.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        await Expect(rosa.GetByRole(AriaRole.Main).GetByText("As promised, here is your policy").First).ToBeVisibleAsync(patiently);
        await Expect(rosa.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { NameRegex = new("Funeral cover policy, version 2") }).First).ToBeVisibleAsync(patiently);
    }

    static async Task<JsonNode> FindAsync(ApiCaller owner, string words)
    {
        JsonNode? found = null;
        await Soon.Async(async () => Assert.NotNull(found = (await owner.GetAsync($"/api/search?query={Uri.EscapeDataString(words)}"))["items"]!.AsArray().FirstOrDefault()?["moment"]));
        return found!;
    }

    static async Task<object> KeepAsync(ApiCaller owner)
    {
        using var body = new ByteArrayContent(await File.ReadAllBytesAsync(Policy));
        var kept = JsonNode.Parse(await (await owner.Http.PostAsync("/api/attachments?name=policy.pdf", body)).Content.ReadAsStringAsync())!;
        return new { hash = (string)kept["hash"]!, name = "policy.pdf" };
    }

    static string Policy => Path.Combine(Repository.Root, "web/chat/public/policy.pdf");
}
