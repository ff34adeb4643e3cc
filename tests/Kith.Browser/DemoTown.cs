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

/// <summary>A Kith where nobody has been before.</summary>
public sealed class NewKith() : OpenKith("0");

/// <summary>The real server, on a port and a data folder of its own.</summary>
public abstract class OpenKith(string demo, Action<IWebHostBuilder>? more = null) : IAsyncLifetime
{
    KithUnderTest? kith;

    public string Address { get; private set; } = "";

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
    }

    public async Task DisposeAsync()
    {
        if (kith is not null) await kith.DisposeAsync();
    }
}
