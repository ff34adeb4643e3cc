using System.Globalization;

namespace Kith.Cli;

/// <summary><c>kith mail again [--connection NAME] [--since DATE] [--dry-run]</c>: mails that are on timelines, read by today's reader. The running server does it.</summary>
static class MailAgain
{
    public static async Task<int> RunAsync(string[] options, ReadMailAgain? mails, TextWriter say, CancellationToken stop)
    {
        if (mails is null) throw new KithCannotStart("Kith is not running. Start it first: the server itself reads its mails again.");
        if (!TryRead(options, out var asked))
        {
            await say.WriteAsync(Commands.Help);
            return 2;
        }
        var read = await mails.RunAsync(asked.Connection, asked.Since, asked.IsOnlyTold, stop);
        await say.WriteLineAsync(asked.IsOnlyTold
            ? $"{Mails(read.Mails)} read again: {read.Changed} would change, {read.Gone} cannot be read again. {read.SetAside} set aside would be tried. Nothing was changed."
            : $"{Mails(read.Mails)} read again: {read.Changed} changed, {read.Gone} cannot be read again. Of {read.SetAside} set aside {read.NoLonger} are on timelines now.");
        return 0;
    }

    static string Mails(int count) => count == 1 ? "1 mail" : $"{count} mails";

    static bool TryRead(string[] options, out Asked asked)
    {
        asked = new(null, null, false);
        while (options.Length > 0)
            switch (options)
            {
                case ["--dry-run", .. var more]:
                    (asked, options) = (asked with { IsOnlyTold = true }, more);
                    break;
                case ["--connection", var name, .. var more]:
                    (asked, options) = (asked with { Connection = name }, more);
                    break;
                case ["--since", var day, .. var more] when DateTime.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var since):
                    (asked, options) = (asked with { Since = since }, more);
                    break;
                default:
                    return false;
            }
        return true;
    }

    sealed record Asked(string? Connection, DateTime? Since, bool IsOnlyTold);
}
