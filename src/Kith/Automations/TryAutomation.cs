using Kith.Channels;

namespace Kith.Automations;

/// <summary>POST /api/automations/trial: which cases it would have meant in the last month, as they are now. Nothing is done.</summary>
static class TryAutomation
{
    const int Days = 31, Shown = 20;

    public static async Task<Ok<AutomationTrial>> TryAsync(AutomationDoors.AutomationInput asked, KithDb db, ChannelRegistry channels, TimeProvider clock, CancellationToken stop)
    {
        var automation = new Automation { WorkspaceId = db.WorkspaceId, Id = Guid.Empty, Name = "", Steps = [] };
        await db.ApplyAsync(automation, asked, channels, clock.Now, stop);
        var (count, newest) = (0, new Queue<MeantCase>());
        await foreach (var one in (await FindMeant.OfAsync(db, automation, stop)).SinceAsync(clock.Now.AddDays(-Days), clock.Now, stop))
        {
            count++;
            newest.Enqueue(one);
            if (newest.Count > Shown) newest.Dequeue();
        }
        return TypedResults.Ok(new AutomationTrial(count, [.. newest.Reverse().Select(one => new TriedCase(one.Number, one.PersonId, one.Title, one.PersonName, one.Since))]));
    }
}

/// <param name="Count">How many cases of the last month are meant.</param>
/// <param name="Items">The newest of them, 20 at most.</param>
public sealed record AutomationTrial(int Count, IReadOnlyList<TriedCase> Items);

/// <param name="Since">When that happened, after which it waits.</param>
public sealed record TriedCase(long Number, Guid PersonId, string? Title, string? PersonName, DateTime Since);
