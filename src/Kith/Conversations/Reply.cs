using System.Text.Json.Nodes;
using Kith.Channels;
using ChannelDraft = Kith.Channels.Draft;
using Visibility = Kith.Timelines.Visibility;

namespace Kith.Conversations;

/// <summary>Words of ours on their way out: the message, its delivery, the thread and the case it belongs to, written together.</summary>
sealed class Reply(KithDb db, ConnectionBook book, TimeProvider clock)
{
    public DateTime Now { get; } = clock.Now;

    /// <summary>The parcel this would become, or the channel's own reason why it cannot. Only words that passed the gate become one.</summary>
    public Parcel Pack(WayFound way, Gate.Cleared cleared, string threadKey)
    {
        var words = cleared.Words;
        if (way.Reason is { } reason) throw reason.AsRefusal();
        if (book.Get(way.Connection.Id) is not { } open || open.Can<IPrepare>() is not { } channel) throw new Refusal("cannot_send", "This connection cannot send.");

        var to = new HandleRef(way.Handle.Kind, way.Handle.Scope, way.Handle.Value, way.Surface.Identity.Strength);
        var draft = new ChannelDraft(way.Surface.Id, to, words.Text)
        {
            Attachments = [.. words.Files.Select(file => new DraftAttachment(file.Name, file.Type, file.Size, ""))],
            ThreadKey = threadKey,
            AuthorName = words.Name,
            Reference = words.Reference,
            Subject = words.Subject,
            Others = words.Others,
            Hidden = words.Hidden,
            Template = words.Template,
            Situation = new Situation(way.Handle.LastHeard is { } heard ? new DateTimeOffset(heard) : null, way.Handle.StoppedAt is not null) { Item = way.Asked.Item },
        };
        return channel.Prepare(draft, open.Account, new DateTimeOffset(Now)) switch
        {
            Prepared.Ready { Parcels: [var parcel] } => WayPolicy.Decide(way.Asked with { Segments = parcel.Segments, Cost = open.CostOf(parcel) }, Now) is { } refused ? throw refused.AsRefusal() : parcel,
            Prepared.Refusal refusal => throw new Refusal(System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(refusal.Problem.Code.ToString()), $"{refusal.Problem.Words} {refusal.WayOut}"),
            _ => throw new Refusal("too_large", "This is too long for one message here."),
        };
    }

    /// <summary>
    /// What the person's answer will continue. Where there is only the pair of addresses it is that pair, before anything was said; else
    /// the thread they spoke in last. Where each matter has a thread of its own, a new matter begins a new one.
    /// </summary>
    public async Task<string> ThreadKeyAsync(WayFound way, Moment? answered, bool isNewMatter, CancellationToken stop)
    {
        if (answered?.ThreadKey is { } same && answered.ConnectionId == way.Connection.Id && (answered.PostId is null) == (way.Surface.Visibility == Channels.Visibility.Private)) return same;
        if (way.Surface.Threading == Threading.ByThread && isNewMatter) return Ids.New(Now).ToString("N");
        if (way.Surface.Threading == Threading.ByContact && book.Get(way.Connection.Id) is { } open) return $"{open.Channel.AddressOf(open.Account)}:{way.Handle.Value}";

        return await db.Moments.Where(m => m.PersonId == way.Handle.PersonId && m.ConnectionId == way.Connection.Id && m.ThreadKey != null && m.PostId == null)
            .OrderByDescending(m => m.At).ThenByDescending(m => m.Id).Select(m => m.ThreadKey).FirstOrDefaultAsync(stop) ?? way.Handle.Value;
    }

