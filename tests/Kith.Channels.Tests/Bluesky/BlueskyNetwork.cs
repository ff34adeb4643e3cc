using System.Diagnostics;
using System.Text.Json.Nodes;
using Kith.Channels.Bluesky;
using Kith.Channels.Tests.Suite;

namespace Kith.Channels.Tests.Bluesky;

/// <summary>The network of Bluesky in small, from its own packages, with two accounts. It needs PostgreSQL and redis.</summary>
public sealed class BlueskyNetwork : IAsyncLifetime
{
    static readonly string Folder = Path.Combine(Repository.Tests, "real");

    readonly BlueskyChannel channel = new();
    Process? network;
    JsonNode where = null!;

    /// <summary>The account as a person sets it up, without a session.</summary>
    public Account SetUp(string name, string? password = null) => new(Guid.Empty, "https://care.marula.example/hooks/bluesky", new Dictionary<string, string>
    {
        ["identifier"] = $"@{name}.test",
        ["password"] = password ?? (string)where["accounts"]![name]!["password"]!,
        ["service"] = (string)where["service"]!,
    });

    public string DidOf(string name) => (string)where["accounts"]![name]!["did"]!;

    public async Task<(Account Account, SessionAnswer.Opened Session)> SignInAsync(string name)
    {
        var opened = Assert.IsType<SessionAnswer.Opened>(channel.ReadSession(await PlainWire.DoAsync(channel.Opening(SetUp(name))), TimeProvider.System.GetUtcNow()));
        return (SetUp(name).With(IOpenSession.Token, opened.Access).With(IOpenSession.Who, opened.Who), opened);
    }

    public async Task InitializeAsync()
    {
        using (var setup = Process.Start(Path.Combine(Folder, "setup"))!) await setup.WaitForExitAsync();

        network = Process.Start(new ProcessStartInfo(Path.Combine(Repository.Root, "bin", "with-postgres"), [Path.Combine(Folder, "bluesky")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = network.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (await network.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            if (line.StartsWith('{'))
            {
                where = JsonNode.Parse(line)!;
                return;
            }
        throw new InvalidOperationException($"The network of Bluesky did not begin: {await errors}");
    }

    /// <summary>It cleans up behind itself when nobody speaks to it any more.</summary>
    public async Task DisposeAsync()
    {
        network!.StandardInput.Close();
        await network.WaitForExitAsync();
        network.Dispose();
    }
}
