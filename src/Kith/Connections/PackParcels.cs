using System.Text.Json.Nodes;
using Kith.Channels;
using Draft = Kith.Channels.Draft;
using Parcel = Kith.Channels.Parcel;

namespace Kith.Connections;

/// <summary>Makes parcels of the messages that are due, or says why one cannot leave: the policy says no by now, or its channel refuses.</summary>
sealed class PackParcels(LentFiles files, StopLinks stops, TimeProvider clock)
{
    static readonly TimeSpan soon = TimeSpan.FromMinutes(10);

    public async Task<IReadOnlyList<Packed>> PackAsync(
        KithDb db, OpenConnection connection, List<Delivery> rows, CancellationToken stop)
    {
        var contents = await ContentsAsync(db, connection, rows, stop);
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
        if (row.State == DeliveryState.Queued && surface is not null && contents.Ask(surface, moment, handle) is { } asked && WayPolicy.Leaving(asked, AsOf(moment, now.UtcDateTime)) is { } refused) Refuse(row, refused, now.UtcDateTime);
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

    /// <summary>What leaves soon after it was written is judged by the hour in which somebody wrote it.</summary>
    static DateTime AsOf(Moment moment, DateTime now) => now - moment.At < soon ? moment.At : now;

    static void Refuse(Delivery row, WayRefused refused, DateTime now)
    {
        if (refused.Until is { } until) row.Hold(ProblemWord.Of(refused), refused.Words, until);
        else row.Fail(ProblemWord.Of(refused), refused.Words, now);
    }

    Draft DraftOf(string channel, Surface surface, Moment moment, Handle handle, Contents contents) =>
        new(surface.Id, new HandleRef(handle.Kind, handle.Scope, handle.Value, surface.Identity.Strength), moment.Text ?? KeptBeside(moment))
        {
            Attachments = [.. (moment.Attachments ?? []).Select(file => files.Lend(moment.WorkspaceId, file))],
            ReplyToKey = moment.ReplyTo is { } answered ? contents.Answered.GetValueOrDefault(answered)?.OutsideKey : null,
            ThreadKey = moment.ThreadKey,
            PostKey = moment.PostId is { } post ? contents.PostKeys.GetValueOrDefault(post) : null,
            Reference = moment.Detail?["reference"]?.ToString(),
            Subject = moment.Detail?["subject"]?.ToString(),
            Others = OthersOf(moment, "others"),
            Hidden = OthersOf(moment, "hidden"),
            AuthorName = moment.Detail?["by"]?.ToString() ?? contents.AuthorOf(moment),
            Greeting = moment.Detail?["greeting"]?.ToString(),
            Signature = moment.Detail?["signature"]?.ToString(),
            Template = moment.Template,
            Situation = new(handle.LastHeard is { } heard ? new DateTimeOffset(heard) : null, handle.StoppedAt is not null) { Item = moment.PostId is not null && moment.ReplyTo is { } said ? contents.Answered.GetValueOrDefault(said)?.AsItem : null },
            StopUrl = moment.IsOffer ? stops.UrlFor(moment.WorkspaceId, handle.Id, channel) : null,
        };

    /// <summary>Words that are too many for a row lie beside it and are taken up when it leaves; until then their title stands for them.</summary>
    static string KeptBeside(Moment moment) => moment.Detail?["words"] is null ? "" : moment.Detail["subject"]?.ToString() ?? "";

    static HandleRef[] OthersOf(Moment moment, string which) => moment.Detail?[which] is not JsonArray others ? []
        : [.. others.OfType<JsonObject>().Select(other => new HandleRef(other["kind"]!.ToString(), "", other["value"]!.ToString(), IdentityStrength.SelfClaimed, other["name"]?.ToString()))];

    static async Task<Contents> ContentsAsync(KithDb db, OpenConnection connection, List<Delivery> rows, CancellationToken stop)
    {
        var ids = rows.Select(row => row.MomentId).ToList();
        var moments = await db.Moments.AsNoTracking().Where(m => ids.Contains(m.Id)).ToDictionaryAsync(m => m.Id, stop);
        var handleIds = rows.Select(row => row.HandleId).ToList();
        var handles = await db.Handles.AsNoTracking().Where(h => handleIds.Contains(h.Id)).ToDictionaryAsync(h => h.Id, stop);
        var personIds = moments.Values.Select(m => m.PersonId).Concat(handles.Values.Select(h => h.PersonId)).Distinct().ToList();
        var blocks = await db.People.Where(p => personIds.Contains(p.Id))
            .Join(db.People, p => p.RootId, root => root.Id, (p, root) => new { p.Id, Own = p.Block, Root = root.Block, root.TimeZone }).ToListAsync(stop);
        var answeredIds = moments.Values.Select(m => m.ReplyTo).OfType<Guid>().ToList();
        var answered = answeredIds.Count == 0 ? [] : await db.Moments.AsNoTracking().Where(m => answeredIds.Contains(m.Id)).ToDictionaryAsync(m => m.Id, stop);
        var authorIds = moments.Values.Select(m => m.AuthorId).OfType<Guid>().ToList();
        var names = await db.Teammates.Where(t => authorIds.Contains(t.Id)).ToDictionaryAsync(t => t.Id, t => t.Name, stop);
        var postIds = moments.Values.Select(m => m.PostId).OfType<Guid>().ToList();
        var posts = postIds.Count == 0 ? [] : await db.Posts.Where(p => postIds.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.OutsideKey, stop);
        return new(
            moments, handles, blocks.ToDictionary(b => b.Id, b => new Owner(b.Own > b.Root ? b.Own : b.Root, b.TimeZone)), answered, posts, names, await ReadMeanwhileAsync(db, moments.Values, stop),
            await NoOffersAsync(db, moments.Values, stop), await db.Connections.AsNoTracking().SingleAsync(c => c.Id == connection.Id, stop), await db.Workspaces.AsNoTracking().SingleAsync(stop));
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
        Dictionary<Guid, Moment> Moments, Dictionary<Guid, Handle> Handles, Dictionary<Guid, Owner> Owners,
        Dictionary<Guid, Moment> Answered, Dictionary<Guid, string> PostKeys, Dictionary<Guid, string> Names, HashSet<Guid> ReadMeanwhile, Dictionary<Guid, NoOffers> NoOffers,
        Connection Connection, Workspace Workspace)
    {
        /// <summary>Who of us wrote it; a copy that somebody let go out is written by nobody.</summary>
        public string? AuthorOf(Moment moment) => moment.Kind == MomentKind.Message && moment.AuthorId is { } author ? Names.GetValueOrDefault(author) : null;

        /// <summary>The same question that was asked when it was written. What its words hold was looked at then, and what it costs is counted where it leaves.</summary>
        public WayAsked Ask(Surface surface, Moment moment, Handle handle)
        {
            var (of, at) = (Owners[moment.PersonId], Owners[handle.PersonId]);
            var wantsNoOffers = NoOffers.TryGetValue(moment.PersonId, out var no) && no.At(Connection.Channel, handle.Kind);
            return new(Connection, surface, handle, of.Block > at.Block ? of.Block : at.Block, handle.LastHeard, HasOwnHandle: false, moment.IsOffer ? Purpose.Outreach : Purpose.Service, wantsNoOffers)
            {
                WithTemplate = moment.Template is not null,
                Quiet = Workspace.QuietHours,
                Zones = WhereaboutsOf.Zones(at.TimeZone, handle, Workspace.TimeZone),
            };
        }
    }

    /// <summary>Whose something is: how far they are blocked, with all they are merged into, and where they live.</summary>
    sealed record Owner(Block Block, string? TimeZone);
}

/// <summary>A delivery and what it became; without a parcel it does not leave.</summary>
sealed record Packed(Delivery Row, Surface? Surface, Parcel? Parcel, Guid PersonId, Enclosed Enclosed);

/// <summary>What lies on disk beside a message, for wires that carry bytes and no addresses of files.</summary>
/// <param name="Files">Its files, in the order of the parcel's.</param>
/// <param name="Html">Hash of the words with their looks; null for plain words.</param>
/// <param name="Words">Hash of the words themselves, where they are too many for a row; null when the row has them.</param>
sealed record Enclosed(IReadOnlyList<AttachedFile> Files, string? Html, string? Words);
