using System.Globalization;
using System.Runtime.CompilerServices;

namespace Kith.Mail.Imap;

public sealed partial class ImapClient
{
    const int UidsAtOnce = 500;
    const int MailsAtOnce = 50;
    const long BytesAtOnce = 4 * 1024 * 1024;
    const int RoomForWords = 64 * 1024;

    /// <summary>The UIDs of the mails that are looked for, lowest first.</summary>
    /// <exception cref="MailFailure">The server did not tell.</exception>
    public async Task<IReadOnlyList<uint>> SearchAsync(ImapSearch search, CancellationToken stop)
    {
        hasNews = false;
        var answer = await DoAsync(Command(search), stop);
        // "n:*" also finds the last mail when its UID is below n.
        return [.. answer.Of("SEARCH").SelectMany(found => found).Select(one => one.Number ?? 0).Where(uid => uid > 0 && uid >= (search.FromUid ?? 0)).Distinct().Order()];
    }

    /// <summary>
    /// The mails with these UIDs, lowest first, without marking them as seen. Those that are gone are left out. Other commands may be given between
    /// two mails.
    /// </summary>
    /// <param name="uids">Which.</param>
    /// <param name="withBytes">Whether the mails themselves are wanted, or only what is told about them.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="MailFailure">The server did not tell.</exception>
    public async IAsyncEnumerable<ImapMail> FetchAsync(IEnumerable<uint> uids, bool withBytes, [EnumeratorCancellation] CancellationToken stop)
    {
        foreach (var some in uids.Distinct().Order().Chunk(UidsAtOnce))
        {
            var mails = await AboutAsync(some, stop);
            foreach (var few in withBytes ? Handfuls(mails) : [mails])
                foreach (var mail in withBytes ? await WithBytesAsync(few, stop) : few) yield return mail;
        }
    }

    /// <summary>The headers of a mail and nothing below them, without marking it as seen; null when it is gone, or when even they are too large.</summary>
    /// <exception cref="MailFailure">The server did not tell.</exception>
    public async Task<ReadOnlyMemory<byte>?> HeadersAsync(uint uid, CancellationToken stop)
    {
        var answer = await DoAsync(new ImapCommand("UID FETCH").Add($"{ImapCommand.Set([uid])} (UID BODY.PEEK[HEADER])"), stop, RoomForWords);
        return Fetched(answer).FirstOrDefault(item => UidOf(item) == uid && item.ContainsKey("BODY[HEADER]")) is { } item ? Body(item["BODY[HEADER]"]) : default;
    }

    /// <summary>Changes flags and keywords of mails.</summary>
    /// <exception cref="MailFailure">The server did not.</exception>
    public Task StoreAsync(IReadOnlyCollection<uint> uids, ImapFlagChange change, IEnumerable<string> flags, CancellationToken stop)
    {
        var sign = change switch { ImapFlagChange.Add => "+", ImapFlagChange.Remove => "-", _ => "" };
        return DoAsync(new ImapCommand("UID STORE").Add($"{ImapCommand.Set(uids)} {sign}FLAGS.SILENT").AddFlags(flags), stop);
    }

    /// <summary>
    /// Moves mails to another folder (RFC 6851). Where the server cannot, they are copied, marked as deleted and taken away; without UIDPLUS
    /// (RFC 4315) they stay marked when that would take somebody else's away too.
    /// </summary>
    /// <exception cref="MailFailure">The server did not.</exception>
    public async Task MoveAsync(IReadOnlyCollection<uint> uids, string folder, CancellationToken stop)
    {
        var set = ImapCommand.Set(uids);
        if (capabilities.Contains("MOVE"))
        {
            await DoAsync(new ImapCommand("UID MOVE").Add(set).AddFolder(folder), stop);
            return;
        }
        await DoAsync(new ImapCommand("UID COPY").Add(set).AddFolder(folder), stop);
        await StoreAsync(uids, ImapFlagChange.Add, ["\\Deleted"], stop);
        await ExpungeAsync(uids, set, stop);
    }

    async Task ExpungeAsync(IReadOnlyCollection<uint> uids, string set, CancellationToken stop)
    {
        if (capabilities.Contains("UIDPLUS")) await DoAsync(new ImapCommand("UID EXPUNGE").Add(set), stop);
        else if ((await SearchAsync(new() { Flag = "\\Deleted" }, stop)).All(uids.Contains)) await DoAsync(new("EXPUNGE"), stop);
    }

