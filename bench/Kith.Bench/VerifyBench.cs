using System.Diagnostics;
using System.Security.Cryptography;
using Kith.Audit;

namespace Kith.Bench;

/// <summary>How long it takes to walk the record of a busy house, beside the least that a walk could cost: SHA-256 over the same bytes.</summary>
static class VerifyBench
{
    const string Whom = "#whom#";
    const string Facts = """[{"row":"case 0198f0c2-7a31-7c11-8d21-0f2b6a3d9e10","change":"modified","person":"0198f0c2-7a31-7c11-8d21-#whom#","State":3,"ClosedAt":"2026-03-04T08:11:12.123456Z","Version":7},{"row":"moment 0198f0c2-7a31-7c11-8d21-0f2b6a3d9e11","change":"added","person":"0198f0c2-7a31-7c11-8d21-#whom#"}]""";

    public static async Task RunAsync(List<string> only)
    {
        Figures.Machine();
        var entries = ListsBench.Number(only, "entries=", 1_000_000);
        foreach (var postgres in new[] { false, true })
            if (!only.Contains(postgres ? "sqlite" : "postgres")) await VerifyAsync(postgres, entries);
        Console.WriteLine($"load after: {Figures.Load()}");
    }

    static async Task VerifyAsync(bool postgres, long entries)
    {
        await using var ground = await Ground.PrepareAsync(postgres, (ground, store) => SeedAsync(ground, store, entries));
        using var folder = new DataFolder(ground.Settings.DataFolder);
        await using var store = await OpenStore.OpenAsync(ground.Settings, folder, TimeProvider.System, CancellationToken.None);
        var (feed, anchors) = (ChainFeeds.Of(store), new Anchors(folder));

        var began = Stopwatch.GetTimestamp();
        while ((await feed.StepAsync(ground.Workspace, CancellationToken.None)).Count > 0) { }
        Figures.Say($"{ground.Name} tying an entry", Stopwatch.GetElapsedTime(began).TotalMicroseconds / entries, "us");

        began = Stopwatch.GetTimestamp();
        var report = await new VerifyChain(feed, anchors).RunAsync(ground.Workspace, CancellationToken.None);
        var took = Stopwatch.GetElapsedTime(began);
        if (!report.IsWhole || report.Entries < entries) throw new InvalidOperationException($"{report.Entries} entries were walked: {(report.Wrong is [var wrong, ..] ? wrong : null)}");
        Figures.Say($"{ground.Name} verify of {entries} entries", took.TotalSeconds, "s", "<= 30");
        var least = Least(entries);
        Figures.Say($"{ground.Name} SHA-256 over the same bytes", least.TotalSeconds, "s");
        Figures.Say($"{ground.Name} verify to SHA-256 alone", took / least, "times");
    }

    /// <summary>A house of a hundred thousand people, a few of whose facts stand in each entry.</summary>
    static async Task SeedAsync(Ground ground, Store store, long entries)
    {
        const string action = "PUT /api/cases/{number:long}/closure";
        if (store is SqliteStore sqlite)
        {
            await using var seed = sqlite.Writer.CreateCommand();
            seed.CommandText = $"""
                with recursive n(n) as (select 1 union all select n + 1 from n where n < {entries})
                insert into audit (workspace_id, id, epoch, tx, at, actor_kind, action, object, facts)
                select x'{Convert.ToHexString(SqliteDialect.Bytes(ground.Workspace))}', unhex(printf('%012X', n) || '70008000000000000000'), 1, 1000 + n, n, 2, '{action}', 'case',
                    replace('{Facts}', '{Whom}', printf('%012d', n % 100000)) from n
                """;
            await seed.ExecuteNonQueryAsync();
            return;
        }
        await using var command = ((PostgresStore)store).Owner.CreateCommand($"""
            insert into audit (workspace_id, id, epoch, at, actor_kind, action, object, facts)
            select '{ground.Workspace}', (lpad(to_hex(n), 12, '0') || '70008000000000000000')::uuid, 1, now(), 2, '{action}', 'case',
                replace('{Facts}', '{Whom}', lpad((n % 100000)::text, 12, '0'))::jsonb from generate_series(1, {entries}) n
            """);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
        await using var analyze = ((PostgresStore)store).Owner.CreateCommand("vacuum analyze audit");
        analyze.CommandTimeout = 0;
        await analyze.ExecuteNonQueryAsync();
    }

    static TimeSpan Least(long entries)
    {
        var bytes = new byte[Facts.Length + 220];
        var began = Stopwatch.GetTimestamp();
        for (var n = 0L; n < entries; n++) SHA256.HashData(bytes);
        return Stopwatch.GetElapsedTime(began);
    }
}
