using System.Globalization;

namespace Kith.Mail.Imap;

public sealed partial class ImapClient
{
    /// <summary>Every folder there is.</summary>
    /// <exception cref="MailFailure">The server did not tell.</exception>
    public async Task<IReadOnlyList<ImapListing>> ListAsync(CancellationToken stop)
    {
        // RFC 6154 §2: a server may tell the use of folders only when it is asked to.
        var isAsked = capabilities.Contains("SPECIAL-USE") && capabilities.Contains("LIST-EXTENDED");
        var answer = await DoAsync(new ImapCommand("LIST").Add($"\"\" \"*\"{(isAsked ? " RETURN (SPECIAL-USE)" : "")}"), stop);
        return [.. answer.Of("LIST").Where(one => one is [{ Items: not null }, _, _, ..]).Select(Listing)];
    }

    /// <summary>Opens a folder.</summary>
    /// <param name="folder">Its full name.</param>
    /// <param name="readOnly">Only to look (EXAMINE).</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="MailFailure">There is none, or it cannot be opened.</exception>
    public async Task<ImapFolder> SelectAsync(string folder, bool readOnly, CancellationToken stop)
    {
        exists = 0;
        var answer = await DoAsync(new ImapCommand(readOnly ? "EXAMINE" : "SELECT").AddFolder(folder), stop);
        hasNews = false;
        return new(answer.Number("UIDVALIDITY"), answer.Number("UIDNEXT"), exists);
    }

    /// <summary>Makes a folder.</summary>
    /// <exception cref="MailFailure">It could not be made, or there is one already.</exception>
    public Task CreateAsync(string folder, CancellationToken stop) => DoAsync(new ImapCommand("CREATE").AddFolder(folder), stop);

    /// <summary>Puts a mail into a folder.</summary>
    /// <param name="folder">Its full name.</param>
    /// <param name="mail">The bytes of the mail.</param>
    /// <param name="flags">Its flags, e.g. <c>\Seen</c>.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>Its UID; null when the server does not tell (RFC 4315).</returns>
    /// <exception cref="MailFailure">The server did not take it.</exception>
    public async Task<uint?> AppendAsync(string folder, ReadOnlyMemory<byte> mail, IEnumerable<string> flags, CancellationToken stop)
    {
        var answer = await DoAsync(new ImapCommand("APPEND").AddFolder(folder).AddFlags(flags).AddLiteral(mail), stop);
        return answer.Code("APPENDUID") is [_, var uid, ..] && uint.TryParse(uid, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    static ImapListing Listing(IReadOnlyList<ImapToken> data)
    {
        string[] attributes = [.. data[0].Items!.Select(one => one.Text.ToLowerInvariant())];
        var name = ModifiedUtf7.Decode(data[2].Text);
        var use = name.Equals("INBOX", StringComparison.OrdinalIgnoreCase) ? ImapUse.Inbox : attributes.Select(UseOf).FirstOrDefault(one => one != ImapUse.None);
        return new(name, data[1].Text, use, !attributes.Contains("\\noselect") && !attributes.Contains("\\nonexistent"));
    }

    static ImapUse UseOf(string attribute) => attribute switch
    {
        "\\all" => ImapUse.All,
        "\\archive" => ImapUse.Archive,
        "\\drafts" => ImapUse.Drafts,
        "\\flagged" => ImapUse.Flagged,
        "\\junk" => ImapUse.Junk,
        "\\sent" => ImapUse.Sent,
        "\\trash" => ImapUse.Trash,
        _ => ImapUse.None,
    };
}
