using System.Text;

namespace Kith.Bench;

/// <summary>Made-up words by a law like that of real languages: few are common, most are rare.</summary>
static class Words
{
    const int Length = 760;
    static readonly string[] texts = Texts();

    public static string Text(Random dice) => texts[dice.Next(texts.Length)];

    static string[] Texts()
    {
        var dice = new Random(7);
        var words = Enumerable.Range(0, 30_000).Select(_ => string.Concat(Enumerable.Range(0, 2 + dice.Next(9)).Select(k => k % 2 == 0 ? "bcdfghklmnprstv"[dice.Next(15)] : "aeiou"[dice.Next(5)]))).ToArray();
        return [.. Enumerable.Range(0, 4000).Select(i =>
        {
            var text = new StringBuilder(i % 3 == 0 ? "I was charged twice and the parcel is late. " : "");
            while (text.Length < Length) text.Append(words[(int)(Math.Pow(words.Length, dice.NextDouble()) - 1)]).Append(' ');
            return text.ToString(0, Length);
        })];
    }
}
