using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Kith.Data;

/// <summary>Small structured values that lists never filter by are one JSON column: jsonb in PostgreSQL, text in SQLite.</summary>
static class JsonColumn<T>
{
    public static void In(ModelConfigurationBuilder conventions, Dialect dialect) =>
        conventions.Properties<T>().HaveConversion<Converter, Comparer>().HaveColumnType(dialect.JsonType);

    sealed class Converter() : ValueConverter<T, string>(
        value => JsonSerializer.Serialize(value, Wire.Json), text => JsonSerializer.Deserialize<T>(text, Wire.Json)!);

    sealed class Comparer() : ValueComparer<T>(
        (left, right) => JsonSerializer.Serialize(left, Wire.Json) == JsonSerializer.Serialize(right, Wire.Json),
        value => JsonSerializer.Serialize(value, Wire.Json).GetHashCode(StringComparison.Ordinal),
        value => JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(value, Wire.Json), Wire.Json)!);
}
