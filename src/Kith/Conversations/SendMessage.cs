using Kith.Channels;

namespace Kith.Conversations;

/// <summary>POST /api/people/{id}/messages: an answer, or first words. Idempotent by the id the browser made.</summary>
static class SendMessage
{
    public const int LongestText = 20_000;
    const int LongestSubject = 200, LongestHtml = 400_000;

    /// <param name="Documents">Documents that go with it in their current version; where no words are said, theirs are.</param>
    /// <param name="WithoutGreeting">Says that a mail has its greeting in its own words.</param>
    /// <param name="Surface">The public place, where it is to be said there; else it goes to the person alone, whatever it answers.</param>
    /// <param name="Knowingly">Says in public what only looks private. What certainly is private is never said there.</param>
    /// <param name="WhyNotInPublic">With thenClose: why the outcome is not said where the question was asked.</param>
    /// <param name="Template">A text that the platform approved, instead of words of our own.</param>
    /// <param name="Despite">House rules that warn of it, and why it is sent all the same.</param>
    /// <param name="TakeOver">Where another teammate has the case: it is mine from now on, for all to see.</param>
    /// <param name="Purpose">outreach for an offer that nobody asked for, which carries a way to say no more of them; else service.</param>
    public sealed record NewMessage(
        Guid Id, string? Text, Guid ConnectionId, Guid? HandleId, NewHandle? To, long? Case, NewCase? NewCase, Guid? ReplyTo,
        IReadOnlyList<NamedFile?>? Attachments, bool? ThenClose, string? Subject, IReadOnlyList<OtherRecipient?>? Others, string? Html,
        IReadOnlyList<Guid>? Documents, bool? WithoutGreeting, Purpose? Purpose, string? Surface, bool? Knowingly, string? WhyNotInPublic, NewTemplate? Template, Despite? Despite, bool? TakeOver)
    {
        /// <summary>With thenClose: ends the questions to other departments that nobody answered yet.</summary>
        public bool? EndAsks { get; init; }
    }

    /// <param name="Name">Its name on the platform.</param>
    /// <param name="Language">The platform's code of its language.</param>
    /// <param name="Values">What its fields say, in their order.</param>
    public sealed record NewTemplate(string? Name, string? Language, IReadOnlyList<string?>? Values);

    /// <summary>Somebody who gets the message too; hidden from the others where they say so.</summary>
    public sealed record OtherRecipient(string? Value, string? Name, bool? Hidden);

    public sealed record NewHandle(string? Kind, string? Value);

    public sealed record NewCase(string? Title, Guid? DepartmentId);

    public static async Task<Results<Created<MomentRow>, Accepted<ApprovalRow>>> SendAsync(Guid id, NewMessage asked, [AsParameters] SendingDesk desk)
    {
        var said = await SayAsync(id, asked, desk, null);
        if (said.Message is { } message) return TypedResults.Created((string?)null, await desk.Db.ShowAsync(message, desk.Stop));

        await desk.Db.SaveChangesAsync(desk.Stop);
        return TypedResults.Accepted($"/api/approvals/{said.Waits!.Id}", await desk.Db.RowAsync(said.Waits, desk.Me, desk.Stop));
    }

