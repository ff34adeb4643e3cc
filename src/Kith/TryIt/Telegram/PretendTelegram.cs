using System.Text;
using System.Text.Json.Nodes;
using Kith.Channels;

namespace Kith.TryIt;

/// <summary>
/// A Telegram with no network but the pretend phones: what people write waits until the bot asks for it, or is brought to its hook, and what the
/// bot says lies on their phones. Numbers go up for ever, so that nothing is taken for something older after a new start.
/// </summary>
sealed class PretendTelegram(ConnectionBook book, OutboundWire wire, IHostApplicationLifetime life, TimeProvider clock)
{
    readonly Lock gate = new();
    readonly List<TelegramLine> lines = [];
    readonly Dictionary<string, PhoneFile> files = [];
    readonly List<(long Id, JsonObject Update)> waiting = [];
    TaskCompletionSource news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    (string Url, string Secret)? hook;
    long last = clock.GetUtcNow().ToUnixTimeSeconds();

    public OpenConnection? BotOf(string token) => book.All.FirstOrDefault(c => c.Channel.Id == "telegram" && Secrets.Same(token, c.Account["token"]));

    public bool IsTold { get { lock (gate) return hook is not null; } }

    public void Tell(string? url, string? secret)
    {
        lock (gate) hook = url is { Length: > 0 } ? (url, secret ?? "") : null;
    }

    public IReadOnlyList<TelegramLine> Between(long person)
    {
        lock (gate) return [.. lines.Where(line => line.Person == person)];
    }

    public bool HasBegun(long person)
    {
        lock (gate) return lines.Exists(line => line.Person == person && line.IsFromPerson);
    }

    public PhoneFile? File(string id)
    {
        lock (gate) return files.GetValueOrDefault(id);
    }

    /// <summary>A bot says something. Null where the person never spoke to it.</summary>
    public TelegramLine? Say(long person, string text, PhoneFile? file, string? album = null)
    {
        if (!HasBegun(person)) return null;
        lock (gate) return Add(person, isFromPerson: false, text, file, album);
    }

    /// <summary>A person says something; true when the bot can hear it.</summary>
    public async Task<bool> HearAsync(long person, string name, string text, PhoneFile? file, CancellationToken stop)
    {
        TelegramLine line;
        JsonObject update;
        (string Url, string Secret)? to;
        lock (gate)
        {
            line = Add(person, isFromPerson: true, text, file, null);
            update = Update(line, name);
            to = hook;
            if (to is null) waiting.Add((line.Id, update));
            news.TrySetResult();
            news = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        return to is null || await BringAsync(to.Value, update, stop);
    }

    /// <summary>What waits from this number on; what is below it was confirmed. Holds the question until there is something, or time is up.</summary>
    public async Task<IReadOnlyList<JsonNode>> AskedAsync(long from, int most, TimeSpan patience, CancellationToken stop)
    {
        Task next;
        lock (gate)
        {
            waiting.RemoveAll(one => one.Id < from);
            if (waiting.Count > 0) return Copies(most);
            next = news.Task;
        }
        // The one who asks is this very server: it would wait for itself to end.
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop, life.ApplicationStopping);
        try { await next.WaitAsync(patience, clock, over.Token); }
        catch (Exception ended) when (ended is TimeoutException or OperationCanceledException) { }
        lock (gate) return Copies(most);
    }

    JsonNode[] Copies(int most) => [.. waiting.Take(most).Select(one => one.Update.DeepClone())];

    TelegramLine Add(long person, bool isFromPerson, string text, PhoneFile? file, string? album)
    {
        var line = new TelegramLine(++last, person, isFromPerson, text, file, album, clock.GetUtcNow());
        if (file is not null) files[file.Id] = file;
        lines.Add(line);
        return line;
    }

    static JsonObject Update(TelegramLine line, string name)
    {
        var names = name.Split(' ', 2);
        JsonObject Person() => new() { ["id"] = line.Person, ["first_name"] = names[0], ["last_name"] = names.ElementAtOrDefault(1) };
        var (chat, from) = (Person(), Person());
        (chat["type"], from["is_bot"]) = ("private", false);
        var message = new JsonObject { ["message_id"] = line.Id, ["date"] = line.At.ToUnixTimeSeconds(), ["chat"] = chat, ["from"] = from };
        if (line.File is { } file)
        {
            message[file.IsPicture ? "photo" : "document"] = file.IsPicture ? new JsonArray(Shown(file)) : Shown(file);
            if (line.Text.Length > 0) message["caption"] = line.Text;
        }
        else message["text"] = line.Text;
        return new() { ["update_id"] = line.Id, ["message"] = message };
    }

    static JsonObject Shown(PhoneFile file) => new() { ["file_id"] = file.Id, ["file_unique_id"] = file.Id, ["file_name"] = file.Name, ["mime_type"] = file.Type, ["file_size"] = file.Bytes.Length };

    async Task<bool> BringAsync((string Url, string Secret) to, JsonObject update, CancellationToken stop)
    {
        var carried = await wire.SendAsync(new WireRequest("POST", to.Url, "pretend Telegram calls")
        {
            ContentType = "application/json",
            Headers = [new("X-Telegram-Bot-Api-Secret-Token", to.Secret)],
            Body = Encoding.UTF8.GetBytes(update.ToJsonString()),
        }, stop);
        return carried.Answer is { Status: >= 200 and < 300 };
    }
}

/// <summary>One message between a person and the bot.</summary>
sealed record TelegramLine(long Id, long Person, bool IsFromPerson, string Text, PhoneFile? File, string? Album, DateTimeOffset At);