    /// <summary>Writes it down to leave as soon as it can no longer be taken back.</summary>
    public async Task<Moment> SendAsync(
        WayFound way, Parcel parcel, string key, string threadKey, Gate.Cleared cleared, Moment? answered, Case kase, Workspace workspace, Actor by, CancellationToken stop)
    {
        var words = cleared.Words;
        var frame = await FrameAsync(way, words, kase, workspace, by, stop);
        var message = new Moment
        {
            WorkspaceId = db.WorkspaceId,
            Id = Ids.New(Now),
            PersonId = way.Handle.PersonId,
            CaseId = kase.Id,
            At = Now,
            RecordedAt = Now,
            Kind = MomentKind.Message,
            Direction = Direction.Out,
            Visibility = way.Surface.Visibility == Channels.Visibility.Public ? Visibility.Public : Visibility.Private,
            PostId = way.Surface.Visibility == Channels.Visibility.Public ? answered?.PostId : null,
            ConnectionId = way.Connection.Id,
            Surface = way.Surface.Id,
            ThreadKey = parcel.ThreadKey ?? threadKey,
            OutsideKey = key,
            ReplyTo = answered?.Id,
            AuthorKind = by.Kind,
            AuthorId = by.Id,
            Text = parcel.Text,
            Detail = DetailOf(parcel, words, frame, kase),
            Attachments = words.Files.Count == 0 ? null : [.. words.Files],
        };
        db.Add(message);
        db.AddRange(cleared.OverrulingsOf(message));
        db.Add(new Delivery
        {
            WorkspaceId = db.WorkspaceId,
            MomentId = message.Id,
            HandleId = way.Handle.Id,
            ConnectionId = way.Connection.Id,
            AttemptKey = Ids.New(Now),
            State = DeliveryState.Queued,
            NextAt = Now.AddSeconds(workspace.UndoSeconds),
            MailAt = MailUnread.PatienceOf(book.Get(way.Connection.Id)) is { } patience ? Now.AddSeconds(workspace.UndoSeconds) + patience : null,
            StateAt = Now,
            Segments = parcel.Segments,
        });
        await ContinueThreadAsync(message, kase, stop);
        var house = await db.HouseHoursAsync(stop);
        foreach (var promise in (await db.RunningPromisesAsync(kase, stop)).Where(promise => promise.Kind != PromiseKind.Solution)) promise.KeptAt = Now;
        kase.Answered(message, LookAgain.AfterAnswer(house.HoursOf(kase), Now));
        await db.WeighPublicDebtAsync(kase, message, words.GoesPrivate, stop);
        return message;
    }

    /// <summary>What an answer must name: what the newest word of theirs in the thread asked for; else, where our side names threads, our own newest mail in it.</summary>
    public async Task<string?> ReferenceAsync(WayFound way, Moment? answered, string threadKey, CancellationToken stop)
    {
        if (way.Surface.Threading == Threading.ByContact) return null;
        if (answered is not null && IsOfSameKind(answered, way) && answered.Detail?["reference"]?.ToString() is { } said) return said;

        var thread = db.Moments.Where(m => m.PersonId == way.Handle.PersonId && m.ConnectionId == way.Connection.Id && m.ThreadKey == threadKey && m.Kind == MomentKind.Message);
        var theirs = await thread.Where(m => m.Direction == Direction.In).OrderByDescending(m => m.At).ThenByDescending(m => m.Id).FirstOrDefaultAsync(stop);
        if (theirs?.Detail?["reference"]?.ToString() is { } asked || way.Surface.Threading != Threading.ByThread) return theirs?.Detail?["reference"]?.ToString();
        return await thread.Where(m => m.Direction == Direction.Out).OrderByDescending(m => m.At).ThenByDescending(m => m.Id)
            .Join(db.Deliveries, m => m.Id, d => d.MomentId, (_, d) => d.OutsideId).FirstOrDefaultAsync(stop);
    }

    /// <summary>A platform's ids mean something to the account that saw them; those of mails to every mailbox.</summary>
    static bool IsOfSameKind(Moment answered, WayFound way) =>
        answered.ConnectionId == way.Connection.Id || (way.Surface.Threading == Threading.ByThread && answered.Surface == way.Surface.Id);

