using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Kith.Mail;
using Kith.Tests;
using Kith.Tests.Checkout;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kith.Browser;

/// <summary>
/// docs/email.md, step by step, for a mailbox at Gmail and one at Microsoft 365: under the names and at the ports that stand there, with
/// nothing set besides. Postfix and Dovecot play the mail servers, others' emulation the sign-ins.
/// </summary>
[Collection(nameof(Screens)), Trait("Category", "Real")]
public class TheMailboxByTheBook(Browsers browsers, TownByTheBook town) : Browsing(browsers), IClassFixture<TownByTheBook>
{
    const string Gmail = "care@gmail.com", Microsoft365 = "care@marula.example";
    static readonly LocatorAssertionsToBeVisibleOptions patiently = new() { Timeout = 60_000 };

    [Fact]
    public async Task opens_at_the_large_providers()
    {
        if (LargeProviders.AreHere) return;

        var start = new ProcessStartInfo(Path.Combine(Repository.Root, "tests", "Kith.Channels.Tests", "real", "providers"), ["dotnet", "vstest", typeof(TheMailboxByTheBook).Assembly.Location, $"--TestCaseFilter:FullyQualifiedName~{nameof(TheMailboxByTheBook)}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("KITH_TEST_POSTGRES");
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0 && (await output).Contains("Skipped:     0", StringComparison.Ordinal), $"{await output}\n{await errors}");
    }

    [AtTheProvidersFact]
    public async Task of_Gmail_with_an_app_password()
    {
        var ada = await AdaAsync();
        var dialog = await BeginAsync(ada, "Gmail", Gmail);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Find the servers" }).ClickAsync();
        await Expect(dialog.GetByLabel("Incoming server")).ToHaveValueAsync("imap.gmail.com", new() { Timeout = 60_000 });
        await dialog.GetByLabel("Password", new() { Exact = true }).FillAsync(MailTown.Of("OTHER_PASSWORD"));
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Connect", Exact = true }).ClickAsync();
        await ada.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
        await WorksAsync(ada, Gmail, "mx.google.com; dkim=pass header.i=@kith.test header.s=s1; spf=pass (google.com: domain of rosa@kith.test designates 192.0.2.7 as permitted sender) smtp.mailfrom=rosa@kith.test; dmarc=pass (p=REJECT sp=REJECT dis=NONE) header.from=kith.test");
    }

    [AtTheProvidersFact]
    public async Task of_Gmail_by_OAuth_2()
    {
        await using var providers = await LargeProviders.OpenAsync($"{town.Address}/api/connections/sign-in/callback", Gmail);
        var ada = await AdaAsync();
        await SignInAtAsync(ada, "Google", Gmail, "imap.gmail.com");
        await WorksAsync(ada, Gmail, "mx.google.com; dkim=pass header.i=@kith.test header.s=s1; spf=pass smtp.mailfrom=rosa@kith.test; dmarc=pass (p=REJECT sp=REJECT dis=NONE) header.from=kith.test");
    }

    [AtTheProvidersFact]
    public async Task of_Microsoft_365()
    {
        await using var providers = await LargeProviders.OpenAsync($"{town.Address}/api/connections/sign-in/callback", Microsoft365);
        var ada = await AdaAsync();
        await SignInAtAsync(ada, "Microsoft", Microsoft365, "outlook.office365.com");
        await WorksAsync(ada, Microsoft365, "spf=pass (sender IP is 192.0.2.7)\r\n smtp.mailfrom=kith.test; dkim=pass (signature was verified)\r\n header.d=kith.test;dmarc=pass action=none header.from=kith.test;compauth=pass reason=100");
    }

    async Task<IPage> AdaAsync()
    {
        var ada = await Browsers.WindowAsync(town.Address, trustsAll: true);
        ada.SetDefaultTimeout(60_000);
        await ada.SignInAsync("ada@marula.example", DemoTown.Password);
        return ada;
    }

    static async Task<ILocator> BeginAsync(IPage ada, string name, string address)
    {
        await ada.GotoAsync("/app/settings/connections");
        await ada.GetByRole(AriaRole.Button, new() { Name = "Connect a channel" }).ClickAsync();
        var dialog = ada.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Email" }).ClickAsync();
        await dialog.GetByLabel("Name *", new() { Exact = true }).FillAsync(name);
        await dialog.GetByLabel("Address *", new() { Exact = true }).FillAsync(address);
        return dialog;
    }

    static async Task SignInAtAsync(IPage ada, string way, string address, string server)
    {
        var dialog = await BeginAsync(ada, way, address);
        await ada.GetByRole(AriaRole.Textbox, new() { Name = "How Kith signs in" }).Or(ada.GetByRole(AriaRole.Combobox, new() { Name = "How Kith signs in" })).First.ClickAsync();
        await ada.GetByRole(AriaRole.Option, new() { Name = way, Exact = true }).ClickAsync();
        await Expect(dialog.GetByLabel("Incoming server")).ToHaveValueAsync(server, new() { Timeout = 60_000 });
        await dialog.GetByLabel("Client ID", new() { Exact = true }).FillAsync(LargeProviders.ClientAt(way));
        await dialog.GetByLabel("Client secret", new() { Exact = true }).FillAsync(LargeProviders.Secret);
        if (way == "Microsoft") await dialog.GetByLabel("Directory (tenant)", new() { Exact = true }).FillAsync("72f988bf-86f1-41af-91ab-2d7cd011db47");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Connect", Exact = true }).ClickAsync();
        await ada.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
        await ada.GetByRole(AriaRole.Button, new() { Name = $"Sign in with {way}" }).ClickAsync();
        await ada.WaitForURLAsync(url => url.StartsWith(way == "Google" ? "https://accounts.google.com/" : "https://login.microsoftonline.com/", StringComparison.Ordinal));
        await ada.GetByText(address).First.ClickAsync();
        await Expect(ada.GetByText("Signed in. Test it to be sure.")).ToBeVisibleAsync(patiently);
    }

    /// <summary>Both ways are tried by the button, a mail comes in from somebody who is known to be who they say, and the answer reaches them, once.</summary>
    async Task WorksAsync(IPage ada, string address, string results)
    {
        await ada.GetByRole(AriaRole.Button, new() { Name = "Test it" }).ClickAsync();
        await Expect(ada.GetByText("Incoming mail can be read: INBOX holds")).ToBeVisibleAsync(patiently);
        await Expect(ada.GetByText("Outgoing mail is taken")).ToBeVisibleAsync(patiently);

        var (owner, words, subject) = (town.AsOwner(), $"Is my roof covered? {Guid.NewGuid():N}", $"My roof {Guid.NewGuid():N}");
        var connection = ada.Url.Split('/')[^1].Split('?')[0];
        await using (var mailbox = await MailTown.OpenAsync(new MailSignIn.Password(address, MailTown.Of("OTHER_PASSWORD"))))
            await mailbox.AppendAsync("INBOX", Encoding.UTF8.GetBytes($"Authentication-Results: {results}\r\nFrom: Rosa <{MailTown.Rosa}>\r\nTo: {address}\r\nSubject: {subject}\r\nMessage-ID: <{Guid.NewGuid():N}@kith.test>\r\n\r\n{words}\r\n"), [], CancellationToken.None);
        var asked = await FoundAsync(owner, words);
        Assert.Null(asked["marks"]?.AsArray().FirstOrDefault());
        Assert.Equal("verified", (string)(await owner.GetAsync($"/api/people/{asked["personId"]}"))["handles"]!.AsArray().Single(one => (string)one!["value"]! == MailTown.Rosa)!["strength"]!);

        await owner.PostAsync($"/api/people/{asked["personId"]}/messages", new { id = Guid.CreateVersion7(), text = "It is.", connectionId = connection, replyTo = (Guid)asked["id"]! });
        var got = await MailTown.ArrivedAsync($"Re: {subject}");
        Assert.Equal(address, got.From[0].Address);

        // An answer to ours finds its way back to the same case, and what these providers lay into Sent themselves is not laid there twice.
        await MailTown.SendAsync(MailTown.Letter($"Re: {subject}", $"Thank you! {words}", got.ReplyTo[0].Address) with { InReplyTo = got.MessageId });
        Assert.Equal((long)asked["caseNumber"]!, (long)(await FoundAsync(owner, $"Thank you! {words}"))["caseNumber"]!);
        await using var again = await MailTown.OpenAsync(new MailSignIn.Password(address, MailTown.Of("OTHER_PASSWORD")));
        Assert.Equal(0u, (await again.SelectAsync("Sent", readOnly: true, CancellationToken.None)).Exists);
    }

    static async Task<JsonNode> FoundAsync(ApiCaller owner, string words)
    {
        JsonNode? found = null;
        await Soon.Async(async () => Assert.NotNull(found = (await owner.GetAsync($"/api/search?query={Uri.EscapeDataString(words)}"))["items"]!.AsArray().Select(one => one!["moment"]).FirstOrDefault(one => (string?)one?["text"] == words)), seconds: 40);
        return found!;
    }
}

/// <summary>A test inside the network where the large providers are played.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class AtTheProvidersFactAttribute : FactAttribute
{
    public AtTheProvidersFactAttribute() => Skip = LargeProviders.AreHere ? null : "Runs inside a network of its own: see tests/Kith.Channels.Tests/real/providers.";
}
