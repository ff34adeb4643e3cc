using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Kith.Audit;

/// <summary>An audit row as the chain reads it: every column, its facts as they stand in the database.</summary>
sealed record AuditLine(Guid WorkspaceId, Guid Id, int Epoch, long Tx, DateTime At, short ActorKind, Guid? ActorId, string Action, string? Object, string? Facts)
{
    const byte Form = 1;

    /// <summary>
    /// SHA-256 over the form, the place in the chain, every column in the order of the table and the hash before: numbers big-endian, ids as
    /// 16 bytes, the time in microseconds since 1970, texts as UTF-8 after their length, −1 for none.
    /// </summary>
    public byte[] HashIn(long seq, ReadOnlySpan<byte> factsHash, ReadOnlySpan<byte> previous)
    {
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> fixedPart = stackalloc byte[1 + 8 + 16 + 16 + 4 + 8 + 8 + 2 + 1 + 16];
        fixedPart[0] = Form;
        BinaryPrimitives.WriteInt64BigEndian(fixedPart[1..], seq);
        WorkspaceId.TryWriteBytes(fixedPart[9..], bigEndian: true, out _);
        Id.TryWriteBytes(fixedPart[25..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(fixedPart[41..], Epoch);
        BinaryPrimitives.WriteInt64BigEndian(fixedPart[45..], Tx);
        BinaryPrimitives.WriteInt64BigEndian(fixedPart[53..], SqliteDialect.Micros(At));
        BinaryPrimitives.WriteInt16BigEndian(fixedPart[61..], ActorKind);
        fixedPart[63] = ActorId is null ? (byte)0 : (byte)1;
        (ActorId ?? Guid.Empty).TryWriteBytes(fixedPart[64..], bigEndian: true, out _);
        sum.AppendData(fixedPart);
        Append(sum, Action);
        Append(sum, Object);
        sum.AppendData(factsHash);
        sum.AppendData(previous);
        return sum.GetHashAndReset();
    }

    static void Append(IncrementalHash sum, string? text)
    {
        Span<byte> length = stackalloc byte[4];
        var bytes = text is null ? [] : Encoding.UTF8.GetBytes(text);
        BinaryPrimitives.WriteInt32BigEndian(length, text is null ? -1 : bytes.Length);
        sum.AppendData(length);
        sum.AppendData(bytes);
    }
}

/// <summary>A place in the stream of audit rows.</summary>
readonly record struct AuditPlace(int Epoch, long Tx, Guid Id) : IComparable<AuditPlace>
{
    public static AuditPlace Of(AuditLine line) => new(line.Epoch, line.Tx, line.Id);

    public int CompareTo(AuditPlace other) =>
        Epoch != other.Epoch ? Epoch.CompareTo(other.Epoch) : Tx != other.Tx ? Tx.CompareTo(other.Tx) : Id.CompareTo(other.Id);
}
