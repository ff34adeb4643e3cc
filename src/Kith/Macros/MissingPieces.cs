namespace Kith.Macros;

/// <summary>What steps speak of and is there no more. Whoever reads a macro is told, and none of it is run.</summary>
sealed class MissingPieces(HashSet<Guid> answers, HashSet<Guid> departments, Dictionary<Guid, Role> team)
{
    public static async Task<MissingPieces> OfAsync(KithDb db, IReadOnlyCollection<MacroStep> steps, CancellationToken stop)
    {
        var ids = steps.SelectMany(step => new[] { step.AnswerId, step.DepartmentId, step.OwnerId }).OfType<Guid>().Distinct().ToList();
        if (ids.Count == 0) return new([], [], []);

        return new([.. await db.SavedAnswers.Where(a => ids.Contains(a.Id)).Select(a => a.Id).ToListAsync(stop)], [.. await db.Departments.Where(d => ids.Contains(d.Id)).Select(d => d.Id).ToListAsync(stop)],
            await db.Teammates.Where(t => ids.Contains(t.Id) && t.LeftAt == null).ToDictionaryAsync(t => t.Id, t => t.Role, stop));
    }

    /// <returns>What is missing, as a sentence; null where all is there.</returns>
    public string? Of(MacroStep step)
    {
        if (step.AnswerId is { } answer && !answers.Contains(answer)) return "There is no such saved answer, or no more.";
        if (step.DepartmentId is { } department && !departments.Contains(department)) return "There is no such department, or no more.";
        if (step.OwnerId is not { } owner) return null;
        return !team.TryGetValue(owner, out var role) ? "There is no such teammate, or no more." : role < Role.Teammate ? "Whoever gets it must write to people, or nobody would answer." : null;
    }
}
