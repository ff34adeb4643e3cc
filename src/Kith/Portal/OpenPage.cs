namespace Kith.Portal;

/// <summary>
/// Who stands before a person's page, by the token in its address. Forged, expired, ended, another house's, of an address that is nobody's or
/// several people's now: nothing, and always the same nothing.
/// </summary>
sealed class OpenPage(Store store, FindWorkspace find, TimeProvider clock)
{
    public async Task<T?> ReadAsync<T>(HttpRequest request, string token, Func<PageOpened, Task<T>> show, CancellationToken stop) where T : class
    {
        if (await WorkspaceAsync(request, token, stop) is not { } workspace) return null;

        await using var work = await store.ReadAsync(workspace, stop);
        return await FindAsync(work.Db, token, stop) is { } opened ? await show(opened) : null;
    }

    /// <summary>Changes something in the person's name; false where the token opens nothing.</summary>
    public async Task<bool> ChangeAsync(HttpRequest request, string token, string deed, Func<PageOpened, Task> change, CancellationToken stop)
    {
        if (await WorkspaceAsync(request, token, stop) is not { } workspace) return false;

        await using var work = await store.WriteAsync(workspace, new Actor(AuthorKind.Person, null), deed, stop);
        if (await FindAsync(work.Db, token, stop) is not { } opened) return false;

        await change(opened);
        await work.CommitAsync(stop);
        return true;
    }

    async Task<Guid?> WorkspaceAsync(HttpRequest request, string token, CancellationToken stop) =>
        RecognizeCaller.WorkspaceIn(token) is { } workspace && (await find.OfAsync(request, stop))?.Id == workspace ? workspace : null;

    async Task<PageOpened?> FindAsync(KithDb db, string token, CancellationToken stop)
    {
        var (hash, now) = (RecognizeCaller.Hash(token), clock.Now);
        if (await db.PageKeys.AsNoTracking().SingleOrDefaultAsync(k => k.TokenHash == hash && k.RevokedAt == null && k.ExpiresAt > now, stop) is not { } key) return null;
        // An address that passed to somebody else, or to several, shows them nothing of who had it.
        if (await db.Handles.AsNoTracking().SingleOrDefaultAsync(h => h.Id == key.HandleId && !h.Shared && h.PersonId == key.PersonId, stop) is not { } handle) return null;
        if (await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Id == handle.PersonId && p.TakenBackAt == null, stop) is null) return null;

        return new(db, key, handle, await PersonGroup.FindAsync(db, handle.PersonId, stop), await db.Workspaces.AsNoTracking().SingleAsync(stop));
    }
}

/// <summary>A person before their own page: with everybody merged into them, who are one.</summary>
sealed record PageOpened(KithDb Db, PageKey Key, Handle Handle, PersonGroup Group, Workspace House)
{
    /// <summary>What they and we said to each other, as far as it arrived: no note, nothing internal, nothing of anybody else.</summary>
    public IQueryable<Moment> Said => CopyConversation.Said(Db, Group);

    public TimeZoneInfo Zone => WriteCopy.ZoneOf(Group.Root, House);

    public PageWords Words => PageWords.In(Group.Root.Language ?? House.Language);
}