    /// <summary>What stands around the words is decided now and kept with them: what was shown before sending is what leaves.</summary>
    async Task<MailFrame> FrameAsync(WayFound way, OwnWords words, Case kase, Workspace workspace, Actor by, CancellationToken stop)
    {
        if (way.Surface.Format != TextFormat.Html || await db.Teammates.Where(t => t.Id == by.Id).Select(t => t.Name).SingleOrDefaultAsync(stop) is not { } author) return new(null, null);

        var person = await db.People.SingleAsync(p => p.Id == way.Handle.PersonId, stop);
        if (!person.IsRoot) person = await db.People.SingleAsync(p => p.Id == person.RootId, stop);
        var frame = await db.FrameAsync(person, kase.DepartmentId, kase.Number, author, workspace, stop);
        return new(words.WithoutGreeting ? null : frame.Greeting, frame.Signature);
    }

    static JsonObject DetailOf(Parcel parcel, OwnWords words, MailFrame frame, Case kase)
    {
        var detail = new JsonObject { ["before"] = kase.Standing() };
        detail.SayPurpose(words.Purpose);
        if (words.Template is { } template) detail["template"] = TemplateDetail.Of(template);
        if (parcel.Subject is { Length: > 0 } subject) detail["subject"] = subject;
        if (words.Reference is { } reference) detail["reference"] = reference;
        if (words.Html is { } html) detail["html"] = html;
        if (words.GoesPrivate) detail["goesPrivate"] = true;
        if (words.Ending is { } ending) (detail["ending"], detail["by"]) = (ending, words.Name);
        if (frame.Greeting is { } greeting) detail["greeting"] = greeting;
        if (frame.Signature is { } signature) detail["signature"] = signature;
        if (parcel.Others.Count > 0) detail["others"] = NamesOf(parcel.Others);
        if (parcel.Hidden.Count > 0) detail["hidden"] = NamesOf(parcel.Hidden);
        return detail;
    }

    static JsonArray NamesOf(IReadOnlyList<HandleRef> others) =>
        new([.. others.Select(other => new JsonObject { ["kind"] = other.Kind, ["value"] = other.Value, ["name"] = other.Name })]);

    /// <summary>What is answered on this thread belongs to this case.</summary>
    public async Task ContinueThreadAsync(Moment message, Case kase, CancellationToken stop)
    {
        var thread = await db.Threads.SingleOrDefaultAsync(t => t.ConnectionId == message.ConnectionId && t.ThreadKey == message.ThreadKey, stop);
        if (thread is not null) (thread.CaseId, thread.LastAt) = (kase.Id, Now);
        else db.Add(new TalkThread
        {
            WorkspaceId = db.WorkspaceId,
            ConnectionId = message.ConnectionId!.Value,
            ThreadKey = message.ThreadKey!,
            PersonId = message.PersonId,
            CaseId = kase.Id,
            LastAt = Now,
        });
    }
}

/// <summary>What a teammate says, before it is decided how it leaves.</summary>
/// <param name="Text">The words.</param>
/// <param name="Files">What goes with them.</param>
sealed record OwnWords(string Text, IReadOnlyList<AttachedFile> Files)
{
    /// <summary>Why it is said.</summary>
    public Purpose Purpose { get; init; }

    /// <summary>The text that the platform approved, where it is one.</summary>
    public FilledTemplate? Template { get; init; }

    /// <summary>What it is about, where a channel has such a line.</summary>
    public string? Subject { get; init; }

    /// <summary>Who else gets it.</summary>
    public IReadOnlyList<HandleRef> Others { get; init; } = [];

    /// <summary>Who else gets it without the others knowing.</summary>
    public IReadOnlyList<HandleRef> Hidden { get; init; } = [];

    /// <summary>The words greet by themselves.</summary>
    public bool WithoutGreeting { get; init; }

    /// <summary>Hash of the same words with their looks, kept as a file.</summary>
    public string? Html { get; init; }

    /// <summary>The end of the words that Kith wrote: who says it, where everybody reads it.</summary>
    public string? Ending { get; init; }

    /// <summary>Who says it, by the name they chose for public.</summary>
    public string? Name { get; init; }

    /// <summary>They ask the person to go on where nobody else reads: the outcome is still owed in public.</summary>
    public bool GoesPrivate { get; init; }

    /// <summary>What it must name so that the other side keeps the thread.</summary>
    public string? Reference { get; init; }
}
