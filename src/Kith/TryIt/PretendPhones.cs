namespace Kith.TryIt;

/// <summary>The phones of the pretend network. One that is taken in hand remembers what Kith and it said by SMS before.</summary>
sealed class PretendPhones(PretendCarrier carrier, ConnectionBook book, RecallTalk recall)
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
        foreach (var m in await recall.SaidAsync(customer, "phone", number, stop))
            carrier.Recall(new(m.Id, m.IsFromPhone ? number : ours, m.IsFromPhone ? ours : number, m.Text, [], m.IsFromPhone, m.At));
    }
}
