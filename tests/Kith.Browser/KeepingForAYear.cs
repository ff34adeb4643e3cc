using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kith.Browser;

/// <summary>Mina says how long words are kept, reads how much goes, and a case that was closed long ago shows that its words are kept no longer.</summary>
[Collection(nameof(Screens))]
public class KeepingForAYear(Browsers browsers, MovedTown town) : Browsing(browsers), IClassFixture<MovedTown>
{
    static readonly LocatorAssertionsToBeVisibleOptions patiently = new() { Timeout = 60_000 };

    [Fact]
    public async Task is_said_in_a_sentence_read_before_and_seen_on_the_timeline()
    {
        var kase = (await town.AsOwner().GetAsync("/api/cases?limit=200"))["items"]!.AsArray().Single(one => (string)one!["title"]! == "Roof after the storm")!;
        await town.AsOwner().PutAsync($"/api/cases/{kase["number"]}/closure", new { whyNotInPublic = "Said by hand", endAsks = true });
        town.Pass(TimeSpan.FromDays(200));
        var mina = await Browsers.WindowAsync(town.Address);
        mina.SetDefaultTimeout(60_000);
        await mina.SignInAsync("mina@marula.example", DemoTown.Password);
        await mina.GotoAsync("/app/settings/retention");
        await mina.GetByRole(AriaRole.Combobox, new() { Name = "Words of closed cases" }).Or(mina.Locator("input[aria-label='Words of closed cases']")).First.ClickAsync();
        await mina.GetByRole(AriaRole.Option, new() { Name = "6 months", Exact = true }).ClickAsync();
        await Look.AtAllAsync(mina, "retention");
        await mina.GetByRole(AriaRole.Button, new() { Name = "Keep it so" }).ClickAsync();
        await Expect(mina.GetByRole(AriaRole.Dialog).GetByText("Words of closed cases, kept for 6 months")).ToBeVisibleAsync(patiently);
        await Look.AtAllAsync(mina, "retention-sure");
        await mina.GetByRole(AriaRole.Button, new() { Name = "Take it away from now on" }).ClickAsync();
        await Expect(mina.GetByText("It is looked for within a minute.")).ToBeVisibleAsync(patiently);

        await Kith.Tests.Soon.Async(async () => Assert.Equal("", (string?)(await town.AsOwner().GetAsync($"/api/cases/{kase["number"]}"))["title"] ?? ""), seconds: 90);
        await mina.GotoAsync($"/app/inbox/all/{kase["personId"]}?case={kase["number"]}");
        await Expect(mina.GetByText("These words are kept no longer.").First).ToBeVisibleAsync(patiently);
        await Look.AtAllAsync(mina, "retention-timeline");
    }
}
