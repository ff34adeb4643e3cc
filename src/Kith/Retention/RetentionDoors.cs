namespace Kith.Retention;

/// <summary>/api/retention: how long what is kept, by kind. It concerns everybody, so an admin who sees all cases says it; what goes does not come back.</summary>
static class RetentionDoors
{
    public static void AddRetention(this IServiceCollection services)
    {
        services.AddSingleton<SweepFiles>();
        services.AddSingleton<ForgetOld>().AddHostedService(provider => provider.GetRequiredService<ForgetOld>());
    }

    public static void MapRetention(this RouteGroupBuilder api)
    {
        var retention = api.MapGroup("/retention");
        retention.MapGet("", ListAsync).Allow(Role.Admin).NeedsAllCases();
        retention.MapPut("", ChangeAsync).Allow(Role.Admin).NeedsAllCases();
        retention.MapPost("/preview", PreviewAsync).Allow(Role.Admin).NeedsAllCases();
    }

    /// <summary>All rules at once: what is not named is kept for good.</summary>
    public sealed record NewRetention(IReadOnlyList<RetentionInput?>? Items);

    /// <param name="Days">1 to 3650.</param>
    public sealed record RetentionInput(RetentionKind Kind, int Days);

    static async Task<Page<RetentionRow>> ListAsync(KithDb db, CancellationToken stop) => new([.. (await db.RetentionRules.AsNoTracking().OrderBy(rule => rule.Kind).ToListAsync(stop)).Select(RetentionRow.Of)], null);

    static async Task<Page<RetentionRow>> ChangeAsync(NewRetention asked, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        var wanted = Checked(asked);
        var rules = await db.RetentionRules.ToListAsync(stop);
        db.RemoveRange(rules.Where(rule => !wanted.ContainsKey(rule.Kind)));
        foreach (var (kind, days) in wanted)
            if (rules.Find(rule => rule.Kind == kind) is not { } rule) db.Add(new RetentionRule { WorkspaceId = db.WorkspaceId, Kind = kind, Days = days, ChangedAt = clock.Now });
            else if (rule.Days != days) (rule.Days, rule.ChangedAt, rule.LookedAt) = (days, clock.Now, null);
        await db.SaveChangesAsync(stop);
        return await ListAsync(db, stop);
    }

    /// <summary>How much each would take away now. Nothing is taken.</summary>
    static async Task<Ok<Page<RetentionPreview>>> PreviewAsync(NewRetention asked, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        var shown = new List<RetentionPreview>();
        foreach (var (kind, days) in Checked(asked))
        {
            var old = OldThings.Of(kind).Find(db, clock.Now.AddDays(-days));
            shown.Add(new(kind, days, await old.CountAsync(stop), await old.MinAsync(one => (DateTime?)one.At, stop)));
        }
        return TypedResults.Ok(new Page<RetentionPreview>(shown, null));
    }

    static SortedDictionary<RetentionKind, int> Checked(NewRetention asked)
    {
        var wanted = new SortedDictionary<RetentionKind, int>();
        foreach (var one in asked.Items ?? [])
        {
            if (one is null || !Enum.IsDefined(one.Kind)) throw Refusal.Field("items", "Say of which kind.");
            if (one.Days is < RetentionRule.FewestDays or > RetentionRule.MostDays) throw Refusal.Field("items", $"It is kept for {RetentionRule.FewestDays} to {RetentionRule.MostDays} days.");
            if (!wanted.TryAdd(one.Kind, one.Days)) throw Refusal.Field("items", "Each kind is said once.");
        }
        return wanted;
    }
}

/// <param name="LookedAt">When it was last looked for what is too old; null before the first time.</param>
/// <param name="Gone">How much has gone since the rule was made.</param>
[WireName("RetentionRule")]
public sealed record RetentionRow(RetentionKind Kind, int Days, DateTime? LookedAt, long Gone)
{
    internal static RetentionRow Of(RetentionRule rule) => new(rule.Kind, rule.Days, rule.LookedAt, rule.Gone);
}

/// <param name="Count">How many would go.</param>
/// <param name="Oldest">The time of the oldest of them.</param>
public sealed record RetentionPreview(RetentionKind Kind, int Days, int Count, DateTime? Oldest);
