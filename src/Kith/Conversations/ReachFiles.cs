namespace Kith.Conversations;

/// <summary>Whether the caller reaches these bytes: through a moment in sight that carries them, because they brought them, or because they are the house's own.</summary>
static class ReachFiles
{
    public static async Task<bool> MayAsync(KithDb db, string hash, Guid? moment, CancellationToken stop)
    {
        if (!db.Sight.IsNarrow && moment is null) return true;
        if (moment is { } id) return await db.Moments.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, stop) is { } told && Names(told, hash);
        return await IsTheirsAsync(db, hash, stop);
    }

    /// <summary>Whether the caller may send them on.</summary>
    /// <param name="near">The moments of whom or what it is about: what one of them carries may be sent there again.</param>
    public static async Task<bool> MaySendAsync(KithDb db, string hash, IQueryable<Moment> near, CancellationToken stop)
    {
        if (!db.Sight.IsNarrow || await IsTheirsAsync(db, hash, stop)) return true;
        await foreach (var told in near.AsNoTracking().Where(m => m.Attachments != null || m.Detail != null).AsAsyncEnumerable().WithCancellation(stop))
            if (Names(told, hash)) return true;
        return false;
    }

    static async Task<bool> IsTheirsAsync(KithDb db, string hash, CancellationToken stop)
    {
        var me = db.Sight.Of;
        return await db.BroughtFiles.AnyAsync(b => b.Hash == hash && b.TeammateId == me, stop)
            || await db.Teammates.AnyAsync(t => t.PictureHash == hash, stop) || await db.DocumentVersions.AnyAsync(v => v.Hash == hash, stop);
    }

    static bool Names(Moment moment, string hash) =>
        (moment.Attachments ?? []).Any(file => file.Hash == hash) || (hash.Length == 64 && moment.Detail?.ToJsonString().Contains(hash, StringComparison.Ordinal) == true);
}
