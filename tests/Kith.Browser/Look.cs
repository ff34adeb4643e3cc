using Kith.Tests.Checkout;
using Microsoft.Playwright;

namespace Kith.Browser;

/// <summary>Looks at one screen after another: nothing scrolls sideways, and axe finds nothing, in the frames of a page neither.</summary>
sealed class Look
{
    static readonly bool pictures = Environment.GetEnvironmentVariable("KITH_PICTURES") == "1";
    static readonly string axe = File.ReadAllText(Path.Combine(Repository.Root, "web/node_modules/axe-core/axe.min.js"));

    /// <summary>A desk in light and a phone in the dark see each size and each colour; all four are looked through for pictures, and with KITH_WINDOWS=all.</summary>
    public static readonly (int Width, int Height, ColorScheme Scheme)[] Windows = pictures || Environment.GetEnvironmentVariable("KITH_WINDOWS") == "all"
        ? [(1440, 900, ColorScheme.Light), (1440, 900, ColorScheme.Dark), (390, 844, ColorScheme.Light), (390, 844, ColorScheme.Dark)]
        : [(1440, 900, ColorScheme.Light), (390, 844, ColorScheme.Dark)];

    const string Rules = """
        () => axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
            .then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ') + ' ' + n.html.slice(0, 160)).join(', ')))
        """;

    /// <summary>Until nothing has changed for a moment, two seconds at most.</summary>
    const string Quiet = """
        () => new Promise(done => {
            let still;
            const end = () => { seen.disconnect(); done(); };
            const wait = () => { clearTimeout(still); still = setTimeout(end, 300); };
            const seen = new MutationObserver(wait);
            seen.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
            wait();
            setTimeout(end, 2000);
        })
        """;

    readonly IPage page;
    readonly string window;
    readonly List<string> found = [];

    Look(IPage page, string window) => (this.page, this.window) = (page, window);

    public static async Task<Look> ThroughAsync(IPage page, int width, int height, ColorScheme scheme)
    {
        await page.SetViewportSizeAsync(width, height);
        await page.EmulateMediaAsync(new() { ColorScheme = scheme });
        return new(page, $"{width}-{scheme.ToString().ToLowerInvariant()}");
    }

    public IPage Page => page;

    /// <summary>In each window, small and dark first, so that the next act finds the large one.</summary>
    /// <param name="first">What is done in each window before it is looked at.</param>
    public static async Task AtAllAsync(IPage page, string name, Func<Task>? first = null)
    {
        foreach (var (width, height, scheme) in Windows.Reverse())
        {
            var look = await ThroughAsync(page, width, height, scheme);
            if (first is not null) await first();
            await look.Async(name);
            look.FoundNothing();
        }
    }

    public async Task AtAsync(string path, string name)
    {
        await page.GotoAsync(path);
        await Async(name);
    }

    public async Task Async(string name)
    {
        await SettleAsync();
        if (pictures) await PictureAsync($"{name}-{window}");
        if (await page.EvaluateAsync<bool>("() => document.scrollingElement.scrollWidth > innerWidth")) found.Add($"{name}: scrolls sideways");
        foreach (var frame in page.Frames) await frame.EvaluateAsync(axe);
        found.AddRange((await page.EvaluateAsync<string[]>(Rules)).Select(violation => $"{name}: {violation}"));
    }

    public void FoundNothing() => Assert.True(found.Count == 0, string.Join('\n', found));

    /// <summary>No skeleton, fonts in place, and nothing moves any more.</summary>
    async Task SettleAsync()
    {
        await page.WaitForLoadStateAsync(LoadState.Load);
        await page.WaitForFunctionAsync("() => document.fonts.ready.then(() => !document.querySelector('[aria-busy=true], [role=status][aria-label]'))");
        await page.EvaluateAsync(Quiet);
    }

    Task PictureAsync(string name)
    {
        var path = Path.Combine(Repository.Root, "docs/pictures", name + ".png");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return page.ScreenshotAsync(new() { Path = path });
    }
}
