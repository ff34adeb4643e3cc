using System.Text.Json.Nodes;
using Kith.Channels;
using Visibility = Kith.Timelines.Visibility;

namespace Kith.Conversations;

/// <summary>One message, once: who says it, which case it continues or opens, what is owed for it. Pure: it reads what is known and adds to the plan.</summary>
static class ReceiveMessage
{
    const string OwnFile = "kith:", Stranger = "stranger", InCopy = "in-copy";
    static readonly TimeSpan noted = TimeSpan.FromMinutes(5);

    public static void Decide(Incoming incoming, MessageReceived said, Known known, Plan plan)
    {
        if (known.Has(incoming.Name(said.Key))) return;

        var passing = PassedOnMail.Find(incoming, said, known);
        if (passing is not null) said = passing.Said;
        var who = RecognizePerson.Of(incoming, said, known, plan);
        var message = MomentOf(incoming, said, who, known, incoming.IsPublic ? RecognizePost.IdOf(incoming, said, known, plan) : null);
        AddClaims(incoming, said, who, plan);
        if (Place(incoming, said, message, who, known, plan) is { } kase)
        {
            message.CaseId = kase.Id;
            Continue(incoming.Thread(message.ThreadKey!), kase, who, message, known, plan);
        }
        plan.Add(message);
        if (passing?.NoteOn(message) is { } note) plan.Add(note);
        known.Said[incoming.Name(said.Key)] = new(message.Id, who.RootId, message.CaseId, message.PostId, message.At);
    }

    /// <summary>The hash in a reference to bytes that were uploaded to us before.</summary>
    public static string? HashOf(MediaRef file) => file.Ref.StartsWith(OwnFile, StringComparison.Ordinal) ? file.Ref[OwnFile.Length..] : null;

    /// <summary>What our reader makes of a message besides its words; read again by a better reader it is put in place of what was there.</summary>
    public static void Describe(JsonObject detail, MessageReceived said)
    {
        Put(detail, "subject", said.Subject is { Length: > 0 } subject ? subject : null);
        Put(detail, "reference", said.Reference);
        Put(detail, "folded", said.IsFolded ? true : null);
        Put(detail, "album", said.Album);
        Put(detail, "others", said.Others.Count == 0 ? null : new JsonArray([.. said.Others.Select(other => new JsonObject { ["kind"] = other.Kind, ["value"] = other.Value, ["name"] = other.Name })]));
    }

    /// <summary>A file that is still on the other side, or inside what was kept under this key.</summary>
    public static JsonObject MediaOf(MediaRef media, string? inside)
    {
        var file = new JsonObject { ["ref"] = media.Ref, ["type"] = media.Type, ["name"] = media.Name };
        if (inside is not null) file["inside"] = inside;
        if (media.IsSource) file["source"] = true;
        return file;
    }

    static void Put(JsonObject detail, string name, JsonNode? value)
    {
        if (value is null) detail.Remove(name);
        else detail[name] = value;
    }

    /// <summary>The case the message stands in; null for who is blocked: what they say is kept, and nobody is asked to answer it.</summary>
    public static Case? Place(Incoming incoming, MessageReceived said, Moment message, Who who, Known known, Plan plan)
    {
        if (who.Block is Block.Blocked or Block.Spam) return null;

        var kase = ContinueCase.Find(incoming, said, who, known);
        if (who.Block == Block.Muted || incoming.IsOnlyConsent || said.IsAutomatic) return kase is { IsClosed: false } ? Remember(kase, message, plan) : null;
        return kase is null ? Open(incoming, said, message, who, known, plan) : Continue(incoming, kase, message, who, known, plan);
    }

    static Case Open(Incoming incoming, MessageReceived said, Moment message, Who who, Known known, Plan plan)
    {
        var house = known.Workspaces[incoming.WorkspaceId];
        var (kase, routed) = OpenCase.For(incoming, message, said, who, house, known, plan);
        OpenCase.Opened(kase, routed, message, house, incoming.Connection.Channel.Id, plan);
        return kase;
    }

    static Case Continue(Incoming incoming, Case kase, Moment message, Who who, Known known, Plan plan)
    {
        var (wasClosed, wasAnswered) = (kase.IsClosed, kase.LastDirection == Direction.Out);
        var house = known.Workspaces[incoming.WorkspaceId];
        var term = house.Answer(PromiseKind.NextAnswer, kase, incoming.Connection.Channel.Id, message.RecordedAt);
        if (kase.Hear(message, term.Due, RunAgain(kase, message.RecordedAt, house, known, plan)))
            plan.Promises.Add(Promise.By(term, kase, kase.PromiseKind, message.RecordedAt));
        if (wasClosed)
        {
            known.Reopen(who.RootId, kase);
            OpenCase.Reopened(kase, message, plan);
        }
        if ((wasClosed || wasAnswered) && kase.OwnerId is { } owner) plan.Add(NoticeOf(kase, message, owner));
        plan.Change(kase);
        return kase;
    }

    /// <summary>The person spoke, so the word is ours again: what stood still runs on. The answer that was owed before is owed still.</summary>
    static Promise? RunAgain(Case kase, DateTime at, KnownWorkspace house, Known known, Plan plan)
    {
        if (kase.State == CaseState.Open || !known.Owed.TryGetValue(kase.Id, out var owed)) return null;

        foreach (var promise in owed.Where(promise => promise.PausedAt is not null || promise.KeptAt is not null))
        {
            promise.Unsettle(house.Hours, at);
            promise.Resume(house.Hours, at);
            plan.Resumed.Add(promise);
        }
        return kase.IsClosed ? null : owed.FirstAnswer();
    }

