using System.Linq.Expressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;

namespace Kith.Data;

/// <summary>What the two databases say differently about the same tables.</summary>
public abstract class Dialect
{
    public abstract string JsonType { get; }

    public abstract void Configure(ModelConfigurationBuilder conventions);

    public abstract void Shape(ModelBuilder model);

    /// <summary>Minutes from one time to another, said in a query.</summary>
    public abstract SqlExpression Minutes(SqlExpression from, SqlExpression to);

    /// <summary>Identity asks the application, not the context, which version of its tables to shape: the third has passkeys.</summary>
    static readonly ServiceProvider identity = new ServiceCollection()
        .Configure<IdentityOptions>(options => options.Stores.SchemaVersion = IdentitySchemaVersions.Version3).BuildServiceProvider();

    public static DbContextOptionsBuilder<KithDb> Options() => (DbContextOptionsBuilder<KithDb>)new DbContextOptionsBuilder<KithDb>().UseApplicationServiceProvider(identity).ReplaceService<Microsoft.EntityFrameworkCore.Infrastructure.IModelCacheKeyFactory, SightModels>();

    protected static SqlBinaryExpression Calculated(ExpressionType how, SqlExpression one, SqlExpression other) => new(how, one, other, typeof(double), Decimals);

    protected static SqlConstantExpression Number(double number) => new(number, typeof(double), Decimals);

    static DoubleTypeMapping Decimals { get; } = new("double precision");

    /// <summary>Tx is written by the database in PostgreSQL and by the one writer in SQLite.</summary>
    protected static IEnumerable<IMutableProperty> Places(ModelBuilder model) =>
        new[] { typeof(Moment), typeof(AuditEntry) }.Select(type => model.Model.FindEntityType(type)!.FindProperty(nameof(Moment.Tx))!);
}
