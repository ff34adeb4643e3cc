using System.Text.Json.Nodes;

namespace Kith.Afterwards;

/// <summary>
/// What the link in the question opens: forged, expired, another house's, or of somebody who was erased, it opens nothing, and always the same nothing.
/// </summary>
sealed class TakeAnswer(Store store, FindWorkspace find, TimeProvider clock)
{
    public async Task<AfterShown?> ReadAsync(HttpRequest request, string token, CancellationToken stop)
    {
        if (await WorkspaceAsync(request, token, stop) is not { } workspace) return null;

        await using var work = await store.ReadAsync(workspace, stop);
        return await FindAsync(work.Db, token, stop) is { } question ? await ShowAsync(work.Db, question, stop) : null;
    }

    /// <summary>Keeps the answer; what the page shows then.</summary>
    /// <param name="comment">Null leaves what they said before.</param>
    public async Task<AfterShown?> TakeAsync(HttpRequest request, string token, int answer, string? comment, CancellationToken stop)
    {
        if (await WorkspaceAsync(request, token, stop) is not { } workspace) return null;

        await using var work = await store.WriteAsync(workspace, new Actor(AuthorKind.Person, null), "answered how it was", stop);
        if (await FindAsync(work.Db, token, stop) is not { } question) return null;

        var wasUnhappy = question.Answer <= AfterQuestion.Unhappy;
        if (question.Take(answer, comment is null ? question.Comment : comment is { Length: > 0 } ? comment : null, clock.Now)) await SayAsync(work.Db, question, wasUnhappy, stop);
        var shown = await ShowAsync(work.Db, question, stop);
        await work.CommitAsync(stop);
        return shown;
    }

    async Task<Guid?> WorkspaceAsync(HttpRequest request, string token, CancellationToken stop) =>
        RecognizeCaller.WorkspaceIn(token) is { } workspace && (await find.OfAsync(request, stop))?.Id == workspace ? workspace : null;

    async Task<AfterQuestion?> FindAsync(KithDb db, string token, CancellationToken stop)
    {
        var hash = RecognizeCaller.Hash(token);
        return await db.AfterQuestions.SingleOrDefaultAsync(q => q.TokenHash == hash, stop) is { } question && question.TakesAnswers(clock.Now) ? question : null;
    }

    /// <summary>It stands on the timeline of the case; who answers for it hears of an unhappy one, once.</summary>
    async Task SayAsync(KithDb db, AfterQuestion question, bool wasUnhappy, CancellationToken stop)
    {
        var now = clock.Now;
        var kase = await db.Cases.SingleAsync(c => c.Id == question.CaseId, stop);
        if (kase.IsMerged) kase = await db.Cases.SingleAsync(c => c.Id == kase.RootId, stop);
        var moment = new Moment
        {
            WorkspaceId = question.WorkspaceId,
            Id = Ids.New(now),
            PersonId = question.PersonId,
            CaseId = kase.Id,
            At = now,
            RecordedAt = now,
            Kind = MomentKind.HowItWas,
            Visibility = Timelines.Visibility.Internal,
            AuthorKind = AuthorKind.Person,
            AuthorId = question.PersonId,
            Detail = new JsonObject { ["answer"] = question.Answer, ["comment"] = question.Comment },
        };
        db.Add(moment);
        if (question.Answer > AfterQuestion.Unhappy || wasUnhappy) return;

        var head = await db.Departments.Where(d => d.Id == kase.DepartmentId).Select(d => d.HeadId).SingleAsync(stop);
        foreach (var to in new[] { await db.AnswerableAsync(kase, stop), head }.OfType<Guid>().Distinct()) db.Add(Notice.Unhappy(to, kase, moment, now));
    }

    static async Task<AfterShown> ShowAsync(KithDb db, AfterQuestion question, CancellationToken stop)
    {
        var group = await PersonGroup.FindAsync(db, question.PersonId, stop);
        var house = await db.Workspaces.AsNoTracking().SingleAsync(stop);
        return new(AfterWords.In(group.Root.Language ?? house.Language), house.Name, question.Answer, question.Comment);
    }
}

/// <summary>What the page says, and nothing of the person or the case.</summary>
sealed record AfterShown(AfterWords Words, string House, int? Answer, string? Comment);
