using System.Net;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Kith.Tests.Connections;

public class WhenTheStoreIsInTrouble(World world) : IClassFixture<World>
{
    [Fact]
    public async Task senders_are_asked_to_come_again_and_nothing_acknowledged_is_lost_N10()
    {
        await using var kith = await world.OpenAsync();
        var partner = await Sender.ConnectAsync(kith);
        await partner.TellsAsync("1", "nomsa", "before");
        await kith.BreakStoreAsync();
        var during = await partner.SayAsync("2", "nomsa", "during");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, true), (during.StatusCode, during.Headers.RetryAfter is not null));

        await kith.MendStoreAsync();
        for (var i = 0; i < 50 && (await partner.SayAsync("2", "nomsa", "during")).StatusCode != HttpStatusCode.OK; i++) await Task.Delay(50);
        await partner.TellsAsync("3", "nomsa", "after");
        Assert.Equal(["before", "during", "after"], (await partner.MomentsAsync("nomsa")).Where(m => m.Kind == MomentKind.Message).Select(m => m.Text));
    }

    [Fact]
    public async Task what_was_kept_before_a_crash_is_applied_after_it()
    {
        await using var kith = await world.OpenAsync();
        var partner = await Sender.ConnectAsync(kith);
        await partner.TellsAsync("1", "nomsa", "hello");
        await kith.Services.GetRequiredService<Applier>().StopAsync(CancellationToken.None);
        for (var i = 2; i < 40; i++) Assert.True((await partner.SayAsync($"{i}", "nomsa", $"{i}")).IsSuccessStatusCode);
        Assert.Single(await partner.MomentsAsync("nomsa"), m => m.Kind == MomentKind.Message);

        using var next = ActivatorUtilities.CreateInstance<Applier>(kith.Services);
        await next.StartAsync(CancellationToken.None);
        for (var i = 0; i < 500 && !next.HasCaughtUp; i++) await Task.Delay(10);
        Assert.Equal(39, (await partner.MomentsAsync("nomsa")).Count(m => m.Kind == MomentKind.Message));
        await next.StopAsync(CancellationToken.None);
    }

    [Fact]
    public void what_waits_does_not_overtake_what_was_taken_and_not_applied()
    {
        static Arrival Kept(long n) => new(Guid.Empty, Guid.Empty, $"{n}", "", [], default) { N = n };
        using var handOver = new HandOver();
        handOver.CaughtUp(0);
        handOver.Give([Kept(1)], 1);
        Assert.Equal(["1"], handOver.Take(1000, out _)!.Select(one => one.Key));
        handOver.Give([Kept(2)], 2);
        handOver.Doubt(1);

        // Both are read from disk, and only then what comes next is handed over again.
        Assert.Null(handOver.Take(1000, out _));
        Assert.Equal(2, handOver.KeptUpTo);
        handOver.CaughtUp(2);
        handOver.Give([Kept(3)], 3);
        Assert.Equal(["3"], handOver.Take(1000, out _)!.Select(one => one.Key));
    }

    [Fact]
    public async Task a_restored_database_goes_on_delivering_and_finding()
    {
        await using var kith = await world.OpenAsync();
        await RestoreAsync(kith);
        var partner = await Sender.ConnectAsync(kith);
        await partner.TellsAsync("1", "nomsa", "restored");

        var found = 0L;
        for (var i = 0; i < 300 && found == 0; i++) { await Task.Delay(20); found = await FoundAsync(kith); }
        Assert.Equal(1, found);
        Assert.Equal(2, (await partner.MomentsAsync("nomsa"))[0].Epoch);
    }

    [Fact]
    public async Task a_case_changed_by_a_teammate_at_the_same_moment_keeps_both_changes()
    {
        await using var kith = await world.OpenAsync();
        var partner = await Sender.ConnectAsync(kith);
        await partner.TellsAsync("0", "nomsa", "hello");
        var id = (await partner.CasesAsync("nomsa")).Single().Id;
        var teammate = Task.Run(async () =>
        {
            for (var i = 0; i < 40; i++)
                await kith.WriteAsync(kith.Marula, async db => await db.Cases.Where(c => c.Id == id).ExecuteUpdateAsync(set => set.SetProperty(c => c.Title, $"{i}").SetProperty(c => c.Version, c => c.Version + 1)));
        });
        for (var i = 1; i <= 60; i++) Assert.True((await partner.SayAsync($"{i}", "nomsa", $"{i}")).IsSuccessStatusCode);
        await teammate;
        await kith.CaughtUpAsync();

        var kase = (await partner.CasesAsync("nomsa")).Single();
        Assert.Equal(("39", "60"), (kase.Title, kase.LastText));
        Assert.Equal(61, (await partner.MomentsAsync("nomsa")).Count(m => m.Kind == MomentKind.Message));
        Assert.Equal(0, await kith.LookAsync(db => db.SetAside.CountAsync()));
    }

    [Fact]
    public async Task acknowledged_means_synced_to_the_disk()
    {
        await using var kith = await world.OpenAsync();
        if (kith.Store is SqliteStore sqlite)
        {
            await using var work = await sqlite.WriteAsync(kith.Marula.Id, Actor.System, "look", CancellationToken.None);
            using var command = sqlite.Writer.CreateCommand();
            command.CommandText = "pragma synchronous";
            command.Transaction = (Microsoft.Data.Sqlite.SqliteTransaction)Microsoft.EntityFrameworkCore.Storage.DbContextTransactionExtensions.GetDbTransaction(work.Db.Database.CurrentTransaction!);
            Assert.Equal(2L, command.ExecuteScalar());
            return;
        }
        await using var setting = ((PostgresStore)kith.Store).Applier.CreateCommand("show synchronous_commit");
        Assert.Equal("on", await setting.ExecuteScalarAsync());
    }

    [Fact]
    public async Task without_the_unique_key_a_message_would_be_shown_twice()
    {
        await using var kith = await world.OpenAsync();
        var partner = await Sender.ConnectAsync(kith);
        await kith.SqlAsync("drop index moment_by_connection_id_outside_key");
        if (!World.OnPostgres) await kith.SqlAsync("alter table intake rename to intake_with_key; create table intake as select * from intake_with_key");
        else await kith.SqlAsync("alter table intake drop constraint intake_key");
        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => partner.SayAsync("1", "nomsa", "hello")));
        await kith.CaughtUpAsync();

        Assert.NotEqual(1, await kith.LookAsync(db => db.Intake.CountAsync()));
    }

    /// <summary>As after a restore into a fresh database: the places in the stream begin anew, far below where the cursors stand.</summary>
    static async Task RestoreAsync(KithUnderTest kith)
    {
        var cursor = $"insert into cursor (name, epoch, tx, moment_id, n) values ('search:{kith.Marula.Id:N}', 1, 9000000000, ";
        if (kith.Settings.IsSqlite)
        {
            await using var file = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(kith.Settings.DataFolder, "kith.db"), Pooling = false }.ToString());
            file.Open();
            using var command = file.CreateCommand();
            command.CommandText = $"update instance set epoch = 2, tx = 0; {cursor} zeroblob(16), 0)";
            command.ExecuteNonQuery();
            return;
        }
        await using var source = NpgsqlDataSource.Create(kith.Settings.Database);
        await using var run = source.CreateCommand($"update instance set epoch = 2");
        await run.ExecuteNonQueryAsync();
        await using var place = source.CreateCommand($"{cursor} '00000000-0000-0000-0000-000000000000', 0)");
        await place.ExecuteNonQueryAsync();
    }

    static Task<long> FoundAsync(KithUnderTest kith) => kith.LookAsync(async db =>
    {
        using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "select count(*) from moment_search";
        command.Transaction = Microsoft.EntityFrameworkCore.Storage.DbContextTransactionExtensions.GetDbTransaction(db.Database.CurrentTransaction!);
        return (long)(await command.ExecuteScalarAsync())!;
    });
}
