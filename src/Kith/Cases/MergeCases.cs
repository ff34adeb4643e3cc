namespace Kith.Cases;

/// <summary>POST /api/cases/{number}/merges and DELETE …/{id}: two cases of one person are one matter, or were not after all.</summary>
static class MergeCases
{
    public sealed record MergeInto(long Into);

    public sealed record CaseMerge(Guid Id, long Number, long Into);

    public static void MapMergeCases(this RouteGroupBuilder cases)
    {
        cases.MapPost("/{number:long}/merges", MergeAsync).Allow(Role.Teammate);
        cases.MapDelete("/{number:long}/merges/{id:guid}", UnmergeAsync).Allow(Role.Teammate);
    }

    static async Task<Created<CaseMerge>> MergeAsync(long number, MergeInto asked, [AsParameters] CaseDesk desk)
    {
        var from = await desk.FindAsync(number);
        var into = await desk.FindAsync(asked.Into);
        if (from.Id == into.Id) throw new Refusal("same_case", "That is the same case.");
        if (!(await PersonGroup.FindAsync(desk.Db, from.PersonId, desk.Stop)).Ids.Contains(into.PersonId))
            throw new Refusal("other_person", "Only cases of one person are one matter. If they are the same person, merge the people first.");

        var link = new Link
        {
            WorkspaceId = from.WorkspaceId,
            Id = Ids.New(desk.Now),
            What = Linked.Case,
            FromId = from.Id,
            ToId = into.Id,
            Evidence = "a teammate said so",
            By = desk.Me.Id,
            At = desk.Now,
        };
        var members = await desk.Db.Cases.MergedInto(from.Id).ToListAsync(desk.Stop);
        desk.Db.AddRange(link, from.MergeInto(into, link, desk.By, desk.Now));
        foreach (var member in members) member.GoOnIn(into.Id);
        await desk.Db.CarryAsksAsync([from.Id, .. members.Select(m => m.Id)], into.Id, desk.Stop);
        return TypedResults.Created($"/api/cases/{number}/merges/{link.Id}", new CaseMerge(link.Id, number, asked.Into));
    }

    static async Task<Ok<CaseRow>> UnmergeAsync(long number, Guid id, [AsParameters] CaseDesk desk)
    {
        var asked = await desk.Db.Cases.NumberedAsync(number, desk.Stop);
        var link = await desk.Db.Links.SingleOrDefaultAsync(l => l.Id == id && l.What == Linked.Case && l.UndoneAt == null, desk.Stop) ?? throw Refusal.NotFound();
        var from = await desk.Db.Cases.SingleAsync(c => c.Id == link.FromId, desk.Stop);
        if (from.RootId != asked.RootId) throw Refusal.NotFound();

        (link.UndoneBy, link.UndoneAt) = (desk.Me.Id, desk.Now);
        await StandAloneAsync(desk, from);
        var merges = await desk.Db.Moments.Where(m => m.CaseId == from.Id && m.Kind == MomentKind.CaseMerged).OrderByDescending(m => m.At).ToListAsync(desk.Stop);
        var merge = merges.First(m => (string?)m.Detail?["link"] == link.Id.ToString());
        return await desk.KeepAsync(from, from.Unmerge(merge, desk.By, desk.Now, LookAgain.Soon(await desk.HoursAsync(), from, desk.Now)));
    }

    /// <summary>Whatever was merged into this case comes away with it.</summary>
    static async Task StandAloneAsync(CaseDesk desk, Case from)
    {
        var family = await desk.Db.Cases.MergedInto(from.RootId).ToListAsync(desk.Stop);
        var ids = family.Select(c => c.Id).ToList();
        var links = await desk.Db.Links.Where(l => l.What == Linked.Case && l.UndoneAt == null && ids.Contains(l.FromId)).ToDictionaryAsync(l => l.FromId, l => l.ToId, desk.Stop);
        links.Remove(from.Id);
        var own = family.Where(c => c.Id != from.Id && RootOf(c.Id, links) == from.Id).ToList();
        foreach (var member in own) member.GoOnIn(from.Id);
        await desk.Db.CarryAsksAsync([from.Id, .. own.Select(c => c.Id)], from.Id, desk.Stop);
    }

    static Guid RootOf(Guid one, Dictionary<Guid, Guid> links) => links.TryGetValue(one, out var next) ? RootOf(next, links) : one;
}
