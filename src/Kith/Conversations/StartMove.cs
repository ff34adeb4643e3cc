using Kith.Channels;

namespace Kith.Conversations;

/// <summary>
/// POST /api/people/{id}/moves: go on in another channel. An address of theirs that was proved is simply used; else a link that works
/// once goes out where we speak now, and whoever comes back with it is known to be them. Under a post everybody would find such a link: there
/// goes only the way to our chat, which says nothing about who comes by it.
/// </summary>
static class StartMove
{
    const int LongestText = 2_000;

    /// <param name="ReplyTo">What of theirs stands in public: the way to our chat is said there, below the words.</param>
    /// <param name="Text">In public: what is said above the way.</param>
    /// <param name="Call">The call during or after which it is sent: the link to our chat goes by SMS to the number that is spoken with.</param>
    /// <param name="Despite">House rules that warn of the words, and why they are sent all the same.</param>
    public sealed record NewMove(string? Channel, Guid? ConnectionId, Guid? HandleId, Guid? ReplyTo, string? Text, Guid? Call, Despite? Despite);

    public static async Task<Results<Created<MoveAnswer>, Accepted<ApprovalRow>>> StartAsync(Guid id, NewMove asked, [AsParameters] SendingDesk desk)
    {
        var (db, me, stop) = (desk.Db, desk.Me, desk.Stop);
        if (asked is { ReplyTo: not null, Call: null }) return await InviteInPublicAsync(id, asked, desk);

        var group = await PersonGroup.FindAsync(db, id, stop);
        var reply = new Reply(db, desk.Book, desk.Clock);
        var to = await TargetAsync(db, asked, stop);
        if (asked.Call is { } call) return await SendToCallerAsync(db, group, to, call, desk.Channels, me, reply, desk.Address, stop);

        var ways = await db.WaysAsync(group, desk.Channels, reply.Now, stop);
        var last = await db.LastUsedAsync(group, stop);

        var known = ways.FirstOrDefault(way => way.Connection.Id == to.Id && way.IsAllowed && way.Handle.Strength == Strength.Verified && (asked.HandleId is null || way.Handle.Id == asked.HandleId));
        if (asked.HandleId is { } handle && ways.All(way => way.Handle.Id != handle)) throw Refusal.NotFound("This person has no such address.");
        return known is not null ? await UseKnownAsync(db, group, known, last, me, reply.Now, stop)
            : await SendLinkAsync(db, group, to, InvitationTo(to, desk.Channels, desk.Book, desk.Address), ways, last, me, reply, stop);
    }

    static async Task<Created<MoveAnswer>> UseKnownAsync(KithDb db, PersonGroup group, WayFound known, LastUsed? last, Teammate me, DateTime now, CancellationToken stop)
    {
        var from = await FromChannelAsync(db, last?.Moment.ConnectionId, stop);
        var line = Move.WentOn(db.WorkspaceId, group.Root.Id, known.Connection, from, Actor.Of(me), now, null);
        db.Add(line);
        await db.SaveChangesAsync(stop);
        return TypedResults.Created((string?)null, new MoveAnswer(line.Id, "known", await db.ShowAsync(line, stop), known.Handle.Id));
    }

    static async Task<Created<MoveAnswer>> SendLinkAsync(
        KithDb db, PersonGroup group, Connection to, WayThere invitation, IReadOnlyList<WayFound> ways, LastUsed? last, Teammate me, Reply reply, CancellationToken stop)
    {
        var here = ways.Where(way => way.IsAllowed && way.Connection.Id != to.Id).OrderByDescending(way => last?.Is(way) ?? false).FirstOrDefault()
            ?? throw new Refusal("no_way", "There is no channel on which the link could reach them now.");
        var message = await OfferAsync(db, group, to, invitation, here, null, Actor.Of(me), reply, stop);
        await db.SaveChangesAsync(stop);
        return TypedResults.Created((string?)null, new MoveAnswer(message.Id, "link", await db.ShowAsync(message, stop), null));
    }

