namespace Kith.TryIt;

/// <summary>The phones of the pretend network. One that is taken in hand remembers what Kith and it said by SMS before.</summary>
sealed class PretendPhones(PretendCarrier carrier, ConnectionBook book, Store store)
{
    readonly HashSet<string> inHand = [];

    public OpenConnection? Customer => book.All.FirstOrDefault(c => c.Name == DemoHouse.SmsName && c.Channel.Id == "sms");

    public async Task<IReadOnlyList<PretendSms>> ReadAsync(string number, CancellationToken stop)
    {
        bool isNew;
        lock (inHand) isNew = inHand.Add(number);
        if (isNew && Customer is { } customer) await RecallAsync(customer, number, stop);
        return [.. carrier.Between(number)];
    }

    public Task<bool> WriteAsync(string number, string words, CancellationToken stop) =>
        Customer is { } customer ? carrier.BringAsync(customer, number, words, stop) : Task.FromResult(false);

    async Task RecallAsync(OpenConnection customer, string number, CancellationToken stop)
    {
        var ours = customer.Channel.AddressOf(customer.Account);
        var known = carrier.Between(number).Select(m => m.Body).ToHashSet();
        await using var work = await store.ReadAsync(customer.WorkspaceId, stop);
        var handle = await work.Db.Handles.Where(h => h.Kind == "phone" && h.Value == number).Select(h => new { h.Id, h.PersonId }).SingleOrDefaultAsync(stop);
        if (handle is null) return;

        var said = await work.Db.Moments.Where(m => m.PersonId == handle.PersonId && m.ConnectionId == customer.Id && m.Kind == MomentKind.Message
            && (m.Direction == Direction.In || work.Db.Deliveries.Any(d => d.MomentId == m.Id && d.HandleId == handle.Id))).ToListAsync(stop);
        foreach (var m in said.Where(m => !known.Contains(m.Text ?? "")))
            carrier.Recall(m.Direction == Direction.In
                ? new(m.Id.ToString("N"), number, ours, m.Text ?? "", [], true, new DateTimeOffset(m.At, TimeSpan.Zero))
                : new(m.Id.ToString("N"), ours, number, m.Text ?? "", [], false, new DateTimeOffset(m.At, TimeSpan.Zero)));
    }
}
