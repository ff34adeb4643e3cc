using System.Text.Json.Nodes;
using Kith.Channels;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Tests.Connections.Disorder;

/// <summary>A script told by one medium while a teammate answers and every fourth answer gets lost; and what has to be so when it is over.</summary>
sealed class Storm(Medium medium) : IDisposable
{
    const int Answers = 8, Patience = 30;

    readonly Script script = new(medium.MayBeLate);
    readonly Random dice = new(4417);
    readonly Dictionary<Said, (int First, int Last)> told = [];
    readonly List<(Guid Moment, string Sign, string Words, bool IsLost)> answers = [];

    // While the store is broken on purpose nobody else needs it: that the outbox meets it then is disorder enough.
    readonly SemaphoreSlim atStore = new(1, 1);

    KithUnderTest Kith => medium.Kith;

    public async Task RageAsync()
    {
        var answering = AnswerAsync();
        await TellAsync();
        await medium.ArrivedAsync(script.All.Count);
        await answering;
        await LeaveAsync();
        await ReceiptsAsync();
    }

    /// <summary>What a Kith would do that does not ask what became of a try.</summary>
    public async Task SendUnsureAgainAsync()
    {
        await using (var work = await Kith.Store.WriteAsync(Kith.Marula.Id, Actor.System, "test", CancellationToken.None))
        {
            await work.Db.Deliveries.Where(d => d.State == DeliveryState.Unsure).ExecuteUpdateAsync(change => change.SetProperty(d => d.State, DeliveryState.Queued).SetProperty(d => d.NextAt, Life.Now));
            await work.CommitAsync(CancellationToken.None);
        }
        await LeaveAsync();
    }

    public async Task CheckAsync()
    {
        var timelines = await TimelinesAsync();
        CheckAllOnce([.. timelines.SelectMany(words => words)]);
        CheckApart(timelines);
        foreach (var words in timelines) CheckOrder([.. words.Select(text => script.All.Single(said => said.Text == text))]);
        await CheckCasesAsync();
        await CheckAnswersAsync([.. await medium.StandingAsync()]);
        Assert.Empty(await Kith.LookAtAsync(Kith.Town.Neighbour, db => db.Moments.Where(m => m.Text!.StartsWith("Words ")).ToListAsync()));
        Assert.Equal(0, await Kith.LookAsync(db => db.SetAside.CountAsync()));
    }

    public void Dispose() => atStore.Dispose();

    async Task TellAsync()
    {
        List<Said> again = [];
        for (var wave = 0; wave < script.Waves.Count || again.Count > 0; wave++)
        {
            Said[] now = [.. again, .. wave < script.Waves.Count ? script.Waves[wave] : []];
            again = wave % (script.Waves.Count / 4) == 3 ? await StumbleAsync(now, wave) : await TellAsync(now, wave);
        }
    }

    async Task<List<Said>> StumbleAsync(Said[] now, int wave)
    {
        await medium.ArrivedAsync(told.Count);
        await atStore.WaitAsync();
        try
        {
            await medium.StumbleAsync();
            var again = await TellAsync(now, wave);
            await medium.MendAsync();
            return again;
        }
        finally { atStore.Release(); }
    }

    /// <summary>Told at once; those come again that were not taken, or whose platform was not told so.</summary>
    async Task<List<Said>> TellAsync(Said[] now, int wave)
    {
        foreach (var said in now) told.TryAdd(said, (wave, int.MaxValue));
        var taken = await Task.WhenAll(now.Select(medium.TellAsync));
        var again = new List<Said>();
        foreach (var (said, isTaken) in now.Zip(taken))
        {
            if (isTaken) told[said] = told[said] with { Last = Math.Min(told[said].Last, wave) };
            if (!isTaken || dice.Next(10) == 0) again.Add(said);
        }
        return again;
    }

    async Task AnswerAsync()
    {
        for (var n = 0; n < Answers; n++)
        {
            var (person, about) = await HeardAsync(n % Script.People);
            var (words, isLost) = ($"Answer {n} to all that", n % 4 == 1);
            medium.LosesAnswers = isLost;
            var answer = await AtStoreAsync(() => medium.AnswerAsync(person, about, words));
            answers.Add((answer.Moment, answer.Sign, words, isLost));
            await UntilAsync(async () => await medium.IsTriedAsync(answer), () => $"{words} never left");
            medium.LosesAnswers = false;
        }
    }

    /// <summary>The person whose words have come by now, and one of these words.</summary>
    async Task<(Guid Person, Guid About)> HeardAsync(int person)
    {
        (Guid Person, Guid About) found = default;
        await UntilAsync(async () =>
        {
            var said = await Kith.LookAsync(db => db.Moments.Where(m => m.Direction == Direction.In && m.Text!.EndsWith($" of {person}")).Select(m => new { m.PersonId, m.Id, m.ReplyTo }).FirstOrDefaultAsync());
            if (said is not null) found = (said.PersonId, said.ReplyTo ?? said.Id);
            return said is not null;
        }, () => $"nothing of person {person} came");
        return found;
    }

    /// <summary>Until nothing more leaves by itself, and nothing more is looked up.</summary>
    Task LeaveAsync() => UntilAsync(
        () => Kith.LookAsync(async db => !await db.Deliveries.AnyAsync(d => d.State == DeliveryState.Queued || d.State == DeliveryState.Sending || (d.State == DeliveryState.Unsure && d.NextAt != null))),
        () => "some answers neither leave nor stay");