    static Case Remember(Case kase, Moment message, Plan plan)
    {
        kase.Remember(message);
        plan.Change(kase);
        return kase;
    }

    /// <summary>The thread remembers its case; its time need not be written at every word.</summary>
    public static void Continue(ThreadName name, Case kase, Who who, Moment message, Known known, Plan plan)
    {
        if (known.Threads.TryGetValue(name, out var thread) && thread.CaseId == kase.Id && thread.RootId == who.RootId && message.At - thread.LastAt < noted) return;

        known.Threads[name] = new(who.RootId, kase.Id, message.At);
        plan.Threads[name] = new TalkThread
        {
            WorkspaceId = name.WorkspaceId,
            ConnectionId = name.ConnectionId,
            ThreadKey = name.Key,
            PersonId = who.PersonId,
            CaseId = kase.Id,
            LastAt = message.At,
        };
    }

    static Moment MomentOf(Incoming incoming, MessageReceived said, Who who, Known known, Guid? post) => new()
    {
        WorkspaceId = incoming.WorkspaceId,
        Id = Ids.New(incoming.Arrival.ReceivedAt),
        PersonId = who.PersonId,
        At = incoming.At,
        RecordedAt = incoming.Arrival.ReceivedAt,
        Kind = MomentKind.Message,
        Direction = Direction.In,
        Visibility = incoming.IsPublic ? Visibility.Public : Visibility.Private,
        PostId = post,
        ConnectionId = incoming.Connection.Id,
        Surface = said.Surface,
        ThreadKey = ContinueCase.ThreadKeyOf(incoming, said, who, known),
        OutsideKey = said.Key,
        AuthorKind = AuthorKind.Person,
        AuthorId = who.PersonId,
        Text = said.Text,
        ReplyTo = said.ReplyToKey is { } key && known.Said.TryGetValue(incoming.Name(key), out var answered) && MayName(answered, who, post) ? answered.MomentId : null,
        Attachments = OwnFiles(incoming, said, known),
        Detail = DetailOf(incoming, said, who, known),
    };

    /// <summary>One names what stands on one's own timeline; in public also what others said under the same post, for everybody reads it there.</summary>
    static bool MayName(Said answered, Who who, Guid? post) => answered.RootId == who.RootId || (post is not null && answered.PostId == post);

    static List<AttachedFile>? OwnFiles(Incoming incoming, MessageReceived said, Known known)
    {
        List<AttachedFile>? files = null;
        foreach (var media in said.Attachments)
            if (HashOf(media) is { } hash && known.Files.TryGetValue((incoming.WorkspaceId, hash), out var file))
                (files ??= []).Add(new(hash, media.Name ?? "file", file.Type, file.Size));
        return files;
    }

    /// <summary>What has no column: a subject, files that are still on the other side, who else it went to, what to know before believing it.</summary>
    static JsonObject? DetailOf(Incoming incoming, MessageReceived said, Who who, Known known)
    {
        var detail = new JsonObject();
        Describe(detail, said);
        if (MarksOf(incoming, said, who, known) is { Count: > 0 } marks) detail["marks"] = marks;
        if (ContinueCase.IsWithAnother(incoming, said, who, known)) detail["beside"] = known.Threads[incoming.Thread(said.ThreadKey)].CaseId;
        if (who.Block != Block.None) detail["block"] = who.Block.ToString().ToLowerInvariant();
        if (said.Attachments.Where(media => HashOf(media) is null).Select(media => MediaOf(media, incoming.Connection.Can<IMediaInside>() is null ? null : incoming.Arrival.Key)).ToArray() is { Length: > 0 } media) detail["media"] = new JsonArray(media);
        return detail.Count == 0 ? null : detail;
    }

    static JsonArray MarksOf(Incoming incoming, MessageReceived said, Who who, Known known) =>
        [.. said.Marks.Concat(BesideOf(incoming, said, who, known)).Select(mark => JsonValue.Create(mark))];

    static IEnumerable<string> BesideOf(Incoming incoming, MessageReceived said, Who who, Known known) =>
        !ContinueCase.IsWithAnother(incoming, said, who, known) ? [] : [ContinueCase.WasInCopy(incoming, said, known) ? InCopy : Stranger];

    static void AddClaims(Incoming incoming, MessageReceived said, Who who, Plan plan)
    {
        foreach (var claim in said.Claims)
            plan.Claims.Add(new()
            {
                WorkspaceId = incoming.WorkspaceId,
                Id = Ids.New(incoming.Arrival.ReceivedAt),
                PersonId = who.PersonId,
                Kind = claim.Kind,
                Value = claim.Value,
                SaidWhere = incoming.Connection.Name,
                At = incoming.At,
            });
    }

    static Notice NoticeOf(Case kase, Moment message, Guid owner) => new()
    {
        WorkspaceId = kase.WorkspaceId,
        Id = Ids.New(message.RecordedAt),
        TeammateId = owner,
        Kind = NoticeKind.Answered,
        At = message.RecordedAt,
        PersonId = message.PersonId,
        CaseId = kase.Id,
        MomentId = message.Id,
        Text = Case.Glance(message),
    };
}
