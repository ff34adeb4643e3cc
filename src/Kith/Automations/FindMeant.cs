using System.Runtime.CompilerServices;

namespace Kith.Automations;

/// <summary>The cases that are meant by an automation, each with the time of what happened to it.</summary>
sealed class FindMeant(KithDb db, Automation automation, HouseHours house)
{
    /// <summary>What came due longer ago is left alone: nobody wants to be surprised by what should have been done last month.</summary>
    static readonly TimeSpan late = TimeSpan.FromDays(7);
    /// <summary>A house is closed for so long at most.</summary>
    static readonly TimeSpan longestClosed = TimeSpan.FromDays(60);

    readonly WantedWords words = new(automation.Conditions.Words);

    public static async Task<FindMeant> OfAsync(KithDb db, Automation automation, CancellationToken stop) => new(db, automation, await db.HouseHoursAsync(stop));

    /// <summary>Those whose time has come, and to which it was not done yet; the longest ago first.</summary>
    public async IAsyncEnumerable<MeantCase> DueAsync(DateTime now, [EnumeratorCancellation] CancellationToken stop)
    {
        var reach = late + (automation.InOpenHours ? longestClosed + TimeSpan.FromDays(automation.Hours) : TimeSpan.FromHours(automation.Hours));
        var from = automation.OnSince is { } on && on > now - reach ? on : now - reach;
        var fresh = Happened().Where(one => !db.AutomationRuns.Any(run => run.AutomationId == automation.Id && run.CaseId == one.Case.Id && run.Since == one.Since));
        await foreach (var one in BetweenAsync(fresh, from, now, stop))
            if (DueOf(one) >= now - late) yield return one;
    }

    /// <summary>Those whose time has come, of what happened since then, whatever was done to them.</summary>
    public IAsyncEnumerable<MeantCase> SinceAsync(DateTime from, DateTime now, CancellationToken stop) => BetweenAsync(Happened(), from, now, stop);

    /// <summary>Whether it is as it was when it was found: nobody has said or done anything in between that makes it another case.</summary>
    public async Task<bool> IsStillAsync(MeantCase found, DateTime now, CancellationToken stop) =>
        await Seen(Happened().Where(one => one.Case.Id == found.Id && one.Since == found.Since)).SingleOrDefaultAsync(stop) is { } one && Fits(one) && DueOf(one) <= now;

    async IAsyncEnumerable<MeantCase> BetweenAsync(IQueryable<Happening> happened, DateTime from, DateTime now, [EnumeratorCancellation] CancellationToken stop)
    {
        var latest = now.AddHours(-automation.Hours);
        await foreach (var one in Seen(happened.Where(one => one.Since >= from && one.Since <= latest).OrderBy(one => one.Since).ThenBy(one => one.Case.Id)).AsAsyncEnumerable().WithCancellation(stop))
            if (Fits(one) && DueOf(one) <= now) yield return one;
    }

    IQueryable<Happening> Happened()
    {
        var cases = Fitting(db.Cases.AsNoTracking().Where(c => c.RootId == c.Id), automation.Conditions);
        return automation.When switch
        {
            AutomationWhen.Opened => cases.Running.Select(c => new Happening { Case = c, Since = c.OpenedAt }),
            AutomationWhen.Written => Heard(cases).Select(c => new Happening { Case = c, Since = c.LastAt }),
            // The clock runs from the first word that nobody answered.
            AutomationWhen.Unanswered => Heard(cases).Select(c => new Happening
            {
                Case = c,
                Since = db.Moments.Where(m => m.CaseId == c.Id && m.Direction == Direction.In && !db.Moments.Any(our => our.CaseId == c.Id && our.Direction == Direction.Out && our.At >= m.At)).Min(m => (DateTime?)m.At) ?? c.LastAt,
            }),
            AutomationWhen.Silent => cases.Where(c => (c.State == CaseState.Open || c.State == CaseState.Waiting) && c.LastDirection == Direction.Out).Select(c => new Happening { Case = c, Since = c.LastAt }),
            _ => cases.Where(c => c.ClosedAt != null).Select(c => new Happening { Case = c, Since = c.ClosedAt!.Value }),
        };
    }

    static IQueryable<Case> Heard(IQueryable<Case> cases) => cases.Where(c => c.State == CaseState.Open && c.LastDirection == Direction.In);

    IQueryable<Case> Fitting(IQueryable<Case> cases, AutomationConditions asked)
    {
        if (asked.Departments is { Count: > 0 } departments) cases = cases.Where(c => departments.Contains(c.DepartmentId));
        if (asked.Branches is { Count: > 0 } branches) cases = cases.Where(c => branches.Contains(c.BranchId!.Value));
        if (asked.Channels is { Count: > 0 } channels) cases = cases.Where(c => db.Connections.Any(k => k.Id == c.ConnectionId && channels.Contains(k.Channel)));
        if (asked.Unowned is { } isUnowned) cases = cases.Where(c => (c.OwnerId == null) == isUnowned);
        return asked.InPublic is { } inPublic ? cases.Where(c => (c.LastVisibility == Timelines.Visibility.Public) == inPublic) : cases;
    }

    /// <summary>With what is asked for, and nothing besides.</summary>
    IQueryable<MeantCase> Seen(IQueryable<Happening> happened)
    {
        var (asksWords, asksLanguage) = (words.Asks, automation.Conditions.Languages is not null);
        return happened.Select(one => new MeantCase
        {
            Id = one.Case.Id,
            Number = one.Case.Number,
            PersonId = one.Case.PersonId,
            PersonName = one.Case.PersonName,
            Title = one.Case.Title,
            DepartmentId = one.Case.DepartmentId,
            BranchId = one.Case.BranchId,
            Tags = one.Case.Tags,
            Language = asksLanguage ? db.People.Where(p => p.Id == one.Case.PersonId).Select(p => p.Language).FirstOrDefault() : null,
            Words = asksWords ? db.Moments.Where(m => m.CaseId == one.Case.Id && m.Kind == MomentKind.Message && m.Direction == Direction.In).OrderByDescending(m => m.At).Select(m => m.Text).FirstOrDefault() : null,
            Since = one.Since,
        });
    }

    /// <summary>What no index of the database knows.</summary>
    bool Fits(MeantCase one) =>
        (automation.Conditions.Tags is not { } tags || one.Tags.Intersect(tags, StringComparer.OrdinalIgnoreCase).Any())
        && (automation.Conditions.Languages is not { } languages || (one.Language is { } spoken && languages.Any(language => ReadyRule.IsOf(language, spoken))))
        && words.AreSaid(one.Title, one.Words);

    DateTime DueOf(MeantCase one) => automation.Due(one.Since, house.Of(one.DepartmentId, one.BranchId));

    sealed class Happening
    {
        public required Case Case { get; init; }

        public DateTime Since { get; init; }
    }
}

/// <param name="Words">What the person said last, where words are asked for.</param>
sealed record MeantCase
{
    public Guid Id { get; init; }
    public long Number { get; init; }
    public Guid PersonId { get; init; }
    public string? PersonName { get; init; }
    public string? Title { get; init; }
    public Guid DepartmentId { get; init; }
    public Guid? BranchId { get; init; }
    public required List<string> Tags { get; init; }
    public string? Language { get; init; }
    public string? Words { get; init; }
    public DateTime Since { get; init; }
}
