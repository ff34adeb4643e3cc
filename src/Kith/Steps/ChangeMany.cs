using Kith.Channels;

namespace Kith.Steps;

/// <summary>
/// POST /api/cases/changes: one step on many cases, and what became of each. Each is done whole or not at all; one that says no stops no other. With <c>preview</c>
/// everything is tried and nothing stays.
/// </summary>
static class ChangeMany
{
    const int Most = 500;

    /// <param name="Cases">Their numbers, at most 500.</param>
    /// <param name="Filter">Instead: the first 500 that are meant by this.</param>
    /// <param name="Preview">Says what would become of each, and does nothing.</param>
    public sealed record NewChanges(IReadOnlyList<long>? Cases, CaseFilter? Filter, Step? Step, bool? Preview);

    public static void MapChangeMany(this RouteGroupBuilder api) => api.MapPost("/cases/changes", ChangeAsync).Allow(Role.Teammate);

    static async Task<Ok<ChangesRow>> ChangeAsync(NewChanges asked, Work work, ChannelRegistry channels, [AsParameters] CaseDesk desk)
    {
        var step = asked.Step ?? throw Refusal.Field("step", "Say what is to be done.");
        TakeStep.Check(step, desk.Now);
        var numbers = await NumbersAsync(asked, channels, desk);
        var taken = new Dictionary<long, ChangeLine>();
        // Whoever changes many goes the same way through them, so that nobody waits for one who waits for them.
        foreach (var number in numbers.Order()) taken[number] = await TakeAsync(number, step, asked.Preview == true, work, desk);
        var lines = numbers.ConvertAll(number => taken[number]);
        if (asked.Preview != true) await TellAsync(step, lines, desk);
        return TypedResults.Ok(new ChangesRow(asked.Preview == true, lines.Count(line => line.Outcome == ChangeOutcome.Done), lines.Count(line => line.Outcome == ChangeOutcome.Nothing), lines.Count(line => line.Outcome == ChangeOutcome.Refused), lines));
    }

    static async Task<List<long>> NumbersAsync(NewChanges asked, ChannelRegistry channels, CaseDesk desk)
    {
        if (asked.Cases is { Count: > Most }) throw Refusal.Field("cases", $"At most {Most} at once.");
        if (asked is { Cases.Count: > 0, Filter: null }) return [.. asked.Cases.Distinct()];
        if (asked is not { Cases: null or { Count: 0 }, Filter: { } filter }) throw Refusal.Field("cases", "Say which cases: by their numbers, or by a filter.");

        var found = await filter.FindAsync(null, desk.Me, desk.Db, channels, desk.Stop);
        return await found.First(Most).Select(c => c.Number).ToListAsync(desk.Stop);
    }

    static async Task<ChangeLine> TakeAsync(long number, Step step, bool isPreview, Work work, CaseDesk desk)
    {
        const string Fine = "tried";
        ChangeLine line = new(number, null, null, ChangeOutcome.Refused, null, null);
        var no = await work.TryAsync(async () =>
        {
            var kase = await desk.FindAsync(number);
            line = line with { Title = kase.Title, PersonName = kase.PersonName };
            line = line with { Outcome = await desk.TakeAsync(kase, step) ? ChangeOutcome.Done : ChangeOutcome.Nothing };
            if (isPreview) throw new Refusal(Fine, "It would be done.");
        }, desk.Stop);
        // What one case loaded is no burden for the next.
        desk.Db.ChangeTracker.Clear();
        return no is null or { Code: Fine } ? line : line with { Outcome = ChangeOutcome.Refused, Code = no.Code, Words = no.Message };
    }

    /// <summary>Whoever is given many hears of it once.</summary>
    static async Task TellAsync(Step step, List<ChangeLine> lines, CaseDesk desk)
    {
        var given = lines.Where(line => line.Outcome == ChangeOutcome.Done).ToList();
        if (step is not { Kind: StepKind.Give, OwnerId: { } owner } || owner == desk.Me.Id || given.Count == 0) return;

        var first = await desk.Db.Cases.AsNoTracking().SingleAsync(c => c.Number == given[0].Number, desk.Stop);
        desk.Db.Add(Notice.GivenMany(owner, first, given.Count, desk.Me, desk.Now));
    }
}

/// <summary>What became of each, or would.</summary>
/// <param name="Done">How many became another.</param>
/// <param name="Unchanged">How many were like that already.</param>
/// <param name="Refused">How many said no; why stands in their line.</param>
public sealed record ChangesRow(bool Preview, int Done, int Unchanged, int Refused, IReadOnlyList<ChangeLine> Lines);

/// <param name="Code">Why it was refused, for programs.</param>
/// <param name="Words">Why it was refused.</param>
public sealed record ChangeLine(long Number, string? Title, string? PersonName, ChangeOutcome Outcome, string? Code, string? Words);

public enum ChangeOutcome { Done, Nothing, Refused }
