using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Kith.Channels.Bluesky;

/// <summary>
/// Keys of records, as the AT Protocol makes them (Record Key, TID): 53 bits of microseconds and 10 more, in an alphabet that sorts. Ours are made of
/// the key of a try, so that the same try names the same record, however often and from wherever it is repeated.
/// </summary>
static class Tid
{
    const string Alphabet = "234567abcdefghijklmnopqrstuvwxyz";
    const int Letters = 13;

    public static string Of(string key)
    {
        var hash = BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
        var number = TimeOf(key) is { } at ? ((ulong)at.ToUnixTimeMilliseconds() * 1000 + hash % 1000) << 10 | hash >> 54 : hash >> 1;
        return Write(number);
    }

    /// <summary>When the key was made, where it is a UUID of version 7 (RFC 9562 §5.7); null for others.</summary>
    public static DateTimeOffset? TimeOf(string key)
    {
        if (!Guid.TryParse(key, out var id) || id.Version != 7) return null;

        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var milliseconds = (long)(BinaryPrimitives.ReadUInt64BigEndian(bytes) >> 16);
        // What does not fit into 53 bits of microseconds was made by no clock.
        return milliseconds < 1L << 43 ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
    }

    static string Write(ulong number) => string.Create(Letters, number, (letters, left) =>
    {
        for (var at = Letters - 1; at >= 0; at--, left >>= 5) letters[at] = Alphabet[(int)(left & 31)];
    });
}
