using System.Text;

namespace Kith.Connections;

/// <summary>GET /api/intake/set-aside and what a person can do about it: read it again after a mend, or let it go.</summary>
static class SetAsideDoors
{
    const int PreviewBytes = 500;

    public static void MapSetAside(this RouteGroupBuilder api)
    {
        var aside = api.MapGroup("/intake/set-aside");
        aside.MapGet("", ListAsync).Allow(Role.Admin).NeedsAllCases().OnRecord();
        aside.MapPost("/{id:guid}/replay", ReplayAsync).Allow(Role.Admin).NeedsAllCases().WithMetadata(new OwnDesk());
        aside.MapDelete("/{id:guid}", LetGoAsync).Allow(Role.Admin).NeedsAllCases();
    }

    static async Task<Page<SetAsideRow>> ListAsync(string? cursor, int? limit, KithDb db, Work work, CancellationToken stop)
    {
        var size = Page<SetAsideRow>.Size(limit);
        (DateTime At, Guid Id)? after = cursor is null ? null : PageCursor.ReadPlace(cursor);
        var rows = await db.SetAside.Where(s => after == null || Keyset.IsBefore(s.At, s.Id, after.Value.At, after.Value.Id))
            .OrderByDescending(s => s.At).ThenByDescending(s => s.Id).Take(size + 1)
            .Select(s => new { Row = s, Raw = db.Intake.Where(i => i.ConnectionId == s.ConnectionId && i.Key == s.Key).Select(i => new { i.ReceivedAt, i.Body }).FirstOrDefault() })
            .ToListAsync(stop);
        if (rows.Count > 0) work.Note("read what could not be applied");
        var shown = rows.Take(size).Select(r => new SetAsideRow(
            r.Row.Id, r.Row.ConnectionId, r.Raw?.ReceivedAt ?? r.Row.At, r.Row.Tries, r.Row.Problem, r.Raw is null ? "" : Encoding.UTF8.GetString(r.Raw.Body.AsSpan(0, Math.Min(PreviewBytes, r.Raw.Body.Length)))));
        return new([.. shown], rows.Count > size ? PageCursor.WritePlace(rows[size - 1].Row.At, rows[size - 1].Row.Id) : null);
    }

    static async Task<NoContent> ReplayAsync(Guid id, Desk desk, Store store, HotPath path, Applier applier, CancellationToken stop)
    {
        var caller = desk.Caller!;
        var aside = await FindAsync(store, caller.WorkspaceId, id, stop);
        await TryAgainAsync(aside, new Actor(AuthorKind.Teammate, caller.TeammateId), "POST /api/intake/set-aside/{id}/replay", store, path, applier, stop);
        return TypedResults.NoContent();
    }

    /// <summary>Read again and no longer set aside; a refusal when it still cannot be read, or its bytes are gone.</summary>
    public static async Task TryAgainAsync(SetAside aside, Actor by, string deed, Store store, HotPath path, Applier applier, CancellationToken stop)
    {
        var arrival = await path.FindAsync(aside.WorkspaceId, aside.ConnectionId, aside.Key, stop) ?? throw Refusal.NotFound("The bytes of this item are gone.");
        try { await applier.ReplayAsync(arrival, stop); }
        catch (Exception broken) when (!path.IsStoreTrouble(broken) && broken is not OperationCanceledException)
        {
            throw new Refusal("still_unreadable", "It still cannot be read. It stays here.");
        }

        await using var work = await store.WriteAsync(aside.WorkspaceId, by, deed, stop);
        if (await work.Db.SetAside.SingleOrDefaultAsync(s => s.Id == aside.Id, stop) is { } waiting) work.Db.Remove(waiting);
        await work.CommitAsync(stop);
    }

    static async Task<NoContent> LetGoAsync(Guid id, KithDb db, CancellationToken stop)
    {
        db.Remove(await db.SetAside.SingleOrDefaultAsync(s => s.Id == id, stop) ?? throw Refusal.NotFound());
        return TypedResults.NoContent();
    }

    static async Task<SetAside> FindAsync(Store store, Guid workspace, Guid id, CancellationToken stop)
    {
        await using var work = await store.ReadAsync(workspace, stop);
        return await work.Db.SetAside.SingleOrDefaultAsync(s => s.Id == id, stop) ?? throw Refusal.NotFound();
    }
}

/// <summary>An item that waits for a person.</summary>
public sealed record SetAsideRow(Guid Id, Guid ConnectionId, DateTime ReceivedAt, int Tries, string Problem, string Preview);
