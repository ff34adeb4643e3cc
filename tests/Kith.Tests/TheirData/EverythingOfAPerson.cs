using System.IO.Compression;
using System.Net;
using System.Text;
using Kith.Tests.Cli;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Kith.Tests.TheirData;

/// <summary>A person asks for everything of theirs, and then that it goes.</summary>
public class EverythingOfAPerson(World world) : IClassFixture<World>
{
    [Fact]
    public async Task is_in_one_file_and_gone_without_a_trace_after_it_was_erased()
    {
        await using var kith = await world.OpenAsync();
        var (id, ada) = (await kith.PlantAsync(), kith.As(Cast.Ada));
        await kith.Services.GetRequiredService<ChainFollower>().CatchUpAsync(kith.Marula.Id, CancellationToken.None);
        await Soon.Async(async () => Assert.Contains($"to be found {Marks.Of(40)}", (await ada.GetAsync($"/api/search?query={Marks.Of(40)}")).ToJsonString(), StringComparison.Ordinal));

        var told = await FileAsync(kith, id);
        Assert.Equal([], Enumerable.Range(1, Marks.Count).Where(number => !told.Contains(Marks.Of(number), StringComparison.Ordinal)));

        var preview = await ada.GetAsync($"/api/people/{id}/erasure");
        Assert.Equal(2, (int)preview["people"]!);
        Assert.Contains(preview["goes"]!.AsArray(), part => (string)part!["what"]! == "ways to reach them" && (int)part["count"]! == 3);
        await ada.PutAsync($"/api/people/{id}/erasure", null);

        Assert.Equal([], await TracesAsync(kith));
        await kith.Services.GetRequiredService<ChainFollower>().CatchUpAsync(kith.Marula.Id, CancellationToken.None);
        Assert.Empty((await kith.Services.GetRequiredService<VerifyChain>().RunAsync(kith.Marula.Id, CancellationToken.None)).Wrong);
        Assert.Null((string?)(await ada.GetAsync($"/api/people/{id}"))["name"]);
        Assert.NotEmpty((await ada.GetAsync($"/api/people/{id}/timeline"))["items"]!.AsArray());
        Assert.Equal("closed", (string)(await ada.GetAsync("/api/cases/1"))["state"]!);
        Assert.Contains((await ada.GetAsync($"/api/audit?person={id}"))["items"]!.AsArray(), entry => (string)entry!["sentence"]! == "erased a person");
    }

    [Fact]
    public async Task is_gone_without_a_trace_though_somebody_was_reading_what_was_there_before()
    {
        if (World.OnPostgres) return;

        await using var kith = await world.OpenAsync();
        var (id, ada) = (await kith.PlantAsync(), kith.As(Cast.Ada));
        await using var reader = new SqliteConnection($"Data Source={Path.Combine(kith.Settings.DataFolder, "kith.db")};Pooling=False");
        await reader.OpenAsync();
        await using var reading = reader.BeginTransaction(deferred: true);
        await using (var look = reader.CreateCommand())
        {
            look.CommandText = "select count(*) from moment";
            await look.ExecuteScalarAsync();
        }

        var erased = ada.PutAsync($"/api/people/{id}/erasure", null);
        await Soon.Async(async () => Assert.Null((string?)(await ada.GetAsync($"/api/people/{id}"))["name"]));
        await Task.Delay(300);
        await reading.DisposeAsync();
        await reader.CloseAsync();
        await erased;

        Assert.Equal([], await TracesAsync(kith));
    }

    [Fact]
    public async Task stays_while_a_case_is_open_and_is_for_those_in_charge()
    {
        await using var kith = await world.OpenAsync();
        var nomsa = await kith.MeetAsync("Nomsa Ndlovu", "+27825554417");
        await kith.OpenCaseAsync(nomsa, "the roof");

        Assert.Equal("cases_open", (string)(await kith.As(Cast.Ada).PutAsync($"/api/people/{nomsa.Id}/erasure", null, HttpStatusCode.Conflict))["code"]!);
        await kith.As(Cast.Rosa).PutAsync($"/api/people/{nomsa.Id}/erasure", null, HttpStatusCode.Forbidden);
        await kith.As(Cast.Rosa).PostAsync($"/api/people/{nomsa.Id}/exports", null, HttpStatusCode.Forbidden);

        await kith.As(Cast.Ada).PutAsync("/api/cases/1/closure", null);
        var file = Path.Combine(kith.Settings.DataFolder, "person.zip");
        Assert.Contains("Everything of this person", await TheCommandLine.AskAsync(kith, 0, "export", "+27825554417", file), StringComparison.Ordinal);
        Assert.True(new FileInfo(file).Length > 0);
        Assert.Contains("would go", await TheCommandLine.AskAsync(kith, 0, "erase", nomsa.Id.ToString()), StringComparison.Ordinal);
        Assert.Contains("went", await TheCommandLine.AskAsync(kith, 0, "erase", nomsa.Id.ToString(), "--yes"), StringComparison.Ordinal);
        Assert.Contains("Nobody is known", await TheCommandLine.AskAsync(kith, 2, "erase", "+27825554417"), StringComparison.Ordinal);
    }

    static async Task<string> FileAsync(KithUnderTest kith, Guid id)
    {
        using var answer = await kith.As(Cast.Ada).Http.PostAsync($"/api/people/{id}/exports", null);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        var told = new StringBuilder();
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(await entry.OpenAsync());
            told.Append(entry.FullName).Append(await reader.ReadToEndAsync());
        }
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(kith.Settings.DataFolder, "exports")));
        return told.ToString();
    }

    /// <summary>Where a mark still stands: in the bytes of every file of ours, those of a back-up made now, and every row.</summary>
    static async Task<List<string>> TracesAsync(KithUnderTest kith)
    {
        await TheCommandLine.AskAsync(kith, 0, "backup", Path.Combine(kith.Settings.DataFolder, "backups", "after"));
        var traces = new List<string>();
        foreach (var path in Directory.EnumerateFiles(kith.Settings.DataFolder, "*", SearchOption.AllDirectories).Where(path => !path.EndsWith("kith.sock", StringComparison.Ordinal) && !path.EndsWith("kith.lock", StringComparison.Ordinal)))
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes);
            var words = Encoding.Latin1.GetString(bytes.ToArray()).ToLowerInvariant();
            traces.AddRange(Enumerable.Range(0, 43).Where(number => words.Contains(Marks.Of(number), StringComparison.Ordinal)).Select(number => $"{Path.GetFileName(path)}: {number}"));
            if (words.Contains("27825554417", StringComparison.Ordinal)) traces.Add($"{Path.GetFileName(path)}: phone");
        }
        if (kith.Store is PostgresStore postgres) traces.AddRange(await RowsAsync(postgres));
        return traces;
    }

    static async Task<List<string>> RowsAsync(PostgresStore store)
    {
        var (traces, tables) = (new List<string>(), new List<string>());
        await using var connection = await store.Owner.OpenConnectionAsync();
        await using (var all = new NpgsqlCommand("select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'", connection))
        await using (var names = await all.ExecuteReaderAsync())
            while (await names.ReadAsync()) tables.Add(names.GetString(0));
        foreach (var table in tables)
        {
            await using var look = new NpgsqlCommand($"select count(*) from \"{table}\" t where t::text ~* 'zq[0-9]{{2}}mark|27825554417|{Convert.ToHexString("mark"u8)}'", connection);
            if (await look.ExecuteScalarAsync() is > 0L) traces.Add(table);
        }
        return traces;
    }
}
