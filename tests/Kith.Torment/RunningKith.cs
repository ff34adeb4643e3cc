using System.Diagnostics;
using System.Net;
using Kith.Tests;

namespace Kith.Torment;

/// <summary>The real server as a process of its own, which can be killed in the middle of anything and started again.</summary>
sealed class RunningKith(KithSettings settings, params (string Name, string Value)[] more) : IDisposable
{
    Process? process;

    public Uri Address { get; } = new($"http://127.0.0.1:{Ports.Free()}/");

    public HttpClient Http { get; } = new() { Timeout = TimeSpan.FromSeconds(20) };

    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location])
        {
            WorkingDirectory = settings.DataFolder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["KITH_DATA"] = settings.DataFolder, ["KITH_DATABASE"] = settings.Database, ["KITH_URLS"] = Address.ToString(), ["KITH_DEMO"] = "0",
                ["Logging__LogLevel__Default"] = "Warning",
            },
        };
        foreach (var (name, value) in more) start.Environment[name] = value;
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await ReadyAsync();
    }

    /// <summary>What an operator asks on the command line, of the Kith that runs in this folder or of none.</summary>
    public static async Task AskAsync(KithSettings settings, params string[] words)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, .. words])
        {
            WorkingDirectory = settings.DataFolder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["KITH_DATA"] = settings.DataFolder, ["KITH_DATABASE"] = settings.Database },
        };
        using var process = Process.Start(start)!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, string.Concat(said));
    }

    /// <summary>SIGKILL: nothing is flushed, nobody is told.</summary>
    public async Task KillAsync()
    {
        process!.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (process is { HasExited: false }) process.Kill(entireProcessTree: true);
        process?.Dispose();
        Http.Dispose();
    }

    async Task ReadyAsync()
    {
        for (var patience = Stopwatch.StartNew(); patience.Elapsed < TimeSpan.FromSeconds(60); await Task.Delay(50))
        {
            if (process!.HasExited) throw new InvalidOperationException($"Kith ended at once with {process.ExitCode}.");
            try
            {
                if ((await Http.GetAsync(new Uri(Address, "readyz"))).IsSuccessStatusCode) return;
            }
            catch (HttpRequestException) { }
        }
        throw new TimeoutException("Kith did not become ready within a minute.");
    }
}
