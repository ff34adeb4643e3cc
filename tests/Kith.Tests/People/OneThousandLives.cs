namespace Kith.Tests.People;

/// <summary>Random sequences of merge, undo, message and placement equal a simple oracle, on both databases.</summary>
public class OneThousandLives(World world) : IClassFixture<World>
{
    const int AtOnce = 50, Cast = 5, Deeds = 9;

    [Fact]
    public Task equal_what_a_simple_oracle_says_in_two_hundred() => LiveAsync(200);

    [Fact, Trait("Category", "Long")]
    public Task equal_what_a_simple_oracle_says() => LiveAsync(1000);

    async Task LiveAsync(int sequences)
    {
        await using var kith = await world.OpenAsync();
        var merges = 0;
        for (var sequence = 0; sequence < sequences; sequence += AtOnce)
        {
            await using var work = await kith.Store.WriteAsync(kith.Marula.Id, Actor.System, "lives", CancellationToken.None);
            for (var i = 0; i < AtOnce; i++) merges += await LiveAsync(work.Db, sequence + i);
            await work.CommitAsync(CancellationToken.None);
        }
        Assert.True(merges > sequences, $"Only {merges} merges: the dice are too tame to prove anything.");
    }

    static async Task<int> LiveAsync(KithDb db, int sequence)
    {
        var dice = new Dice(0xC0FFEE + (ulong)sequence);
        var life = await Lives.BeginAsync(db, Cast);
        var oracle = new MergeOracle(life.People);
        for (var deed = 0; deed < Deeds; deed++)
        {
            await life.DoAsync(dice, oracle);
            db.ChangeTracker.Clear();
        }
        await life.AgreeAsync(oracle, sequence);
        return oracle.Merges;
    }
}

/// <summary>What must hold, said in the simplest way: links are a list, a root is found by following them.</summary>
sealed class MergeOracle(IReadOnlyList<Guid> people)
{
    readonly List<(Guid Link, Guid From, Guid To, bool Ended)> links = [];
    readonly Dictionary<Guid, Guid> said = [];

    public int Merges => links.Count;

    public IReadOnlyList<Guid> Links => [.. links.Select(l => l.Link)];

    public Guid RootOf(Guid person) => links.FirstOrDefault(l => l.From == person && !l.Ended) is { Link: var link } next && link != Guid.Empty ? RootOf(next.To) : person;

    public bool AreOne(Guid a, Guid b) => RootOf(a) == RootOf(b);

    public void Merge(Guid link, Guid into, Guid other) => links.Add((link, RootOf(other), RootOf(into), false));

    public void Undo(Guid link) => links[links.FindIndex(l => l.Link == link)] = links.Single(l => l.Link == link) with { Ended = true };

    public void Say(Guid message, Guid person) => said[message] = person;

    public void Place(Guid message, Guid person) => said[message] = person;

    public IReadOnlyList<Guid> Messages => [.. said.Keys.Order()];

    public IEnumerable<Guid> GroupOf(Guid person) => people.Where(p => AreOne(p, person)).Order();

    public IEnumerable<Guid> TimelineOf(Guid person) => said.Where(m => AreOne(m.Value, person)).Select(m => m.Key).Order();
}

/// <summary>A few people of one sequence, and the real deeds done to them.</summary>
sealed class Lives(KithDb db, IReadOnlyList<Guid> people)
{
    static readonly Guid rosa = Guid.CreateVersion7();

    public IReadOnlyList<Guid> People => people;

    public static async Task<Lives> BeginAsync(KithDb db, int count)
    {
        var people = Enumerable.Range(0, count).Select(i => Person.New(db.WorkspaceId, $"Nomsa {i}", Life.Now)).ToList();
        db.AddRange(people);
        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();
        return new(db, [.. people.Select(p => p.Id)]);
    }

    public async Task DoAsync(Dice dice, MergeOracle oracle)
    {
        switch (dice.Below(8))
        {
            case 0 or 1 or 2: await MergeAsync(dice.Of(people), dice.Of(people), oracle); break;
            case 3 or 4 when oracle.Merges > 0: await UndoAsync(dice.Of(oracle.Links), oracle); break;
            case 5 when oracle.Messages.Count > 0: await PlaceAsync(dice.Of(oracle.Messages), dice.Of(people), oracle); break;
            default: await SayAsync(dice.Of(people), oracle); break;
        }
    }

    public async Task AgreeAsync(MergeOracle oracle, int sequence)
    {
        var roots = await db.People.Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.RootId);
        var said = await db.Moments.Where(m => people.Contains(m.PersonId) && m.Kind == MomentKind.Message).OrderBy(m => m.At).ThenBy(m => m.Id).Select(m => new { m.Id, m.PersonId }).ToListAsync();
        foreach (var person in people)
        {
            var group = people.Where(p => roots[p] == roots[person]).ToHashSet();
            Assert.True(oracle.RootOf(person) == roots[person], $"Sequence {sequence}: the root differs.");
            Assert.True(oracle.GroupOf(person).SequenceEqual(group.Order()), $"Sequence {sequence}: the group differs.");
            Assert.True(oracle.TimelineOf(person).SequenceEqual(said.Where(m => group.Contains(m.PersonId)).Select(m => m.Id)), $"Sequence {sequence}: the timeline differs.");
        }
        var page = await PersonGroup.FindAsync(db, people[^1], CancellationToken.None);
        Assert.Equal(oracle.GroupOf(people[^1]), page.Ids.Order());
        db.ChangeTracker.Clear();
    }

    async Task MergeAsync(Guid into, Guid other, MergeOracle oracle)
    {
        var link = await MergePeople.JoinAsync(db, into, other, "by dice", rosa, Life.Now, CancellationToken.None);
        Assert.Equal(oracle.AreOne(into, other), link is null);
        if (link is not null) oracle.Merge(link.Id, into, other);
    }

    async Task UndoAsync(Guid id, MergeOracle oracle)
    {
        var link = await db.Links.SingleAsync(l => l.Id == id);
        await UndoMerge.PartAsync(db, link, rosa, Life.Now, CancellationToken.None);
        oracle.Undo(id);
    }

    async Task SayAsync(Guid person, MergeOracle oracle)
    {
        var moment = Message(person);
        db.Add(moment);
        await db.SaveChangesAsync();
        oracle.Say(moment.Id, person);
    }

    async Task PlaceAsync(Guid message, Guid person, MergeOracle oracle)
    {
        var moment = await db.Moments.SingleAsync(m => m.Id == message);
        moment.PersonId = person;
        await db.SaveChangesAsync();
        oracle.Place(message, person);
    }

    Moment Message(Guid person) => new()
    {
        WorkspaceId = db.WorkspaceId,
        Id = Ids.New(Life.Now),
        PersonId = person,
        At = Life.Now,
        RecordedAt = Life.Now,
        Kind = MomentKind.Message,
        Direction = Direction.In,
        AuthorKind = AuthorKind.Person,
        AuthorId = person,
        Text = "Hello",
    };
}
