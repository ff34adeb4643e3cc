using System.Text.Json.Nodes;
using Kith.Channels;
using Visibility = Kith.Timelines.Visibility;

namespace Kith.Posts;

/// <summary>
/// PUT and DELETE /api/moments/{id}/like and …/hidden: what we do to words of others where they stand, besides answering. It is asked of the
/// other side while the teammate waits, and written down only when it was done there. What is hidden is not deleted: only we, its author and
/// their friends still read it there, and here it says who hid it and why.
/// </summary>
sealed class ActInPublic(Store store, ConnectionBook book, ChannelRegistry channels, ActThere there, TimeProvider clock) : IDisposable
{
    const string Sign = "👍";

    // One at a time for one message, so that what is written last is what was done last.
    readonly SemaphoreSlim[] gates = [.. Enumerable.Range(0, 32).Select(_ => new SemaphoreSlim(1, 1))];

    public async Task<Ok<MomentRow>> DoAsync(Guid id, ActKind kind, string? why, Caller caller, CancellationToken stop)
    {
        var gate = gates[(uint)id.GetHashCode() % gates.Length];
        await gate.WaitAsync(stop);
        try
        {
            if (await LookAsync(id, kind, caller, stop) is { } asked)
            {
                await there.DoAsync(asked.Connection, asked.Channel, asked.Act, stop);
                return await KeepAsync(id, kind, why, caller);
            }
        }
        finally { gate.Release(); }
        await using var work = await store.ReadAsync(caller, stop);
        return TypedResults.Ok(await work.Db.ShowAsync(await work.Db.Moments.SingleAsync(m => m.Id == id, stop), stop));
    }

    public void Dispose()
    {
        foreach (var gate in gates) gate.Dispose();
    }

    /// <summary>What to ask, and whom; null when it stands like that already.</summary>
    async Task<Asked?> LookAsync(Guid id, ActKind kind, Caller caller, CancellationToken stop)
    {
        await using var work = await store.ReadAsync(caller, stop);
        var db = work.Db;
        var said = await db.Moments.SingleOrDefaultAsync(m => m.Id == id, stop) ?? throw Refusal.NotFound();
        if (said is not { Kind: MomentKind.Message, Direction: Direction.In, PostId: not null }) throw new Refusal("not_in_public", "Only what others said in public is liked or hidden.");

        var changes = await ChangesAsync(db, id, stop);
        if (Stands(kind, changes)) return null;
        if (changes.Exists(c => c.Kind == MomentKind.Withdrawn)) throw new Refusal("withdrawn", "Its author took this back. It does not stand there any more.");

        var row = said.ConnectionId is { } through ? await db.Connections.AsNoTracking().SingleAsync(c => c.Id == through, stop)
            : throw new Refusal("brought_in", "This was brought in by hand, and Kith has no way to where it stands. Do it there.");
        if (channels.Find(row.Channel)?.Surfaces.FirstOrDefault(one => one.Id == said.Surface) is not { } surface || !Can(surface, kind)) throw Cannot(kind);
        if (WayPolicy.OfConnection(row) is { } reason) throw new Refusal(reason.Code, reason.Words);
        if (!row.MaySend(clock.Now)) throw new Refusal("connection_failing", "This connection does not get through just now, and is tried again by itself. Try a little later.");
        if (book.Get(row.Id) is not { } open || open.Can<IAct>() is not { } channel || said.OutsideKey is not { } key) throw Cannot(kind);

        var post = await db.Posts.SingleOrDefaultAsync(p => p.Id == said.PostId, stop);
        return new(open, channel, new Act(kind, surface.Id, key, said.Id) { SaidAt = new DateTimeOffset(said.At), Reference = said.Detail?["reference"]?.ToString(), PostKey = post?.OutsideKey });
    }

    Task<Ok<MomentRow>> KeepAsync(Guid id, ActKind kind, string? why, Caller caller) =>
        Clash.RepeatAsync(() => WriteAsync(id, kind, why, caller, CancellationToken.None));

    async Task<Ok<MomentRow>> WriteAsync(Guid id, ActKind kind, string? why, Caller caller, CancellationToken stop)
    {
        await using var work = await store.WriteAsync(caller, NameOf(kind), stop);
        var said = await work.Db.Moments.SingleAsync(m => m.Id == id, stop);
        var changes = await ChangesAsync(work.Db, id, stop);
        if (!Stands(kind, changes)) work.Db.Add(MomentOf(said, kind, why, changes.Count, caller, clock.Now));
        await work.Db.SaveChangesAsync(stop);
        var row = await work.Db.ShowAsync(said, stop);
        await work.CommitAsync(stop);
        return TypedResults.Ok(row);
    }

    static Moment MomentOf(Moment said, ActKind kind, string? why, int earlier, Caller by, DateTime at) => new()
    {
        WorkspaceId = said.WorkspaceId,
        Id = Ids.New(at),
        PersonId = said.PersonId,
        CaseId = said.CaseId,
        At = at,
        RecordedAt = at,
        Kind = kind switch { ActKind.Hide => MomentKind.Hidden, ActKind.Show => MomentKind.Shown, _ => MomentKind.Reaction },
        Direction = IsLiking(kind) ? Direction.Out : Direction.None,
        Visibility = IsLiking(kind) ? Visibility.Public : Visibility.Internal,
        ConnectionId = said.ConnectionId,
        Surface = said.Surface,
        // Two nodes that do the same at once write the same key, and one of them is let through.
        OutsideKey = $"kith:{kind}:{said.Id:N}:{earlier}",
        ReplyTo = said.Id,
        AuthorKind = AuthorKind.Teammate,
        AuthorId = by.TeammateId,
        Text = kind == ActKind.Like ? Sign : null,
        Detail = why is null ? null : new JsonObject { ["why"] = why },
    };

    static async Task<List<Moment>> ChangesAsync(KithDb db, Guid id, CancellationToken stop) =>
        await db.ChangesTo([id]).OrderBy(m => m.At).ThenBy(m => m.Id).ToListAsync(stop);

    static bool Stands(ActKind kind, List<Moment> changes) => kind switch
    {
        ActKind.Like => StandingActs.Like(changes) is not null,
        ActKind.Unlike => StandingActs.Like(changes) is null,
        ActKind.Hide => StandingActs.Hiding(changes) is not null,
        _ => StandingActs.Hiding(changes) is null,
    };

    static bool IsLiking(ActKind kind) => kind is ActKind.Like or ActKind.Unlike;

    static bool Can(Surface surface, ActKind kind) => IsLiking(kind) ? surface.Like : surface.Hide;

    static Refusal Cannot(ActKind kind) => IsLiking(kind)
        ? new("cannot_like", "What stands there cannot be liked from here.")
        : new("cannot_hide", "What stands there cannot be hidden from here.");

    static string NameOf(ActKind kind) => kind switch
    {
        ActKind.Like => "PUT /api/moments/{id}/like",
        ActKind.Unlike => "DELETE /api/moments/{id}/like",
        ActKind.Hide => "PUT /api/moments/{id}/hidden",
        _ => "DELETE /api/moments/{id}/hidden",
    };

    sealed record Asked(OpenConnection Connection, IAct Channel, Act Act);
}
