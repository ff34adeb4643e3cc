namespace Kith.Asks;

/// <summary>What each deed on an ask needs: who does it, when, and the ask itself.</summary>
sealed record AskDesk(Teammate Me, Desk Desk, KithDb Db, TimeProvider Clock, CancellationToken Stop)
{
    public DateTime Now { get; } = Clock.Now;

    public Actor By => Actor.Of(Me);

    public Caller Caller => Desk.Caller!;

    public Task<Ask> FindAsync(Guid id) => Db.AskAsync(id, Stop);

    public async Task<Department> DepartmentAsync(Guid id) =>
        await Db.Departments.SingleOrDefaultAsync(d => d.Id == id, Stop) ?? throw Refusal.NotFound("There is no such department.");

    /// <summary>Says it on the timeline; the case is shown anew wherever it is listed.</summary>
    public async Task SayAsync(Ask ask, MomentKind kind, string? text, List<AttachedFile>? files = null)
    {
        var matter = await Db.MatterOfAsync(ask, Stop);
        matter.Version++;
        Db.Add(ask.Word(kind, matter, text, By, Now, (await DepartmentAsync(ask.DepartmentId)).Name, files));
    }

    /// <summary>Tells each of them once, and never whoever did it.</summary>
    public async Task TellAsync(Ask ask, NoticeKind kind, string words, params Guid?[] told)
    {
        var matter = await Db.MatterOfAsync(ask, Stop);
        foreach (var one in told.OfType<Guid>().Distinct().Where(one => one != Me.Id)) Db.Add(Notice.OfAsk(one, matter, kind, words, Now));
    }

    public async Task<Ok<AskRow>> KeepAsync(Ask ask)
    {
        await Db.SaveChangesAsync(Stop);
        return TypedResults.Ok(await Db.RowAsync(ask, Caller, Stop));
    }
}