    /// <param name="approved">Set where somebody approved it: then it goes, in the case it was written in.</param>
    public static async Task<SaidOrWaits> SayAsync(Guid id, NewMessage asked, SendingDesk desk, Approval? approved)
    {
        var (db, me, stop) = (desk.Db, desk.Me, desk.Stop);
        var group = await PersonGroup.FindAsync(db, id, stop);
        var (key, text) = (ClientId.KeyOf(me, asked.Id), Written.Text(asked.Text, "text", LongestText));
        var files = await (approved is null ? db.AttachedAsync(asked.Attachments, group.MomentsIn(db), stop) : db.KeptAsync(asked.Attachments, stop));
        if (await SentBeforeAsync(db, key, stop) is { } before)
            return await SaysTheSameAsync(db, before, group, asked, text, files, stop) ? new(before, null) : throw ClientId.Taken();
        if (approved is null && await db.WaitingAsync(key, stop) is { } waiting) return waiting.Text == text || asked.Template is not null || text.Length == 0 ? new(null, waiting) : throw ClientId.Taken();

        Offer.Check(asked);
        ChooseTemplate.Check(asked);
        var reply = new Reply(db, desk.Book, desk.Clock);
        var answered = await AnsweredAsync(db, group, asked.ReplyTo, stop);
        var isPersonal = await db.IsPersonalAsync(asked.Documents, files, stop);
        var way = await WayAsync(db, group, asked, isPersonal, answered, desk.Channels, reply.Now, stop);
        if (way.Reason is { Next: null }) way = way.Instead(await db.WaysAsync(group, desk.Channels, reply.Now, stop, isPersonal: isPersonal));
        await MailLimits.CheckOwnWordsAsync(db, way, reply.Now, stop);
        var threadKey = await reply.ThreadKeyAsync(way, answered, isNewMatter: asked.NewCase is not null || asked.Purpose == Purpose.Outreach, stop);
        var workspace = await db.Workspaces.AsNoTracking().SingleAsync(stop);
        var by = Actor.Of(me);
        var kase = approved is { CaseId: { } written } ? await db.MatterAsync(written, stop) : await CaseAsync(db, group, asked, answered, way, threadKey, by, reply.Now, stop);
        if (approved is null) await db.AnswerAsOwnerAsync(kase, me, asked.TakeOver == true, reply.Now, stop);
        var own = new OwnWords(text, files) { Purpose = asked.Purpose ?? Purpose.Service };
        if (asked.Template is { } template) own = await desk.Shelf.FillAsync(db, group, own, template, way, desk.Book, stop);
        var words = await WithDocumentsAsync(db, asked, own, group, kase, me, workspace, stop);
        words = await WordsAsync(db, asked, words, answered, way, threadKey, reply, desk.Keep, stop);
        words = await db.InPublicAsync(group, way, words, me, asked.Knowingly == true, stop);
        if (way.Reason is { } closed) throw closed.AsRefusal();

        var leaving = new WordsAtGate(group, way, kase, words, me, asked.Html) { Despite = asked.Despite, IsApproved = approved is not null };
        var passed = await desk.Gate.PassAsync(leaving, stop);
        if (passed.Asks is { } rule)
        {
            await db.ForgetDraftAsync(group, me, stop);
            return new(null, await db.AskAsync(rule, AskApproval.OfWords(db, ApprovalOf.Message, key, leaving, asked, reply.Now), reply.Now, stop));
        }
        var message = await SendAsync(asked, desk, reply, way, passed.Words!, key, threadKey, answered, kase, workspace);
        await db.SeenAsync(kase, me, reply.Now, stop);
        if (approved is null) await db.ForgetDraftAsync(group, me, stop);
        await db.SaveChangesAsync(stop);
        return new(message, null);
    }

    static async Task<Moment> SendAsync(NewMessage asked, SendingDesk desk, Reply reply, WayFound way, Gate.Cleared words, string key, string threadKey, Moment? answered, Case kase, Workspace workspace)
    {
        var (db, stop) = (desk.Db, desk.Stop);
        var message = await reply.SendAsync(way, reply.Pack(way, words, threadKey), key, threadKey, words, answered, kase, workspace, desk.By, stop);
        if (asked.ThenClose != true && kase.IsClosed && kase.Reopen(desk.By, reply.Now, LookAgain.AfterAnswer((await db.HouseHoursAsync(stop)).HoursOf(kase), reply.Now)) is { } reopened) db.Add(reopened);
        if (asked.ThenClose == true && await db.CloseCaseAsync(kase, desk.By, reply.Now, stop, Written.Line(asked.WhyNotInPublic, "whyNotInPublic", PublicDebt.LongestWhy), asked.EndAsks == true) is { } closed) db.Add(closed);
        return message;
    }

