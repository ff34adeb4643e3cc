using System.Diagnostics;
using System.Globalization;

namespace Kith.Bench;

/// <summary>
/// As many requests as wrk (https://github.com/wg/wrk) can get answered. They are made and signed beforehand, so that sending costs next to
/// nothing beside answering: the sender shares the server's cores.
/// </summary>
sealed class Volley(Ground ground) : IDisposable
{
    const string Script = """
        local threads = 0
        function setup(thread) thread:set("place", threads); threads = threads + 1 end
        local file
        function init(args) if args[1] then file = io.open(args[1] .. "/" .. place, "rb") end end
        function request()
          if not file then return wrk.format("GET", "/healthz") end
          local length = file:read(6)
          if not length then wrk.thread:stop() return wrk.format("GET", "/healthz") end
          return file:read(tonumber(length))
        end
        """;

    readonly string folder = Directory.CreateTempSubdirectory("kith-volley-").FullName;
    int made;

    /// <summary>Answers a second to as many signed messages of that type as fit into the time.</summary>
    public Task<double> MessagesAsync(string type, int connections, int seconds, int atMost) =>
        MessagesAsync(new PlainMessages(ground.Target, type, 20_000).Request, connections, seconds, atMost);

    /// <summary>Answers a second to as many of these requests as fit into the time.</summary>
    public async Task<double> MessagesAsync(Func<string, Random, long, byte[]> make, int connections, int seconds, int atMost)
    {
        var here = Directory.CreateDirectory(Path.Combine(folder, $"{made++}")).FullName;
        for (var thread = 0; thread < Threads(connections); thread++)
        {
            await using var file = File.Create(Path.Combine(here, $"{thread}"));
            var dice = new Random(thread);
            for (var n = 0; n < atMost / Threads(connections); n++)
            {
                var request = make($"{made}-{thread}-{n}", dice, Stopwatch.GetTimestamp());
                file.Write(System.Text.Encoding.ASCII.GetBytes(request.Length.ToString("D6", CultureInfo.InvariantCulture)));
                file.Write(request);
            }
        }
        try { return await RunAsync(connections, seconds, here); }
        finally { Directory.Delete(here, recursive: true); }
    }

    /// <summary>Answers a second of an endpoint that writes nothing.</summary>
    public Task<double> NothingAsync(int connections, int seconds) => RunAsync(connections, seconds);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    static int Threads(int connections) => Math.Min(2, connections);

    async Task<double> RunAsync(int connections, int seconds, params string[] arguments)
    {
        var script = Path.Combine(folder, "send.lua");
        await File.WriteAllTextAsync(script, Script);
        var start = new ProcessStartInfo("wrk", [$"-t{Threads(connections)}", $"-c{connections}", $"-d{seconds}s", "--timeout", "10s", "-s", script, $"http://127.0.0.1:{Ground.Address}", "--", .. arguments])
        { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        foreach (var trouble in said.Split('\n').Where(line => line.Contains("Non-2xx", StringComparison.Ordinal) || line.Contains("Socket errors", StringComparison.Ordinal))) Console.WriteLine(trouble.Trim());
        var line = said.Split('\n').FirstOrDefault(l => l.StartsWith("Requests/sec:", StringComparison.Ordinal)) ?? throw new InvalidOperationException(said);
        return double.Parse(line.Split(':')[1], CultureInfo.InvariantCulture);
    }
}
