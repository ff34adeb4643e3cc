using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;

namespace Kith.Data;

/// <summary>
/// Where a page begins, compared as one row value, <c>(at, id) &gt; (x, y)</c>: both databases then start at that place in the index,
/// where two conditions joined by OR would make them walk to it.
/// </summary>
static class Keyset
{
    public static bool IsAfter(DateTime? at, Guid id, DateTime? placeAt, Guid placeId) => throw OnlyInQueries();

    public static bool IsBefore(DateTime? at, Guid id, DateTime? placeAt, Guid placeId) => throw OnlyInQueries();

    /// <summary>Not after the place: where a stretch of a list ends.</summary>
    public static bool IsUpTo(DateTime? at, Guid id, DateTime? placeAt, Guid placeId) => throw OnlyInQueries();

    public static void Teach(ModelBuilder model)
    {
        Teach(model, nameof(IsAfter), ExpressionType.GreaterThan);
        Teach(model, nameof(IsBefore), ExpressionType.LessThan);
        Teach(model, nameof(IsUpTo), ExpressionType.LessThanOrEqual);
    }

    static void Teach(ModelBuilder model, string name, ExpressionType comparison) =>
        model.HasDbFunction(typeof(Keyset).GetMethod(name)!).HasTranslation(args => new SqlBinaryExpression(
            comparison, Row(args[0], args[1]), Row(Like(args[2], args[0]), Like(args[3], args[1])), typeof(bool), truth));

    static readonly RelationalTypeMapping truth = new BoolTypeMapping("boolean");

    /// <summary>The place is written in the form of the column it is compared with: SQLite keeps times and ids in forms of its own.</summary>
    static SqlExpression Like(SqlExpression value, SqlExpression column) =>
        value is SqlParameterExpression parameter ? parameter.ApplyTypeMapping(column.TypeMapping)
        : value is SqlConstantExpression constant ? constant.ApplyTypeMapping(column.TypeMapping) : value;

    // A function without a name is how a row value is written in both dialects: ("promise_due", "id").
    static SqlFunctionExpression Row(SqlExpression first, SqlExpression second) =>
        new("", [first, second], nullable: false, argumentsPropagateNullability: [false, false], typeof(bool), truth);

    static InvalidOperationException OnlyInQueries() => new("A place is compared by the database, in a query.");
}
