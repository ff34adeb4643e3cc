using Kith.Channels;

namespace Kith.Conversations;

/// <summary>
/// Somebody comes back with a one-time link. The first to come is the person it was sent to: the handle they come with is theirs from now
/// on. A token that is used, expired, forged or of another house is answered the same way: with nothing.
/// </summary>
sealed class UseMove(Store store, TimeProvider clock)
{
    const string Evidence = "came back by one-time link";

    /// <summary>Null when the token is good for nothing; the page then says so kindly, and no more.</summary>
    /// <param name="code">What proved the address, where it is said and not brought by the channel itself; used up with the link.</param>
    public async Task<Moved?> UseAsync(string token, Guid toConnection, string kind, string scope, string value, CancellationToken stop, Code? code = null)
    {
        if (RecognizeCaller.WorkspaceIn(token) is not { } workspace) return null;

        // The same visitor may speak at this very moment, and then it is known who they are.
        return await Clash.RepeatAsync(() => UseOnceAsync(workspace, RecognizeCaller.Hash(token), toConnection, kind, scope, value, code, stop));
    }

    /// <summary>Whether a token could be used now, without using it; where it leads, if so.</summary>
    public async Task<Goal?> LeadsToAsync(string token, CancellationToken stop)
    {
        if (RecognizeCaller.WorkspaceIn(token) is not { } workspace) return null;

        var (hash, now) = (RecognizeCaller.Hash(token), clock.Now);
        await using var work = await store.ReadAsync(workspace, stop);
        return await work.Db.Moves.Where(m => m.TokenHash == hash && m.UsedAt == null && m.ExpiresAt > now).Select(m => new Goal(workspace, m.Id, m.PersonId, m.ToConnection, m.ToChannel)).SingleOrDefaultAsync(stop);
    }

    /// <summary>What is brought back to go on there: the chat's own visitor, or an address of this kind; null where a link cannot lead.</summary>
    public static string? KindOf(string channel, ChannelRegistry channels) => channel == VisitorDesk.Channel ? channel
        : channels.Find(channel)?.Surfaces.FirstOrDefault(s => s is { MayStart: true, Wire: not Channels.Wire.Call, HandleKind: AddressKind.Email or AddressKind.Phone })?.HandleKind;

    async Task<Moved?> UseOnceAsync(Guid workspace, byte[] hash, Guid toConnection, string kind, string scope, string value, Code? code, CancellationToken stop)
    {
        var now = clock.Now;
        await using var work = await store.WriteAsync(workspace, new Actor(AuthorKind.Person, null), "went on by one-time link", stop);
        var db = work.Db;
        var move = await db.Moves.AsNoTracking().SingleOrDefaultAsync(m => m.TokenHash == hash && m.ToConnection == toConnection && m.UsedAt == null && m.ExpiresAt > now, stop);
        if (move is null || !await TakeAsync(db, move, now, stop)) return null;

        var group = await PersonGroup.FindAsync(db, move.PersonId, stop);
        if (await HandleAsync(db, group, kind, scope, value, now, stop) is not { } handle) return null;
        if (code is not null) await ProvedByAsync(db, code, now, stop);

        // Which handle it proved is remembered: what its holder may see elsewhere hangs on the address the link was sent to.
        await db.Moves.Where(m => m.Id == move.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.ToHandle, handle.Id), stop);
        var connection = await db.Connections.AsNoTracking().SingleAsync(c => c.Id == move.ToConnection, stop);
        var from = await db.Moments.Where(m => m.Id == move.FromMoment).Join(db.Connections, m => m.ConnectionId, c => c.Id, (_, c) => c.Channel).FirstOrDefaultAsync(stop);
        db.Add(Move.WentOn(workspace, group.Root.Id, connection, from, new Actor(AuthorKind.Person, group.Root.Id), now, move.Id));
        await work.CommitAsync(stop);
        return new(workspace, group.Root.Id, handle.Id, connection.Id);
    }

    static async Task ProvedByAsync(KithDb db, Code code, DateTime now, CancellationToken stop)
    {
        await TakeCode.UseAsync(db, code, now, stop);
        await db.PersonClaims.Where(c => c.Kind == code.Kind && c.Value == code.Value).ExecuteDeleteAsync(stop);
    }

    /// <summary>One statement decides who was first; whoever comes second changes no row.</summary>
    static async Task<bool> TakeAsync(KithDb db, Move move, DateTime now, CancellationToken stop) =>
        await db.Moves.Where(m => m.Id == move.Id && m.UsedAt == null).ExecuteUpdateAsync(set => set.SetProperty(m => m.UsedAt, now), stop) == 1;

    /// <summary>Null when the handle is proved to be somebody else's: a link that was passed on joins nobody.</summary>
    static async Task<Handle?> HandleAsync(KithDb db, PersonGroup group, string kind, string scope, string value, DateTime now, CancellationToken stop)
    {
        var handle = await db.Handles.SingleOrDefaultAsync(h => h.Kind == kind && h.Scope == scope && h.Value == value, stop);
        if (handle is null)
        {
            handle = new Handle { WorkspaceId = db.WorkspaceId, Id = Ids.New(now), Kind = kind, Scope = scope, Value = value, PersonId = group.Root.Id, FirstSeen = now, LastSeen = now };
            db.Add(handle);
        }
        else if (!group.Ids.Contains(handle.PersonId) && !await JoinAsync(db, group, handle, now, stop)) return null;

        handle.Strength = Strength.Verified;
        db.Add(new Link { WorkspaceId = db.WorkspaceId, Id = Ids.New(now), What = Linked.Handle, FromId = handle.Id, ToId = group.Root.Id, Evidence = Evidence, At = now });
        return handle;
    }

    /// <summary>Who chatted before without a name was this person; but never somebody of whom anything is proved.</summary>
    static async Task<bool> JoinAsync(KithDb db, PersonGroup group, Handle handle, DateTime now, CancellationToken stop)
    {
        var other = await PersonGroup.FindAsync(db, handle.PersonId, stop);
        if (handle.Shared || await db.Handles.AnyAsync(h => other.Ids.Contains(h.PersonId) && (h.Strength == Strength.Verified || h.Id != handle.Id), stop)) return false;

        await MergePeople.JoinAsync(db, group.Root.Id, other.Root.Id, Evidence, null, now, stop);
        return true;
    }
}

/// <summary>Where a link leads, and whom.</summary>
public sealed record Goal(Guid WorkspaceId, Guid MoveId, Guid PersonId, Guid ConnectionId, string Channel);

/// <summary>Who came, and with which handle.</summary>
public sealed record Moved(Guid WorkspaceId, Guid PersonId, Guid HandleId, Guid ConnectionId);
