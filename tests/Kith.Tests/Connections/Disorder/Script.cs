namespace Kith.Tests.Connections.Disorder;

/// <summary>One thing that somebody says, at the time the platform gives it.</summary>
public sealed record Said(int Person, int Number, DateTime At)
{
    /// <summary>Digits only, so that it can be an id on every platform.</summary>
    public string Id => $"{Person + 1}{Number:000}";

    public string Text => $"Words {Number} of {Person}";
}

/// <summary>
/// What several people say in forty minutes, and the order in which it is told: a fifth of it out of order, three in ten told twice, at once or later, and
/// one in eighteen six hours after it was said.
/// </summary>
public sealed class Script
{
    public const int People = 6, Each = 12;

    const int Seed = 20817, MostAtOnce = 5, Furthest = 8;

    static readonly TimeSpan between = TimeSpan.FromSeconds(30), late = TimeSpan.FromHours(6);

    readonly Random dice = new(Seed);

    /// <param name="mayBeLate">False where the platform gives a time only when it tells.</param>
    public Script(bool mayBeLate)
    {
        All = [.. Things(mayBeLate)];
        Waves = [.. InWaves(WithCopies(OutOfOrder([.. All])))];
    }

    public IReadOnlyList<Said> All { get; }

    /// <summary>What is told at once, and then what is told after it.</summary>
    public IReadOnlyList<IReadOnlyList<Said>> Waves { get; }

    IEnumerable<Said> Things(bool mayBeLate)
    {
        int[] who = [.. Enumerable.Range(0, People * Each).Select(n => n % People)];
        dice.Shuffle(who);
        var begin = Life.Now.AddTicks(-Life.Now.Ticks % TimeSpan.TicksPerSecond) - between * who.Length;
        var spoken = new int[People];
        for (var n = 0; n < who.Length; n++)
        {
            var isLate = n % 18 == 11 && mayBeLate;
            yield return new(who[n], ++spoken[who[n]], begin + between * n - (isLate ? late : TimeSpan.Zero));
        }
    }

    List<Said> OutOfOrder(List<Said> all) =>
        [.. all.Select((said, n) => (said, Place: dice.Next(5) == 0 ? n + dice.Next(-Furthest, Furthest + 1) : n)).OrderBy(one => one.Place).Select(one => one.said)];

    List<Said> WithCopies(List<Said> told)
    {
        foreach (var said in All)
            if (dice.Next(10) < 3) told.Insert(Math.Min(told.Count, told.IndexOf(said) + 1 + (dice.Next(2) == 0 ? 0 : dice.Next(1, 16))), said);
        return told;
    }

    IEnumerable<IReadOnlyList<Said>> InWaves(List<Said> told)
    {
        for (int at = 0, most; at < told.Count; at += most) yield return told.GetRange(at, most = Math.Min(dice.Next(1, MostAtOnce + 1), told.Count - at));
    }
}
