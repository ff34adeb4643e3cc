using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Kith.TryIt;

/// <summary>Somebody on a pretend platform, by the id under which it knows them.</summary>
sealed record Passerby(string Id, string Name)
{
    const int LongestKey = 64, LongestName = 60;
    const long Smallest = 7_000_000_000_000_000, Span = 1_000_000_000_000_000;

    /// <summary>Whoever has this browser and calls themselves so; by another name they are somebody else.</summary>
    public static Passerby Of(string? key, string? name)
    {
        if (key is not { Length: > 7 and <= LongestKey }) throw Refusal.Field("key", "This browser has no key of its own.");
        if (name?.Trim() is not { Length: > 0 and <= LongestName } called) throw Refusal.Field("name", "Say who you are, in up to 60 characters.");
        return new(IdOf($"{key}|{called.ToUpperInvariant()}"), called);
    }

    /// <summary>The name as a handle is made of it: small letters and digits of the alphabet, with this between its words.</summary>
    public string Handle(char between, int longest)
    {
        var words = Name.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => string.Concat(word.Where(char.IsAsciiLetterOrDigit))).Where(word => word.Length > 0);
        var handle = string.Join(between, words);
        return handle.Length == 0 ? $"guest{Id[^4..]}" : handle[..Math.Min(handle.Length, longest)].TrimEnd(between);
    }

    static string IdOf(string said) =>
        (Smallest + (long)(BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(said))) % (ulong)Span)).ToString(CultureInfo.InvariantCulture);
}
