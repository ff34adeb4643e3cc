using System.Text.Json.Nodes;
using Kith.Channels;
using Fact = Kith.Channels.Fact;

namespace Kith.Conversations;

/// <summary>
/// Reads mails that stand on timelines once more, with today's reader, from the bytes they came in. What somebody said is those bytes, and
/// they never change; what we made of them may: the words, the subject, what is folded below, who else got it, what an answer must name, files
/// that were not found, and what search finds. It is our own reading that is mended and nobody's edit, so no moment tells of it; the record does.
/// Whose a mail is, where and when it stands, its case, and what was thought of its sender were decided when it came, and stay.
/// </summary>
sealed class ReadMailAgain(Store store, ConnectionBook book, HotPath path, KeptFiles files, SearchFeed search, Applier applier, TimeProvider clock)
{
    const string Deed = "kith mail again", TooLarge = "too-large";
    const int AtOnce = 50;

    /// <param name="name">Of one connection; null for every mailbox.</param>
    /// <param name="since">Only what came then or later.</param>
    /// <param name="isOnlyTold">Nothing is changed, only counted.</param>
    public async Task<ReadAgain> RunAsync(string? name, DateTime? since, bool isOnlyTold, CancellationToken stop)
    {
        var read = new ReadAgain();
        foreach (var connection in Meant(name))
        {
            await MailsAsync(connection, since ?? DateTime.UnixEpoch, isOnlyTold, read, stop);
            await SetAsideAsync(connection, since ?? DateTime.UnixEpoch, isOnlyTold, read, stop);
        }
        return read;
    }

    List<OpenConnection> Meant(string? name)
    {
        var mailboxes = book.All.Where(one => one.Can<IMailbox>() is not null).OrderBy(one => one.Id).ToList();
        var meant = mailboxes.Where(one => name is null || one.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).ToList();
        return meant.Count > 0 || name is null ? meant : throw new Refusal("not_found", $"No mailbox is called {name}. There are: {string.Join(", ", mailboxes.Select(one => one.Name))}.");
    }

    async Task MailsAsync(OpenConnection connection, DateTime since, bool isOnlyTold, ReadAgain read, CancellationToken stop)
    {
        var (after, page) = ("", await PageAsync(connection, "", since, stop));
        while (page.Count > 0)
        {
            var news = new Dictionary<Guid, MailReading>();
            foreach (var moment in page)
                switch (await ReadingOfAsync(connection, moment, stop))
                {
                    case null: read.Gone++; break;
                    case { } reading when reading.IsNews(moment): news[moment.Id] = reading; break;
                }
            (read.Mails, read.Changed) = (read.Mails + page.Count, read.Changed + news.Count);
            if (news.Count > 0 && !isOnlyTold) await MendAsync(connection.WorkspaceId, news, stop);
            after = page[^1].OutsideKey!;
            page = await PageAsync(connection, after, since, stop);
        }
    }

    async Task<List<Moment>> PageAsync(OpenConnection connection, string after, DateTime since, CancellationToken stop)
    {
        await using var work = await store.ReadAsync(connection.WorkspaceId, stop);
        return await work.Db.Moments.AsNoTracking()
            .Where(m => m.ConnectionId == connection.Id && m.OutsideKey != null && m.OutsideKey.CompareTo(after) > 0 && m.Kind == MomentKind.Message && m.Direction == Direction.In && m.At >= since)
            .OrderBy(m => m.OutsideKey).Take(AtOnce).ToListAsync(stop);
    }

    /// <summary>Null when its bytes are gone, or when nothing that somebody says is found in them any more: then it stays as it is.</summary>
    async Task<MailReading?> ReadingOfAsync(OpenConnection connection, Moment moment, CancellationToken stop)
    {
        if (await KeptOfAsync(connection, moment, stop) is not { } kept || connection.Can<IReadFacts>() is not { } channel) return null;

        var facts = new List<Fact>();
        channel.Read(kept, connection.Account, facts);
        return facts.OfType<MessageReceived>().FirstOrDefault(said => said.Key == moment.OutsideKey) is { } said
            ? new(PassedOnMail.AsShown(said, moment), [.. said.Attachments.Select(media => (media, connection.Can<IMediaInside>()?.Open(kept, media)))]) : null;
    }

