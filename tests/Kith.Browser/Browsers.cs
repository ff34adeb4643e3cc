using Microsoft.Playwright;

namespace Kith.Browser;

/// <summary>One Chromium for the whole run; each test opens its own windows in it.</summary>
public sealed class Browsers : IAsyncLifetime
{
    static readonly string[] quiet =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    IPlaywright? playwright;
    IBrowser? chromium;

    public async Task InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        chromium = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = quiet });
    }

    /// <summary>A window of somebody of its own: nothing is shared with the others.</summary>
    public async Task<IPage> WindowAsync(string address, int width = 1440, int height = 900, ColorScheme scheme = ColorScheme.Light)
    {
        var window = await chromium!.NewContextAsync(new() { BaseURL = address, ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        return await window.NewPageAsync();
    }

    public async Task DisposeAsync()
    {
        if (chromium is not null) await chromium.DisposeAsync();
        playwright?.Dispose();
    }
}

[CollectionDefinition(nameof(Browsers))]
public sealed class BrowserTests : ICollectionFixture<Browsers>;
