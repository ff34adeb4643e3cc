namespace Kith.People;

/// <summary>POST /api/people/{id}/merges: the other one is this person too. Said by a teammate, or by a verified handle; never guessed.</summary>
static class MergePeople
{
    const int LongestEvidence = 500;

    public static async Task<Results<Created<MergeRow>, Ok<MergeRow>, NoContent>> PostAsync(
        Guid id, NewMerge asked, Teammate me, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        if (asked.Evidence is { Length: > LongestEvidence }) throw Refusal.Field("evidence", $"At most {LongestEvidence} letters.");

        var evidence = PersonName.Plain(asked.Evidence ?? "") is { Length: > 0 } words ? words : $"{me.Name} said so";
        var link = await JoinAsync(db, id, asked.Other, evidence, me.Id, clock.Now, stop);
        var people = (await PersonGroup.FindAsync(db, id, stop)).Members;
        if (link is not null) return TypedResults.Created($"/api/people/{id}/merges/{link.Id}", (await ReadPerson.MergeRowsAsync(db, [link], people, stop))[0]);

        // They are one already. The link that made them so is the answer, if there is one: nobody is merged into oneself.
        var before = await db.Links.Where(l => l.What == Linked.Person && l.UndoneAt == null && (l.FromId == asked.Other || l.FromId == id)).OrderBy(l => l.FromId != asked.Other).FirstOrDefaultAsync(stop);
        return before is null ? TypedResults.NoContent() : TypedResults.Ok((await ReadPerson.MergeRowsAsync(db, [before], people, stop))[0]);
    }

    /// <summary>Merges <paramref name="other"/>, with everybody merged into it, into <paramref name="into"/>; null when they are one already.</summary>
    public static async Task<Link?> JoinAsync(KithDb db, Guid into, Guid other, string evidence, Guid? by, DateTime at, CancellationToken stop)
    {
        await InTurnAsync(db, stop);
        var (to, from) = (await PersonGroup.FindAsync(db, into, stop), await PersonGroup.FindAsync(db, other, stop));
        if (Merging.Merge(to, from, evidence, by, at) is not { } link) return null;

        db.Add(link);
        db.Add(Merging.Said(link, MomentKind.Merged, to.Root.Id, from.Root.Name, to.Root.Name, by, at));
        await db.SaveChangesAsync(stop);
        return link;
    }

    /// <summary>Merges of one workspace wait for each other, so that two at once can never make a circle. SQLite has one writer anyhow.</summary>
    public static Task InTurnAsync(KithDb db, CancellationToken stop) => db.Database.IsNpgsql()
        ? db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({$"merges of {db.WorkspaceId}"}, 0))", stop) : Task.CompletedTask;
}

public sealed record NewMerge(Guid Other, string? Evidence);
