using System.Globalization;

namespace Kith.TryIt;

/// <summary>A set of UIDs (RFC 9051 §9), e.g. <c>1,4:6,9:*</c>; the star is the last there is, so 9:* always holds that one.</summary>
sealed record UidSet(IReadOnlyList<(uint First, uint Last)> Ranges)
{
    public static UidSet Read(string written, int last)
    {
        return new([.. written.Split(',').Select(range => range.Split(':')).Select(ends => InOrder(Number(ends[0]), Number(ends[^1])))]);

        uint Number(string said) => said == "*" ? (uint)last : uint.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    public bool Holds(PretendLetter letter) => Ranges.Any(range => letter.Uid >= range.First && letter.Uid <= range.Last);

    static (uint, uint) InOrder(uint one, uint other) => one <= other ? (one, other) : (other, one);
}
