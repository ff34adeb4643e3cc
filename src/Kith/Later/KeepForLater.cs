namespace Kith.Later;

/// <summary>
/// POST /api/people/{id}/later: an answer that leaves at its time. It is tried out at once as it would go then, so that what will not go is said while its
/// author still sits there; nothing of the trial stays.
/// </summary>
static class KeepForLater
{
    const int MostOfOne = 500;

    /// <param name="At">When it leaves, within a year.</param>
    /// <param name="HoldIfHeard">Keeps it back when the person writes before that.</param>
    public sealed record NewLater(SendMessage.NewMessage? Message, DateTime At, bool? HoldIfHeard);

    public static async Task<Results<Created<LaterRow>, Ok<LaterRow>>> KeepAsync(Guid id, NewLater asked, [AsParameters] SendingDesk desk)
    {
        var (db, me, stop) = (desk.Db, desk.Me, desk.Stop);
        var message = asked.Message ?? throw Refusal.Field("message", "Say what is sent.");
        if (message.Template is not null) throw Refusal.Field("message", "A text that the platform approved is sent at once.");

        var group = await PersonGroup.FindAsync(db, id, stop);
        var text = Written.Text(message.Text, "text", SendMessage.LongestText);
        var (key, at) = (ClientId.KeyOf(me, message.Id), RestCase.Later(asked.At, "at", desk.Now));
        if (await db.LaterMessages.SingleOrDefaultAsync(l => l.Key == key, stop) is { } before)
            return before.PersonId == group.Root.Id && before.WasWritten(text) ? TypedResults.Ok(await db.RowAsync(before, me, stop)) : throw ClientId.Taken();
        if (await db.Moments.AnyAsync(m => m.OutsideKey == key, stop)) throw ClientId.Taken();
        if (await db.LaterMessages.CountAsync(l => l.AuthorId == me.Id && l.State == LaterState.Waiting, stop) >= MostOfOne) throw new Refusal("too_many", $"{MostOfOne} messages of one teammate may wait for their time.");

        var matter = await RehearseAsync(group.Root.Id, message, at, desk);
        var connection = await db.Connections.AsNoTracking().SingleAsync(c => c.Id == message.ConnectionId, stop);
        var later = new LaterMessage
        {
            WorkspaceId = db.WorkspaceId,
            Id = Ids.New(desk.Now),
            Key = key,
            AuthorId = me.Id,
            PersonId = group.Root.Id,
            CaseId = await db.Cases.Where(c => c.Id == matter).Select(c => (Guid?)c.Id).SingleOrDefaultAsync(stop),
            Text = text,
            Channel = connection.Channel,
            IsPublic = desk.Channels.Find(connection.Channel)?.Surfaces.Any(one => one.Id == message.Surface && one.Visibility == Channels.Visibility.Public) == true,
            Body = AskApproval.BodyOf(message),
        };
        later.WaitUntil(at, asked.HoldIfHeard == true, desk.Now);
        db.Add(later);
        await db.ForgetDraftAsync(group, me, stop);
        await db.SaveChangesAsync(stop);
        return TypedResults.Created($"/api/later/{later.Id}", await db.RowAsync(later, me, stop));
    }

    /// <summary>Says it on a clock that stands at its time, and takes back whatever that did. Throws what says no; else the case it would go in, which may be gone with the trial.</summary>
    public static async Task<Guid?> RehearseAsync(Guid person, SendMessage.NewMessage message, DateTime at, SendingDesk desk)
    {
        const string Fine = "rehearsed";
        var then = new SendingDesk(desk.Me, desk.Work, desk.Db, desk.Book, desk.Channels, desk.Keep, desk.Shelf, desk.Rules, desk.Address, new StandingClock(at), desk.Stop);
        Guid? matter = null;
        var no = await desk.Work.TryAsync(async () =>
        {
            var said = await SendMessage.SayAsync(person, message, then, null);
            matter = said.Message?.CaseId ?? said.Waits?.CaseId;
            throw new Refusal(Fine, "It would leave.");
        }, desk.Stop);
        return no is { Code: not Fine } ? throw no : matter;
    }

    sealed class StandingClock(DateTime at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(at);
    }
}
