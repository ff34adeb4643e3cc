using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Kith.Data;

public sealed class PostgresDialect : Dialect
{
    public override string JsonType => "jsonb";

    public override void Configure(ModelConfigurationBuilder conventions) =>
        conventions.Properties<DateTime>().HaveColumnType("timestamptz").HaveConversion<Utc>();

    public override void Shape(ModelBuilder model)
    {
        // What is looked up by its beginning is compared byte by byte, or its index could not be used.
        model.Entity<Handle>().Property(h => h.Value).UseCollation("C");
        model.Entity<Claim>().Property(c => c.Value).UseCollation("C");
        model.Entity<PersonWord>().Property(w => w.Word).UseCollation("C");
        foreach (var tx in Places(model))
        {
            tx.SetColumnType("xid8");
            tx.SetValueConverter(new ValueConverter<long, ulong>(number => (ulong)number, number => (long)number));
            tx.SetDefaultValueSql("pg_current_xact_id()");
            tx.ValueGenerated = Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.OnAdd;
        }
    }

    public override SqlExpression Minutes(SqlExpression from, SqlExpression to)
    {
        var epoch = new SqlConstantExpression("epoch", typeof(string), new StringTypeMapping("text", System.Data.DbType.String));
        var seconds = new SqlFunctionExpression("date_part", [epoch, Calculated(ExpressionType.Subtract, to, from)], nullable: true, argumentsPropagateNullability: [false, true], typeof(double), Number(0).TypeMapping);
        return Calculated(ExpressionType.Divide, seconds, Number(60));
    }

    sealed class Utc() : ValueConverter<DateTime, DateTime>(at => DateTime.SpecifyKind(at, DateTimeKind.Utc), at => at);
}
