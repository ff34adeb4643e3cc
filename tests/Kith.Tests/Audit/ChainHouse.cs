using System.Data.Common;
using Npgsql;

namespace Kith.Tests.Audit;

/// <summary>A database of the cast whose record has a few hundred entries, all of them tied and anchored, and somebody who can write into it past Kith.</summary>
sealed class ChainHouse : IAsyncDisposable
{
    readonly DataFolder folder;
    readonly KithSettings settings;

    ChainHouse(KithSettings settings, DataFolder folder, Store store, Guid workspace)
    {
        (this.settings, this.folder, Store, Workspace) = (settings, folder, store, workspace);
        (Feed, Anchors) = (ChainFeeds.Of(store), new Anchors(folder));
    }

    public Store Store { get; }

    public DataFolder Folder => folder;

    public Guid Workspace { get; }

    public ChainFeed Feed { get; }

    public Anchors Anchors { get; }

    public static async Task<ChainHouse> BuildAsync(int entries)
    {
        var (settings, town) = await World.CopyAsync();
        var folder = new DataFolder(settings.DataFolder);
        var house = new ChainHouse(settings, folder, await OpenStore.OpenAsync(settings, folder, TimeProvider.System, CancellationToken.None), town.Marula.Id);
        var person = await house.WorkAsync("met", db => db.Add(Person.New(db.WorkspaceId, "Nomsa Ndlovu", Life.Now)).Entity);
        for (var i = 0; i < entries; i++)
            if (i % 3 == 0) await house.WorkAsync($"named {i}", db => db.People.Single(p => p.Id == person.Id).Name = $"Nomsa {i}");
            else await house.WorkAsync($"noted {i}", _ => "", $"fact {i}");
        await house.TieAsync();
        return house;
    }

    /// <summary>Ties everything there is and writes down outside how far that is.</summary>
    public async Task TieAsync()
    {
        await TieLinksAsync();
        var end = (await Feed.EndAsync(Workspace, CancellationToken.None))!;
        Anchors.Drop(Workspace, end.Seq, end.Hash, Life.Now);
    }

    /// <summary>Whoever writes elsewhere in the same cluster is waited for.</summary>
    public Task TieLinksAsync() => Soon.Async(async () => Assert.Equal(new(0, IsHeldBack: false), await Feed.StepAsync(Workspace, CancellationToken.None)));

    public Task<ChainReport> VerifyAsync() => new VerifyChain(Feed, Anchors).RunAsync(Workspace, CancellationToken.None);

    /// <summary>Past everything that Kith does itself.</summary>
    public async Task SqlAsync(string sql)
    {
        if (Store is SqliteStore sqlite)
        {
            await sqlite.Gate.WaitAsync();
            try { await RunAsync(sqlite.Writer, sql); }
            finally { sqlite.Gate.Release(); }
            return;
        }
        await using var connection = await ((PostgresStore)Store).Owner.OpenConnectionAsync();
        await RunAsync(connection, sql);
    }

    /// <summary>An id as the SQL of this database writes it.</summary>
    public string Sql(Guid id) => Store.IsPostgres ? $"'{id}'" : $"x'{Convert.ToHexString(SqliteDialect.Bytes(id))}'";

    /// <summary>Bytes as the SQL of this database writes them.</summary>
    public string Sql(byte[] bytes) => Store.IsPostgres ? $"'\\x{Convert.ToHexString(bytes)}'::bytea" : $"x'{Convert.ToHexString(bytes)}'";

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        folder.Dispose();
        await World.LeaveAsync(settings);
    }

    async Task<T> WorkAsync<T>(string action, Func<KithDb, T> change, string? note = null)
    {
        await using var work = await Store.WriteAsync(Workspace, Actor.System, action, CancellationToken.None);
        var made = change(work.Db);
        if (note is not null) work.Note(note);
        await work.CommitAsync(CancellationToken.None);
        return made;
    }

    static async Task RunAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
