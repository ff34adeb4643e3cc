using System.Collections.Concurrent;
using System.Text;
using Kith.Mail.Html;
using Microsoft.Playwright;

namespace Kith.Mail.Tests.Html;

/// <summary>
/// What was cleaned is given to Chromium, with scripting on. Rows B1 (judged where it is shown), B17 (nothing is loaded before somebody agrees) and B20 (no mail
/// hides what stands behind it).
/// </summary>
public sealed class CleanMailInARealBrowser : IAsyncLifetime
{
    const string Chromium = "/usr/bin/chromium-headless-shell";
    const string Origin = "http://kith.example/";

    static readonly string[] quiet =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    static readonly string[] attacks = [.. HostileHtml.Payloads(4_000), .. HostileSheets.Payloads()];
    static readonly CleaningPolicy policy = CleaningPolicy.Strict;

    readonly ConcurrentBag<string> calls = [];
    IPlaywright? playwright;
    IBrowser? browser;
    IPage? page;

    public async Task InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = quiet });
        page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 800, Height = 600 } });
        await page.RouteAsync("**/*", NoteAsync);
    }

    /// <summary>Nothing leaves the machine: every call is answered here and written down.</summary>
    async Task NoteAsync(IRoute route)
    {
        calls.Add(route.Request.Url);
        await route.FulfillAsync(new() { Status = 200, ContentType = "text/html", Body = "<!doctype html><body></body>" });
    }

    public async Task DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }

    [Fact]
    public async Task would_have_run_scripts_and_called_home_if_it_were_not_cleaned()
    {
        await ShowAsync([$"<img src=x onerror=\"{HostileHtml.Canary}\">", $"<img src=\"https://{HostileHtml.CanaryHost}/a.png\">"]);

        await page!.WaitForFunctionAsync("() => self.kithCanary === 1");
        Assert.Contains(calls, call => call.Contains(HostileHtml.CanaryHost, StringComparison.Ordinal));
    }

    [Fact]
    public async Task runs_no_script_and_calls_nobody()
    {
        foreach (var some in attacks.Select(attack => HtmlCleaner.Clean(attack, policy).Html).Where(html => html.Length > 0).Distinct().Chunk(500)) await ShowAsync(some);

        Assert.Equal("quiet", await page!.EvaluateAsync<string>("() => self.kithCanary === undefined ? 'quiet' : 'ran'"));
        Assert.All(calls, call => Assert.Equal(Origin, call));
    }

    [Fact]
    public async Task runs_no_script_and_calls_nobody_in_a_sandboxed_frame()
    {
        foreach (var some in attacks.Select(attack => HtmlCleaner.Clean(attack, policy).Html).Where(html => html.Length > 0).Distinct().Chunk(500))
        {
            await page!.GotoAsync(Origin);
            await page.EvaluateAsync(InFrame, string.Concat(some.Select(html => $"<div>{html}</div>")));
        }

        Assert.All(page!.Frames, frame => Assert.True(frame.Url is Origin or "" or "about:srcdoc", frame.Url));
        Assert.All(calls, call => Assert.Equal(Origin, call));
    }

    const string InFrame = """
        mail => new Promise(shown => {
            const frame = document.createElement('iframe');
            frame.sandbox = '';
            frame.onload = () => shown();
            frame.srcdoc = mail;
            document.body.append(frame);
        })
        """;

    [Fact]
    public async Task leaves_what_stands_behind_it_visible()
    {
        var covering = """
            <div style="position:fixed;inset:0;width:9999px;height:9999px;margin:-500px;z-index:9;transform:scale(9)">
            <table height=99999><tr><td rowspan=65534>x</table></div>
            """;
        var mail = HtmlCleaner.Clean(covering, policy).Html;
        await page!.SetContentAsync($"<div style=\"max-height:300px;overflow:hidden\">{mail}</div><p id=next>next</p>");

        Assert.Equal("next", await page.EvaluateAsync<string>(WhatIsSeen));
        await page.SetContentAsync($"<div style=\"max-height:300px;overflow:hidden\">{covering}</div><p id=next>next</p>");
        Assert.NotEqual("next", await page.EvaluateAsync<string?>(WhatIsSeen));
    }

    const string WhatIsSeen = """
        () => {
            const box = document.querySelector('#next').getBoundingClientRect();
            return document.elementFromPoint(box.x + 5, box.y + 5)?.id;
        }
        """;

    /// <summary>Parsed as part of a page, not set by a script: scripts in it would run. Each stands in a frame's worth of its own box.</summary>
    async Task ShowAsync(string[] mails)
    {
        await page!.GotoAsync(Origin);
        var whole = new StringBuilder("<!doctype html><meta charset=utf-8><body>");
        foreach (var mail in mails) whole.Append("<div>").Append(mail).Append("</div>");
        await page.SetContentAsync(whole.Append("<p id=end>").ToString());
        await page.Locator("#end").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await page.EvaluateAsync("() => { for (const one of document.querySelectorAll('body *')) one.dispatchEvent(new Event('focus')); }");
    }
}
