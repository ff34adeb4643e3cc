namespace Kith.Team;

/// <summary>The bytes of a QR code at error correction M: header, text, padding, Reed-Solomon remainders, interleaved.</summary>
static class QrBlocks
{
    static ReadOnlySpan<byte> Remainders => [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28];

    static ReadOnlySpan<byte> Counts => [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49];

    /// <summary>How many bytes, header included, a version holds beside its remainders.</summary>
    public static int Room(int version) => All(version) - Remainders[version - 1] * Counts[version - 1];

    public static byte[] Of(byte[] text, int version)
    {
        var (all, count, remainder) = (All(version), (int)Counts[version - 1], (int)Remainders[version - 1]);
        var data = Filled(text, version);
        var (shorter, length) = (count - all % count, all / count - remainder);
        var blocks = new List<(byte[] Data, byte[] Remainder)>();
        for (int i = 0, at = 0; i < count; i++)
        {
            var part = data.AsSpan(at, length + (i < shorter ? 0 : 1)).ToArray();
            at += part.Length;
            blocks.Add((part, Remainder(part, remainder)));
        }
        return [.. Interleaved(blocks.Select(b => b.Data).ToList()), .. Interleaved(blocks.Select(b => b.Remainder).ToList())];
    }

    static int All(int version)
    {
        var modules = (16 * version + 128) * version + 64;
        if (version < 2) return modules / 8;

        var alignments = version / 7 + 2;
        return (modules - ((25 * alignments - 10) * alignments - 55) - (version >= 7 ? 36 : 0)) / 8;
    }

    static byte[] Filled(byte[] text, int version)
    {
        var bits = new List<bool>();
        void Add(int value, int count) { while (count-- > 0) bits.Add((value >> count & 1) == 1); }
        Add(0b0100, 4);
        Add(text.Length, version < 10 ? 8 : 16);
        foreach (var one in text) Add(one, 8);
        Add(0, Math.Min(4, Room(version) * 8 - bits.Count));
        Add(0, -bits.Count & 7);
        for (var pad = 0xEC; bits.Count < Room(version) * 8; pad ^= 0xEC ^ 0x11) Add(pad, 8);
        return [.. bits.Chunk(8).Select(eight => (byte)eight.Aggregate(0, (value, bit) => value << 1 | (bit ? 1 : 0)))];
    }

    static IEnumerable<byte> Interleaved(List<byte[]> blocks) =>
        Enumerable.Range(0, blocks.Max(b => b.Length)).SelectMany(i => blocks.Where(b => i < b.Length).Select(b => b[i]));

    static byte[] Remainder(byte[] data, int degree)
    {
        var divisor = new byte[degree];
        divisor[^1] = 1;
        byte root = 1;
        for (var i = 0; i < degree; i++, root = Times(root, 2))
            for (var j = 0; j < degree; j++)
                divisor[j] = (byte)(Times(divisor[j], root) ^ (j + 1 < degree ? divisor[j + 1] : 0));

        var rest = new byte[degree];
        foreach (var one in data)
        {
            var factor = (byte)(one ^ rest[0]);
            rest = [.. rest.Skip(1), 0];
            for (var i = 0; i < degree; i++) rest[i] ^= Times(divisor[i], factor);
        }
        return rest;
    }

    static byte Times(byte left, byte right)
    {
        var product = 0;
        for (var i = 7; i >= 0; i--) product = product << 1 ^ (product >> 7) * 0x11D ^ (right >> i & 1) * left;
        return (byte)product;
    }
}
