using System.Collections.Concurrent;
using System.Globalization;
using Kith.Channels;

namespace Kith.TryIt;

/// <summary>
/// A WhatsApp with one business and no network but the pretend phones: what people write is told to Kith's real hook, signed, and what the business says lies
/// on their phones, with marks of how far it came. Numbers go up for ever, so that nothing is taken for something older after a new start.
/// </summary>
sealed class PretendWhatsApp(ConnectionBook book, OutboundWire wire, RecallTalk recall, TimeProvider clock, ILogger<PretendWhatsApp> log)
{
    const string User = "ZA.";

    static readonly TimeSpan onTheWay = TimeSpan.FromMilliseconds(400), window = TimeSpan.FromHours(24);

    readonly Lock gate = new();
    readonly List<CloudLine> lines = [];
    readonly ConcurrentDictionary<string, Lazy<Task>> recalled = new();
    long last = clock.GetUtcNow().ToUnixTimeSeconds();

    public OpenConnection? Customer => In(book);

    public static OpenConnection? In(ConnectionBook book) =>
        book.All.FirstOrDefault(c => c.Name == DemoHouse.WhatsAppName && c.Channel.Id == "whatsapp" && c.Account["waba_id"] == DemoHouse.WhatsAppAccount);

    /// <summary>Who somebody is to the business: their number is not in the id on the real one.</summary>
    public static string UserOf(string number) => User + number[1..];

    /// <summary>The number behind what a message is addressed to, an id or a number without its plus.</summary>
    public static string? NumberOf(string? to) =>
        to is null ? null : PhoneNumber.TryParse($"+{(to.StartsWith(User, StringComparison.Ordinal) ? to[User.Length..] : to)}", null, out var number) ? number.E164 : null;

    public async Task<IReadOnlyList<CloudLine>> BetweenAsync(string number, CancellationToken stop)
    {
        // Whoever comes while it is being recalled waits for that: what they see decides whether they may write.
        if (Customer is { } customer) await recalled.GetOrAdd(number, _ => new(() => RecallAsync(customer, number))).Value.WaitAsync(stop);
        lock (gate) return [.. lines.Where(line => line.Person == number).OrderBy(line => line.At)];
    }

    public PhoneFile? File(string id)
    {
        lock (gate) return lines.Find(line => line.File?.Id == id)?.File;
    }

    /// <summary>Within a day of their last word anything may be said to them, then only templates.</summary>
    public async Task<bool> IsOpenAsync(string number, CancellationToken stop) =>
        (await BetweenAsync(number, stop)).LastOrDefault(line => line.IsFromPerson) is { } heard && heard.At > clock.GetUtcNow() - window;

    /// <summary>A person says something; true when the hook took it.</summary>
    public async Task<bool> HearAsync(CloudLine said, string name, CancellationToken stop)
    {
        var line = said with { Id = NextId(), At = clock.GetUtcNow(), IsFromPerson = true };
        // The file can be asked for before the hook has answered.
        lock (gate) lines.Add(line);
        if (await BringAsync(CloudHooks.Message(line, name), stop)) return true;

        lock (gate) lines.Remove(line);
        return false;
    }

    /// <summary>The business says something.</summary>
    public CloudLine Say(CloudLine said)
    {
        var line = said with { Id = NextId(), At = clock.GetUtcNow() };
        lock (gate) lines.Add(line);
        _ = ReportAsync(line);
        return line;
    }

    /// <summary>The talk is open on the phone: what has arrived is read.</summary>
    public async Task SeeAsync(string number, CancellationToken stop)
    {
        foreach (var line in await BetweenAsync(number, stop))
            if (line.Mark == CloudMark.Delivered && Mark(line.Id, CloudMark.Delivered, CloudMark.Read) is { } read) await BringAsync(CloudHooks.Status(read, "read", clock.GetUtcNow()), stop);
    }

    /// <summary>A sign put to what the business said; an empty one takes it away.</summary>
    public async Task<bool> ReactAsync(CloudLine about, string emoji, CancellationToken stop)
    {
        if (!await BringAsync(CloudHooks.Reaction(about, NextId(), emoji, clock.GetUtcNow()), stop)) return false;

        Change(about.Id, line => line with { Reaction = emoji.Length > 0 ? emoji : null });
        return true;
    }

    async Task RecallAsync(OpenConnection customer, string number)
    {
        foreach (var m in await recall.SaidAsync(customer, "whatsapp", UserOf(number), CancellationToken.None)) Recall(number, m);
    }

    void Recall(string number, Recalled m)
    {
        lock (gate)
            if (lines.TrueForAll(line => line.Id != m.Id))
                lines.Add(new(number, m.Text) { Id = m.Id, IsFromPerson = m.IsFromPhone, At = m.At, Mark = CloudMark.Read });
    }

    async Task ReportAsync(CloudLine line)
    {
        try
        {
            foreach (var (from, to) in new[] { (CloudMark.None, CloudMark.Sent), (CloudMark.Sent, CloudMark.Delivered) })
            {
                await Task.Delay(onTheWay, clock);
                if (Mark(line.Id, from, to) is { } marked) await BringAsync(CloudHooks.Status(marked, to == CloudMark.Sent ? "sent" : "delivered", clock.GetUtcNow()), CancellationToken.None);
            }
        }
        catch (ObjectDisposedException) { /* Kith was stopped meanwhile. */ }
        catch (Exception broken) { log.LogWarning(broken, "The pretend WhatsApp could not report on a message"); }
    }

    /// <summary>The line with its next mark; null where it is further already.</summary>
    CloudLine? Mark(string id, CloudMark from, CloudMark to)
    {
        lock (gate)
        {
            var at = lines.FindIndex(line => line.Id == id && line.Mark == from);
            return at < 0 ? null : lines[at] = lines[at] with { Mark = to };
        }
    }

    void Change(string id, Func<CloudLine, CloudLine> change)
    {
        lock (gate)
            if (lines.FindIndex(line => line.Id == id) is >= 0 and var at) lines[at] = change(lines[at]);
    }

    string NextId() => $"wamid.{Interlocked.Increment(ref last).ToString(CultureInfo.InvariantCulture)}";

    Task<bool> BringAsync(byte[] body, CancellationToken stop) => wire.TellAsync(Customer, body, "pretend WhatsApp calls", stop);
}

/// <summary>How far a message of the business came.</summary>
enum CloudMark { None, Sent, Delivered, Read }

/// <summary>One message between the owner of a number and the business.</summary>
sealed record CloudLine(string Person, string Text)
{
    public string Id { get; init; } = "";

    public DateTimeOffset At { get; init; }

    public bool IsFromPerson { get; init; }

    /// <summary>A button beneath a template was pressed.</summary>
    public bool IsButton { get; init; }

    public PhoneFile? File { get; init; }

    /// <summary>The message it answers.</summary>
    public string? Answers { get; init; }

    public CloudTemplate? Template { get; init; }

    public CloudMark Mark { get; init; }

    public string? Reaction { get; init; }

    /// <summary>The word of the sender that comes back with each mark.</summary>
    public string? Key { get; init; }
}
