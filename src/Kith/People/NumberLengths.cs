using System.Numerics;

namespace Kith.People;

enum Fit { Possible, TooShort, TooLong, Between }

/// <summary>How many digits a number of a plan may have, as a set of small numbers.</summary>
readonly record struct NumberLengths(uint Bits)
{
    public static NumberLengths Of(IEnumerable<int> lengths) => new(lengths.Aggregate(0u, (bits, length) => bits | (1u << length)));

    public bool IsEmpty => Bits == 0;
    public bool Has(int length) => length < 32 && (Bits & (1u << length)) != 0;

    public Fit Of(string digits) =>
        IsEmpty || Has(digits.Length) ? Fit.Possible
        : digits.Length < BitOperations.TrailingZeroCount(Bits) ? Fit.TooShort
        : digits.Length > BitOperations.Log2(Bits) ? Fit.TooLong
        : Fit.Between;
}
