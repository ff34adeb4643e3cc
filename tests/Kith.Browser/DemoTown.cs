using System.Text.Json.Nodes;
using Kith.Data;
using Kith.Tests;

namespace Kith.Browser;

/// <summary>The demo as <c>bin/dev</c> runs it.</summary>
public sealed class DemoTown() : OpenKith("1")
{
    public const string Password = "marula-demo-2026";
}

/// <summary>The demo beside the real mail servers of <c>bin/with-mail</c>, where they are.</summary>
public sealed class MailDemoTown() : OpenKith("1", MailTown.IsThere ? MailTown.Allow : null)
{
    public const string Token = "a-fixed-token";
}

/// <summary>The demo, where nobody else comments in public.</summary>
public sealed class PublicDemoTown() : OpenKith("1");

/// <summary>The demo, which may speak to a pretend provider on this machine.</summary>
public sealed class ProviderTown() : OpenKith("1", host => host.UseSetting("KITH_ALLOW_PRIVATE", "127.0.0.1"));

/// <summary>The demo as it is set up for everybody, in a network where large mail providers are.</summary>
public sealed class TownByTheBook() : OpenKith("1");

/// <summary>A Kith where nobody has been before.</summary>
public sealed class NewKith() : OpenKith("0");

/// <summary>The real server, on a port and a data folder of its own.</summary>
public abstract class OpenKith(string demo, Action<IWebHostBuilder>? more = null) : IAsyncLifetime
{
    KithUnderTest? kith;

    public string Address { get; private set; } = "";

    /// <summary>What time it is there.</summary>
    public virtual TimeProvider Clock => TimeProvider.System;

    public ApiCaller AsOwner() => new(kith!.CreateClient(), MailDemoTown.Token);

    public async Task InitializeAsync()
    {
        var settings = await World.EmptyAsync();
        kith = new KithUnderTest(settings, Town.Nowhere, host =>
        {
            host.UseSetting("KITH_DEMO", demo);
            if (demo == "1") host.UseSetting("KITH_API_TOKEN", MailDemoTown.Token);
            more?.Invoke(host);
        });
        var port = Ports.Free();
        Address = $"http://localhost:{port}";
        kith.WithPublicAddress(Address);
        kith.UseKestrel(port);
        kith.StartServer();
        if (demo == "1") await BeOpenAsync();
    }

    /// <summary>The house is always open, so that a test sees the same at any hour and on a Sunday.</summary>
    async Task BeOpenAsync()
    {
        var owner = AsOwner();
        var calendar = (await owner.GetAsync("/api/calendars"))["items"]![0]!["id"];
        await owner.PatchAsync($"/api/calendars/{calendar}", new { openings = Enumerable.Range(1, 7).Select(day => new { day, from = "00:00", to = "00:00" }) });
    }

    /// <summary>Whose the newest open case of that kind is: a list is as long as the other tests made it, and shows the part of it that fits.</summary>
    public async Task<string> WhoAsync(Func<JsonNode, bool> isTheirs)
    {
        string? person = null;
        await Soon.Async(async () => Assert.NotNull(person = (string?)(await AsOwner().GetAsync("/api/cases?limit=200"))["items"]!.AsArray().Where(one => isTheirs(one!)).MaxBy(one => (long)one!["number"]!)?["personId"]), seconds: 60);
        return person!;
    }

    public async Task DisposeAsync()
    {
        if (kith is not null) await kith.DisposeAsync();
    }
}
