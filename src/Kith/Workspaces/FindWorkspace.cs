using Microsoft.Extensions.Caching.Memory;

namespace Kith.Workspaces;

/// <summary>
/// Which workspace does a request speak to, before anybody is recognised? The one whose host name it names; else the one that has
/// none. Where there is only one workspace, that one.
/// </summary>
sealed class FindWorkspace(Store store, IMemoryCache remembered)
{
    static readonly TimeSpan memory = TimeSpan.FromSeconds(2);

    public async Task<WorkspaceAddress?> OfAsync(HttpRequest request, CancellationToken stop)
    {
        var all = await AllAsync(stop);
        if (all.Count == 1) return all[0];

        var nameless = all.Where(w => w.Host is null).ToList();
        return all.FirstOrDefault(w => string.Equals(w.Host, request.Host.Host, StringComparison.OrdinalIgnoreCase))
            ?? (nameless.Count == 1 ? nameless[0] : null);
    }

    /// <summary>The workspace that was founded first; in the demo it is the only one.</summary>
    public async Task<WorkspaceAddress?> OldestAsync(CancellationToken stop) => await AllAsync(stop) is [var oldest, ..] ? oldest : null;

    public async Task<bool> AnyAsync(CancellationToken stop) => (await AllAsync(stop)).Count > 0;

    public void Forget() => remembered.Remove(nameof(FindWorkspace));

    async Task<IReadOnlyList<WorkspaceAddress>> AllAsync(CancellationToken stop)
    {
        if (remembered.TryGetValue(nameof(FindWorkspace), out IReadOnlyList<WorkspaceAddress>? known)) return known!;

        await using var work = await store.ReadAcrossAsync(stop);
        var all = await work.Db.Workspaces.IgnoreQueryFilters().OrderBy(w => w.CreatedAt).Select(w => new WorkspaceAddress(w.WorkspaceId, w.Name, w.Host)).ToListAsync(stop);
        return remembered.Set<IReadOnlyList<WorkspaceAddress>>(nameof(FindWorkspace), all, memory);
    }
}

sealed record WorkspaceAddress(Guid Id, string Name, string? Host);
