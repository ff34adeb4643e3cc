using Microsoft.Playwright;

namespace Kith.Browser;

static class SigningInByHand
{
    /// <summary>Signs in as people do, and waits for the inbox.</summary>
    public static async Task SignInAsync(this IPage page, string email, string password)
    {
        await page.GotoAsync("/app");
        await page.Locator("input[type=email]").FillAsync(email);
        await page.Locator("input[type=password]").FillAsync(password);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "New message" }).First).ToBeVisibleAsync(new() { Timeout = 60_000 });
    }
}
