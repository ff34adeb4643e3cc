namespace Kith.Conversations;

/// <summary>Whether the caller reaches these bytes: through a moment in sight that carries them, or because they are the house's own.</summary>
static class ReachFiles
{
    public static async Task<bool> MayAsync(KithDb db, string hash, Guid? moment, CancellationToken stop)
    {
        if (!db.Sight.IsNarrow && moment is null) return true;
        if (moment is { } id) return await db.Moments.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, stop) is { } told && Names(told, hash);
        return await db.Teammates.AnyAsync(t => t.PictureHash == hash, stop) || await db.DocumentVersions.AnyAsync(v => v.Hash == hash, stop);
    }

    static bool Names(Moment moment, string hash) =>
        (moment.Attachments ?? []).Any(file => file.Hash == hash) || (hash.Length == 64 && moment.Detail?.ToJsonString().Contains(hash, StringComparison.Ordinal) == true);
}