    async Task ReceiptsAsync()
    {
        if (!medium.TellsReceipts) return;

        foreach (var lost in await Kith.LookAsync(db => db.Deliveries.Where(d => d.State == DeliveryState.Unsure).Join(db.Handles, d => d.HandleId, h => h.Id, (d, h) => new { d.MomentId, d.AttemptKey, h.Value }).ToListAsync()))
            for (var times = 0; times < 2; times++) await medium.ReceiptAsync(lost.AttemptKey, lost.Value, answers.Single(answer => answer.Moment == lost.MomentId).Words);
        await Kith.CaughtUpAsync();
    }

    /// <summary>Time passes for what waits to be sent or looked up, again and again until it is so.</summary>
    async Task UntilAsync(Func<Task<bool>> isSo, Func<string> why)
    {
        var end = TimeProvider.System.GetUtcNow().AddSeconds(Patience);
        while (!await AtStoreAsync(isSo))
        {
            Assert.True(TimeProvider.System.GetUtcNow() < end, why());
            await AtStoreAsync(LetTimePassAsync);
            await Task.Delay(20);
        }
    }

    async Task<bool> LetTimePassAsync()
    {
        await using var work = await Kith.Store.WriteAsync(Kith.Marula.Id, Actor.System, "test", CancellationToken.None);
        var now = Life.Now;
        await work.Db.Deliveries.Where(d => d.NextAt > now && (d.State == DeliveryState.Queued || d.State == DeliveryState.Unsure)).ExecuteUpdateAsync(change => change.SetProperty(d => d.NextAt, now));
        await work.Db.Connections.Where(c => c.RetryAt != null).ExecuteUpdateAsync(change => change.SetProperty(c => c.RetryAt, (DateTime?)null));
        await work.CommitAsync(CancellationToken.None);
        Kith.Services.GetRequiredService<Outbox>().Wake();
        return true;
    }

    async Task<T> AtStoreAsync<T>(Func<Task<T>> work)
    {
        await atStore.WaitAsync();
        try { return await work(); }
        finally { atStore.Release(); }
    }

    /// <summary>The words on each person's timeline, as a teammate reads them.</summary>
    async Task<List<List<string>>> TimelinesAsync()
    {
        var people = await Kith.LookAsync(db => db.Moments.Where(m => m.ConnectionId == medium.Connection && m.Kind == medium.Kind && m.Direction == Direction.In).Select(m => m.PersonId).Distinct().ToListAsync());
        var timelines = new List<List<string>>();
        foreach (var person in people)
            timelines.Add([.. (await Kith.As(Cast.Rosa).GetAsync($"/api/people/{person}/timeline?limit=200"))["items"]!.AsArray().Select(row => medium.WordsOf(row!)).OfType<string>()]);
        return timelines;
    }

    void CheckAllOnce(List<string> words)
    {
        Assert.True(script.All.All(said => words.Contains(said.Text)), $"lost: {string.Join(", ", script.All.Where(said => !words.Contains(said.Text)))}");
        Assert.True(words.Count == script.All.Count, $"not once: {string.Join(", ", words.CountBy(text => text).Where(text => text.Value > 1 || script.All.All(said => said.Text != text.Key)))}");
    }

    static void CheckApart(List<List<string>> timelines)
    {
        var whose = timelines.ConvertAll(words => words.Select(text => text[^1]).Distinct().ToList());
        Assert.True(whose.TrueForAll(one => one.Count == 1), "somebody else's words are on a timeline");
        Assert.True(timelines.Count == Script.People && whose.SelectMany(one => one).Distinct().Count() == Script.People, $"{Script.People} people became {timelines.Count}");
    }

    /// <summary>By the platform's time as finely as it tells, and where that is the same by arrival: what was told at once may stand either way.</summary>
    void CheckOrder(List<Said> shown)
    {
        for (var later = 1; later < shown.Count; later++)
            for (var before = 0; before < later; before++)
            {
                var (one, other) = (shown[before], shown[later]);
                var isRight = TimeOf(one) != TimeOf(other) ? TimeOf(one) < TimeOf(other) : told[one].First <= told[other].Last;
                Assert.True(isRight, $"out of order: {one} stands before {other}");
            }
    }

    long TimeOf(Said said) => medium.Fineness is { } fineness ? said.At.Ticks / fineness.Ticks : 0;

    async Task CheckCasesAsync()
    {
        var open = await Kith.LookAsync(db => db.Cases.Where(c => c.State != CaseState.Closed).GroupBy(c => c.PersonId).Select(cases => cases.Count()).ToListAsync());
        Assert.True(open.Count == Script.People && open.TrueForAll(count => count == 1), $"not one open case for each person: {string.Join(", ", open)}");
    }

    async Task CheckAnswersAsync(List<string> standing)
    {
        foreach (var answer in answers)
        {
            var copies = standing.Count(one => one.Contains(answer.Sign, StringComparison.Ordinal));
            Assert.True(copies == 1, $"“{answer.Words}” stands there {copies} times");
        }
        foreach (var delivery in await Kith.LookAsync(db => db.Deliveries.AsNoTracking().ToListAsync()))
        {
            var expected = MayStayUnsure(answers.Single(answer => answer.Moment == delivery.MomentId).IsLost) ? DeliveryState.Unsure : DeliveryState.Sent;
            Assert.True(delivery.State == expected, $"an answer is {delivery.State} and not {expected} ({delivery.ProblemCode})");
        }
    }

    /// <summary>Where nobody can be asked and sending again might be a second copy, a person is shown that it is unsure.</summary>
    bool MayStayUnsure(bool isLost) => isLost && medium.Declared is { SendSafety: SendSafety.None or SendSafety.TagReturns, Wire: not Channels.Wire.Local } && !medium.TellsReceipts;
}
