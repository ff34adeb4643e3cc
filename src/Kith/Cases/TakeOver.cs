namespace Kith.Cases;

/// <summary>Where a department says so, only the owner of a case answers in it; whoever else wants to takes it over first, in a step that everybody sees.</summary>
static class TakeOver
{
    public static async Task AnswerAsOwnerAsync(this KithDb db, Case kase, Teammate me, bool takesOver, DateTime now, CancellationToken stop)
    {
        if (kase.IsClosed || kase.OwnerId is not { } owner || owner == me.Id) return;

        var department = await db.Departments.SingleAsync(d => d.Id == kase.DepartmentId, stop);
        if (!takesOver && !department.OnlyOwnerAnswers) return;
        if (!takesOver) throw await RefusalAsync(db, "owned_by_another", owner, "has this case. Take it over to answer", stop);

        if (kase.Assign(me, department, Actor.Of(me), now) is { } moment) db.AddRange(moment, Notice.TakenOver(owner, kase, moment, me, now));
    }

    /// <summary>Says who has it.</summary>
    public static async Task<Refusal> RefusalAsync(KithDb db, string code, Guid owner, string words, CancellationToken stop)
    {
        var name = await db.Teammates.Where(t => t.Id == owner).Select(t => t.Name).SingleAsync(stop);
        return new(code, $"{name} {words}.") { More = new Dictionary<string, object?> { ["ownerId"] = owner, ["ownerName"] = name } };
    }
}
