using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Kith.Data;

/// <summary>What the two databases say differently about the same tables.</summary>
public abstract class Dialect
{
    public abstract string JsonType { get; }

    public abstract void Configure(ModelConfigurationBuilder conventions);

    public abstract void Shape(ModelBuilder model);

    /// <summary>Identity asks the application, not the context, which version of its tables to shape: the third has passkeys.</summary>
    static readonly ServiceProvider identity = new ServiceCollection()
        .Configure<IdentityOptions>(options => options.Stores.SchemaVersion = IdentitySchemaVersions.Version3).BuildServiceProvider();

    public static DbContextOptionsBuilder<KithDb> Options() => (DbContextOptionsBuilder<KithDb>)new DbContextOptionsBuilder<KithDb>().UseApplicationServiceProvider(identity).ReplaceService<Microsoft.EntityFrameworkCore.Infrastructure.IModelCacheKeyFactory, SightModels>();

    /// <summary>Tx is written by the database in PostgreSQL and by the one writer in SQLite.</summary>
    protected static IEnumerable<IMutableProperty> Places(ModelBuilder model) =>
        new[] { typeof(Moment), typeof(AuditEntry) }.Select(type => model.Model.FindEntityType(type)!.FindProperty(nameof(Moment.Tx))!);
}
