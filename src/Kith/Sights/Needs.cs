namespace Kith.Sights;

/// <summary>What the caller must see for a route, whatever their rank: it tells of every case, or changes what others see.</summary>
sealed record Needs(Func<Sight, bool> Suffices, string Words)
{
    public Refusal Refusal => new("not_in_sight", Words, StatusCodes.Status403Forbidden);
}

static class NeedsRoutes
{
    static readonly Needs all = new(sight => !sight.IsNarrow, "This concerns cases of every department. Only who sees all of them may do it.");
    static readonly Needs everything = new(sight => sight is { IsNarrow: false, Scopes: { ContactDetails: true, Exports: true, Audit: true } }, "Only who sees everything decides what others see.");
    static readonly Needs exports = new(sight => sight.Scopes.Exports && sight.Scopes.ContactDetails, "Your role does not let you take data away.");
    static readonly Needs figures = new(sight => sight.Scopes.Exports, "Your role does not let you take data away.");
    static readonly Needs allFigures = new(sight => !sight.IsNarrow && sight.Scopes.Exports, "These figures count cases of every department. Only who sees all of them and may take data away gets them as a file.");
    static readonly Needs audit = new(sight => !sight.IsNarrow && sight.Scopes.Audit && sight.Scopes.ContactDetails, "Your role does not let you read the record.");
    static readonly Needs contacts = new(sight => sight.Scopes.ContactDetails, "Your role does not show how people are reached.");

    public static T NeedsAllCases<T>(this T routes) where T : IEndpointConventionBuilder => routes.WithMetadata(all);

    public static T NeedsEverything<T>(this T routes) where T : IEndpointConventionBuilder => routes.WithMetadata(everything);

    public static T NeedsExports<T>(this T routes) where T : IEndpointConventionBuilder => routes.WithMetadata(exports);

    /// <summary>Numbers alone: whoever sees no contact details may take them away.</summary>
    public static T NeedsFigures<T>(this T routes) where T : IEndpointConventionBuilder => routes.WithMetadata(figures);

    public static T NeedsAllFigures<T>(this T routes) where T : IEndpointConventionBuilder => routes.WithMetadata(allFigures);

    public static T NeedsRecord<T>(this T routes) where T : IEndpointConventionBuilder => routes.WithMetadata(audit);

    public static T NeedsContactDetails<T>(this T routes) where T : IEndpointConventionBuilder => routes.WithMetadata(contacts);
}