    static async Task<Created<MoveAnswer>> SendToCallerAsync(KithDb db, PersonGroup group, Connection to, Guid id, ChannelRegistry channels, Teammate me, Reply reply, PublicAddress address, CancellationToken stop)
    {
        if (to.Channel != VisitorDesk.Channel) throw new Refusal("needs_chat", "From a call people go on in our chat.");
        var call = await db.Moments.SingleOrDefaultAsync(m => m.Id == id && m.Kind == MomentKind.Call && group.Ids.Contains(m.PersonId), stop) ?? throw Refusal.NotFound("There is no such call of this person.");
        var message = await SendChatLink.SendAsync(db, group, call, to, channels, ClientId.KeyOf(me, Ids.New(reply.Now)), Actor.Of(me), reply, address, stop);
        await db.SaveChangesAsync(stop);
        return TypedResults.Created((string?)null, new MoveAnswer(message.Id, "link", await db.ShowAsync(message, stop), null));
    }

    public static WayThere IntoChat(PublicAddress address) => new("let's go on in our chat. This link works once, for two days", token => $"{address.Base}/go/{token}");

    /// <summary>The link goes out where we speak now; whoever calls saves it.</summary>
    /// <param name="key">The message's own key; null to make one of the move.</param>
    public static async Task<Moment> OfferAsync(KithDb db, PersonGroup group, Connection to, WayThere invitation, WayFound here, string? key, Actor by, Reply reply, CancellationToken stop)
    {
        var workspace = await db.Workspaces.AsNoTracking().SingleAsync(stop);
        var (move, token) = Move.Offer(group.Root, to, reply.Now);
        var text = $"{workspace.Name}: {invitation.Words}: {invitation.Link(token)}";

        var threadKey = await reply.ThreadKeyAsync(here, null, isNewMatter: false, stop);
        var words = new OwnWords(text, [])
        {
            Reference = await reply.ReferenceAsync(here, null, threadKey, stop),
            Subject = here.Surface.Format == TextFormat.Html ? await Subjects.OfAnswerAsync(db, null, here, threadKey, stop) ?? $"Go on with {workspace.Name}" : null,
        };
        var cleared = Gate.Cleared.ByKith(words);
        var parcel = reply.Pack(here, cleared, threadKey);
        var kase = await db.ChooseCaseAsync(group, null, here.Connection.Id, threadKey, stop) ?? await db.StartCaseAsync(group.Root, null, null, new(here.Connection.Channel, here.Connection.Id), by, reply.Now, stop);
        var message = await reply.SendAsync(here, parcel, key ?? $"move:{move.Id:N}", threadKey, cleared, null, kase, workspace, by, stop);
        move.FromMoment = message.Id;
        db.Add(move);
        return message;
    }

    static async Task<Results<Created<MoveAnswer>, Accepted<ApprovalRow>>> InviteInPublicAsync(Guid id, NewMove asked, SendingDesk desk)
    {
        var said = await SayAsync(id, asked, desk, null);
        await desk.Db.SaveChangesAsync(desk.Stop);
        if (said.Message is { } message) return TypedResults.Created((string?)null, new MoveAnswer(message.Id, "public", await desk.Db.ShowAsync(message, desk.Stop), null));
        return TypedResults.Accepted($"/api/approvals/{said.Waits!.Id}", await desk.Db.RowAsync(said.Waits, desk.Me, desk.Stop));
    }

