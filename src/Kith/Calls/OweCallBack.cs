using System.Text.Json;

namespace Kith.Calls;

/// <summary>Somebody rang and nobody took it: the call continues a case or opens one, and a call back is promised.</summary>
static class OweCallBack
{
    /// <param name="call">The call; it stands in the case from now on.</param>
    /// <param name="heard">What the inbox shows as the newest word.</param>
    public static async Task OweAsync(this KithDb db, PersonGroup group, Moment call, Moment heard, Guid? department, DateTime now, CancellationToken stop)
    {
        if (group.StrictestBlock is Block.Blocked or Block.Spam) return;

        var workspace = await db.Workspaces.AsNoTracking().SingleAsync(stop);
        var running = await db.ChooseCaseAsync(group, null, call.ConnectionId ?? Guid.Empty, call.ThreadKey ?? "", stop);
        if (group.StrictestBlock == Block.Muted && running is null) return;

        var kase = running ?? await db.StartCaseAsync(group.Root, null, department, Actor.System, now, stop);
        (call.CaseId, heard.CaseId) = (kase.Id, kase.Id);
        var answerBy = PromiseClock.Due(workspace, now, running is null ? workspace.FirstAnswerMinutes : workspace.NextAnswerMinutes);
        if (!kase.Hear(heard, answerBy)) return;

        if (running is null) kase.PromiseKind = PromiseKind.FirstAnswer;
        db.Add(new Promise { WorkspaceId = db.WorkspaceId, Id = Ids.New(now), CaseId = kase.Id, Kind = kase.PromiseKind, MadeAt = now, Due = answerBy });
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
            Detail = new() { ["kind"] = JsonNamingPolicy.CamelCase.ConvertName(kase.PromiseKind.ToString()), ["due"] = answerBy },
        });
    }
}
