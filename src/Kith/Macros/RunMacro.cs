namespace Kith.Macros;

/// <summary>
/// POST /api/cases/{number}/macros/{id}: all its steps on one case, or none. Each is the deed that its own door does. With <c>preview</c> everything is tried and
/// nothing stays; what says no is left out, so that whoever reads it learns of each step.
/// </summary>
static class RunMacro
{
    const string Fine = "tried";

    /// <param name="Preview">Says what would become of each step, and does nothing.</param>
    public sealed record MacroRunAsked(bool? Preview);

    public static void MapRunMacro(this RouteGroupBuilder api) => api.MapPost("/cases/{number:long}/macros/{id:guid}", RunAsync).Allow(Role.Teammate);

    static async Task<Ok<MacroRun>> RunAsync(long number, Guid id, MacroRunAsked? asked, Work work, [AsParameters] CaseDesk desk)
    {
        await desk.FindAsync(number);
        var macro = await desk.Db.VisibleMacroAsync(id, desk.Me, desk.Stop);
        var missing = await MissingPieces.OfAsync(desk.Db, macro.Steps, desk.Stop);
        var (name, steps) = (macro.Name, macro.Steps);
        var words = steps.Any(step => missing.Of(step) is not null) ? null : await WordsAsync(number, steps, desk);
        if (asked?.Preview == true) return TypedResults.Ok(new MacroRun(true, words, await TryAsync(number, steps, missing, work, desk)));

        if (steps.Select(missing.Of).FirstOrDefault(said => said is not null) is { } gone) throw new Refusal("macro_misses", $"{gone} Nothing of the macro was done.");
        var lines = await TakeAsync(number, steps, desk);
        work.Note($"macro {name}", $"case {number}");
        return TypedResults.Ok(new MacroRun(false, words, lines));
    }

    static async Task<List<MacroLine>> TakeAsync(long number, List<MacroStep> steps, CaseDesk desk)
    {
        var lines = new List<MacroLine>();
        var kase = await desk.FindAsync(number);
        foreach (var step in steps)
            try
            {
                var isDone = step.At(desk.Now) is not { } deed || await desk.TakeAsync(kase, deed);
                if (isDone && step.OwnerId is { } owner && owner != desk.Me.Id) desk.Db.Add(Notice.GivenMany(owner, kase, 1, desk.Me, desk.Now));
                lines.Add(new(step.Kind, isDone ? ChangeOutcome.Done : ChangeOutcome.Nothing, null, null));
            }
            catch (Refusal no)
            {
                throw new Refusal(no.Code, $"{no.Message} Nothing of the macro was done.", no.Status) { Fields = no.Fields, More = no.More };
            }
        return lines;
    }

    /// <summary>Walks until the end is reached: a step that says no takes back the walk, and the next one goes without it.</summary>
    static async Task<List<MacroLine>> TryAsync(long number, List<MacroStep> steps, MissingPieces missing, Work work, CaseDesk desk)
    {
        var lines = steps.Select(step => missing.Of(step) is { } gone ? new MacroLine(step.Kind, ChangeOutcome.Refused, "macro_misses", gone) : null).ToArray();
        var at = -1;
        while (true)
        {
            var no = await work.TryAsync(async () =>
            {
                var kase = await desk.FindAsync(number);
                for (at = 0; at < steps.Count; at++)
                {
                    if (lines[at] is { Outcome: ChangeOutcome.Refused }) continue;
                    var isDone = steps[at].At(desk.Now) is not { } deed || await desk.TakeAsync(kase, deed);
                    lines[at] = new(steps[at].Kind, isDone ? ChangeOutcome.Done : ChangeOutcome.Nothing, null, null);
                }
                throw new Refusal(Fine, "It would be done.");
            }, desk.Stop);
            if (no is not { } said || said.Code == Fine) return [.. lines.OfType<MacroLine>()];
            lines[at] = new(steps[at].Kind, ChangeOutcome.Refused, said.Code, said.Message);
        }
    }

    /// <summary>The saved answer with its fields filled, for the writing box. It is never sent from here.</summary>
    static async Task<string?> WordsAsync(long number, List<MacroStep> steps, CaseDesk desk)
    {
        if (steps.Select(step => step.AnswerId).FirstOrDefault(id => id is not null) is not { } answer) return null;

        var kase = await desk.FindAsync(number);
        var text = await desk.Db.SavedAnswers.Where(a => a.Id == answer).Select(a => a.Text).SingleAsync(desk.Stop);
        var person = await desk.Db.People.SingleAsync(p => p.Id == kase.PersonId, desk.Stop);
        var frame = await desk.Db.FrameAsync(person, kase.DepartmentId, number, desk.Me.Name, await desk.Db.Workspaces.AsNoTracking().SingleAsync(desk.Stop), desk.Stop);
        return FilledWords.Fill(text, frame.Fields);
    }
}

/// <summary>What became of each step, or would.</summary>
/// <param name="Words">What belongs in the writing box as a draft; null where the macro has no words.</param>
public sealed record MacroRun(bool Preview, string? Words, IReadOnlyList<MacroLine> Lines);

/// <param name="Code">Why it is refused, for programs.</param>
/// <param name="Words">Why it is refused.</param>
public sealed record MacroLine(MacroStepKind Kind, ChangeOutcome Outcome, string? Code, string? Words);
