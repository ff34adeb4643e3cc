using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Kith.Data;

/// <summary>
/// UUIDv7 (RFC 9562 §6.2, method 1): 48 bits of Unix milliseconds, then a 12-bit counter, then random bits. Ids made by one
/// process always rise, so that rows of the same millisecond keep the order in which they arrived.
/// </summary>
public static class Ids
{
    const int CounterBits = 12;

    /// <summary>Ten seconds: further ahead is another clock.</summary>
    const long MostAhead = 10_000L << CounterBits;

    static long lastHere, lastAhead;

    public static Guid New(DateTime at) => New(Mark(at));

    public static Guid New(TimeProvider clock) => New(clock.GetUtcNow().UtcDateTime);

    /// <summary>No id of ours made within this millisecond or earlier is greater.</summary>
    public static Guid LastOf(DateTime at)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Fill(0xFF);
        BinaryPrimitives.WriteInt64BigEndian(bytes, (at.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond << 16 | 0x7FFF);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>When an id of ours was made, to the millisecond.</summary>
    public static DateTime TimeOf(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return DateTime.UnixEpoch.AddMilliseconds(BinaryPrimitives.ReadInt64BigEndian(bytes) >> 16);
    }

    /// <summary>
    /// The one id that comes of this author's own id of a thing, keeping its time: made twice it is the same, and nobody can make it for
    /// somebody else.
    /// </summary>
    public static Guid Of(Guid author, Guid own)
    {
        Span<byte> both = stackalloc byte[32];
        author.TryWriteBytes(both, bigEndian: true, out _);
        own.TryWriteBytes(both[16..], bigEndian: true, out _);
        var bytes = SHA256.HashData(both).AsSpan(0, 16);
        both.Slice(16, 6).CopyTo(bytes);
        bytes[6] = (byte)(bytes[6] & 0x0F | 0x70);
        bytes[8] = (byte)(bytes[8] & 0x3F | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    static long Mark(DateTime at) => (at.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond << CounterBits;

    static Guid New(long wanted)
    {
        var mark = Next(wanted);
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, mark >> CounterBits << 16 | 0x7000 | mark & 0xFFF);
        RandomNumberGenerator.Fill(bytes[8..]);
        bytes[8] = (byte)(bytes[8] & 0x3F | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>Each is greater than the one before. Whoever lives by a clock far ahead of this machine's does not take the others along.</summary>
    static long Next(long wanted)
    {
        ref var last = ref wanted - Mark(TimeProvider.System.GetUtcNow().UtcDateTime) > MostAhead ? ref lastAhead : ref lastHere;
        while (true)
        {
            var before = Volatile.Read(ref last);
            var next = Math.Max(wanted, before + 1);
            if (Interlocked.CompareExchange(ref last, next, before) == before) return next;
        }
    }
}
