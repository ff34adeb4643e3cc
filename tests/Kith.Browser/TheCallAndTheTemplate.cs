using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Kith.Tests;
using Microsoft.Playwright;

namespace Kith.Browser;

/// <summary>A call that nobody took, with what was said after the tone; a template where nothing else may go; a connection that is well and one that is not: open to everybody.</summary>
[Collection(nameof(Screens))]
public class TheCallAndTheTemplate(Browsers browsers, PublicDemoTown town) : Browsing(browsers), IClassFixture<PublicDemoTown>
{
    const string Caller = "+27835550142", Said = "Good day. Our gate is stuck since the storm, and the dog is out. Please call me back before four.";

    [Theory]
    [MemberData(nameof(Windows))]
    public async Task are_open_to_everybody(int width, int height, ColorScheme scheme)
    {
        await town.AsOwner().PatchAsync("/api/workspace", new { quietHours = new { from = "00:00", to = "00:00" } });
        await SpeakAsync();
        var page = await Browsers.WindowAsync(town.Address, width, height, scheme);
        page.SetDefaultTimeout(60_000);
        var look = await Look.ThroughAsync(page, width, height, scheme);
        await page.SignInAsync("mina@marula.example", DemoTown.Password);

        await page.GotoAsync($"/app/inbox/all/{await PersonAsync(Caller)}");
        await page.GetByText(Said).Last.WaitForAsync();
        await look.Async("call");

        await page.GotoAsync($"/app/inbox/all/{await PersonAsync("Amina Farouk")}");
        var composer = page.GetByLabel("Write an answer");
        // Where our own words may not go a way stands behind the others.
        await composer.GetByRole(AriaRole.Button, new() { Name = "Go on elsewhere" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { NameRegex = new("^WhatsApp") }).ClickAsync();
        await composer.GetByRole(AriaRole.Button, new() { Name = "Choose a template" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Option).First.ClickAsync();
        await look.Async("template");

        await look.AtAsync($"/app/settings/connections/{(await ConnectionAsync("facebook"))["id"]}", "connection");
        await look.AtAsync($"/app/settings/connections/{await FailingAsync("kannel")}", "connection-failing");
        look.FoundNothing();
    }

    public static IEnumerable<object[]> Windows => Look.Windows.Select(window => new object[] { window.Width, window.Height, window.Scheme });

    async Task<Guid> PersonAsync(string query) => (Guid)(await town.AsOwner().GetAsync($"/api/people?query={Uri.EscapeDataString(query)}"))["items"]![0]!["id"]!;

    async Task<JsonNode> ConnectionAsync(string name) => (await town.AsOwner().GetAsync("/api/connections"))["items"]!.AsArray().Single(one => (string)one!["name"]! == name)!;

    /// <summary>At the gateway's address nobody listens: what is sent by it waits, and the connection says so.</summary>
    async Task<Guid> FailingAsync(string name)
    {
        var connectionId = (Guid)(await ConnectionAsync(name))["id"]!;
        if (await StateAsync() == "never")
            await town.AsOwner().PostAsync($"/api/people/{await PersonAsync("Palesa Mokoena")}/messages", new { id = Guid.CreateVersion7(), connectionId, text = "Your gym cover has ended, Palesa. The money is on its way." });
        await Soon.Async(async () => Assert.Equal("failing", await StateAsync()), seconds: 60);
        return connectionId;

        async Task<string> StateAsync() => (string)(await ConnectionAsync(name))["health"]!["state"]!;
    }

    /// <summary>By the doors of the phone on /try: it rings, nobody is free, and something is said after the tone.</summary>
    async Task SpeakAsync()
    {
        using var phone = new HttpClient(new SocketsHttpHandler(), disposeHandler: true) { BaseAddress = new Uri(town.Address) };
        const string line = $"/try/telephones/{Caller}";
        await AtAsync("ringing", () => phone.PutAsync($"{line}/call", null));
        await AtAsync("choosing", () => phone.PostAsync($"{line}/call/refusal", null));
        await AtAsync("recording", () => phone.PostAsJsonAsync($"{line}/call/keys", new { key = "#" }));
        await AtAsync("over", () => phone.PostAsJsonAsync($"{line}/call/words", new { text = Said }));

        async Task AtAsync(string place, Func<Task<HttpResponseMessage>> act)
        {
            using (var done = await act()) Assert.True(done.IsSuccessStatusCode, $"{place}: {done.StatusCode}");
            await Soon.Async(async () => Assert.Equal(place, (string)JsonNode.Parse(await phone.GetStringAsync(line))!.AsArray().Last()!["place"]!), seconds: 60);
        }
    }
}
