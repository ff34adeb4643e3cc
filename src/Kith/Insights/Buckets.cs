using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;

namespace Kith.Insights;

/// <summary>Times are counted in buckets that people speak of: within five minutes, within a day.</summary>
static class Buckets
{
    /// <summary>Below how many minutes a time is in the bucket of this place; what takes longer is in one more.</summary>
    public static IReadOnlyList<int> Minutes { get; } = [1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 720, 1440, 2880, 4320, 7200, 10080, 20160, 43200];

    public static int Count => Minutes.Count + 1;

    /// <summary>SQL that says the bucket of a number of minutes.</summary>
    public static string Of(string minutes) => $"case {string.Concat(Minutes.Select((below, place) => $"when {minutes} < {below} then {place} "))}else {Minutes.Count} end";

    /// <summary>The bucket of a stretch of time, said in a query.</summary>
    public static int Of(DateTime from, DateTime? to) => throw new InvalidOperationException("A stretch of time is measured by the database, in a query.");

    public static void Teach(ModelBuilder model, Dialect dialect)
    {
        var (number, truth) = (new IntTypeMapping("integer"), new BoolTypeMapping("boolean"));
        model.HasDbFunction(typeof(Buckets).GetMethod(nameof(Of), [typeof(DateTime), typeof(DateTime?)])!).HasTranslation(stretch => new CaseExpression(
            [.. Minutes.Select((below, place) => new CaseWhenClause(new SqlBinaryExpression(ExpressionType.LessThan, dialect.Minutes(stretch[0], stretch[1]), Whole(below), typeof(bool), truth), Whole(place)))], Whole(Minutes.Count)));

        SqlConstantExpression Whole(int value) => new(value, typeof(int), number);
    }
}
