using System.Text.Json;

namespace Kith.Calls;

/// <summary>Somebody rang and nobody took it: the call continues a case or opens one, and a call back is promised.</summary>
static class OweCallBack
{
    /// <param name="call">The call; it stands in the case from now on.</param>
    /// <param name="heard">What the inbox shows as the newest word.</param>
    public static async Task OweAsync(this KithDb db, PersonGroup group, Moment call, Moment heard, Guid? department, WhoIsIn here, DateTime now, CancellationToken stop)
    {
        if (group.StrictestBlock is Block.Blocked or Block.Spam) return;

        var running = await db.ChooseCaseAsync(group, null, call.ConnectionId ?? Guid.Empty, call.ThreadKey ?? "", stop);
        if (group.StrictestBlock == Block.Muted && running is null) return;

        var channel = call.ConnectionId is { } line ? await db.Connections.Where(c => c.Id == line).Select(c => c.Channel).SingleAsync(stop) : null;
        var kase = running ?? await db.StartCaseAsync(group.Root, null, null, new(channel, call.ConnectionId, department, Text: heard.Text, Here: here), Actor.System, now, stop);
        (call.CaseId, heard.CaseId) = (kase.Id, kase.Id);
        var house = await db.HouseHoursAsync(stop);
        var term = house.AnswerOf(running is null ? PromiseKind.FirstAnswer : PromiseKind.NextAnswer, kase.DepartmentId, kase.BranchId, channel, now);
        var owed = running is null || kase.State == CaseState.Open ? [] : await db.RunningPromisesAsync(kase, stop);
        foreach (var promise in owed) promise.Resume(house, now);
        if (!kase.Hear(heard, term.Due, owed.FirstAnswer())) return;

        if (running is null) kase.PromiseKind = PromiseKind.FirstAnswer;
        db.Add(Promise.By(term, kase, kase.PromiseKind, now));
        db.Add(new Moment
        {
            WorkspaceId = db.WorkspaceId,
            Id = Ids.New(now),
            PersonId = call.PersonId,
            CaseId = kase.Id,
            At = now,
            RecordedAt = now,
            Kind = MomentKind.Promised,
            Visibility = Visibility.Internal,
            AuthorKind = AuthorKind.System,
            Detail = new() { ["kind"] = JsonNamingPolicy.CamelCase.ConvertName(kase.PromiseKind.ToString()), ["due"] = term.Due },
        });
    }
}
