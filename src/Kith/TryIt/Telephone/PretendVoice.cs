using System.Buffers.Binary;

namespace Kith.TryIt;

/// <summary>Sound of the pretend telephone: what a microphone took, or a murmur made of nothing in the rhythm of typed words. Always a WAV, 16 bits, one channel.</summary>
static class PretendVoice
{
    const int Rate = 8000, Header = 44, Longest = 4_000_000, Loudest = 9000;
    const double Syllable = 0.13, Gap = 0.03, Pause = 0.09, Breath = 0.35, Deepest = 105, Highest = 150;

    /// <summary>Where a vowel rings; the mouth is another shape for each.</summary>
    static readonly Dictionary<char, (double Low, double High)> vowels = new()
    {
        ['a'] = (750, 1250),
        ['e'] = (480, 1900),
        ['i'] = (320, 2250),
        ['o'] = (480, 880),
        ['u'] = (340, 760),
        ['y'] = (330, 2000),
    };

    public static bool IsWave(ReadOnlySpan<byte> bytes) => bytes.Length is > Header and <= Longest && bytes.StartsWith("RIFF"u8) && bytes[8..12].SequenceEqual("WAVE"u8);

    public static int SecondsOf(ReadOnlySpan<byte> wave) =>
        BinaryPrimitives.ReadInt32LittleEndian(wave[28..32]) is > 0 and var perSecond ? Math.Max(1, (int)Math.Round((wave.Length - Header) / (double)perSecond)) : 1;

    public static byte[] Murmur(string words)
    {
        var samples = new List<short>();
        var spoken = words.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        foreach (var (at, word) in spoken.Index())
        {
            var pitch = Highest - (Highest - Deepest) * at / Math.Max(1, spoken.Length);
            foreach (var letter in word.Where(vowels.ContainsKey).DefaultIfEmpty('e')) Sing(samples, pitch, vowels[letter]);
            Rest(samples, word[^1] is '.' or ',' or '?' or '!' ? Breath : Pause);
        }
        return Wave(samples);
    }

    /// <summary>A voice is a low tone and its overtones; those near where the mouth rings are loud.</summary>
    static void Sing(List<short> samples, double pitch, (double Low, double High) mouth)
    {
        var count = (int)(Syllable * Rate);
        double[] loud = [.. Enumerable.Range(1, (int)(Rate / 2.2 / pitch)).Select(overtone => (Near(overtone * pitch, mouth.Low) + 0.4 * Near(overtone * pitch, mouth.High)) / overtone)];
        for (var at = 0; at < count; at++)
        {
            var sound = 0.0;
            for (var overtone = 0; overtone < loud.Length; overtone++) sound += loud[overtone] * Math.Sin(2 * Math.PI * (overtone + 1) * pitch * at / Rate);
            samples.Add((short)Math.Clamp(Loudest * sound * Math.Sin(Math.PI * at / count), short.MinValue, short.MaxValue));
        }
        Rest(samples, Gap);
    }

    static double Near(double tone, double ring) => 0.15 + Math.Exp(-Math.Pow((tone - ring) / 180, 2)) * 1.6;

    static void Rest(List<short> samples, double seconds) => samples.AddRange(Enumerable.Repeat((short)0, (int)(seconds * Rate)));

    static byte[] Wave(List<short> samples)
    {
        var wave = new byte[Header + samples.Count * 2];
        "RIFF"u8.CopyTo(wave);
        "WAVEfmt "u8.CopyTo(wave.AsSpan(8));
        "data"u8.CopyTo(wave.AsSpan(36));
        foreach (var (at, number) in new[] { (4, wave.Length - 8), (16, 16), (24, Rate), (28, Rate * 2), (40, wave.Length - Header) }) BinaryPrimitives.WriteInt32LittleEndian(wave.AsSpan(at), number);
        foreach (var (at, number) in new (int, short)[] { (20, 1), (22, 1), (32, 2), (34, 16) }) BinaryPrimitives.WriteInt16LittleEndian(wave.AsSpan(at), number);
        foreach (var (at, sample) in samples.Index()) BinaryPrimitives.WriteInt16LittleEndian(wave.AsSpan(Header + at * 2), sample);
        return wave;
    }
}
