using Kith.Tests.Api;
using Microsoft.AspNetCore.Routing;

namespace Kith.Tests.Audit;

/// <summary>Every door through which something changes, taken from the route table: what was done stands on the record once, and what was refused does not.</summary>
public class OneEntryForEachDoor(World world) : IClassFixture<World>
{
    /// <summary>Taken, and not on the record, because nothing is another for it.</summary>
    static readonly string[] silent =
    [
        // Only asked.
        "POST /api/cases/changes", "POST /api/automations/trial", "POST /api/retention/preview", "POST /api/rules/check", "POST /api/rules/trial", "POST /api/routes/preview", "POST /api/routes/trial",
        "POST /api/people/{id:guid}/previews", "POST /api/connections/servers", "POST /api/me/passkeys/options", "POST /api/sessions/passkey/options",
        // One's own, and nobody else's business.
        "PUT /api/cases/{number:long}/seen", "PUT /api/drafts/{personId:guid}/", "DELETE /api/drafts/{personId:guid}/",
        // It was so already.
        "PUT /api/moments/{id:guid}/place", "PUT /api/cases/{number:long}/settlement", "PUT /api/asks/{id:guid}/withdrawal", "PUT /api/causes/{id:guid}/about/cases/{number:long}", "POST /api/people/{id:guid}/merges",
        "DELETE /api/me/picture", "DELETE /api/cases/{number:long}/snooze", "DELETE /api/cases/{number:long}/waiting", "DELETE /api/causes/{id:guid}/sending",
    ];

    [Fact(DisplayName = "I5: whatever is done by a door leaves exactly one entry, and whatever is refused none")]
    public async Task that_changes_something()
    {
        await using var kith = await world.OpenAsync();
        var ours = await kith.WriteAsync(kith.Marula, db => new Planting(db, kith.Marula, "canary-ours").PlantAsync());
        var door = new Door(kith, (await kith.SignInAsync(Cast.Mina)).Http);
        var (taken, untaken, wrong, unsaid) = (0, new List<string>(), new List<string>(), new List<string>());

        foreach (var route in door.Routes.OrderBy(Lateness))
        {
            var name = Door.NameOf(route);
            var before = await kith.LookAsync(Entries);
            var isTaken = (await door.OpenAsync(route, ours, most: 1)).IsTaken;
            var entries = await kith.LookAsync(Entries) - before;
            if (isTaken) taken++;
            else untaken.Add(name);
            if (isTaken && entries == 0) unsaid.Add(name);
            else if (entries != (isTaken ? 1 : 0)) wrong.Add($"{name}: {entries}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal(silent.Order(), unsaid.Order());
        Assert.True(taken * 2 > door.Routes.Count, $"{taken} of {door.Routes.Count} routes took what they were given: the walk sees too little. Not taken: {string.Join(", ", untaken)}");

        // Sending goes on beside it and leaves entries of its own, and so does what was kept for later.
        Task<int> Entries(KithDb db) => db.AuditEntries.CountAsync(entry => entry.ActorId == kith.Marula.TeammateIds["Mina"] && entry.Action.Contains(" /api"));
    }

    /// <summary>What ends something is walked after what needs it.</summary>
    static int Lateness(RouteEndpoint route) => Door.NameOf(route) switch
    {
        var name when name.Contains("/sessions", StringComparison.Ordinal) => 4,
        var name when name.Contains("erasure", StringComparison.Ordinal) => 3,
        var name when name.Contains("/closure", StringComparison.Ordinal) => 2,
        var name when name.StartsWith("DELETE", StringComparison.Ordinal) => 1,
        _ => 0,
    };
}
