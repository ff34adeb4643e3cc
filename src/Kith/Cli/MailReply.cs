using Kith.Mail.Replies;

namespace Kith.Cli;

/// <summary><c>bin/kith mail reply FILE…</c>: what is new in each file, which holds the plain text of a mail.</summary>
static class MailReply
{
    public static Task<int> RunAsync(string[] files, TextWriter say, TextWriter complain, CancellationToken stop) =>
        MailFiles.SayEachAsync(files, text => ReplySplitter.Split(text).Reply, say, complain, stop);
}
