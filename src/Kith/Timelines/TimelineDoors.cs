namespace Kith.Timelines;

static class TimelineDoors
{
    public static void MapTimelines(this RouteGroupBuilder api)
    {
        api.MapGet("/people/{id:guid}/timeline", ReadTimeline.ReadAsync).Allow(Role.Viewer);
        api.MapPlaceMoment();
    }
}
