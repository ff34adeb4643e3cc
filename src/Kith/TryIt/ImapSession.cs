using System.Globalization;
using System.Text;

namespace Kith.TryIt;

/// <summary>One caller who reads our mailbox: as much of IMAP4rev1 (RFC 3501) with IDLE (RFC 2177) as reading and keeping copies need.</summary>
sealed class ImapSession(PretendWire wire, PretendPost post)
{
    const string Capabilities = "CAPABILITY IMAP4rev1 IDLE";

    bool isSignedIn;
    PretendMailbox? folder;
    int told;

    public async Task TalkAsync(CancellationToken stop)
    {
        await wire.SayAsync($"* OK [{Capabilities}] {PretendPost.Receiver}", stop);
        while (await ImapSaid.ReadAsync(wire, stop) is { } said)
        {
            var end = await AnswerAsync(said, stop);
            await wire.SayAsync($"{said.Tag} {end}", stop);
            if (said.Verb == "LOGOUT") return;
        }
    }

    Task<string> AnswerAsync(ImapSaid said, CancellationToken stop) => said.Verb switch
    {
        "CAPABILITY" => TellAsync("OK Told", stop, $"* {Capabilities}"),
        "LOGIN" => Task.FromResult(SignIn(said)),
        "LOGOUT" => TellAsync("OK Gone", stop, "* BYE Goodbye"),
        "NOOP" => NewsAsync("OK Here", stop),
        _ when !isSignedIn => Task.FromResult("NO Sign in first"),
        "LIST" => TellAsync("OK Told", stop, """* LIST () "/" INBOX""", """* LIST (\Sent) "/" Sent"""),
        "SELECT" or "EXAMINE" => OpenAsync(said, stop),
        "APPEND" => Task.FromResult(Append(said)),
        _ when folder is null => Task.FromResult("BAD Open a folder first"),
        "IDLE" => IdleAsync(folder, stop),
        "UID SEARCH" => SearchAsync(folder, said, stop),
        "UID FETCH" => FetchAsync(folder, said, stop),
        _ => Task.FromResult("BAD Not here"),
    };

    string SignIn(ImapSaid said)
    {
        isSignedIn = post.MayRead(said.Text(0), said.Text(1));
        return isSignedIn ? "OK Come in" : "NO [AUTHENTICATIONFAILED] Who are you?";
    }

    async Task<string> OpenAsync(ImapSaid said, CancellationToken stop)
    {
        folder = FolderOf(said.Text(0));
        if (folder is null) return "NO [NONEXISTENT] There is no such folder";

        told = folder.Letters.Count;
        return await TellAsync("OK [READ-ONLY] Open", stop,
            $"* {told} EXISTS", "* 0 RECENT", @"* FLAGS (\Seen)", $"* OK [UIDVALIDITY {post.Began.ToUnixTimeSeconds()}] Since we began", $"* OK [UIDNEXT {told + 1}] Next");
    }

    string Append(ImapSaid said)
    {
        if (FolderOf(said.Text(0)) is not { } to) return "NO [TRYCREATE] There is no such folder";
        if (said.Words[^1].Bytes is not { } mail) return "BAD Where is the mail?";

        to.Add(mail, post.Now, isMine: true);
        return "OK Kept";
    }

    async Task<string> IdleAsync(PretendMailbox open, CancellationToken stop)
    {
        await wire.SayAsync("+ Listen", stop);
        var done = wire.LineAsync(stop);
        while (await Task.WhenAny(done, open.BeyondAsync(told)) != done) await NewsAsync("", stop);
        return await done is null ? throw new IOException("The caller is gone.") : "OK Listened";
    }

    async Task<string> SearchAsync(PretendMailbox open, ImapSaid said, CancellationToken stop)
    {
        IEnumerable<PretendLetter> found = open.Letters;
        for (var at = 0; at < said.Words.Count; at++)
        {
            var key = said.Text(at).ToUpperInvariant();
            if (key == "UID") found = found.Where(UidSet.Read(said.Text(++at), open.Letters.Count).Holds);
            else if (key == "SINCE" && DateOnly.TryParseExact(said.Text(++at), "d-MMM-yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                found = found.Where(letter => DateOnly.FromDateTime(letter.At.UtcDateTime) >= day);
            else if (key != "ALL") return "BAD Nobody can look for that here";
        }
        return await TellAsync("OK Found", stop, string.Join(' ', ["* SEARCH", .. found.Select(letter => letter.Uid.ToString(CultureInfo.InvariantCulture))]));
    }

    async Task<string> FetchAsync(PretendMailbox open, ImapSaid said, CancellationToken stop)
    {
        string[] items = [.. said.Words.Skip(1).Select(word => word.Text.ToUpperInvariant()).Where(word => word is not ("(" or ")" or "UID"))];
        foreach (var letter in open.Letters.Where(UidSet.Read(said.Text(0), open.Letters.Count).Holds))
        {
            await SayAsync($"* {letter.Uid} FETCH (UID {letter.Uid}", stop);
            foreach (var item in items) await TellItemAsync(letter, item, stop);
            await wire.SayAsync(")", stop);
        }
        return "OK Told";
    }

    async Task TellItemAsync(PretendLetter letter, string item, CancellationToken stop)
    {
        if (item is "BODY.PEEK[]" or "BODY[]")
        {
            await SayAsync($" BODY[] {{{letter.Bytes.Length}}}\r\n", stop);
            await wire.SayAsync(letter.Bytes, stop);
        }
        else if (item == "FLAGS") await SayAsync(letter.IsMine ? @" FLAGS (\Seen)" : " FLAGS ()", stop);
        else if (item == "INTERNALDATE") await SayAsync(string.Create(CultureInfo.InvariantCulture, $" INTERNALDATE \"{letter.At.UtcDateTime:dd-MMM-yyyy HH:mm:ss} +0000\""), stop);
        else if (item == "RFC822.SIZE") await SayAsync($" RFC822.SIZE {letter.Bytes.Length}", stop);
    }

    PretendMailbox? FolderOf(string name) => name.ToUpperInvariant() switch { "INBOX" => post.Inbox, "SENT" => post.Sent, _ => null };

    async Task<string> NewsAsync(string end, CancellationToken stop)
    {
        if (folder?.Letters.Count is { } now && now > told) await wire.SayAsync($"* {told = now} EXISTS", stop);
        return end;
    }

    async Task<string> TellAsync(string end, CancellationToken stop, params string[] lines)
    {
        foreach (var line in lines) await wire.SayAsync(line, stop);
        return end;
    }

    Task SayAsync(string words, CancellationToken stop) => wire.SayAsync(Encoding.UTF8.GetBytes(words), stop);
}