    /// <summary>Whoever comes by it is a stranger until they prove who they are; what they said here waits for its outcome.</summary>
    /// <param name="approved">Set where somebody approved it.</param>
    public static async Task<SaidOrWaits> SayAsync(Guid id, NewMove asked, SendingDesk desk, Approval? approved)
    {
        var (db, me, stop) = (desk.Db, desk.Me, desk.Stop);
        var group = await PersonGroup.FindAsync(db, id, stop);
        var (text, to) = (Written.Text(asked.Text, "text", LongestText), await TargetAsync(db, asked, stop));
        var reply = new Reply(db, desk.Book, desk.Clock);
        if (to.Channel != VisitorDesk.Channel) throw new Refusal("needs_chat", "In public only the way to our chat is said. Everywhere else they have to write first.");
        var answered = await db.Moments.SingleOrDefaultAsync(m => m.Id == asked.ReplyTo && group.Ids.Contains(m.PersonId), stop) ?? throw Refusal.NotFound("There is no such message of this person to answer.");
        var here = await db.PublicWayAsync(group, answered, desk.Channels, reply.Now, stop) ?? throw new Refusal("nothing_public", "This does not stand in public.");

        if ((await db.PrivateInAsync(group, text, stop)) is [var fact, ..]) throw PublicWords.Refused(fact);

        var key = approved?.Key ?? ClientId.KeyOf(me, Ids.New(reply.Now));
        var threadKey = await reply.ThreadKeyAsync(here, answered, isNewMatter: false, stop);
        var kase = approved is { CaseId: { } written } ? await db.MatterAsync(written, stop) : await db.ChooseCaseAsync(group, answered, here.Connection.Id, threadKey, stop) ?? await db.StartCaseAsync(group.Root, null, null, new(here.Connection.Channel, here.Connection.Id, InPublic: true), Actor.Of(me), reply.Now, stop);
        var invitation = $": {desk.Address.Base}/chat/{to.Id}/talk";
        // The way itself is Kith's sentence; what stands before it is read by the rules.
        var own = await db.InPublicAsync(group, here, new OwnWords($"{(text.Length > 0 ? text : "Let's go on where only we read it")}{invitation}", []), me, knowingly: true, stop);
        own = own with { GoesPrivate = true, Reference = await reply.ReferenceAsync(here, answered, threadKey, stop) };
        if (here.Reason is { } closed) throw closed.AsRefusal();

        var leaving = new WordsAtGate(group, here, kase, own with { Ending = $"{invitation}{own.Ending}" }, me) { Despite = asked.Despite, IsApproved = approved is not null };
        var passed = await desk.Gate.PassAsync(leaving, stop);
        if (passed.Asks is { } rule) return new(null, await db.AskAsync(rule, AskApproval.OfWords(db, ApprovalOf.Move, key, leaving, asked, reply.Now), reply.Now, stop));

        var workspace = await db.Workspaces.AsNoTracking().SingleAsync(stop);
        var message = await reply.SendAsync(here, reply.Pack(here, passed.Words!, threadKey), key, threadKey, passed.Words!, answered, kase, workspace, Actor.Of(me), stop);
        message.Detail!["ending"] = own.Ending;
        return new(message, null);
    }

    /// <summary>
    /// The chat opens by the link itself, and so do platforms with links that carry a word; an address is said on a page of ours, and proved by a code that goes
    /// there. Elsewhere the person must be heard first.
    /// </summary>
    static WayThere InvitationTo(Connection to, ChannelRegistry channels, ConnectionBook book, PublicAddress address)
    {
        string Page(string token) => $"{address.Base}/go/{token}";
        if (channels.Find<IInvite>(to.Channel) is { } invites && book.Get(to.Id) is { } open)
            return new($"let's go on in {open.Channel.Name}. This link works once, for two days", token => invites.LinkFor(open.Account, token) ?? throw NoAddress());

        return UseMove.KindOf(to.Channel, channels) switch
        {
            VisitorDesk.Channel => IntoChat(address),
            AddressKind.Email => new("let's go on by email. Tell us your address on this page, which works once, for two days", Page),
            AddressKind.Phone => new("let's go on by SMS. Tell us your number on this page, which works once, for two days", Page),
            _ => throw NoAddress(),
        };
    }

    static Refusal NoAddress() => new("needs_address", "No address of theirs is proved there yet. Ask them to write to us there, or write to them first.");

    static async Task<Connection> TargetAsync(KithDb db, NewMove asked, CancellationToken stop)
    {
        var there = db.Connections.AsNoTracking().Where(c => c.Enabled);
        if (asked.ConnectionId is { } id) return await there.SingleOrDefaultAsync(c => c.Id == id, stop) ?? throw Refusal.NotFound("There is no such connection.");
        if (asked.Channel is not { Length: > 0 } channel) throw Refusal.Field("channel", "Say where to go on.");
        return await there.Where(c => c.Channel == channel).OrderBy(c => c.Name).FirstOrDefaultAsync(stop) ?? throw Refusal.NotFound("There is no such connection.");
    }

    static async Task<string?> FromChannelAsync(KithDb db, Guid? connection, CancellationToken stop) =>
        connection is { } id ? await db.Connections.Where(c => c.Id == id).Select(c => c.Channel).SingleOrDefaultAsync(stop) : null;
}

/// <summary>Words that ask somebody to go on elsewhere, and the link behind them.</summary>
sealed record WayThere(string Words, Func<string, string> Link);

/// <param name="Way">known: an address that was proved is used; link: a link went out and waits to come back; public: the way to our chat is said under the post.</param>
public sealed record MoveAnswer(Guid Id, string Way, MomentRow? Moment, Guid? HandleId);
