using Kith.Channels;
using Visibility = Kith.Timelines.Visibility;

namespace Kith.Calls;

/// <summary>POST /api/calls: a call on any telephone system, written down by whoever took it or by the system itself. It stands on the timeline like every other.</summary>
static class NoteCall
{
    const int LongestNote = 20_000, LongestSeconds = 24 * 60 * 60;

    /// <param name="Id">Made by the caller of this door: sent again it is the same call.</param>
    /// <param name="From">The number that rang.</param>
    /// <param name="To">The number that was called.</param>
    /// <param name="Direction">in when they rang us, out when we rang them.</param>
    /// <param name="Started">When; now if it is left out.</param>
    /// <param name="Seconds">How long they spoke; 0 or left out for a call that nobody took.</param>
    /// <param name="Text">What was spoken about.</param>
    /// <param name="Recording">Hash of a recording that was sent to /api/attachments before.</param>
    /// <param name="Name">What the other side calls themselves, where that is known.</param>
    public sealed record NewNotedCall(Guid Id, string? From, string? To, Direction? Direction, DateTimeOffset? Started, int? Seconds, string? Text, string? Recording, string? Name);

    public static async Task<Created<MomentRow>> NoteAsync(NewNotedCall asked, Teammate me, KithDb db, WhoIsIn here, TimeProvider clock, CancellationToken stop)
    {
        var text = Written.Text(asked.Text, "text", LongestNote);
        if (asked.Direction is not (Direction.In or Direction.Out)) throw Refusal.Field("direction", "Say in or out.");
        if (asked.Seconds is < 0 or > LongestSeconds) throw Refusal.Field("seconds", "A call lasts from nothing to a day.");
        var theirs = await NumberAsync(db, asked, stop);

        var callId = CallKeys.IdOf(me, asked.Id);
        if (await db.Moments.SingleOrDefaultAsync(m => m.Id == callId, stop) is { } before)
            return before.Kind == MomentKind.Call && before.Text == NullIfEmpty(text) && before.ThreadKey == ThreadOf(asked, theirs) ? await AnswerAsync(db, before, stop) : throw ClientId.Taken();

        var now = clock.Now;
        var handle = await HandleAsync(db, theirs, asked.Name, now, stop);
        var group = await PersonGroup.FindAsync(db, handle.PersonId, stop);
        var call = MomentOf(db, callId, asked, handle, theirs, NullIfEmpty(text), me, now);
        if (asked.Recording is { Length: > 0 } hash) call.Attachments = [await RecordingAsync(db, hash, stop)];
        db.Add(call);
        if (IsMissed(asked)) await db.OweAsync(group, call, call, null, here, now, stop);
        else call.CaseId = (await db.ChooseCaseAsync(group, null, Guid.Empty, "", stop))?.Id;
        await db.SaveChangesAsync(stop);
        return await AnswerAsync(db, call, stop);
    }

    static bool IsMissed(NewNotedCall asked) => asked is { Direction: Direction.In, Seconds: null or 0 };

    static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    static string ThreadOf(NewNotedCall asked, string theirs) => $"{(asked.Direction == Direction.In ? asked.To : asked.From)?.Trim()}:{theirs}";

    static async Task<string> NumberAsync(KithDb db, NewNotedCall asked, CancellationToken stop)
    {
        var (said, field) = asked.Direction == Direction.In ? (asked.From, "from") : (asked.To, "to");
        var number = PersonInput.TryAddress(AddressKind.Phone, said, await HomeRegion.OfAsync(db, stop), out _)?.Value ?? throw Refusal.Field(field, "This is not a phone number.");
        if ((asked.Direction == Direction.In ? asked.To : asked.From) is { Length: > 100 }) throw Refusal.Field(asked.Direction == Direction.In ? "to" : "from", "This is too long.");
        return number;
    }

    /// <summary>Whoever has this number already, or somebody new.</summary>
    static async Task<Handle> HandleAsync(KithDb db, string number, string? name, DateTime now, CancellationToken stop)
    {
        if (await db.Handles.SingleOrDefaultAsync(h => h.Kind == AddressKind.Phone && h.Scope == "" && h.Value == number, stop) is { } known)
        {
            known.LastSeen = known.LastSeen > now ? known.LastSeen : now;
            return known;
        }

        var person = Person.New(db.WorkspaceId, PersonInput.Name(name), now);
        var handle = new Handle
        {
            WorkspaceId = db.WorkspaceId,
            Id = Ids.New(now),
            Kind = AddressKind.Phone,
            Value = number,
            PersonId = person.Id,
            Strength = Strength.Seen,
            FirstSeen = now,
            LastSeen = now,
        };
        db.AddRange(person, handle);
        db.AddRange(person.NameWords());
        await db.SaveChangesAsync(stop);
        return handle;
    }

    static async Task<AttachedFile> RecordingAsync(KithDb db, string hash, CancellationToken stop) =>
        await db.Attachments.SingleOrDefaultAsync(a => a.Hash == hash, stop) is { } file ? new(hash, "recording", file.Type, file.Size) : throw Refusal.NotFound("There is no such file. Send it to /api/attachments first.");

    static Moment MomentOf(KithDb db, Guid id, NewNotedCall asked, Handle handle, string theirs, string? text, Teammate me, DateTime now)
    {
        var started = asked.Started is { } at && at.UtcDateTime < now ? Inbound.Micro(at.UtcDateTime) : now;
        return new()
        {
            WorkspaceId = db.WorkspaceId,
            Id = id,
            PersonId = handle.PersonId,
            At = started,
            RecordedAt = now,
            Kind = MomentKind.Call,
            Direction = asked.Direction!.Value,
            Visibility = Visibility.Private,
            Surface = "call",
            ThreadKey = ThreadOf(asked, theirs),
            AuthorKind = AuthorKind.Teammate,
            AuthorId = me.Id,
            Text = text,
            Detail = new() { ["noted"] = true, ["step"] = asked.Seconds is > 0 ? "answered" : "missed", ["seconds"] = asked.Seconds },
        };
    }

    static async Task<Created<MomentRow>> AnswerAsync(KithDb db, Moment call, CancellationToken stop) => TypedResults.Created((string?)null, await db.ShowAsync(call, stop));
}
