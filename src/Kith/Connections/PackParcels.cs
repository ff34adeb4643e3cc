using System.Text.Json.Nodes;
using Kith.Channels;
using Draft = Kith.Channels.Draft;
using Parcel = Kith.Channels.Parcel;

namespace Kith.Connections;

/// <summary>Makes parcels of the messages that are due, or says why one cannot leave: its person said STOP, or its channel refuses.</summary>
sealed class PackParcels(LentFiles files, StopLinks stops, TimeProvider clock)
{
    public async Task<IReadOnlyList<Packed>> PackAsync(
        KithDb db, OpenConnection connection, List<Delivery> rows, CancellationToken stop)
    {
        var contents = await ContentsAsync(db, rows, stop);
        return [.. rows.Select(row => Pack(connection, row, contents))];
    }

    Packed Pack(OpenConnection connection, Delivery row, Contents contents)
    {
        var now = clock.GetUtcNow();
        var (moment, handle) = (contents.Moments[row.MomentId], contents.Handles[row.HandleId]);
        var surface = connection.SurfaceOf(moment.Surface);
        var problem = surface is null ? ChannelProblem.Rejected("This connection cannot send here.") : null;
        Parcel? parcel = null;
        // What is under way has been packed before; only what is about to leave is refused.
        if (row.State == DeliveryState.Queued && contents.ReadMeanwhile.Contains(moment.Id) && row.Withdraw(now.UtcDateTime)) return new(row, surface, null, moment.PersonId, new([], null, null));
        if (row.State == DeliveryState.Queued && contents.WhyStopped(moment, handle, connection.Channel.Id) is { } stopped) row.Fail(ProblemWord.Stopped, stopped, now.UtcDateTime);
        else if (surface is not null && connection.Can<IPrepare>()?.Prepare(DraftOf(connection.Channel.Id, surface, moment, handle, contents), connection.Account, now) is { } prepared)
            (parcel, problem) = prepared switch
            {
                Prepared.Ready { Parcels: [var one] } => (one, null),
                Prepared.Refusal refusal => ((Parcel?)null, refusal.Problem),
                _ => (null, ChannelProblem.TooLarge("This is too long for one message here.")),
            };
        if (problem is not null && row.State == DeliveryState.Queued) row.Fail(problem, now.UtcDateTime);
        return new(row, surface, parcel, moment.PersonId, new(moment.Attachments ?? [], moment.Detail?["html"]?.ToString(), moment.Detail?["words"]?.ToString()));
    }

    Draft DraftOf(string channel, Surface surface, Moment moment, Handle handle, Contents contents) =>
        new(surface.Id, new HandleRef(handle.Kind, handle.Scope, handle.Value, surface.Identity.Strength), moment.Text ?? KeptBeside(moment))
        {
            Attachments = [.. (moment.Attachments ?? []).Select(file => files.Lend(moment.WorkspaceId, file))],
            ReplyToKey = moment.ReplyTo is { } answered ? contents.OutsideKeys.GetValueOrDefault(answered) : null,
            ThreadKey = moment.ThreadKey,
            PostKey = moment.PostId is { } post ? contents.PostKeys.GetValueOrDefault(post) : null,
            Reference = moment.Detail?["reference"]?.ToString(),
            Subject = moment.Detail?["subject"]?.ToString(),
            Others = OthersOf(moment, "others"),
            Hidden = OthersOf(moment, "hidden"),
            AuthorName = moment.Detail?["by"]?.ToString() ?? contents.AuthorOf(moment),
            Greeting = moment.Detail?["greeting"]?.ToString(),
            Signature = moment.Detail?["signature"]?.ToString(),
            StopUrl = moment.IsOffer ? stops.UrlFor(moment.WorkspaceId, handle.Id, channel) : null,
        };

    /// <summary>Words that are too many for a row lie beside it and are taken up when it leaves; until then their title stands for them.</summary>
    static string KeptBeside(Moment moment) => moment.Detail?["words"] is null ? "" : moment.Detail["subject"]?.ToString() ?? "";

    static HandleRef[] OthersOf(Moment moment, string which) => moment.Detail?[which] is not JsonArray others ? []
        : [.. others.OfType<JsonObject>().Select(other => new HandleRef(other["kind"]!.ToString(), "", other["value"]!.ToString(), IdentityStrength.SelfClaimed, other["name"]?.ToString()))];

