using Microsoft.Playwright;

namespace Kith.Browser;

/// <summary>One Chromium for all tests of a collection; each test opens its own windows in it.</summary>
public sealed class Browsers : IAsyncLifetime
{
    static readonly string[] quiet =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    IPlaywright? playwright;
    IBrowser? chromium;
    readonly List<IBrowserContext> windows = [];

    public async Task InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        chromium = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium-headless-shell", Args = quiet });
    }

    /// <summary>A window of somebody of its own: nothing is shared with the others.</summary>
    /// <param name="address">Where the pages are that are named by a path alone.</param>
    /// <param name="width">Its width in pixels.</param>
    /// <param name="height">Its height in pixels.</param>
    /// <param name="scheme">Light or dark.</param>
    /// <param name="trustsAll">Whether it takes a certificate of our own making for that of a large provider.</param>
    public async Task<IPage> WindowAsync(string address, int width = 1440, int height = 900, ColorScheme scheme = ColorScheme.Light, bool trustsAll = false)
    {
        var window = await chromium!.NewContextAsync(new() { BaseURL = address, ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce, IgnoreHTTPSErrors = trustsAll });
        windows.Add(window);
        return await window.NewPageAsync();
    }

    /// <summary>A window that stays open listens and draws, and the tests after it are slower for it.</summary>
    public async Task CloseWindowsAsync()
    {
        foreach (var window in windows) await window.CloseAsync();
        windows.Clear();
    }

    public async Task DisposeAsync()
    {
        if (chromium is not null) await chromium.DisposeAsync();
        playwright?.Dispose();
    }
}

/// <summary>A test in a browser, which leaves no window open.</summary>
public abstract class Browsing(Browsers browsers) : IAsyncLifetime
{
    protected Browsers Browsers => browsers;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => browsers.CloseWindowsAsync();
}

/// <summary>What several people live through. Browsers wait more than they work, so these are told while others look at screens.</summary>
[CollectionDefinition(nameof(Stories))]
public sealed class Stories : ICollectionFixture<Browsers>;

/// <summary>What one teammate finds on each screen.</summary>
[CollectionDefinition(nameof(Screens))]
public sealed class Screens : ICollectionFixture<Browsers>;
