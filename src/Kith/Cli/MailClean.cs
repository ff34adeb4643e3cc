using Kith.Mail.Html;

namespace Kith.Cli;

/// <summary><c>bin/kith mail clean FILE…</c>: the HTML of each file as it would be shown, without any picture from elsewhere.</summary>
static class MailClean
{
    public static Task<int> RunAsync(string[] files, TextWriter say, TextWriter complain, CancellationToken stop) =>
        MailFiles.SayEachAsync(files, html => HtmlCleaner.Clean(html, CleaningPolicy.Strict).Html, say, complain, stop);
}
