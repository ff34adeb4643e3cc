namespace Kith.Cli;

/// <summary>Files named on the command line, each read and said again in another shape. One that cannot be read does not silence the rest.</summary>
static class MailFiles
{
    public static async Task<int> SayEachAsync(string[] files, Func<string, string> change, TextWriter say, TextWriter complain, CancellationToken stop)
    {
        var code = 0;
        foreach (var file in files)
        {
            try { await say.WriteLineAsync(change(await File.ReadAllTextAsync(file, stop))); }
            catch (Exception why) when (why is IOException or UnauthorizedAccessException)
            {
                await complain.WriteLineAsync($"{file} cannot be read: {why.Message}");
                code = 1;
            }
        }
        return code;
    }
}
