using System.Buffers.Binary;

namespace Kith.Mail;

/// <summary>A property as TNEF carries it.</summary>
readonly record struct MapiProperty(int Id, int Type, ReadOnlyMemory<byte> Value)
{
    public bool IsUnicode => Type == 0x1F;

    public bool IsObject => Type == 0x0D;
}

/// <summary>Walks the properties of a message or attachment (MS-OXTNEF §2.1.3.4).</summary>
static class MapiProperties
{
    const int MultiValued = 0x1000, FirstNamed = 0x8000;

    public static IEnumerable<MapiProperty> Read(ReadOnlyMemory<byte> bytes)
    {
        var walk = new Walk(bytes);
        if (!walk.TryNumber(out var count)) yield break;
        for (uint i = 0; i < count && walk.TryNumber(out var tag); i++)
        {
            var (type, id) = ((int)(tag & 0xFFFF), (int)(tag >> 16));
            if (id >= FirstNamed && !walk.SkipName()) yield break;
            if (walk.Value(type) is not { } value) yield break;
            yield return new(id, type & ~MultiValued, value);
        }
    }

    sealed class Walk(ReadOnlyMemory<byte> rest)
    {
        public bool TryNumber(out uint number)
        {
            number = rest.Length < 4 ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(rest.Span);
            return Take(4) is not null;
        }

        /// <summary>A named property has a GUID, and a number or a name.</summary>
        public bool SkipName() =>
            Take(16) is not null && TryNumber(out var kind) && TryNumber(out var length) && (kind == 0 || Take(Padded(length)) is not null);

        /// <summary>The value, the first one of several; null when the rest cannot be read.</summary>
        public ReadOnlyMemory<byte>? Value(int type)
        {
            var many = (type & MultiValued) != 0;
            if (Width(type & ~MultiValued) is { } width)
            {
                uint times = 1;
                return many && !TryNumber(out times) ? null : Take(width * times);
            }
            if ((type & ~MultiValued) is not (0x1E or 0x1F or 0x102 or 0x0D) || !TryNumber(out var count)) return null;
            ReadOnlyMemory<byte>? first = null;
            for (uint i = 0; i < count; i++)
            {
                if (!TryNumber(out var length) || length > rest.Length) return null;
                first ??= rest[..(int)length];
                _ = Take(Math.Min(Padded(length), rest.Length));
            }
            return first ?? ReadOnlyMemory<byte>.Empty;
        }

        ReadOnlyMemory<byte>? Take(long length)
        {
            if (length > rest.Length) return null;
            var taken = rest[..(int)length];
            rest = rest[(int)length..];
            return taken;
        }

        static long Padded(uint length) => length + 3L & ~3L;

        static long? Width(int type) => type switch
        {
            0 or 1 => 0,
            2 or 3 or 4 or 0x0A or 0x0B => 4,
            5 or 6 or 7 or 0x14 or 0x40 => 8,
            0x48 => 16,
            _ => null,
        };
    }
}