    static ImapCommand Command(ImapSearch search)
    {
        var command = new ImapCommand("UID SEARCH");
        if (search.FromUid is { } uid) command.Add($"UID {Math.Max(uid, 1)}:*");
        if (search.Since is { } day) command.Add($"SINCE {day.ToString("d-MMM-yyyy", CultureInfo.InvariantCulture)}");
        if (search.Unseen) command.Add("UNSEEN");
        if (search.Flag is { } flag) command.Add(FlagKey(flag));
        if (search.MessageId is { } id) command.Add("HEADER Message-ID").AddString(id);
        return search == new ImapSearch() ? command.Add("ALL") : command;
    }

    static string FlagKey(string flag) =>
        !ImapCommand.IsFlag(flag) ? throw new ArgumentException($"Flag is {flag}, which is none.", nameof(flag))
        : flag.StartsWith('\\') ? flag[1..].ToUpperInvariant() : $"KEYWORD {flag}";

    async Task<List<ImapMail>> AboutAsync(uint[] uids, CancellationToken stop)
    {
        var answer = await DoAsync(new ImapCommand("UID FETCH").Add($"{ImapCommand.Set(uids)} (UID FLAGS INTERNALDATE RFC822.SIZE)"), stop);
        var told = Fetched(answer).Where(item => item.ContainsKey("RFC822.SIZE")).Select(About);
        return [.. told.Where(mail => uids.Contains(mail.Uid)).DistinctBy(mail => mail.Uid).OrderBy(mail => mail.Uid)];
    }

    IEnumerable<List<ImapMail>> Handfuls(List<ImapMail> mails)
    {
        var (handful, bytes) = (new List<ImapMail>(), 0L);
        foreach (var mail in mails)
        {
            if (handful.Count == MailsAtOnce || (handful.Count > 0 && bytes + mail.Size > BytesAtOnce))
            {
                yield return handful;
                (handful, bytes) = ([], 0);
            }
            handful.Add(mail);
            bytes += mail.Size;
        }
        if (handful.Count > 0) yield return handful;
    }

    async Task<IEnumerable<ImapMail>> WithBytesAsync(List<ImapMail> mails, CancellationToken stop)
    {
        uint[] fitting = [.. mails.Where(mail => mail.Size <= largestMail).Select(mail => mail.Uid)];
        if (fitting.Length == 0) return mails;

        var expected = mails.Sum(mail => Math.Min(mail.Size, largestMail)) + RoomForWords;
        var answer = await DoAsync(new ImapCommand("UID FETCH").Add($"{ImapCommand.Set(fitting)} (UID BODY.PEEK[])"), stop, expected);
        var bodies = new Dictionary<uint, ImapToken>();
        foreach (var item in Fetched(answer).Where(item => item.ContainsKey("BODY[]"))) bodies[UidOf(item)] = item["BODY[]"];
        return mails.Where(mail => mail.Size > largestMail || bodies.ContainsKey(mail.Uid)).Select(mail => bodies.TryGetValue(mail.Uid, out var body) ? mail with { Bytes = Body(body) } : mail);
    }

    // A short mail may come as a quoted string, an empty one as NIL; a literal that was too large comes without bytes.
    static ReadOnlyMemory<byte>? Body(ImapToken body) => body.IsTooLarge ? default(ReadOnlyMemory<byte>?) : body.Bytes ?? System.Text.Encoding.UTF8.GetBytes(body.Text);

    // Between the answers stands news of other mails, and the same mail may be told twice.
    static IEnumerable<Dictionary<string, ImapToken>> Fetched(ImapAnswer answer) =>
        answer.Data.Where(one => one.Data is [_, var kind, { Items: not null }, ..] && kind.Is("FETCH")).Select(one => Pairs(one.Data[2].Items!)).Where(item => item.ContainsKey("UID"));

    static Dictionary<string, ImapToken> Pairs(IReadOnlyList<ImapToken> items)
    {
        var pairs = new Dictionary<string, ImapToken>(StringComparer.OrdinalIgnoreCase);
        for (var at = 0; at + 1 < items.Count; at += 2) pairs[items[at].Text] = items[at + 1];
        return pairs;
    }

    static ImapMail About(Dictionary<string, ImapToken> item) =>
        new(UidOf(item), [.. item.GetValueOrDefault("FLAGS")?.Items?.Select(flag => flag.Text) ?? []], Received(item), item["RFC822.SIZE"].Long ?? 0, null);

    static uint UidOf(Dictionary<string, ImapToken> item) => item["UID"].Number ?? 0;

    static DateTimeOffset? Received(Dictionary<string, ImapToken> item) =>
        item.GetValueOrDefault("INTERNALDATE") is { } date
        && DateTimeOffset.TryParseExact(date.Text.Trim(), "d-MMM-yyyy HH:mm:ss zzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at : null;
}
