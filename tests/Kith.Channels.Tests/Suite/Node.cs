using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kith.Channels.Tests.Suite;

/// <summary>Runs a script of the folder <c>node</c> with a question on its standard input. Installs the packages there when they are not.</summary>
public sealed class Node
{
    static readonly string Folder = Path.Combine(Repository.Tests, "node");

    static readonly Lazy<bool> Installed = new(() =>
    {
        var wanted = Path.Combine(Folder, "package-lock.json");
        var there = Path.Combine(Folder, "node_modules", ".package-lock.json");
        if (!File.Exists(there) || File.GetLastWriteTimeUtc(there) < File.GetLastWriteTimeUtc(wanted))
        {
            Run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], "");
            File.SetLastWriteTimeUtc(there, TimeProvider.System.GetUtcNow().UtcDateTime);
        }
        return true;
    });

    public static JsonObject Ask(string script, object question) =>
        Installed.Value ? JsonNode.Parse(Run("node", [script], JsonSerializer.Serialize(question)))!.AsObject() : throw new UnreachableException();

    static string Run(string program, string[] arguments, string input)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {errors.Result}");
    }
}
