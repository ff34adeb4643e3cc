using System.Collections.Concurrent;
using System.Globalization;
using Kith.Channels.Sms;

namespace Kith.TryIt;

/// <summary>
/// A carrier that speaks as Twilio does and has no network but the pretend phones: it takes our messages, reports how far they came,
/// and brings what the phones write to our real door, signed.
/// </summary>
sealed class PretendCarrier(CarrierAsks asks, ConnectionBook book, TimeProvider clock, ILogger<PretendCarrier> log)
{
    static readonly TimeSpan[] pauses = [TimeSpan.FromMilliseconds(400), TimeSpan.FromMilliseconds(900), TimeSpan.FromSeconds(3)];

    readonly ConcurrentDictionary<string, PretendSms> messages = new();

    /// <summary>A number that never answers: what is sent there is reported as undelivered.</summary>
    public const string SwitchedOff = "+27825550000";

    public IEnumerable<PretendSms> Between(string phone) => messages.Values.Where(m => m.From == phone || m.To == phone).OrderBy(m => m.At);

    public OpenConnection? CustomerOf(string account, string channel = "sms") => book.All.FirstOrDefault(c => c.Channel.Id == channel && c.Account["account_sid"] == account);

    /// <summary>Takes a message of ours for a phone, and goes on reporting about it after it has answered.</summary>
    public PretendSms Take(OpenConnection customer, string to, string body, IReadOnlyList<string> media, string? callback)
    {
        var sms = new PretendSms(CarrierSid.New("SM"), customer.Channel.AddressOf(customer.Account), to, body, media, IsFromPhone: false, clock.GetUtcNow());
        messages[sms.Sid] = sms;
        if (callback is not null) _ = ReportAsync(customer, sms, callback);
        return sms;
    }

    /// <summary>Brings what a phone wrote to our door; true when the door took it.</summary>
    public async Task<bool> BringAsync(OpenConnection customer, string from, string body, CancellationToken stop)
    {
        var sms = new PretendSms(CarrierSid.New("SM"), from, customer.Channel.AddressOf(customer.Account), body, [], IsFromPhone: true, clock.GetUtcNow());
        var taken = await CallAsync(customer, $"{customer.Account.HookUrl}{customer.Channel.HookTail(customer.Account)}",
        [
            new("MessageSid", sms.Sid), new("SmsSid", sms.Sid), new("AccountSid", customer.Account["account_sid"]), new("From", from), new("To", sms.To), new("Body", body),
            new("NumMedia", "0"), new("NumSegments", SmsText.Count(body).Segments.ToString(CultureInfo.InvariantCulture)), new("SmsStatus", "received"), new("ApiVersion", "2010-04-01"),
        ], stop);
        if (taken) messages[sms.Sid] = sms;
        return taken;
    }

    /// <summary>What phones and we said before this carrier was started.</summary>
    public void Recall(PretendSms sms) => messages.TryAdd(sms.Sid, sms);

    async Task ReportAsync(OpenConnection customer, PretendSms sms, string callback)
    {
        try
        {
            string[] statuses = sms.To == SwitchedOff ? ["sent", "undelivered"] : ["sent", "delivered"];
            foreach (var (at, status) in statuses.Index())
            {
                await Task.Delay(pauses[at], clock);
                List<KeyValuePair<string, string>> form =
                    [new("MessageSid", sms.Sid), new("MessageStatus", status), new("AccountSid", customer.Account["account_sid"]), new("From", sms.From), new("To", sms.To), new("ApiVersion", "2010-04-01")];
                if (status == "undelivered") form.Add(new("ErrorCode", "30003"));
                await TryAsync(() => CallAsync(customer, callback, form, CancellationToken.None));
            }
        }
        catch (Exception broken) { log.LogWarning(broken, "The pretend carrier could not report on a message"); }
    }

    async Task TryAsync(Func<Task<bool>> call)
    {
        foreach (var pause in pauses)
        {
            if (await call()) return;
            await Task.Delay(pause, clock);
        }
    }

    async Task<bool> CallAsync(OpenConnection customer, string url, List<KeyValuePair<string, string>> form, CancellationToken stop) => await asks.AskAsync(customer, url, form, stop) is not null;
}

sealed record PretendSms(string Sid, string From, string To, string Body, IReadOnlyList<string> Media, bool IsFromPhone, DateTimeOffset At);
