using System.Globalization;
using Kith.Mail.Smtp;

namespace Kith.TryIt;

/// <summary>One caller who hands mail in (RFC 6409). Nobody signs in: only this machine can call, and what is handed in here is ours.</summary>
sealed class SmtpSession(PretendWire wire, PretendPost post)
{
    const int MostRecipients = 100;

    readonly List<string> recipients = [];
    string? from;

    public async Task TalkAsync(CancellationToken stop)
    {
        await wire.SayAsync($"220 {PretendPost.Receiver} ESMTP", stop);
        while (await wire.LineAsync(stop) is { } line)
        {
            var (verb, words) = Split(line);
            await wire.SayAsync(verb == "DATA" && recipients.Count > 0 ? await TakeAsync(stop) : Answer(verb, words), stop);
            if (verb == "QUIT") return;
        }
    }

    static (string Verb, string Words) Split(string line) => line.IndexOf(' ', StringComparison.Ordinal) is > 0 and var at ? (line[..at].ToUpperInvariant(), line[(at + 1)..]) : (line.ToUpperInvariant(), "");

    string Answer(string verb, string words) => verb switch
    {
        "EHLO" => string.Join("\r\n", $"250-{PretendPost.Receiver}", "250-8BITMIME", "250-SMTPUTF8", "250-ENHANCEDSTATUSCODES", $"250 SIZE {PretendWire.Largest}"),
        "HELO" => $"250 {PretendPost.Receiver}",
        "MAIL" => Begin(words),
        "RCPT" => Name(words),
        "DATA" => "503 5.5.1 Say first to whom",
        "RSET" => Forget("250 2.0.0 Forgotten"),
        "NOOP" => "250 2.0.0 Here",
        "QUIT" => "221 2.0.0 Goodbye",
        _ => "502 5.5.1 Not here",
    };

    string Begin(string words)
    {
        if (Path(words, "FROM:") is not { } path) return "501 5.5.4 MAIL FROM:<address>";
        if (SizeOf(words) > PretendWire.Largest) return "552 5.3.4 Too large";

        Forget("");
        from = path;
        return "250 2.1.0 Begun";
    }

    string Name(string words)
    {
        if (from is null) return "503 5.5.1 Say first from whom";
        if (Path(words, "TO:") is not { Length: > 0 } path) return "501 5.5.4 RCPT TO:<address>";
        if (recipients.Count == MostRecipients) return "452 4.5.3 Too many";

        recipients.Add(path);
        return "250 2.1.5 Taken";
    }

    string Forget(string answer)
    {
        from = null;
        recipients.Clear();
        return answer;
    }

    async Task<string> TakeAsync(CancellationToken stop)
    {
        await wire.SayAsync("354 Go on, and end with a dot", stop);
        if (await wire.MailAsync(stop) is not { } mail) throw new IOException("The mail did not end.");

        post.Take(new MailEnvelope(from!, [.. recipients]), mail, PretendPost.OurAddress);
        return Forget("250 2.0.0 Taken");
    }

    static string? Path(string words, string verb)
    {
        var (open, close) = (words.IndexOf('<', StringComparison.Ordinal), words.IndexOf('>', StringComparison.Ordinal));
        return words.StartsWith(verb, StringComparison.OrdinalIgnoreCase) && open > 0 && close > open ? words[(open + 1)..close] : null;
    }

    /// <summary>What the caller says the mail will have (RFC 1870).</summary>
    static long SizeOf(string words) =>
        words.Split(' ').FirstOrDefault(word => word.StartsWith("SIZE=", StringComparison.OrdinalIgnoreCase)) is { } said && long.TryParse(said.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : 0;
}
