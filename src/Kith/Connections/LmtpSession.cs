using System.Globalization;

namespace Kith.Connections;

/// <summary>
/// One caller's visit (RFC 2033): who it is for, the mail, and an answer for each recipient, given when the mail is on disk. Trouble of
/// our own is always 4xx, so that it comes again.
/// </summary>
sealed class LmtpSession(LmtpWire wire, LmtpLetterbox letterbox, LmtpRoom room, TimeProvider clock)
{
    const int MostRecipients = 100, MostMistakes = 10, MostCommands = 1000;

    /// <summary>From one mail to the end of the next, however busy a caller looks meanwhile.</summary>
    static readonly TimeSpan forMail = TimeSpan.FromMinutes(15);

    readonly List<(string Address, OpenConnection Connection)> recipients = [];
    bool isGreeted, hasSender, isOver;
    int commands, mistakes;

    public async Task RunAsync(CancellationToken stop)
    {
        using var patience = new CancellationTokenSource(forMail, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, patience.Token);
        wire.Say("220 kith LMTP");
        try
        {
            while (!isOver && await wire.CommandAsync(either.Token) is { } command)
                if (await AnswerAsync(command, either.Token)) patience.CancelAfter(forMail);
        }
        catch (OperationCanceledException)
        {
            wire.Say(stop.IsCancellationRequested ? "421 4.3.2 Kith is stopping, come again" : "421 4.4.2 This takes too long");
        }
        await wire.TellAsync();
    }

    /// <summary>True when a mail was heard to its end.</summary>
    async Task<bool> AnswerAsync(LmtpCommand command, CancellationToken stop)
    {
        if (++commands > MostCommands) End("421 4.7.0 So many commands and no mail");
        else if (command.IsEndless) End("500 5.5.2 This line is too long");
        else if (command.Verb == "DATA") return await TakeMailAsync(stop);
        else Answer(command);
        return false;
    }

    void Answer(LmtpCommand command)
    {
        switch (command.Verb)
        {
            case "LHLO": Greet(command); break;
            case "MAIL": Begin(command); break;
            case "RCPT": Address(command); break;
            case "RSET": Forget(); wire.Say("250 2.0.0 Forgotten"); break;
            case "NOOP": wire.Say("250 2.0.0 I am here"); break;
            case "QUIT": End("221 2.0.0 Goodbye"); break;
            case "HELO" or "EHLO": Mistake("500 5.5.1 This is LMTP, say LHLO"); break;
            // A browser or a web server that was led here speaks of GET and Host before it comes to anything that looks like mail.
            case not "" when !isGreeted: End("500 5.5.1 This is LMTP, say LHLO"); break;
            case "VRFY" or "EXPN" or "HELP": Mistake("502 5.5.1 Not here"); break;
            default: Mistake("500 5.5.2 I do not understand"); break;
        }
    }

    void Greet(LmtpCommand command)
    {
        if (command.Rest.Length == 0)
        {
            Mistake("501 5.5.4 Say who you are");
            return;
        }
        Forget();
        isGreeted = true;
        foreach (var one in new[] { "250-kith", "250-PIPELINING", "250-8BITMIME", "250-SMTPUTF8", $"250-SIZE {LmtpMail.Largest}", "250 ENHANCEDSTATUSCODES" }) wire.Say(one);
    }

    void Begin(LmtpCommand command)
    {
        if (!isGreeted) Mistake("503 5.5.1 Say LHLO first");
        else if (hasSender) Mistake("503 5.5.1 One mail at a time");
        else if (command.PathAfter("FROM:") is not { } path) Mistake("501 5.5.4 MAIL FROM:<address> is what I understand");
        else if (!path.Parameters.All(IsKnown)) Mistake("555 5.5.4 I do not know that parameter");
        else if (path.Parameters.Any(IsTooLarge)) wire.Say("552 5.3.4 This mail is too large");
        else
        {
            hasSender = true;
            wire.Say("250 2.1.0 Go on");
        }
    }

    void Address(LmtpCommand command)
    {
        if (!hasSender) Mistake("503 5.5.1 Say MAIL first");
        else if (command.PathAfter("TO:") is not { } path) Mistake("501 5.5.4 RCPT TO:<address> is what I understand");
        else if (path.Parameters.Length > 0) Mistake("555 5.5.4 I do not know that parameter");
        else if (recipients.Count == MostRecipients) wire.Say("452 4.5.3 Too many recipients, send the others after these");
        else if (letterbox.Find(path.Address) is not { } connection) wire.Say("550 5.1.1 Nobody here has this address");
        else
        {
            recipients.Add((path.Address, connection));
            wire.Say("250 2.1.5 Go on");
        }
    }

    async Task<bool> TakeMailAsync(CancellationToken stop)
    {
        // Whoever sends the mail before it is asked for would have its words taken for commands if the answer were no.
        if (wire.HasMore) End("503 5.5.0 Wait for the answer to DATA");
        else if (recipients.Count == 0) Mistake("503 5.5.1 There is nobody to give it to");
        else
        {
            wire.Say("354 Go on, and end with a dot on a line of its own");
            return await TakeWordsAsync(stop);
        }
        return false;
    }

    async Task<bool> TakeWordsAsync(CancellationToken stop)
    {
        using var mail = new LmtpMail(room);
        if (!await wire.HearAsync(mail, stop))
        {
            isOver = true;
            return false;
        }
        foreach (var answer in await KeepAsync(mail)) wire.Say(answer);
        Forget();
        (commands, mistakes) = (0, 0);
        return true;
    }

    /// <summary>An answer for each recipient, in their order. A connection gets a mail once, under the address that tells most: the one with a token.</summary>
    async Task<IEnumerable<string>> KeepAsync(LmtpMail mail)
    {
        var raw = mail.ToArray();
        var refusal = raw.Length == 0 ? mail.Refusal ?? "554 5.6.0 There is nothing in this mail" : mail.Refusal;
        if (refusal is not null) return recipients.Select(_ => refusal);

        var kept = new Dictionary<Guid, bool>();
        foreach (var same in recipients.GroupBy(one => one.Connection.Id))
        {
            var (address, connection) = same.MaxBy(one => one.Address.Length);
            kept[same.Key] = await letterbox.KeepAsync(connection, address, raw);
        }
        return recipients.Select(one => kept[one.Connection.Id] ? "250 2.0.0 Kept" : "451 4.3.0 It cannot be kept now, come again").ToList();
    }

    void Mistake(string answer)
    {
        wire.Say(answer);
        if (++mistakes >= MostMistakes) End("421 4.7.0 Too many mistakes");
    }

    void End(string answer)
    {
        wire.Say(answer);
        isOver = true;
    }

    void Forget()
    {
        recipients.Clear();
        hasSender = false;
    }

    static bool IsKnown(string parameter) =>
        parameter.Equals("SMTPUTF8", StringComparison.OrdinalIgnoreCase) || parameter.Equals("BODY=8BITMIME", StringComparison.OrdinalIgnoreCase)
        || parameter.Equals("BODY=7BIT", StringComparison.OrdinalIgnoreCase) || SizeOf(parameter) is not null;

    static bool IsTooLarge(string parameter) => SizeOf(parameter) > LmtpMail.Largest;

    /// <summary>RFC 1870 allows twenty digits.</summary>
    static decimal? SizeOf(string parameter) =>
        parameter.Length is > 5 and <= 25 && parameter.StartsWith("SIZE=", StringComparison.OrdinalIgnoreCase) && decimal.TryParse(parameter.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : null;
}
