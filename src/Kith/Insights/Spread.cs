namespace Kith.Insights;

/// <summary>How long many cases took, as counts by <see cref="Buckets"/>. What it says between two bounds assumes that cases lie evenly between them.</summary>
public sealed class Spread
{
    /// <summary>1.96 standard deviations: 95 of 100.</summary>
    const double Certain = 1.96;

    /// <summary>Of fewer nothing is said.</summary>
    public const int Fewest = 20;

    readonly long[] cases = new long[Buckets.Count];

    public IReadOnlyList<long> Cases => cases;

    public long Count { get; private set; }

    public void Add(int bucket, long many)
    {
        cases[bucket] += many;
        Count += many;
    }

    /// <summary>Everybody but these.</summary>
    public Spread Without(Spread some)
    {
        var others = new Spread();
        for (var bucket = 0; bucket < cases.Length; bucket++) others.Add(bucket, Math.Max(0, cases[bucket] - some.cases[bucket]));
        return others;
    }

    /// <summary>Minutes within which this share of them was done, 0 to 1; null where there are none.</summary>
    public double? Within(double share)
    {
        if (Count == 0) return null;

        var (wanted, before) = (Math.Clamp(share, 0, 1) * Count, 0L);
        for (var bucket = 0; bucket < Buckets.Minutes.Count; bucket++)
        {
            if (cases[bucket] > 0 && before + cases[bucket] >= wanted)
            {
                var from = bucket == 0 ? 0 : Buckets.Minutes[bucket - 1];
                return from + (Buckets.Minutes[bucket] - from) * Math.Max(0, wanted - before) / cases[bucket];
            }
            before += cases[bucket];
        }
        return Buckets.Minutes[^1];
    }

    /// <summary>
    /// Between which minutes the median of all such cases lies with 95 % confidence: by the order statistics of the binomial distribution,
    /// which assume nothing about how times are spread.
    /// </summary>
    public Between? Confidence()
    {
        if (Count < Fewest) return null;

        var off = Certain / (2 * Math.Sqrt(Count));
        return new(Within(0.5 - off)!.Value, Within(0.5 + off)!.Value);
    }

    /// <summary>Whether these are served as the others are.</summary>
    public Likeness Beside(Spread others)
    {
        if (Confidence() is not { } own || others.Confidence() is not { } theirs) return Likeness.TooFew;
        return own.From > theirs.To ? Likeness.Longer : own.To < theirs.From ? Likeness.Shorter : Likeness.Alike;
    }
}

/// <summary>Minutes.</summary>
public sealed record Between(double From, double To);

/// <summary>Longer and shorter: the 95 % intervals of the two medians do not touch.</summary>
public enum Likeness { Alike, Longer, Shorter, TooFew }
