namespace Kith.TryIt;

/// <summary>What Kith and somebody said to each other on one connection before the pretend other side was started, oldest first.</summary>
sealed class RecallTalk(Store store)
{
    public async Task<IReadOnlyList<Recalled>> SaidAsync(OpenConnection customer, string kind, string value, CancellationToken stop)
    {
        await using var work = await store.ReadAsync(customer.WorkspaceId, stop);
        var handle = await work.Db.Handles.Where(h => h.Kind == kind && h.Value == value).Select(h => new { h.Id, h.PersonId }).FirstOrDefaultAsync(stop);
        if (handle is null) return [];

        var said = await work.Db.Moments.Where(m => m.PersonId == handle.PersonId && m.ConnectionId == customer.Id && m.Kind == MomentKind.Message
            && (m.Direction == Direction.In || work.Db.Deliveries.Any(d => d.MomentId == m.Id && d.HandleId == handle.Id))).OrderBy(m => m.At).ToListAsync(stop);
        // What is still on its way comes by itself.
        Guid[] ids = [.. said.Select(m => m.Id)];
        var left = (await work.Db.Deliveries.Where(d => ids.Contains(d.MomentId) && d.OutsideId != null).ToListAsync(stop)).ToLookup(d => d.MomentId, d => d.OutsideId!);
        return [.. said.Where(m => m.Direction == Direction.In || left.Contains(m.Id)).Select(m =>
            new Recalled(m.Direction == Direction.In ? m.OutsideKey?[2..] ?? m.Id.ToString("N") : left[m.Id].First(), m.Direction == Direction.In, m.Text ?? "", new(m.At, TimeSpan.Zero)))];
    }
}

/// <summary>One message, under the id that it had outside.</summary>
sealed record Recalled(string Id, bool IsFromPhone, string Text, DateTimeOffset At);
