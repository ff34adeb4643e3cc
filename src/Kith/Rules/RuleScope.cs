using Kith.Channels;

namespace Kith.Rules;

/// <summary>Where a rule counts, as somebody wrote it: every name in it is one we know.</summary>
static class RuleScope
{
    public static async Task<List<Guid>> TeammatesAsync(KithDb db, IReadOnlyList<Guid>? said, string field, CancellationToken stop) =>
        Known(said, await db.Teammates.Where(t => t.LeftAt == null).Select(t => t.Id).ToListAsync(stop), field, "There is no such teammate.");

    public static async Task<List<Guid>> DepartmentsAsync(KithDb db, IReadOnlyList<Guid>? said, CancellationToken stop) =>
        Known(said, await db.Departments.Select(d => d.Id).ToListAsync(stop), "departments", "There is no such department.");

    public static async Task<List<Guid>> BranchesAsync(KithDb db, IReadOnlyList<Guid>? said, CancellationToken stop) =>
        Known(said, await db.Branches.Select(b => b.Id).ToListAsync(stop), "branches", "There is no such branch.");

    public static List<string> Channels(ChannelRegistry channels, IReadOnlyList<string>? said) =>
        Known(said, [.. channels.All.Select(channel => channel.Id)], "channels", UnknownChannel.Words(channels.All.Select(channel => channel.Id)));

    static List<T> Known<T>(IReadOnlyList<T>? said, List<T> known, string field, string words) =>
        (said ?? []).All(known.Contains) ? [.. (said ?? []).Distinct()] : throw Refusal.Field(field, words);
}
