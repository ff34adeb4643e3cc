namespace Kith.Retention;

/// <summary>Takes the bytes of fading files that nobody names any more. The walk through all that was said holds up nobody; what was said since is asked again before they go.</summary>
sealed class SweepFiles(Store store, KeptFiles files, TimeProvider clock)
{
    const int Most = 10_000;
    static readonly TimeSpan brought = TimeSpan.FromDays(1), apart = TimeSpan.FromMinutes(10);

    public async Task RunAsync(Guid workspace, CancellationToken stop)
    {
        var begun = Ids.New(clock.Now - apart);
        List<string> fading, alone;
        await using (var read = await store.ReadAsync(workspace, stop))
        {
            fading = await read.Db.FadingFiles.OrderBy(file => file.At).ThenBy(file => file.Hash).Select(file => file.Hash).Take(Most).ToListAsync(stop);
            if (fading.Count == 0) return;
            alone = [.. await read.Db.UnnamedAsync(fading, [], null, stop)];
        }

        await using (var work = await store.WriteAsync(workspace, Actor.System, "take away files that nothing names", stop))
        {
            var (db, lately) = (work.Db, clock.Now - brought);
            alone = [.. await db.UnnamedAsync(alone, [], begun, stop)];
            alone = [.. alone.Except(await db.BroughtFiles.Where(b => alone.Contains(b.Hash) && b.At >= lately).Select(b => b.Hash).ToListAsync(stop))];
            await db.Attachments.Where(a => alone.Contains(a.Hash)).ExecuteDeleteAsync(stop);
            await db.FadingFiles.Where(file => fading.Contains(file.Hash)).ExecuteDeleteAsync(stop);
            if (alone.Count > 0) work.Note($"{alone.Count} files");
            await work.CommitAsync(stop);
        }
        foreach (var hash in alone) files.Forget(workspace, hash);
    }
}
