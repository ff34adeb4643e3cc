using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Kith.Data;

/// <summary>SQLite keeps ids as 16 bytes, big-endian, so that order is time, and times as microseconds since 1970.</summary>
public sealed class SqliteDialect : Dialect
{
    public override string JsonType => "TEXT";

    public override void Configure(ModelConfigurationBuilder conventions)
    {
        conventions.Properties<Guid>().HaveConversion<IdBytes>();
        conventions.Properties<DateTime>().HaveConversion<Microseconds>();
        conventions.Properties<DateTimeOffset>().HaveConversion<MicrosecondsOffset>();
    }

    public override void Shape(ModelBuilder model)
    {
        foreach (var tx in Places(model)) tx.ValueGenerated = Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.Never;
    }

    public override SqlExpression Minutes(SqlExpression from, SqlExpression to) =>
        Calculated(ExpressionType.Divide, Calculated(ExpressionType.Subtract, to, from), Number(TimeSpan.MicrosecondsPerMinute));

    public static byte[] Bytes(Guid id) => id.ToByteArray(bigEndian: true);

    public static long Micros(DateTime at) => (at.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static DateTime Time(long micros) => new(DateTime.UnixEpoch.Ticks + micros * TimeSpan.TicksPerMicrosecond, DateTimeKind.Utc);

    sealed class IdBytes() : ValueConverter<Guid, byte[]>(id => id.ToByteArray(true), bytes => new Guid(bytes, true));

    sealed class Microseconds() : ValueConverter<DateTime, long>(at => Micros(at), micros => Time(micros));

    sealed class MicrosecondsOffset() : ValueConverter<DateTimeOffset, long>(at => Micros(at.UtcDateTime), micros => new DateTimeOffset(Time(micros)));
}
