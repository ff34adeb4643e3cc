using System.Collections.Concurrent;
using Npgsql;

namespace Kith.Data;

/// <summary>
/// One pool of connections for each way of connecting, as long as the process lives: whoever opens the same database again finds them open, with what they know of it.
/// </summary>
static class PostgresPools
{
    static readonly ConcurrentDictionary<string, Lazy<NpgsqlDataSource>> pools = new();

    public static NpgsqlDataSource Of(string connectionString) => pools.GetOrAdd(connectionString, wanted => new(() => NpgsqlDataSource.Create(wanted))).Value;
}
