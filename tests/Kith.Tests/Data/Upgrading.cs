using Microsoft.Data.Sqlite;

namespace Kith.Tests.Data;

public class Upgrading
{
    static readonly Migration addMood = new(9001, "mood", "alter table person add column mood text");
    static readonly Migration halfBroken = new(9002, "half_broken", "alter table person add column colour text; alter table no_such_table add column x text");

    static IReadOnlyList<Migration> Carried => Migration.Of(World.OnPostgres);

    [Fact]
    public async Task keeps_what_an_older_database_holds_and_backs_it_up_first()
    {
        var (settings, town) = await OlderAsync();
        await using var store = await OpenAsync(settings, [.. Carried, addMood]);

        await using var work = await store.ReadAsync(town.Marula.Id, CancellationToken.None);
        Assert.Equal(Cast.Team.Count, await work.Db.Teammates.CountAsync());
        Assert.Single(Directory.GetFiles(Path.Combine(settings.DataFolder, "backups")));
    }

    [Fact]
    public async Task happens_once()
    {
        var (settings, _) = await OlderAsync();
        await using (await OpenAsync(settings, [.. Carried, addMood])) { }
        await using (await OpenAsync(settings, [.. Carried, addMood])) { }

        Assert.Single(Directory.GetFiles(Path.Combine(settings.DataFolder, "backups")));
    }

    [Fact]
    public async Task that_fails_half_way_changes_nothing()
    {
        var (settings, town) = await OlderAsync();
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => OpenAsync(settings, [.. Carried, addMood, halfBroken]));

        await using var store = await OpenAsync(settings, [.. Carried, addMood]);
        await using var work = await store.ReadAsync(town.Marula.Id, CancellationToken.None);
        Assert.Equal(Cast.Team.Count, await work.Db.Teammates.CountAsync());
    }

    [Fact]
    public async Task backwards_is_refused_in_one_sentence()
    {
        var (settings, _) = await OlderAsync();
        await using (await OpenAsync(settings, [.. Carried, addMood])) { }

        var why = await Assert.ThrowsAsync<KithCannotStart>(() => OpenAsync(settings, Carried));
        Assert.Contains("newer Kith", why.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task by_a_file_that_was_changed_after_it_ran_is_refused()
    {
        var (settings, _) = await OlderAsync();
        await using (await OpenAsync(settings, [.. Carried, addMood])) { }

        await Assert.ThrowsAsync<KithCannotStart>(() => OpenAsync(settings, [.. Carried, addMood with { Sql = addMood.Sql + " " }]));
    }

    static async Task<(KithSettings, Town)> OlderAsync()
    {
        SqliteConnection.ClearAllPools();
        return await World.CopyAsync();
    }

    static async Task<Store> OpenAsync(KithSettings settings, IReadOnlyList<Migration> migrations)
    {
        using var folder = new DataFolder(settings.DataFolder);
        return await OpenStore.OpenAsync(settings, folder, migrations, TimeProvider.System, CancellationToken.None);
    }
}
