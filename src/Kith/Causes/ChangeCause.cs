namespace Kith.Causes;

/// <summary>POST /api/causes, PATCH /api/causes/{id}, and who owns it and how far it is.</summary>
static class ChangeCause
{
    const decimal MostCost = 1_000_000;

    /// <param name="DepartmentId">The one in charge; left out, the default one.</param>
    public sealed record NewCause(string? Title, string? Known, Guid? DepartmentId, Guid? OwnerId);

    /// <summary>What is left out stays as it is.</summary>
    /// <param name="CostPerContact">Nought takes it away.</param>
    /// <param name="Currency">ISO 4217: three letters.</param>
    public sealed record CauseChange(string? Title, string? Known, decimal? CostPerContact, string? Currency);

    /// <param name="OwnerId">Nobody, where it is left out.</param>
    /// <param name="DepartmentId">Stays as it is, where it is left out.</param>
    public sealed record CauseOwner(Guid? OwnerId, Guid? DepartmentId);

    /// <param name="Why">Why nothing is done about it; needed where it is so.</param>
    public sealed record CauseMove(CauseState State, string? Why);

    public static async Task<Created<CauseRow>> AddAsync(NewCause asked, [AsParameters] CauseDesk desk)
    {
        var department = asked.DepartmentId ?? await desk.Db.Departments.Where(d => d.IsDefault).Select(d => d.Id).SingleAsync(desk.Stop);
        var cause = Cause.Heard(desk.Db.WorkspaceId, Written.RequiredLine(asked.Title, "title", Cause.LongestTitle), Lines(asked.Known), department, desk.Now);
        await OwnAsync(cause, new(asked.OwnerId, department), desk);
        desk.Db.Add(cause);
        await desk.Db.SaveChangesAsync(desk.Stop);
        return TypedResults.Created($"/api/causes/{cause.Id}", await desk.Db.RowAsync(cause, desk.Now, desk.Stop));
    }

    public static async Task<Ok<CauseRow>> ChangeAsync(Guid id, CauseChange asked, [AsParameters] CauseDesk desk)
    {
        var cause = await desk.FindAsync(id);
        cause.Describe(asked.Title is null ? null : Written.RequiredLine(asked.Title, "title", Cause.LongestTitle), asked.Known is null ? null : Lines(asked.Known));
        if (asked.CostPerContact == 0) (cause.CostPerContact, cause.Currency) = (null, null);
        else if (asked.CostPerContact is { } cost) (cause.CostPerContact, cause.Currency) = (CheckedCost(cost), CheckedCurrency(asked.Currency ?? cause.Currency));
        return await desk.KeepAsync(cause);
    }

    public static async Task<Ok<CauseRow>> OwnAsync(Guid id, CauseOwner asked, [AsParameters] CauseDesk desk)
    {
        var cause = await desk.FindAsync(id);
        await OwnAsync(cause, asked, desk);
        return await desk.KeepAsync(cause);
    }

    /// <summary>What waits to be told is told no more: it is not fixed after all.</summary>
    public static async Task<Ok<CauseRow>> MoveAsync(Guid id, CauseMove asked, [AsParameters] CauseDesk desk)
    {
        var cause = await desk.FindAsync(id);
        cause.MoveTo(asked.State, Written.Line(asked.Why, "why", Cause.LongestWhy));
        desk.Db.RemoveRange(await desk.Db.Tellings.Where(t => t.CauseId == id && t.State != TellingState.Told).ToListAsync(desk.Stop));
        return await desk.KeepAsync(cause);
    }

    static async Task OwnAsync(Cause cause, CauseOwner asked, CauseDesk desk)
    {
        if (asked.OwnerId is { } owner && !await desk.Db.Teammates.AnyAsync(t => t.Id == owner && t.LeftAt == null, desk.Stop)) throw Refusal.NotFound("There is no such teammate.");
        if (asked.DepartmentId is { } department && !await desk.Db.Departments.AnyAsync(d => d.Id == department, desk.Stop)) throw Refusal.NotFound("There is no such department.");

        (cause.OwnerId, cause.DepartmentId) = (asked.OwnerId, asked.DepartmentId ?? cause.DepartmentId);
        cause.Version++;
    }

    /// <summary>It stands beside other words, and must not turn them round.</summary>
    static string Lines(string? known) => string.Join('\n', Written.Text(known, "known", Cause.LongestKnown).Split('\n').Select(PersonName.Plain));

    static decimal CheckedCost(decimal cost) => cost is > 0 and <= MostCost && decimal.Round(cost, 2) == cost ? cost
        : throw Refusal.Field("costPerContact", "What a contact costs is a number from 0 on, with two digits after the point at most.");

    static string CheckedCurrency(string? said) => said is { Length: 3 } && said.All(char.IsAsciiLetter) ? said.ToUpperInvariant()
        : throw Refusal.Field("currency", "Say in which currency, by its three letters: ZAR, EUR, USD.");
}
