using System.Collections.Concurrent;
using System.Xml.Linq;

namespace Kith.TryIt;

/// <summary>
/// A telephone company that speaks as Twilio does and has no network but the pretend phones: it asks Kith's real door what to do with a call, does it, and tells
/// of each step, signed. Calls of ours ring a desk, which is picked up at once by whoever pressed the button, and then the phone.
/// </summary>
sealed class PretendTelephone(ConnectionBook book, CarrierAsks asks, PretendRecordings recordings, TimeProvider clock, ILogger<PretendTelephone> log)
{
    const int MostKept = 30;

    static readonly TimeSpan toTheDesk = TimeSpan.FromMilliseconds(700);

    readonly ConcurrentDictionary<string, PretendCall[]> calls = new();

    public OpenConnection? Customer => In(book);

    public static OpenConnection? In(ConnectionBook book) =>
        book.All.FirstOrDefault(c => c.Name == DemoHouse.PhoneName && c.Channel.Id == "voice" && c.Account["account_sid"] == DemoHouse.CarrierAccount);

    public IReadOnlyList<PretendCall> Of(string phone) => calls.GetValueOrDefault(phone, []);

    /// <summary>The one call that a phone can have.</summary>
    public PretendCall? Running(string phone) => Of(phone).LastOrDefault(call => call.Place != CallPlace.Over);

    /// <summary>The phone calls the house; true when the house knows what to do.</summary>
    public async Task<bool> CallAsync(string phone)
    {
        if (Customer is not { } customer) return false;

        var call = Begin(CarrierSid.New("CA"), phone, isFromPhone: true);
        var follow = new FollowTwiml(customer, call, recordings, asks, clock);
        if (await follow.AskAsync($"{customer.Account.HookUrl}/calls", ("CallStatus", "ringing")) is { } first)
        {
            _ = RunAsync(call, follow, first, $"{customer.Account.HookUrl}/status");
            return true;
        }
        Forget(call);
        return false;
    }

    /// <summary>Kith calls: a desk first, and then whomever its instructions say.</summary>
    public string Ring(OpenConnection customer, XElement document, string? status)
    {
        var sid = CarrierSid.New("CA");
        var phone = document.Descendants("Number").FirstOrDefault()?.Value ?? "";
        _ = RingAsync(customer, sid, phone, document, status);
        return sid;
    }

    async Task RingAsync(OpenConnection customer, string sid, string phone, XElement document, string? status)
    {
        await Task.Delay(toTheDesk, clock);
        var call = Running(phone) is null ? Begin(sid, phone, isFromPhone: false) : new(sid, phone, isFromPhone: false, clock) { IsBusy = true };
        await RunAsync(call, new FollowTwiml(customer, call, recordings, asks, clock), document, status);
    }

    async Task RunAsync(PretendCall call, FollowTwiml follow, XElement first, string? status)
    {
        try
        {
            await follow.ToTheEndAsync(first);
        }
        catch (OperationCanceledException) { /* The phone was put down. */ }
        catch (ObjectDisposedException) { /* Kith was stopped meanwhile. */ }
        catch (Exception broken) { log.LogWarning(broken, "The pretend telephone lost a call"); }
        call.End();
        if (status is not null) await follow.AskAsync(status, ("CallStatus", call.IsFromPhone && call.AnsweredAt is null ? "no-answer" : "completed"), ("CallDuration", $"{call.Seconds}"), ("SequenceNumber", "0"), ("CallbackSource", "call-progress-events"));
    }

    PretendCall Begin(string sid, string phone, bool isFromPhone)
    {
        var call = new PretendCall(sid, phone, isFromPhone, clock);
        calls.AddOrUpdate(phone, [call], (_, before) => [.. before.TakeLast(MostKept - 1), call]);
        return call;
    }

    void Forget(PretendCall call) => calls.AddOrUpdate(call.Phone, [], (_, before) => [.. before.Where(one => one != call)]);
}

/// <summary>What was said on the machine, kept by the company as long as it runs.</summary>
sealed class PretendRecordings
{
    const int Most = 50;

    readonly ConcurrentQueue<(string Sid, byte[] Sound)> kept = new();

    public void Keep(string sid, byte[] sound)
    {
        kept.Enqueue((sid, sound));
        if (kept.Count > Most) kept.TryDequeue(out _);
    }

    public byte[]? Find(string sid) => kept.FirstOrDefault(one => one.Sid == sid).Sound;
}
