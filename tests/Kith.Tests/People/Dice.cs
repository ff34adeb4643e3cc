namespace Kith.Tests.People;

/// <summary>The same throws in every run (splitmix64).</summary>
sealed class Dice(ulong seed)
{
    ulong state = seed;

    public int Below(int sides)
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (int)((z ^ (z >> 31)) % (ulong)sides);
    }

    public int Between(int low, int high) => low + Below(high - low + 1);
    public bool OneIn(int sides) => Below(sides) == 0;
    public T Of<T>(IReadOnlyList<T> faces) => faces[Below(faces.Count)];
}