    /// <summary>A document brings its own words, where nobody says any with it.</summary>
    static async Task<OwnWords> WithDocumentsAsync(
        KithDb db, NewMessage asked, OwnWords words, PersonGroup group, Case kase, Teammate me, Workspace workspace, CancellationToken stop)
    {
        var chosen = await db.ChosenAsync(asked.Documents, stop);
        if (words.Files.Count + chosen.Count > AttachFiles.Most) throw Refusal.Field("documents", $"A message takes {AttachFiles.Most} files at most.");

        words = words with { Files = [.. words.Files, .. chosen.Select(one => one.File)] };
        if (chosen.Count == 0 || words.Text.Length > 0 || asked.Html is { Length: > 0 }) return words;

        var (fields, _, _) = await db.FrameAsync(group.Root, kase.DepartmentId, kase.Number, me.Name, workspace, stop);
        var (text, subject) = (chosen.Select(one => one.Version.Text).FirstOrDefault(said => said is not null), chosen.Select(one => one.Version.Subject).FirstOrDefault(said => said is not null));
        return words with
        {
            Text = Written.Text(FilledWords.Fill(text ?? "", fields), "documents", LongestText),
            Subject = PlainText.Line(FilledWords.Fill(subject ?? "", fields), LongestSubject),
        };
    }

    static async Task<OwnWords> WordsAsync(
        KithDb db, NewMessage asked, OwnWords words, Moment? answered, WayFound way, string threadKey, Reply reply, KeepLooks keep, CancellationToken stop)
    {
        var takesLooks = way.Surface.Format == TextFormat.Html;
        if (!takesLooks && (asked.Subject is { Length: > 0 } || asked.Others is { Count: > 0 })) throw Refusal.Field("subject", "This channel has no subject and no other recipients.");

        return words with
        {
            Subject = takesLooks ? Written.Line(asked.Subject, "subject", LongestSubject) is { Length: > 0 } said ? said
                : words.Subject is { Length: > 0 } brought ? brought : await Subjects.OfAnswerAsync(db, answered, way, threadKey, stop) : null,
            WithoutGreeting = asked.WithoutGreeting == true,
            Others = [.. (asked.Others ?? []).Where(other => other?.Hidden != true).Select(other => OtherOf(other, way))],
            Hidden = [.. (asked.Others ?? []).Where(other => other?.Hidden == true).Select(other => OtherOf(other, way))],
            Html = takesLooks && asked.Html is { Length: > 0 } html ? await keep.KeepAsync(db, Written.Text(html, "html", LongestHtml), stop) : null,
            Reference = await reply.ReferenceAsync(way, answered, threadKey, stop),
        };
    }

    static HandleRef OtherOf(OtherRecipient? other, WayFound way) =>
        PersonInput.TryAddress(way.Handle.Kind, other?.Value, null, out var problem) is { } address
            ? new(address.Kind, "", address.Value, way.Surface.Identity.Strength, PersonName.Clean(other!.Name))
            : throw Refusal.Field("others", problem ?? "This is no address.");

    /// <summary>The same id on another connection is the same message too, and then says something else.</summary>
    static async Task<Moment?> SentBeforeAsync(KithDb db, string key, CancellationToken stop)
    {
        var connections = await db.Connections.Select(c => (Guid?)c.Id).ToListAsync(stop);
        return await db.Moments.FirstOrDefaultAsync(m => m.OutsideKey == key && connections.Contains(m.ConnectionId), stop);
    }

    static async Task<bool> SaysTheSameAsync(KithDb db, Moment before, PersonGroup group, NewMessage asked, string text, List<AttachedFile> files, CancellationToken stop)
    {
        if (!group.Ids.Contains(before.PersonId) || before.ConnectionId != asked.ConnectionId || before.ReplyTo != asked.ReplyTo || before.IsOffer != (asked.Purpose == Purpose.Outreach)) return false;
        if (!BringsTheSame(before.Attachments ?? [], files, asked.Documents ?? []) || (before.Template is null && SaidOf(before) != PlainText.Clean(text) && !(text.Length == 0 && asked.Documents is { Count: > 0 }))) return false;
        if (before.Template is { } said ? !said.Says(asked.Template) : asked.Template is not null) return false;
        if ((before.PostId is null) != (asked.Surface is null || asked.Surface != before.Surface)) return false;
        if (asked.Case is { } number && await db.Cases.Where(c => c.Id == before.CaseId).Select(c => c.Number).SingleOrDefaultAsync(stop) != number) return false;
        return asked.HandleId is not { } handle || await db.Deliveries.AnyAsync(d => d.MomentId == before.Id && d.HandleId == handle, stop);
    }