    static async Task<Contents> ContentsAsync(KithDb db, List<Delivery> rows, CancellationToken stop)
    {
        var ids = rows.Select(row => row.MomentId).ToList();
        var moments = await db.Moments.AsNoTracking().Where(m => ids.Contains(m.Id)).ToDictionaryAsync(m => m.Id, stop);
        var handleIds = rows.Select(row => row.HandleId).ToList();
        var handles = await db.Handles.AsNoTracking().Where(h => handleIds.Contains(h.Id)).ToDictionaryAsync(h => h.Id, stop);
        var personIds = moments.Values.Select(m => m.PersonId).Concat(handles.Values.Select(h => h.PersonId)).Distinct().ToList();
        var blocks = await db.People.Where(p => personIds.Contains(p.Id))
            .Join(db.People, p => p.RootId, root => root.Id, (p, root) => new { p.Id, Own = p.Block, Root = root.Block }).ToListAsync(stop);
        var answeredIds = moments.Values.Select(m => m.ReplyTo).OfType<Guid>().ToList();
        var outside = answeredIds.Count == 0 ? [] : await db.Moments.Where(m => answeredIds.Contains(m.Id)).Select(m => new { m.Id, m.OutsideKey }).ToDictionaryAsync(m => m.Id, m => m.OutsideKey, stop);
        var authorIds = moments.Values.Select(m => m.AuthorId).OfType<Guid>().ToList();
        var names = await db.Teammates.Where(t => authorIds.Contains(t.Id)).ToDictionaryAsync(t => t.Id, t => t.Name, stop);
        var postIds = moments.Values.Select(m => m.PostId).OfType<Guid>().ToList();
        var posts = postIds.Count == 0 ? [] : await db.Posts.Where(p => postIds.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.OutsideKey, stop);
        return new(moments, handles, [.. blocks.Where(b => b.Own >= Block.Spam || b.Root >= Block.Spam).Select(b => b.Id)], outside, posts, names, await ReadMeanwhileAsync(db, moments.Values, stop), await NoOffersAsync(db, moments.Values, stop));
    }

    /// <summary>Mails that carry answers of the chat which the person has read there since.</summary>
    static async Task<HashSet<Guid>> ReadMeanwhileAsync(KithDb db, IEnumerable<Moment> moments, CancellationToken stop)
    {
        var read = new HashSet<Guid>();
        foreach (var mailed in moments.Where(m => m.Kind == MomentKind.MailedOn))
        {
            var answers = (mailed.Detail?["answers"] as JsonArray ?? []).Select(id => id!.GetValue<Guid>()).ToList();
            if (!await db.Deliveries.AnyAsync(d => answers.Contains(d.MomentId) && d.State != DeliveryState.Read, stop)) read.Add(mailed.Id);
        }
        return read;
    }

    /// <summary>Of those who are about to get an offer: what they said of offers until now.</summary>
    static async Task<Dictionary<Guid, NoOffers>> NoOffersAsync(KithDb db, IEnumerable<Moment> moments, CancellationToken stop)
    {
        var said = new Dictionary<Guid, NoOffers>();
        foreach (var person in moments.Where(m => m.IsOffer).Select(m => m.PersonId).Distinct()) said[person] = await NoOffers.OfAsync(db, person, stop);
        return said;
    }

    sealed record Contents(
        Dictionary<Guid, Moment> Moments, Dictionary<Guid, Handle> Handles, HashSet<Guid> Blocked,
        Dictionary<Guid, string?> OutsideKeys, Dictionary<Guid, string> PostKeys, Dictionary<Guid, string> Names, HashSet<Guid> ReadMeanwhile, Dictionary<Guid, NoOffers> NoOffers)
    {
        /// <summary>Who of us wrote it; a copy that somebody let go out is written by nobody.</summary>
        public string? AuthorOf(Moment moment) => moment.Kind == MomentKind.Message && moment.AuthorId is { } author ? Names.GetValueOrDefault(author) : null;

        public string? WhyStopped(Moment moment, Handle handle, string channel) =>
            handle.StoppedAt is not null ? "This person asked for no more messages here."
            : handle.Block >= Block.Spam || Blocked.Contains(moment.PersonId) || Blocked.Contains(handle.PersonId) ? "This person is blocked."
            : NoOffers.TryGetValue(moment.PersonId, out var no) && no.At(channel, handle.Kind) ? "They want no more offers here."
            : null;
    }
}

/// <summary>A delivery and what it became; without a parcel it does not leave.</summary>
sealed record Packed(Delivery Row, Surface? Surface, Parcel? Parcel, Guid PersonId, Enclosed Enclosed);

/// <summary>What lies on disk beside a message, for wires that carry bytes and no addresses of files.</summary>
/// <param name="Files">Its files, in the order of the parcel's.</param>
/// <param name="Html">Hash of the words with their looks; null for plain words.</param>
/// <param name="Words">Hash of the words themselves, where they are too many for a row; null when the row has them.</param>
sealed record Enclosed(IReadOnlyList<AttachedFile> Files, string? Html, string? Words);
