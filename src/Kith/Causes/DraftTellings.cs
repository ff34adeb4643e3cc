namespace Kith.Causes;

/// <summary>One draft for each person who spoke of a cause: in their language, answering what they said, in public where they said it in public.</summary>
sealed class DraftTellings(KithDb db, Teammate me, DateTime now)
{
    /// <summary>Who has a draft keeps it; who was told and spoke of it again is told again.</summary>
    public async Task DraftAsync(Cause cause, CancellationToken stop)
    {
        var told = await db.Tellings.Where(t => t.CauseId == cause.Id).Join(db.People, t => t.PersonId, p => p.Id, (t, p) => new { p.RootId, Telling = t }).ToListAsync(stop);
        var before = told.GroupBy(t => t.RootId).ToDictionary(t => t.Key, t => t.Select(one => one.Telling).MaxBy(one => one.ToldAt ?? DateTime.MaxValue)!);
        foreach (var (root, said) in await WhatTheySaidAsync(cause, stop))
            if (!before.TryGetValue(root, out var telling)) db.Add(await NewAsync(cause, root, said.Answers, stop));
            else if (telling.State == TellingState.Told && said.Newest > telling.ToldAt)
            {
                telling.Again(said.Answers);
                telling.Text = await WordsAsync(cause, telling, stop);
            }
    }

    /// <summary>The words for everybody in the place of what nobody wrote by hand.</summary>
    public async Task SayAgainAsync(Cause cause, CancellationToken stop)
    {
        foreach (var telling in await db.Tellings.Where(t => t.CauseId == cause.Id && !t.IsEdited && (t.State == TellingState.Draft || t.State == TellingState.CouldNot)).ToListAsync(stop))
            telling.Write(await WordsAsync(cause, telling, stop), byHand: false);
    }

    /// <summary>The words for this person: in public their name is left out, for only they may say there who they are.</summary>
    public async Task<string> WordsAsync(Cause cause, Telling telling, CancellationToken stop)
    {
        var group = await PersonGroup.FindAsync(db, telling.PersonId, stop);
        var said = telling.AnswersId is { } id ? await db.Moments.SingleOrDefaultAsync(m => m.Id == id, stop) : null;
        var number = said?.CaseId is { } kase ? await db.Cases.Where(c => c.Id == kase).Select(c => (long?)c.Number).SingleOrDefaultAsync(stop) : null;
        var workspace = await db.Workspaces.AsNoTracking().SingleAsync(stop);
        var fields = (await db.FrameAsync(group.Root, cause.DepartmentId, number, me.Name, workspace, stop)).Fields;
        if (said?.PostId is not null && telling.HandleId is null) foreach (var name in new[] { "name", "person.name", "person.first_name" }) fields[name] = "";
        return FilledWords.Fill(InLanguage(cause, telling.Language), fields);
    }

    async Task<Telling> NewAsync(Cause cause, Guid person, Guid? answers, CancellationToken stop)
    {
        var telling = new Telling
        {
            WorkspaceId = cause.WorkspaceId,
            Id = Ids.New(now),
            CauseId = cause.Id,
            PersonId = person,
            AnswersId = answers,
            Language = await db.People.Where(p => p.Id == person).Select(p => p.Language).SingleAsync(stop),
            Text = "",
        };
        telling.Text = await WordsAsync(cause, telling, stop);
        return telling;
    }

    static string InLanguage(Cause cause, string? language) =>
        new[] { language ?? "", (language ?? "").Split('-')[0], "" }.Select(one => cause.Said?[one]?.ToString()).FirstOrDefault(said => said is not null) ?? "";

    /// <summary>
    /// By person: what of theirs is answered, and when they last spoke of it. What still stands in public comes first, for people read the question
    /// there; else their newest word.
    /// </summary>
    async Task<Dictionary<Guid, (Guid? Answers, DateTime Newest)>> WhatTheySaidAsync(Cause cause, CancellationToken stop)
    {
        var gathered = db.CauseAbouts.Where(a => a.CauseId == cause.Id);
        var heard = db.Moments.Where(m => m.Direction == Direction.In && m.Kind == MomentKind.Message && (m.ConnectionId != null || m.PostId != null));
        var inCases = db.AllCasesOf(gathered.Where(a => a.What == AboutWhat.Case)).Join(heard, c => (Guid?)c.CaseId, m => m.CaseId, (_, m) => m.Id);
        var byThemselves = gathered.Where(a => a.What == AboutWhat.Moment).Select(a => a.AboutId);
        var said = await db.Moments.Where(m => inCases.Contains(m.Id) || byThemselves.Contains(m.Id)).Join(db.People, m => m.PersonId, p => p.Id, (m, p) => new Said(
            p.RootId, m.Id, m.At, m.Kind == MomentKind.Message, m.PostId != null && !db.Moments.Any(change => change.ReplyTo == m.Id && change.Kind == MomentKind.Withdrawn))).ToListAsync(stop);
        var everybody = await gathered.Join(db.People, a => a.PersonId, p => p.Id, (a, p) => p.RootId).Distinct().ToListAsync(stop);
        var byPerson = said.ToLookup(one => one.Person);
        return everybody.ToDictionary(person => person, person => (
            byPerson[person].Where(one => one.IsMessage).OrderByDescending(one => one.StandsInPublic).ThenByDescending(one => one.At).Select(one => (Guid?)one.Id).FirstOrDefault(),
            byPerson[person].Select(one => one.At).DefaultIfEmpty(DateTime.MinValue).Max()));
    }

    sealed record Said(Guid Person, Guid Id, DateTime At, bool IsMessage, bool StandsInPublic);
}
