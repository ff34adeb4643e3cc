using System.Security.Cryptography;
using System.Text.Json;

namespace Kith.Cli;

/// <summary>Is everything as it was written? Names what is not, one line each.</summary>
static class Verify
{
    public static async Task<IReadOnlyList<string>> BackupAsync(string from, CancellationToken stop)
    {
        var list = Path.Combine(from, Backup.List);
        if (!File.Exists(list)) return [$"{from} is no back-up of Kith."];

        var said = JsonSerializer.Deserialize<Dictionary<string, string>>(await File.ReadAllTextAsync(list, stop)) ?? [];
        var are = await Backup.HashesAsync(from, stop);
        return [.. said.Where(file => are.GetValueOrDefault(file.Key) != file.Value).Select(file => $"{file.Key} is missing or was changed."),
            .. are.Keys.Except(said.Keys).Select(file => $"{file} does not belong to this back-up.")];
    }

    public static async Task<IReadOnlyList<string>> EverythingAsync(DataFolder folder, Store store, OutsideAnchors outside, CancellationToken stop)
    {
        var wrong = new List<string>();
        if (store is SqliteStore sqlite) wrong.AddRange(CheckSqlite(sqlite));
        else if (!await store.AnswersAsync(stop)) wrong.Add("The database does not answer.");
        foreach (var path in Directory.EnumerateFiles(folder.Folder("attachments"), "*", SearchOption.AllDirectories).Where(path => Path.GetFileName(path).Length == 64))
        {
            await using var bytes = File.OpenRead(path);
            if (Convert.ToHexStringLower(await SHA256.HashDataAsync(bytes, stop)) != Path.GetFileName(path)) wrong.Add($"{Path.GetRelativePath(folder.Root, path)} was changed.");
        }
        wrong.AddRange(await RecordAsync(folder, store, outside, stop));
        return wrong;
    }

    /// <summary>Every workspace's chain, beside the entries and what was anchored outside the database.</summary>
    public static async Task<IReadOnlyList<string>> RecordAsync(DataFolder folder, Store store, OutsideAnchors outside, CancellationToken stop)
    {
        var (feed, wrong) = (ChainFeeds.Of(store), new List<string>());
        var workspaces = await feed.WorkspacesAsync(stop);
        wrong.AddRange(outside.Wrong);
        wrong.AddRange(outside.Workspaces.Except(workspaces).Select(gone => $"Record: workspace {gone} is gone, whose record was anchored outside."));
        foreach (var workspace in workspaces)
        {
            var report = await new VerifyChain(feed, new Anchors(folder)).RunAsync(workspace, outside.Of(workspace), stop);
            wrong.AddRange(report.Wrong.Select(trouble => trouble.ToString()));
            if (report.MoreWrong > 0) wrong.Add($"Record: {report.MoreWrong} more are wrong.");
        }
        return wrong;
    }

    static IEnumerable<string> CheckSqlite(SqliteStore store)
    {
        using var reader = store.OpenReader();
        using var command = reader.CreateCommand();
        command.CommandText = "select * from pragma_integrity_check union all select 'A row of ' || \"table\" || ' points to nothing.' from pragma_foreign_key_check";
        using var rows = command.ExecuteReader();
        var said = new List<string>();
        while (rows.Read()) said.Add(rows.GetString(0));
        return said.Where(line => line != "ok");
    }
}
