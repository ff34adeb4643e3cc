namespace Kith.Rules;

/// <summary>
/// Who approves: those the rule names, or the head of the department; when they do not come to it in the open time they have, the stand-in or the head;
/// at last the owners. Whoever is away or wrote it is passed over.
/// </summary>
static class ApprovalLadder
{
    const int Top = 2;

    /// <summary>The first rule that concerns these words and for which somebody else could approve; a house of one is not kept from speaking.</summary>
    public static async Task<ApprovalRule?> AskingAsync(this KithDb db, IReadOnlyList<ApprovalRule> rules, Writing one, DateTime now, CancellationToken stop)
    {
        var asking = rules.FirstOrDefault(rule => rule.Concerns(one, now));
        return asking is not null && await db.Teammates.AnyAsync(t => t.Id != one.By.Id && t.LeftAt == null && t.Role >= Role.Teammate, stop) ? asking : null;
    }

    /// <summary>Asks the next who can be asked, and tells them; at the top it waits there.</summary>
    public static async Task ClimbAsync(this KithDb db, Approval approval, int from, DateTime now, CancellationToken stop)
    {
        var rule = await db.ApprovalRules.SingleOrDefaultAsync(r => r.Id == approval.RuleId, stop);
        var head = await db.Departments.Where(d => d.Id == approval.DepartmentId).Select(d => d.HeadId).SingleOrDefaultAsync(stop);
        var team = await db.Teammates.Where(t => t.LeftAt == null && t.Role >= Role.Teammate && t.Id != approval.AuthorId).ToListAsync(stop);
        var house = await db.HouseHoursAsync(stop);
        var due = house.Of(approval.DepartmentId, approval.BranchId).Add(now, TimeSpan.FromMinutes(rule?.Minutes ?? 60));
        for (var step = from; step <= Top; step++)
        {
            var whom = team.Where(one => IsOn(step, one, rule, head) && !one.IsAway(now)).Select(one => one.Id).Order().ToList();
            if (whom.Count == 0 || (step > 0 && whom.SequenceEqual(approval.WaitsFor))) continue;

            db.Tell(approval, whom, step, now);
            approval.AskNow(step, whom, due, step < Top ? due : null);
            return;
        }
        if (approval.WaitsFor.Count > 0)
        {
            approval.AskNow(Top, approval.WaitsFor, approval.Due, null);
            return;
        }
        // Everybody on the way is away or wrote it themselves: whoever of the admins, or else of the team, looks first.
        var anybody = team.Where(one => one.Role >= Role.Admin).Select(one => one.Id).DefaultIfEmpty(team.Select(one => one.Id).FirstOrDefault()).Where(id => id != Guid.Empty).ToList();
        db.Tell(approval, anybody, Top, now);
        approval.AskNow(Top, anybody, due, null);
    }

    static bool IsOn(int step, Teammate one, ApprovalRule? rule, Guid? head) => step switch
    {
        0 => rule is { Approvers: { Count: > 0 } named } ? named.Contains(one.Id) : one.Id == head,
        1 => one.Id == (rule?.StandInId ?? head),
        _ => one.Role == Role.Owner,
    };

    static void Tell(this KithDb db, Approval approval, List<Guid> whom, int step, DateTime now) => db.AddRange(whom.Select(id => NoticeOf(
        approval, id, step == 0 ? $"Words wait for your approval ({approval.RuleName})" : $"Words still wait for approval, and now for yours ({approval.RuleName})", now)));

    public static Notice NoticeOf(Approval approval, Guid to, string text, DateTime now) => new()
    {
        WorkspaceId = approval.WorkspaceId,
        Id = Ids.New(now),
        TeammateId = to,
        Kind = NoticeKind.Approval,
        At = now,
        PersonId = approval.PersonId,
        CaseId = approval.CaseId,
        MomentId = approval.MomentId,
        Text = text,
    };
}
