namespace Kith.Connections;

/// <summary>
/// Rows taken for a change that must not meet another one. SQLite has one writer, so they are held already; PostgreSQL is told to lock.
/// </summary>
static class HeldRows
{
    extension(KithDb db)
    {
        /// <summary>What is due on a connection, oldest first, passing over what another node holds. An answer never overtakes the one before it.</summary>
        public Task<List<Delivery>> DueAsync(Guid connection, DateTime now, int most, CancellationToken stop) =>
            db.HeldAsync<Delivery>("""
                select d.* from delivery d where d.workspace_id = {0} and d.connection_id = {1} and d.next_at <= {2}
                and not (d.state = 0 and exists (select 1 from delivery e where e.workspace_id = d.workspace_id and e.handle_id = d.handle_id
                    and e.moment_id < d.moment_id and e.state in (0, 1) and e.connection_id = d.connection_id))
                order by d.next_at, d.moment_id limit {3}
                """, " for update of d skip locked", stop, connection, now, most);

        public async Task<Delivery?> DeliveryAsync(Guid moment, Guid handle, CancellationToken stop) =>
            (await db.HeldAsync<Delivery>("select * from delivery where workspace_id = {0} and moment_id = {1} and handle_id = {2}", " for update", stop, moment, handle)).SingleOrDefault();

        public Task<List<Delivery>> DeliveriesOfAsync(Guid moment, CancellationToken stop) =>
            db.HeldAsync<Delivery>("select * from delivery where workspace_id = {0} and moment_id = {1} order by handle_id", " for update", stop, moment);

        public async Task<Connection?> ConnectionAsync(Guid id, CancellationToken stop) =>
            (await db.HeldAsync<Connection>("select * from connection where workspace_id = {0} and id = {1}", " for update", stop, id)).SingleOrDefault();

        Task<List<T>> HeldAsync<T>(string sql, string locked, CancellationToken stop, params ReadOnlySpan<object> values) where T : class
        {
            var postgres = db.Database.ProviderName!.Contains("Npgsql", StringComparison.Ordinal);
            object[] all = [db.WorkspaceId, .. values];
            return db.Set<T>().FromSqlRaw(postgres ? sql + locked : sql, postgres ? all : [.. all.Select(AsStored)]).IgnoreQueryFilters().ToListAsync(stop);
        }
    }

    static object AsStored(object value) => value switch
    {
        Guid id => SqliteDialect.Bytes(id),
        DateTime at => SqliteDialect.Micros(at),
        _ => value,
    };
}
