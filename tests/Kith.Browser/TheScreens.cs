using Kith.Tests.Checkout;
using Microsoft.Playwright;

namespace Kith.Browser;

/// <summary>
/// Each screen, on a desk and on a phone, in light and dark, is free of what axe finds (WCAG 2.2 AA). With KITH_PICTURES=1 the
/// pictures in docs/pictures are taken anew.
/// </summary>
[Collection(nameof(Browsers))]
public class TheScreens(Browsers browsers, DemoTown town) : IClassFixture<DemoTown>
{
    static readonly string axe = File.ReadAllText(Path.Combine(Repository.Root, "web/node_modules/axe-core/axe.min.js"));
    static readonly bool pictures = Environment.GetEnvironmentVariable("KITH_PICTURES") == "1";

    const string Rules = """
        () => axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
            .then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).join(', ')))
        """;

    [Theory]
    [InlineData(1440, 900, ColorScheme.Light)]
    [InlineData(1440, 900, ColorScheme.Dark)]
    [InlineData(390, 844, ColorScheme.Light)]
    [InlineData(390, 844, ColorScheme.Dark)]
    public async Task are_open_to_everybody(int width, int height, ColorScheme scheme)
    {
        var found = new List<string>();
        var page = await browsers.WindowAsync(town.Address, width, height, scheme);
        page.SetDefaultTimeout(60_000);
        async Task Look(string name)
        {
            await SettleAsync(page);
            if (pictures) await PictureAsync(page, $"{name}-{width}-{scheme.ToString().ToLowerInvariant()}");
            await page.EvaluateAsync(axe);
            found.AddRange((await page.EvaluateAsync<string[]>(Rules)).Select(violation => $"{name}: {violation}"));
        }

        await page.GotoAsync("/try");
        await Look("try");
        await page.GotoAsync("/app/sign-in");
        await Look("sign-in");
        await page.SignInAsync("mina@marula.example", DemoTown.Password);
        await page.GotoAsync("/app/inbox/all");
        await Look("inbox");
        await page.GetByText("Nomsa Ndlovu").First.ClickAsync();
        await Look("conversation");
        foreach (var (name, path) in new[]
        {
            ("search", "/app/search?query=cover"), ("people", "/app/people"), ("settings", "/app/settings/workspace"),
            ("connections", "/app/settings/connections"), ("design", "/app/design"),
        })
        {
            await page.GotoAsync(path);
            await Look(name);
        }
        Assert.Empty(found);
    }

    /// <summary>No skeleton, no request under way, fonts in place.</summary>
    static async Task SettleAsync(IPage page)
    {
        await page.WaitForLoadStateAsync(LoadState.Load);
        await page.WaitForFunctionAsync("() => document.fonts.ready.then(() => !document.querySelector('[aria-busy=true]'))");
        await page.WaitForTimeoutAsync(700);
    }

    static Task PictureAsync(IPage page, string name)
    {
        var path = Path.Combine(Repository.Root, "docs/pictures", name + ".png");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return page.ScreenshotAsync(new() { Path = path });
    }
}
