using System.Text;

namespace Kith.Team;

/// <summary>RFC 4648 §6, as authenticator apps read it: no padding, either case, spaces allowed.</summary>
static class Base32
{
    const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static string Write(ReadOnlySpan<byte> bytes)
    {
        var words = new StringBuilder();
        int held = 0, bits = 0;
        foreach (var one in bytes)
        {
            held = held << 8 | one;
            for (bits += 8; bits >= 5; bits -= 5) words.Append(Letters[held >> (bits - 5) & 31]);
            held &= (1 << bits) - 1;
        }
        if (bits > 0) words.Append(Letters[held << (5 - bits) & 31]);
        return words.ToString();
    }

    public static byte[] Read(string words)
    {
        var bytes = new List<byte>();
        int held = 0, bits = 0;
        foreach (var letter in words.Where(letter => letter is not (' ' or '-')))
        {
            var five = Letters.IndexOf(char.ToUpperInvariant(letter), StringComparison.Ordinal);
            if (five < 0) throw new FormatException($"{letter} is no letter of Base32.");
            held = (held << 5 | five) & 0xFFF;
            if ((bits += 5) < 8) continue;
            bits -= 8;
            bytes.Add((byte)(held >> bits));
        }
        return [.. bytes];
    }
}
