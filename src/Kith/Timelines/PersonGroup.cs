namespace Kith.Timelines;

/// <summary>A person with everybody merged into one with them: <see cref="Root"/> stands for all, each keeps their own stream.</summary>
public sealed record PersonGroup(Person Asked, Person Root, IReadOnlyList<Person> Members)
{
    public IReadOnlyList<Guid> Ids { get; } = [.. Members.Select(m => m.Id)];

    /// <summary>The person to go to, when the one asked for was merged into another.</summary>
    public Guid? MergedInto => Asked.Id == Root.Id ? null : Root.Id;

    /// <summary>What was said with any of them, as far as it is in sight.</summary>
    public IQueryable<Moment> MomentsIn(KithDb db) => db.Moments.Where(m => Ids.Contains(m.PersonId));

    /// <summary>Somebody nobody was merged with yet.</summary>
    public static PersonGroup Of(Person person) => new(person, person, [person]);

    public static async Task<PersonGroup> FindAsync(KithDb db, Guid person, CancellationToken stop)
    {
        var asked = await db.People.SingleOrDefaultAsync(p => p.Id == person && p.TakenBackAt == null, stop) ?? throw Refusal.NotFound();
        var members = await db.People.Where(p => p.RootId == asked.RootId).OrderBy(p => p.Id).ToListAsync(stop);
        return new(asked, members.Single(m => m.Id == asked.RootId), members);
    }
}
