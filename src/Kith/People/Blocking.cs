using System.Text.Json.Nodes;

namespace Kith.People;

/// <summary>
/// PUT and DELETE /api/people/{id}/block: blocked (nothing of theirs reaches us), spam (the same, and it is said to be spam), muted (it is kept,
/// and rings nowhere). Everybody merged into the person is blocked with them: they are one.
/// </summary>
static class Blocking
{
    public static void MapBlocking(this RouteGroupBuilder people)
    {
        people.MapPut("/{id:guid}/block", PutAsync).Allow(Role.Teammate);
        people.MapDelete("/{id:guid}/block", DeleteAsync).Allow(Role.Teammate);
    }

    static Task<NoContent> PutAsync(Guid id, BlockPerson asked, Teammate me, KithDb db, TimeProvider clock, CancellationToken stop) =>
        asked.Kind == Block.None ? throw Refusal.Field("kind", "A person is blocked, spam or muted. To end it, DELETE.") : SetAsync(id, asked.Kind, me, db, clock, stop);

    static Task<NoContent> DeleteAsync(Guid id, Teammate me, KithDb db, TimeProvider clock, CancellationToken stop) => SetAsync(id, Block.None, me, db, clock, stop);

    static async Task<NoContent> SetAsync(Guid id, Block block, Teammate me, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        var group = await PersonGroup.FindAsync(db, id, stop);
        if (group.Members.Any(m => m.Block != block)) db.Add(Said(group.Root.Id, block, null, me, clock.Now));
        foreach (var member in group.Members) member.Block = block;
        await db.SaveChangesAsync(stop);
        return TypedResults.NoContent();
    }

    public static Moment Said(Guid person, Block block, Handle? handle, Teammate by, DateTime at) => new()
    {
        WorkspaceId = by.WorkspaceId,
        Id = Ids.New(at),
        PersonId = person,
        At = at,
        RecordedAt = at,
        Kind = block == Block.None ? MomentKind.Unblocked : MomentKind.Blocked,
        Visibility = Visibility.Internal,
        AuthorKind = AuthorKind.Teammate,
        AuthorId = by.Id,
        Detail = new JsonObject { ["kind"] = block.ToString().ToLowerInvariant(), ["handle"] = handle is null ? null : HandleWords.Label(handle.Kind, handle.Value) },
    };
}

public sealed record BlockPerson(Block Kind);
