using System.Diagnostics;

namespace Kith.Channels.Tests.Sms;

/// <summary>
/// Runs tests of an assembly again inside a network namespace that has nothing but a loopback of its own: what listens on every address
/// there is reached by nobody else.
/// </summary>
static class OwnNetwork
{
    public const string Inside = "KITH_IN_OWN_NETWORK";

    /// <summary>The database of the tests, and the way to it that is a file and no address: the only one that leads out of the network.</summary>
    const string Postgres = "KITH_TEST_POSTGRES", PostgresByFile = "KITH_TEST_POSTGRES_SOCKET";

    public static bool IsInside => Environment.GetEnvironmentVariable(Inside) == "1";

    /// <summary>Runs the tests of this assembly that match the filter; throws with their output when one fails.</summary>
    public static async Task RunAsync(string assembly, string filter)
    {
        var start = new ProcessStartInfo("unshare", ["--net", "--map-root-user", "--", "sh", "-c", $"ip link set lo up && exec dotnet vstest '{assembly}' --TestCaseFilter:'{filter}'"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[Inside] = "1";
        if (Environment.GetEnvironmentVariable(PostgresByFile) is { } byFile) start.Environment[Postgres] = byFile;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0 && (await output).Contains("Passed", StringComparison.Ordinal), $"{await output}\n{await errors}");
    }
}

/// <summary>A test that only runs inside a network of its own.</summary>
sealed class InsideFactAttribute : FactAttribute
{
    public InsideFactAttribute()
    {
        if (!OwnNetwork.IsInside) Skip = "Runs inside a network of its own: see OwnNetwork.";
    }
}

/// <summary>The same, for several cases.</summary>
sealed class InsideTheoryAttribute : TheoryAttribute
{
    public InsideTheoryAttribute()
    {
        if (!OwnNetwork.IsInside) Skip = "Runs inside a network of its own: see OwnNetwork.";
    }
}