    /// <summary>What its author wrote, without the name that stands below it in public.</summary>
    static string? SaidOf(Moment before) => before.Detail?["ending"]?.ToString() is { } ending ? before.Text?[..^ending.Length] : before.Text;

    /// <summary>A document may have had another version and other words when it was sent; it is the same document.</summary>
    static bool BringsTheSame(List<AttachedFile> before, List<AttachedFile> files, IReadOnlyList<Guid> documents) =>
        before.Take(files.Count).Select(file => file.Hash).SequenceEqual(files.Select(file => file.Hash))
        && before.Skip(files.Count).Select(file => file.Document?.Id).SequenceEqual(documents.Distinct().Select(id => (Guid?)id));

    static async Task<Moment?> AnsweredAsync(KithDb db, PersonGroup group, Guid? replyTo, CancellationToken stop) => replyTo is not { } id ? null
        : await db.Moments.SingleOrDefaultAsync(m => m.Id == id && m.Kind == MomentKind.Message && group.Ids.Contains(m.PersonId), stop)
            ?? throw Refusal.NotFound("There is no such message of this person to answer.");

    static async Task<WayFound> WayAsync(KithDb db, PersonGroup group, NewMessage asked, bool isPersonal, Moment? answered, ChannelRegistry channels, DateTime now, CancellationToken stop)
    {
        var connection = await db.Connections.AsNoTracking().SingleOrDefaultAsync(c => c.Id == asked.ConnectionId, stop) ?? throw Refusal.NotFound("There is no such connection.");
        if (channels.Find(connection.Channel)?.Surfaces.Any(one => one.Id == asked.Surface && one.Visibility == Channels.Visibility.Public) == true)
        {
            if (answered is not null && await db.IsGoneAsync(answered, stop)) throw new Refusal("gone", "It is gone from there: nothing can be said below it any more. Write to them alone, or say why nothing is said in public.");
            return answered?.ConnectionId == connection.Id && answered.Surface == asked.Surface && await db.PublicWayAsync(group, answered, channels, now, stop, isPersonal) is { } inPublic ? inPublic
                : throw new Refusal("nothing_public", "In public we answer what they said there. Say which of it in replyTo.");
        }
        if (asked.To is { } to) return await FirstWords.WayAsync(db, group, connection, channels, to, asked.Purpose ?? Purpose.Service, isPersonal, now, stop);

        var ways = (await db.WaysAsync(group, channels, now, stop, asked.Purpose ?? Purpose.Service, isPersonal, withTemplate: asked.Template is not null)).Where(way => way.Connection.Id == connection.Id).ToList();
        var once = answered is not null && answered.ConnectionId == connection.Id && asked.Purpose != Purpose.Outreach ? await db.PrivateReplyWayAsync(group, answered, channels, isPersonal, now, stop) : null;
        if (asked.HandleId is { } handle) return ways.FirstOrDefault(way => way.Handle.Id == handle) ?? (once?.Handle.Id == handle ? once : null) ?? throw Refusal.NotFound("This person cannot be reached at that address there.");
        return ways.FirstOrDefault(way => way.IsAllowed) ?? once ?? ways.FirstOrDefault() ?? throw new Refusal("no_way", "This person has no address there yet.");
    }

    static async Task<Case> CaseAsync(
        KithDb db, PersonGroup group, NewMessage asked, Moment? answered, WayFound way, string threadKey, Actor by, DateTime now, CancellationToken stop)
    {
        var occasion = new Occasion(way.Connection.Channel, way.Connection.Id, Title: asked.NewCase?.Title);
        if (asked.Purpose == Purpose.Outreach && asked.NewCase is null) return await db.StartCaseAsync(group.Root, null, null, occasion, by, now, stop);
        if (asked.NewCase is { } fresh) return await db.StartCaseAsync(group.Root, fresh.Title, fresh.DepartmentId, occasion, by, now, stop);
        if (asked.Case is { } number) return await db.CaseOfAsync(group, number, stop);
        return await db.ChooseCaseAsync(group, answered, way.Connection.Id, threadKey, stop) ?? await db.StartCaseAsync(group.Root, null, null, occasion, by, now, stop);
    }
}
