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

    [Fact]
    public async Task makes_calendars_of_the_hours_that_stood_with_the_house_and_a_department()
    {
        const string week = """[{"day":1,"from":"09:00","to":"12:30"}]""";
        var settings = await World.EmptyAsync();
        var (house, claims, care) = (Ids.New(Life.Now), Ids.New(Life.Now), Ids.New(Life.Now));
        await using (await OpenAsync(settings, [.. Carried.Where(migration => migration.Number < 15)])) { }
        await WriteAsync(settings, $"""
            insert into workspace (workspace_id, name, language, time_zone, openings, first_answer_minutes, next_answer_minutes, undo_seconds, raw_days, next_case_number, created_at)
                values ($1, 'Marula Mutual', 'en', 'Africa/Johannesburg', '{week}', 240, 120, 5, 30, 1, $4);
            insert into department (workspace_id, id, name, is_default, created_at, openings) values ($1, $2, 'Claims', false, $4, '[]');
            insert into department (workspace_id, id, name, is_default, created_at) values ($1, $3, 'Care', true, $4)
            """, house, claims, care);

        await using var store = await OpenAsync(settings, Carried);
        await using var work = await store.ReadAsync(house, CancellationToken.None);
        var calendars = await work.Db.Calendars.OrderByDescending(c => c.IsDefault).ToListAsync();
        Assert.Equal([("Our hours", true, 1), ("Hours of Claims", false, 0)], calendars.Select(c => (c.Name, c.IsDefault, c.Openings.Count)));
        Assert.Equal(new Opening(1, new(9, 0), new(12, 30)), calendars[0].Openings[0]);
        Assert.Equal([null, calendars[1].Id], await work.Db.Departments.OrderBy(d => d.Name).Select(d => d.CalendarId).ToListAsync());
    }

    static async Task WriteAsync(KithSettings settings, string sql, params Guid[] ids)
    {
        foreach (var statement in sql.Split(';'))
        {
            await using System.Data.Common.DbConnection connection = settings.IsSqlite
                ? new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(settings.DataFolder, "kith.db"), Pooling = false }.ToString()) : new Npgsql.NpgsqlConnection(settings.Database);
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = statement.Replace("$4", settings.IsSqlite ? "0" : "now()", StringComparison.Ordinal);
            for (var i = 0; i < ids.Length; i++) command.CommandText = command.CommandText.Replace($"${i + 1}", settings.IsSqlite ? $"x'{ids[i]:N}'" : $"'{ids[i]}'", StringComparison.Ordinal);
            await command.ExecuteNonQueryAsync();
        }
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
