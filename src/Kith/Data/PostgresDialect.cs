using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Kith.Data;

public sealed class PostgresDialect : Dialect
{
    public override string JsonType => "jsonb";

    public override void Configure(ModelConfigurationBuilder conventions) =>
        conventions.Properties<DateTime>().HaveColumnType("timestamptz").HaveConversion<Utc>();

    public override void Shape(ModelBuilder model)
    {
        foreach (var tx in Places(model))
        {
            tx.SetColumnType("xid8");
            tx.SetValueConverter(new ValueConverter<long, ulong>(number => (ulong)number, number => (long)number));
            tx.SetDefaultValueSql("pg_current_xact_id()");
            tx.ValueGenerated = Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.OnAdd;
        }
    }

    sealed class Utc() : ValueConverter<DateTime, DateTime>(at => DateTime.SpecifyKind(at, DateTimeKind.Utc), at => at);
}
