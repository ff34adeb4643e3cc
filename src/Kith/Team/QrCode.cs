using System.Globalization;
using System.Text;

namespace Kith.Team;

/// <summary>
/// A QR code (ISO/IEC 18004) of a text: byte mode, error correction M, drawn as SVG. The secret of a second factor is drawn here and
/// not by a library in the page, so that nothing but the server and the phone ever holds it.
/// </summary>
sealed class QrCode
{
    readonly bool[,] dark, taken;
    readonly int version, size;

    QrCode(int version)
    {
        (this.version, size) = (version, version * 4 + 17);
        (dark, taken) = (new bool[size, size], new bool[size, size]);
    }

    public int Size => size;

    public bool this[int x, int y] => dark[x, y];

    public static QrCode Of(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var version = Enumerable.Range(1, 40).FirstOrDefault(v => bytes.Length <= QrBlocks.Room(v) - (v < 10 ? 2 : 3));
        if (version == 0) throw new ArgumentException("This text is too long for a QR code.", nameof(text));

        var code = new QrCode(version);
        code.DrawPatterns();
        code.DrawBits(QrBlocks.Of(bytes, version));
        code.ChooseMask();
        return code;
    }

    public static string Svg(string text)
    {
        var code = Of(text);
        var path = new StringBuilder();
        for (var y = 0; y < code.size; y++)
            for (var x = 0; x < code.size; x++)
                if (code.dark[x, y]) path.Append(CultureInfo.InvariantCulture, $"M{x + 4} {y + 4}h1v1h-1z");
        var side = code.size + 8;
        return $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges"><rect width="{side}" height="{side}" fill="#fff"/><path fill="#000" d="{path}"/></svg>""";
    }

    void DrawPatterns()
    {
        for (var i = 0; i < size; i++)
        {
            Set(6, i, i % 2 == 0);
            Set(i, 6, i % 2 == 0);
        }
        foreach (var (x, y) in new[] { (3, 3), (size - 4, 3), (3, size - 4) }) DrawRings(x, y, 4, ring => ring is not (2 or 4));
        var places = Alignments();
        foreach (var x in places)
            foreach (var y in places)
                if (!((x == 6 && y is 6) || (x == 6 && y == size - 7) || (x == size - 7 && y == 6))) DrawRings(x, y, 2, ring => ring != 1);
        DrawFormat(0);
        DrawVersion();
    }

    void DrawRings(int middleX, int middleY, int reach, Func<int, bool> isDark)
    {
        for (var y = -reach; y <= reach; y++)
            for (var x = -reach; x <= reach; x++)
                if (middleX + x >= 0 && middleX + x < size && middleY + y >= 0 && middleY + y < size)
                    Set(middleX + x, middleY + y, isDark(Math.Max(Math.Abs(x), Math.Abs(y))));
    }

    int[] Alignments()
    {
        if (version == 1) return [];

        var count = version / 7 + 2;
        var step = version == 32 ? 26 : (version * 4 + count * 2 + 1) / (count * 2 - 2) * 2;
        return [6, .. Enumerable.Range(0, count - 1).Select(i => size - 7 - i * step)];
    }

    void DrawFormat(int mask)
    {
        var rest = mask;
        for (var i = 0; i < 10; i++) rest = rest << 1 ^ (rest >> 9) * 0x537;
        var bits = (mask << 10 | rest) ^ 0x5412;
        for (var i = 0; i < 15; i++)
        {
            var bit = (bits >> i & 1) == 1;
            Set(8, i < 6 ? i : i < 8 ? i + 1 : size - 15 + i, bit);
            Set(i < 8 ? size - 1 - i : i < 9 ? 7 : 14 - i, 8, bit);
        }
        Set(8, size - 8, true);
    }

    void DrawVersion()
    {
        if (version < 7) return;

        var rest = version;
        for (var i = 0; i < 12; i++) rest = rest << 1 ^ (rest >> 11) * 0x1F25;
        var bits = version << 12 | rest;
        for (var i = 0; i < 18; i++)
        {
            var (near, far) = (i / 3, size - 11 + i % 3);
            Set(far, near, (bits >> i & 1) == 1);
            Set(near, far, (bits >> i & 1) == 1);
        }
    }

    /// <summary>Two columns at a time from the right, up and down in turn; the timing column is left out.</summary>
    void DrawBits(byte[] bytes)
    {
        var at = 0;
        for (var right = size - 1; right >= 1; right -= 2)
        {
            if (right == 6) right = 5;
            for (var step = 0; step < size; step++)
                for (var side = 0; side < 2; side++)
                {
                    var (x, y) = (right - side, (right + 1 & 2) == 0 ? size - 1 - step : step);
                    if (taken[x, y] || at >= bytes.Length * 8) continue;
                    dark[x, y] = (bytes[at / 8] >> 7 - at % 8 & 1) == 1;
                    at++;
                }
        }
    }

    void ChooseMask()
    {
        var best = Enumerable.Range(0, 8).MinBy(mask =>
        {
            Mask(mask);
            DrawFormat(mask);
            var penalty = Penalty();
            Mask(mask);
            return penalty;
        });
        Mask(best);
        DrawFormat(best);
    }

    void Mask(int mask)
    {
        for (var y = 0; y < size; y++)
            for (var x = 0; x < size; x++)
                if (!taken[x, y]) dark[x, y] ^= Inverts(mask, x, y);
    }

    static bool Inverts(int mask, int x, int y) => mask switch
    {
        0 => (x + y) % 2 == 0,
        1 => y % 2 == 0,
        2 => x % 3 == 0,
        3 => (x + y) % 3 == 0,
        4 => (x / 3 + y / 2) % 2 == 0,
        5 => x * y % 2 + x * y % 3 == 0,
        6 => (x * y % 2 + x * y % 3) % 2 == 0,
        _ => ((x + y) % 2 + x * y % 3) % 2 == 0,
    };

    /// <summary>Every mask can be read; the one with the shortest runs and fewest blocks of one colour is read soonest.</summary>
    int Penalty()
    {
        var penalty = 0;
        for (var line = 0; line < size; line++)
            penalty += Runs(i => dark[i, line]) + Runs(i => dark[line, i]);
        for (var y = 1; y < size; y++)
            for (var x = 1; x < size; x++)
                if (dark[x, y] == dark[x - 1, y] && dark[x, y] == dark[x, y - 1] && dark[x, y] == dark[x - 1, y - 1]) penalty += 3;
        return penalty;
    }

    int Runs(Func<int, bool> at)
    {
        int penalty = 0, run = 1;
        for (var i = 1; i <= size; i++)
        {
            if (i < size && at(i) == at(i - 1)) { run++; continue; }
            if (run >= 5) penalty += run - 2;
            run = 1;
        }
        return penalty;
    }

    void Set(int x, int y, bool isDark) => (dark[x, y], taken[x, y]) = (isDark, true);
}