    /// <summary>As it came, for as long as that is kept; later the mail alone, as it lies in our own store.</summary>
    async Task<Kept?> KeptOfAsync(OpenConnection connection, Moment moment, CancellationToken stop)
    {
        if (await path.FindAsync(moment.WorkspaceId, connection.Id, moment.OutsideKey!, stop) is { } arrival) return new(arrival.Head, arrival.Body, arrival.Key, arrival.ReceivedAt);
        // Only its headers lie there, and how large it was is told no more.
        if ((moment.Detail?["marks"] as JsonArray)?.Any(mark => mark?.ToString() == TooLarge) ?? false) return null;
        if (await SourceAsync(moment, stop) is not { } raw) return null;

        return new(connection.Can<IMailbox>()!.Keep(raw, new MailOrigin(new DateTimeOffset(moment.At, TimeSpan.Zero))).Head, raw, moment.OutsideKey!, moment.RecordedAt);
    }

    async Task<byte[]?> SourceAsync(Moment moment, CancellationToken stop)
    {
        var source = (moment.Detail?["media"] as JsonArray)?.FirstOrDefault(file => file?["source"] is not null);
        return source?["hash"]?.ToString() is { } hash ? await files.ReadAsync(moment.WorkspaceId, hash, stop) : null;
    }

    async Task MendAsync(Guid workspace, Dictionary<Guid, MailReading> news, CancellationToken stop)
    {
        var found = new Dictionary<Guid, string>();
        await using (var work = await store.WriteAsync(workspace, Actor.System, Deed, stop))
        {
            foreach (var moment in await work.Db.Moments.Where(m => news.Keys.Contains(m.Id)).ToListAsync(stop))
            {
                if (moment.Text != news[moment.Id].Text) found[moment.Id] = news[moment.Id].Text;
                await MendAsync(work.Db, moment, news[moment.Id], stop);
            }
            await work.CommitAsync(stop);
        }
        await search.AgainAsync(workspace, found, stop);
    }

    async Task MendAsync(KithDb db, Moment moment, MailReading reading, CancellationToken stop)
    {
        var attached = new List<AttachedFile>(moment.Attachments ?? []);
        foreach (var (hash, name, bytes) in reading.Missing(moment))
            attached.Add(new(hash, FileName.Clean(name), (await KeepAsync(db, bytes, stop)).Type, bytes.Length));
        if (reading.MissingSource(moment) is { } source) await KeepAsync(db, source, stop);

        var before = Case.Glance(moment);
        (moment.Detail, moment.Text, moment.Attachments) = (reading.DetailOf(moment), reading.Text, attached.Count > 0 ? attached : null);
        var now = Case.Glance(moment);
        await db.Cases.Where(c => c.Id == moment.CaseId && c.LastAt == moment.At && c.LastText == before).ExecuteUpdateAsync(set => set.SetProperty(c => c.LastText, now), stop);
    }

    async Task<KeptFile> KeepAsync(KithDb db, ReadOnlyMemory<byte> bytes, CancellationToken stop)
    {
        var kept = await files.KeepAsync(db.WorkspaceId, new MemoryStream(bytes.ToArray()), KeptFiles.LargestInside, stop);
        if (!await db.Attachments.AnyAsync(a => a.Hash == kept.Hash, stop) && db.Attachments.Local.All(a => a.Hash != kept.Hash))
            db.Add(new Attachment { WorkspaceId = db.WorkspaceId, Hash = kept.Hash, Size = kept.Size, Type = kept.Type, At = clock.Now });
        return kept;
    }

    async Task SetAsideAsync(OpenConnection connection, DateTime since, bool isOnlyTold, ReadAgain read, CancellationToken stop)
    {
        List<SetAside> waiting;
        await using (var work = await store.ReadAsync(connection.WorkspaceId, stop))
            waiting = await work.Db.SetAside.AsNoTracking().Where(s => s.ConnectionId == connection.Id && s.At >= since).OrderBy(s => s.At).ThenBy(s => s.Id).ToListAsync(stop);
        read.SetAside += waiting.Count;
        foreach (var aside in isOnlyTold ? [] : waiting)
            try
            {
                await SetAsideDoors.TryAgainAsync(aside, Actor.System, Deed, store, path, applier, stop);
                read.NoLonger++;
            }
            catch (Refusal) { }
    }
}

/// <summary>What came of it.</summary>
sealed class ReadAgain
{
    public int Mails { get; set; }

    public int Changed { get; set; }

    /// <summary>Whose bytes are gone, or in which nothing said is found any more: these were left alone.</summary>
    public int Gone { get; set; }

    public int SetAside { get; set; }

    /// <summary>Of those set aside, how many are on a timeline now.</summary>
    public int NoLonger { get; set; }
}
