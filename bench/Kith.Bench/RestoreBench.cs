using System.Diagnostics;
using System.Security.Cryptography;
using Kith.Cli;

namespace Kith.Bench;

/// <summary>How fast a house comes back from its back-up, beside the least that could cost: reading, hashing and copying the same bytes once.</summary>
static class RestoreBench
{
    const double Gigabyte = 1e9;
    const int Files = 512, FileSize = 1 << 20;

    public static async Task RunAsync(List<string> only)
    {
        Figures.Machine();
        var messages = ListsBench.Number(only, "messages=", 1_000_000);
        foreach (var postgres in new[] { false, true })
            if (!only.Contains(postgres ? "sqlite" : "postgres")) await RestoreAsync(postgres, messages);
        Console.WriteLine($"load after: {Figures.Load()}");
    }

    static async Task RestoreAsync(bool postgres, long messages)
    {
        await using var ground = await Ground.PrepareAsync(postgres);
        await new History(ground, messages / 10, messages).WriteAsync();
        WriteFiles(Path.Combine(ground.Settings.DataFolder, "attachments"));
        var backup = Path.Combine(Path.GetTempPath(), $"kith-backup-{Guid.NewGuid():N}");
        try
        {
            TimeSpan took;
            using (var folder = new DataFolder(ground.Settings.DataFolder))
            await using (var store = await OpenStore.OpenAsync(ground.Settings, folder, TimeProvider.System, CancellationToken.None))
            {
                var began = Stopwatch.GetTimestamp();
                await new Backup(ground.Settings, folder, store, TimeProvider.System).RunAsync(backup, CancellationToken.None);
                took = Stopwatch.GetElapsedTime(began);
            }
            Figures.Say($"{ground.Name} back-up of {messages} messages and {Files} files", took.TotalSeconds, "s");

            await using var elsewhere = await Ground.EmptyAsync(postgres);
            using (var folder = new DataFolder(elsewhere.Settings.DataFolder))
            {
                var began = Stopwatch.GetTimestamp();
                if (await new Restore(elsewhere.Settings, folder).RunAsync(backup, TextWriter.Null, CancellationToken.None) != 0) throw new InvalidOperationException("The back-up was not taken.");
                took = Stopwatch.GetElapsedTime(began);
            }
            var size = await elsewhere.SizeAsync();
            Figures.Say($"{ground.Name} restored", size / Gigabyte, "GB");
            Figures.Say($"{ground.Name} restore", took.TotalSeconds, "s");
            Figures.Say($"{ground.Name} restored a minute", size / Gigabyte / took.TotalMinutes, "GB", ">= 1");
            Figures.Say($"{ground.Name} restore to a plain copy of as many bytes", took / Least(size), "times");
        }
        finally
        {
            if (Directory.Exists(backup)) Directory.Delete(backup, recursive: true);
        }
    }

    static void WriteFiles(string folder)
    {
        Directory.CreateDirectory(folder);
        for (var i = 0; i < Files; i++) File.WriteAllBytes(Path.Combine(folder, $"{i}"), RandomNumberGenerator.GetBytes(FileSize));
    }

    static TimeSpan Least(long size)
    {
        var (from, to) = (Path.GetTempFileName(), Path.GetTempFileName());
        try
        {
            var block = RandomNumberGenerator.GetBytes(FileSize);
            using (var written = File.OpenWrite(from))
                for (var left = size; left > 0; left -= FileSize) written.Write(block);
            var began = Stopwatch.GetTimestamp();
            using (var read = File.OpenRead(from)) SHA256.HashData(read);
            File.Copy(from, to, overwrite: true);
            return Stopwatch.GetElapsedTime(began);
        }
        finally
        {
            File.Delete(from);
            File.Delete(to);
        }
    }
}
