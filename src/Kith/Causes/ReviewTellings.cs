using Kith.Channels;

namespace Kith.Causes;

/// <summary>/api/causes/{id}/tellings: who is told what and where, read and mended before it leaves; and afterwards who was, and who could not be and why.</summary>
static class ReviewTellings
{
    /// <summary>What is left out stays as it is.</summary>
    /// <param name="ConnectionId">With the address: where to say it instead.</param>
    /// <param name="WhereTheySaidIt">Takes that back: it is said where they said it.</param>
    public sealed record TellingChange(string? Text, Guid? ConnectionId, Guid? HandleId, bool? WhereTheySaidIt);

    public sealed record Omission(string? Why);

    public static async Task<Page<TellingRow>> ListAsync(Guid id, string? state, string? cursor, int? limit, KithDb db, ChannelRegistry channels, TimeProvider clock, CancellationToken stop)
    {
        await db.CauseAsync(id, stop);
        var size = Page<TellingRow>.Size(limit);
        var tellings = db.Tellings.Where(t => t.CauseId == id);
        if (CauseQueries.StateNamed<TellingState>(state) is { } one) tellings = tellings.Where(t => t.State == one);
        if (cursor is not null && PageCursor.Read(cursor, 1) is [var place])
        {
            var after = Guid.TryParse(place, out var last) ? last : throw Refusal.BadInput("bad_cursor", "This cursor is not one of ours.");
            tellings = tellings.Where(t => t.Id > after);
        }
        var page = await tellings.OrderBy(t => t.Id).Take(size + 1).ToListAsync(stop);
        var rows = new List<TellingRow>();
        foreach (var telling in page.Take(size)) rows.Add(await db.RowAsync(telling, channels, clock.Now, stop));
        return new(rows, page.Count > size ? PageCursor.Write(page[size - 1].Id.ToString()) : null);
    }

    public static async Task<Ok<TellingRow>> ChangeAsync(Guid id, Guid telling, TellingChange asked, ChannelRegistry channels, [AsParameters] CauseDesk desk)
    {
        var (cause, row) = await DraftAsync(id, telling, desk);
        if (asked.WhereTheySaidIt == true || asked.HandleId is not null) await SayThereAsync(cause, row, asked, desk);
        if (asked.Text is not null) row.Write(Written.Text(asked.Text, "text", Telling.LongestText) is { Length: > 0 } text ? text : throw Refusal.Field("text", "Say something."), byHand: true);
        return await KeepAsync(row, channels, desk);
    }

    public static async Task<Ok<TellingRow>> LeaveOutAsync(Guid id, Guid telling, Omission asked, ChannelRegistry channels, [AsParameters] CauseDesk desk)
    {
        var (_, row) = await DraftAsync(id, telling, desk);
        row.LeaveOut(Written.RequiredLine(asked.Why, "why", Telling.LongestWhy));
        return await KeepAsync(row, channels, desk);
    }

    public static async Task<Ok<TellingRow>> TakeInAsync(Guid id, Guid telling, ChannelRegistry channels, [AsParameters] CauseDesk desk)
    {
        var (_, row) = await DraftAsync(id, telling, desk);
        row.BackToDraft();
        return await KeepAsync(row, channels, desk);
    }

    /// <summary>In private a person is called by their name, and in public they are not: the words are filled in anew, unless they were written by hand.</summary>
    static async Task SayThereAsync(Cause cause, Telling row, TellingChange asked, CauseDesk desk)
    {
        if (asked.WhereTheySaidIt == true) row.SayThere(null, null);
        else if (asked.ConnectionId is { } connection && await desk.Db.Connections.AnyAsync(c => c.Id == connection, desk.Stop) && await IsTheirsAsync(row, asked.HandleId, desk)) row.SayThere(connection, asked.HandleId);
        else throw Refusal.NotFound("This person cannot be reached at that address there.");
        if (!row.IsEdited) row.Text = await new DraftTellings(desk.Db, desk.Me, desk.Now).WordsAsync(cause, row, desk.Stop);
    }

    static async Task<bool> IsTheirsAsync(Telling row, Guid? handle, CauseDesk desk)
    {
        var group = await PersonGroup.FindAsync(desk.Db, row.PersonId, desk.Stop);
        return await desk.Db.Handles.AnyAsync(h => h.Id == handle && group.Ids.Contains(h.PersonId), desk.Stop);
    }

    /// <summary>What is on its way or was told is not changed any more; what did not arrive may be said once more.</summary>
    static async Task<(Cause Cause, Telling Telling)> DraftAsync(Guid id, Guid telling, CauseDesk desk)
    {
        var cause = await desk.FindAsync(id);
        var row = await desk.Db.Tellings.SingleOrDefaultAsync(t => t.CauseId == id && t.Id == telling, desk.Stop) ?? throw Refusal.NotFound();
        if (row.State == TellingState.Told && await desk.Db.Deliveries.AllAsync(d => d.MomentId != row.MomentId || d.State == DeliveryState.Failed || d.State == DeliveryState.Withdrawn, desk.Stop)) row.Again(row.AnswersId);
        if (row.State == TellingState.Told) throw new Refusal("told", "They were told already. What more there is to say, say in the conversation.");
        return row.State == TellingState.Waiting ? throw new Refusal("on_its_way", "This is on its way. Stop the sending first.") : (cause, row);
    }

    static async Task<Ok<TellingRow>> KeepAsync(Telling row, ChannelRegistry channels, CauseDesk desk)
    {
        await desk.Db.SaveChangesAsync(desk.Stop);
        return TypedResults.Ok(await desk.Db.RowAsync(row, channels, desk.Now, desk.Stop));
    }
}
