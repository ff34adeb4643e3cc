using System.Diagnostics;
using System.Text.Json;

namespace Kith.Mail.Tests.Reading;

/// <summary>What Python's own library makes of a mail.</summary>
sealed record SecondOpinion(string Path, string? Refused, string? From, string[]? To, string[]? Cc, string? Subject, long? Date, string? MessageId, string? Text, string? Html);

static class SecondReader
{
    static readonly JsonSerializerOptions json = new(JsonSerializerDefaults.Web);

    public static async Task<IReadOnlyList<SecondOpinion>> ReadAsync(IEnumerable<string> files)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "second_reader.py");
        using var python = Process.Start(new ProcessStartInfo("python3", [script]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var answers = python.StandardOutput.ReadToEndAsync();
        foreach (var file in files) await python.StandardInput.WriteLineAsync(file);
        python.StandardInput.Close();
        var lines = (await answers).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await python.WaitForExitAsync();
        Assert.Equal(0, python.ExitCode);
        return [.. lines.Select(l => JsonSerializer.Deserialize<SecondOpinion>(l, json)!)];
    }
}
