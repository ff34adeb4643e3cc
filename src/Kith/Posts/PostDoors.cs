using Kith.Channels;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Posts;

static class PostDoors
{
    const int LargestBody = 16 * 1024, LongestWhy = 500;

    /// <param name="Why">Why it is hidden; it stays on the timeline, and nobody outside reads it.</param>
    public sealed record Hiding(string? Why);

    public static void AddPosts(this IServiceCollection services)
    {
        services.AddSingleton<Paces>();
        services.AddSingleton<ActThere>();
        services.AddSingleton<ActInPublic>();
    }

    public static void MapPosts(this RouteGroupBuilder api)
    {
        api.MapReadPost();
        api.MapBringIn();
        api.MapPut("/moments/{id:guid}/like", (Guid id, Desk desk, ActInPublic act, CancellationToken stop) => act.DoAsync(id, ActKind.Like, null, desk.Caller!, stop))
            .Allow(Role.Teammate).WithMetadata(new OwnDesk());
        api.MapDelete("/moments/{id:guid}/like", (Guid id, Desk desk, ActInPublic act, CancellationToken stop) => act.DoAsync(id, ActKind.Unlike, null, desk.Caller!, stop))
            .Allow(Role.Teammate).WithMetadata(new OwnDesk());
        api.MapPut("/moments/{id:guid}/hidden", (Guid id, Hiding asked, Desk desk, ActInPublic act, CancellationToken stop) => act.DoAsync(id, ActKind.Hide, Written.RequiredLine(asked.Why, "why", LongestWhy), desk.Caller!, stop))
            .Allow(Role.Teammate).WithMetadata(new OwnDesk(), new RequestSizeLimitAttribute(LargestBody));
        api.MapDelete("/moments/{id:guid}/hidden", (Guid id, Desk desk, ActInPublic act, CancellationToken stop) => act.DoAsync(id, ActKind.Show, null, desk.Caller!, stop))
            .Allow(Role.Teammate).WithMetadata(new OwnDesk());
    }
}
