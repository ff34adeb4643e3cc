using System.Text.Json.Nodes;

namespace Kith.People;

/// <summary>
/// What a merge and its undoing are: one link said or ended, and <see cref="Person.RootId"/> set anew on those it concerns. No moment, case
/// or handle is touched. The links that run are a forest: each person has at most one going out, always from a root to another root.
/// </summary>
static class Merging
{
    /// <summary>Everybody of <paramref name="from"/> goes on as <paramref name="into"/>; null when they are one already.</summary>
    public static Link? Merge(PersonGroup into, PersonGroup from, string evidence, Guid? by, DateTime at)
    {
        if (into.Root.Id == from.Root.Id) return null;

        foreach (var member in from.Members) member.RootId = into.Root.Id;
        return new Link
        {
            WorkspaceId = into.Root.WorkspaceId,
            Id = Ids.New(at),
            What = Linked.Person,
            FromId = from.Root.Id,
            ToId = into.Root.Id,
            Evidence = evidence,
            By = by,
            At = at,
        };
    }

    /// <summary>Ends the link. Whoever was merged into the one it names comes away too; answers who that is.</summary>
    public static IReadOnlyList<Person> Undo(Link link, PersonGroup group, IReadOnlyList<Link> running, Guid by, DateTime at)
    {
        (link.UndoneBy, link.UndoneAt) = (by, at);
        var next = running.Where(l => l.Id != link.Id).ToDictionary(l => l.FromId, l => l.ToId);
        var apart = group.Members.Where(member => RootOf(member.Id, next) == link.FromId).ToList();
        foreach (var member in apart) member.RootId = link.FromId;
        return apart;
    }

    public static Moment Said(Link link, MomentKind kind, Guid person, string? fromName, string? toName, Guid? by, DateTime at) => new()
    {
        WorkspaceId = link.WorkspaceId,
        Id = Ids.New(at),
        PersonId = person,
        At = at,
        RecordedAt = at,
        Kind = kind,
        Visibility = Visibility.Internal,
        AuthorKind = by is null ? AuthorKind.System : AuthorKind.Teammate,
        AuthorId = by,
        Detail = new JsonObject { ["link"] = link.Id, ["from"] = link.FromId, ["fromName"] = fromName, ["to"] = link.ToId, ["toName"] = toName, ["evidence"] = link.Evidence },
    };

    static Guid RootOf(Guid one, Dictionary<Guid, Guid> next) => next.TryGetValue(one, out var to) ? RootOf(to, next) : one;
}
