using System.Collections.Frozen;
using System.Text;

namespace Kith.Timelines;

/// <summary>Letters that no decomposition brings to the Latin alphabet, as people write them who have only that.</summary>
static class LatinLetters
{
    const string Table = """
        ß ss æ ae œ oe ø o đ d ð d þ th ł l ħ h ı i ŋ n ŧ t ə e
        а a б b в v г g ґ g д d е e є ye ж zh з z и i і i к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh щ shch ъ - ы y ь - э e ю yu я ya ј j љ lj њ nj ћ c ђ d џ dz
        α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o
        """;

    static readonly FrozenDictionary<int, string> letters = Table.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
        .Chunk(2).ToFrozenDictionary(pair => (int)pair[0][0], pair => pair[1].Trim('-'));

    public static string? For(Rune letter) => letters.GetValueOrDefault(letter.Value);
}
