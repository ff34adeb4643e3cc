namespace Kith.TheirData;

/// <summary>Who names a file: messages and what belongs to them, documents, pictures of the team, words kept for later, and whoever brought one a moment ago to send it.</summary>
static class NamedFiles
{
    /// <param name="apart">People whose messages do not count.</param>
    /// <param name="after">Only moments after this one are looked through.</param>
    /// <returns>Those of the hashes that nobody names.</returns>
    public static async Task<HashSet<string>> UnnamedAsync(this KithDb db, IReadOnlyCollection<string> hashes, IReadOnlyCollection<Guid> apart, Guid? after, CancellationToken stop)
    {
        var alone = hashes.ToHashSet();
        alone.ExceptWith(await db.DocumentVersions.Where(v => hashes.Contains(v.Hash)).Select(v => v.Hash).ToListAsync(stop));
        alone.ExceptWith(await db.Teammates.Where(t => t.PictureHash != null).Select(t => t.PictureHash!).ToListAsync(stop));
        foreach (var body in await db.LaterMessages.AsNoTracking().Where(l => !apart.Contains(l.PersonId)).Select(l => l.Body).ToListAsync(stop)) alone.ExceptWith(PersonTrail.HashesIn(body.ToJsonString()));
        var moments = db.Moments.AsNoTracking().Where(m => !apart.Contains(m.PersonId) && (m.Attachments != null || m.Detail != null));
        if (after is { } place) moments = moments.Where(m => m.Id.CompareTo(place) > 0);
        await foreach (var other in moments.Select(m => new { m.Attachments, m.Detail }).AsAsyncEnumerable().WithCancellation(stop))
        {
            alone.ExceptWith((other.Attachments ?? []).Select(file => file.Hash));
            alone.ExceptWith(PersonTrail.HashesIn(other.Detail?.ToJsonString()));
        }
        return alone;
    }
}
