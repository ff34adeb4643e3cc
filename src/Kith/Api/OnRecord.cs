namespace Kith.Api;

/// <summary>A GET that leaves an entry on the record, because what it shows is sensitive: its work may write, and says what was read.</summary>
sealed record OnRecord;

static class OnRecordRoutes
{
    public static T OnRecord<T>(this T route) where T : IEndpointConventionBuilder => route.WithMetadata(new OnRecord());
}
