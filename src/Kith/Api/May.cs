namespace Kith.Api;

/// <summary>Who may use a route. Every route carries one; a walk over the route table proves it.</summary>
public sealed record May(Role? AtLeast, string? StrangersBecause)
{
    public bool Strangers => StrangersBecause is not null;
}

static class MayRoutes
{
    public static T Allow<T>(this T routes, Role atLeast) where T : IEndpointConventionBuilder => routes.WithMetadata(new May(atLeast, null));

    /// <summary>Open to anybody; <paramref name="because"/> names what checks the caller instead.</summary>
    public static T AllowStrangers<T>(this T routes, string because) where T : IEndpointConventionBuilder => routes.WithMetadata(new May(null, because));
}
