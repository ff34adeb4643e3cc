using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Kith.Data;

/// <summary>
/// SQLite has no row-level security: a statement of a workspace's work that touches a workspace's table without naming
/// <c>workspace_id</c> is refused before it runs.
/// </summary>
sealed class WorkspaceGuard : DbCommandInterceptor
{
    static readonly WorkspaceGuard guard = new();
    static readonly WorkspaceGuard across = new() { allows = true };
    static readonly string[] freeTables = ["\"account", "\"instance\"", "\"cursor\""];
    bool allows;

    public static WorkspaceGuard For(Guid workspace) => workspace == Guid.Empty ? across : guard;

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData data, InterceptionResult<DbDataReader> result)
    {
        Check(command);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData data, InterceptionResult<DbDataReader> result, CancellationToken stop = default)
    {
        Check(command);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData data, InterceptionResult<int> result, CancellationToken stop = default)
    {
        Check(command);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(DbCommand command, CommandEventData data, InterceptionResult<object> result, CancellationToken stop = default)
    {
        Check(command);
        return ValueTask.FromResult(result);
    }

    void Check(DbCommand command)
    {
        if (allows) return;
        var sql = command.CommandText;
        if (sql.Contains("workspace_id", StringComparison.Ordinal)) return;
        // What EF makes of a filter by an empty list: it reads no row of anybody.
        if (sql.EndsWith("WHERE 0", StringComparison.Ordinal)) return;
        if (freeTables.Any(table => sql.Contains(table, StringComparison.Ordinal)) || !sql.Contains('"', StringComparison.Ordinal)) return;

        throw new InvalidOperationException("This statement does not say which workspace it is for, so it was not run.");
    }
}
