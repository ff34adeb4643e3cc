namespace Kith.Connections;

/// <summary>Tells those who can mend a connection that it stopped, once.</summary>
static class ConnectionNotice
{
    public static Task WriteAsync(KithDb db, Connection connection, DateTime now, CancellationToken stop) => WriteAsync(db, connection.IsSignedOut
        ? $"{connection.Name} sends nothing until it is connected again: {connection.ProblemWords}"
        : $"{connection.Name} fails again and again and is now tried once an hour: {connection.ProblemWords}", now, stop);

    public static async Task WriteAsync(KithDb db, string words, DateTime now, CancellationToken stop)
    {
        foreach (var id in await db.Teammates.Where(t => t.Role >= Role.Admin && t.LeftAt == null).Select(t => t.Id).ToListAsync(stop))
            db.Add(new Notice { WorkspaceId = db.WorkspaceId, Id = Ids.New(now), TeammateId = id, Kind = NoticeKind.Connection, At = now, Text = words });
    }
}
