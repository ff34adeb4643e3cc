using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Kith.Data;

/// <summary>
/// UUIDv7 (RFC 9562 §6.2, method 1): 48 bits of Unix milliseconds, then a 12-bit counter, then random bits. Ids made by one
/// process always rise, so that rows of the same millisecond keep the order in which they arrived.
/// </summary>
public static class Ids
{
    static long last;

    public static Guid New(DateTime at) => New((at.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond);

    public static Guid New(TimeProvider clock) => New(clock.GetUtcNow().UtcDateTime);

    static Guid New(long milliseconds)
    {
        var mark = Next(milliseconds << 12);
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, mark >> 12 << 16 | 0x7000 | mark & 0xFFF);
        RandomNumberGenerator.Fill(bytes[8..]);
        bytes[8] = (byte)(bytes[8] & 0x3F | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    static long Next(long wanted)
    {
        while (true)
        {
            var before = Volatile.Read(ref last);
            var next = Math.Max(wanted, before + 1);
            if (Interlocked.CompareExchange(ref last, next, before) == before) return next;
        }
    }
}
