using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kith.Browser;

/// <summary>
/// The story that must always work, in two windows of two people: an offer by SMS, an answer by SMS, a move to chat by the link,
/// questions and answers in chat; one timeline, one person, live on both sides.
/// </summary>
[Collection(nameof(Stories))]
public class TheStory(Browsers browsers, DemoTown town) : Browsing(browsers), IClassFixture<DemoTown>
{
    const string Phone = "+27835550142";
    const string Offer = "Funeral cover from R89 a month. Would you like to know more?";
    static readonly LocatorAssertionsToBeVisibleOptions patiently = new() { Timeout = 60_000 };

    [Fact]
    public async Task of_an_offer_by_sms_that_becomes_a_chat_is_one_conversation()
    {
        var rosa = await Browsers.WindowAsync(town.Address);
        var person = await Browsers.WindowAsync(town.Address);
        foreach (var page in new[] { rosa, person }) page.SetDefaultTimeout(60_000);

        await rosa.SignInAsync("rosa@marula.example", DemoTown.Password);
        await OfferAsync(rosa, Phone, Offer);

        await person.GotoAsync("/try");
        await person.Locator("#number").SelectOptionAsync(Phone);
        await Expect(Texts(person).GetByText(Offer)).ToBeVisibleAsync(patiently);
        await SmsAsync(person, "Yes please, tell me more");
        await Expect(Said(rosa, "Yes please, tell me more")).ToBeVisibleAsync(patiently);

        await GoOnInChatAsync(rosa);
        var link = Texts(person).Locator("a[href*='/go/']");
        await Expect(link).ToBeVisibleAsync(patiently);
        await link.ClickAsync();
        var site = person.FrameLocator("#site");
        await site.GetByRole(AriaRole.Button, new() { Name = "Open my conversation" }).ClickAsync();
        var chat = await ChatAsync(person);

        await chat.GetByRole(AriaRole.Textbox).FillAsync("Does it cover my mother too?");
        await chat.GetByRole(AriaRole.Textbox).PressAsync("Enter");
        await Expect(Said(rosa, "Does it cover my mother too?")).ToBeVisibleAsync(patiently);

        await AnswerAsync(rosa, "Yes: parents up to 74 are included.");
        await Expect(chat.GetByText("Yes: parents up to 74 are included.")).ToBeVisibleAsync(patiently);

        foreach (var said in new[] { Offer, "Yes please, tell me more", "Does it cover my mother too?", "Yes: parents up to 74 are included." })
            await Expect(Said(rosa, said)).ToBeVisibleAsync(patiently);
        await Expect(rosa.GetByText("went on in").First).ToBeVisibleAsync(patiently);
    }

    internal static async Task OfferAsync(IPage rosa, string phone, string offer)
    {
        await rosa.GetByRole(AriaRole.Button, new() { Name = "New message" }).First.ClickAsync();
        var dialog = rosa.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("To whom?").FillAsync(phone);
        await dialog.GetByText("Write to +27").First.ClickAsync();
        await dialog.GetByLabel("How?").First.ClickAsync();
        await rosa.GetByRole(AriaRole.Option, new() { Name = "SMS · sms" }).ClickAsync();
        await dialog.GetByLabel("First words").FillAsync(offer);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Expect(Said(rosa, offer)).ToBeVisibleAsync(patiently);
    }

    internal static async Task SmsAsync(IPage person, string text)
    {
        await person.Locator("#words").FillAsync(text);
        await person.Locator("#words").PressAsync("Enter");
        await Expect(Texts(person).GetByText(text)).ToBeVisibleAsync(patiently);
    }

    internal static Task GoOnInChatAsync(IPage rosa) => GoOnAsync(rosa, "Chat");

    internal static async Task GoOnAsync(IPage rosa, string channel)
    {
        await rosa.GetByRole(AriaRole.Button, new() { Name = "Go on elsewhere" }).First.ClickAsync();
        await rosa.GetByRole(AriaRole.Menuitem, new() { Name = "Go on elsewhere" }).ClickAsync();
        await rosa.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { NameRegex = new($"^Go on elsewhere: {channel}") }).First.ClickAsync();
    }

    static async Task AnswerAsync(IPage rosa, string text)
    {
        var composer = rosa.GetByLabel("Write an answer");
        await composer.GetByRole(AriaRole.Button, new() { NameRegex = new("^Chat") }).First.ClickAsync();
        await composer.GetByRole(AriaRole.Textbox).FillAsync(text);
        await composer.GetByRole(AriaRole.Textbox).PressAsync("Control+Enter");
    }

    /// <summary>The chat is either the page the link opened or a frame of the site that held it.</summary>
    internal static async Task<IFrameLocator> ChatAsync(IPage person)
    {
        var site = person.FrameLocator("#site");
        await Expect(site.GetByRole(AriaRole.Textbox).Or(site.Locator("iframe")).First).ToBeVisibleAsync(patiently);
        return await site.Locator("iframe").CountAsync() > 0 ? site.FrameLocator("iframe") : site;
    }

    internal static ILocator Texts(IPage person) => person.Locator("#texts");

    internal static ILocator Said(IPage rosa, string words) => rosa.GetByRole(AriaRole.Main).GetByText(words, new() { Exact = true }).First;
}
