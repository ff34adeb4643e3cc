using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Kith.Channels.Bluesky;

public sealed partial class BlueskyChannel : IPoll, IReadFacts
{
    const int MostAtOnce = 100;
    const string NotificationField = "notification", LogField = "log";

    static readonly TimeSpan Usual = TimeSpan.FromSeconds(15), Shortest = TimeSpan.FromSeconds(1), Longest = TimeSpan.FromHours(1);

    // Whoever posts decides how deep a record is; one such must not keep all others from being read.
    static readonly JsonDocumentOptions OfStrangers = new() { MaxDepth = 100_000 };

    /// <inheritdoc/>
    public WireRequest? Ask(Account account, string? place)
    {
        var known = BlueskyPlace.Read(place);
        if (known is { IsChatNext: true } && TakesPrivate(account))
            return ByChat(Query(account, "chat.bsky.convo.getLog", known.Chat is { Length: > 0 } cursor ? $"cursor={Uri.EscapeDataString(cursor)}" : "", "ask Bluesky for direct messages"), account);

        var page = known?.Cursor is { } back ? $"&cursor={Uri.EscapeDataString(back)}" : "";
        return Query(account, "app.bsky.notification.listNotifications", $"reasons=mention&reasons=reply&reasons=quote&limit={MostAtOnce}{page}", "ask Bluesky for what is new");
    }

    /// <inheritdoc/>
    public Polled Read(WireAnswer answer, string? place, Account account, DateTimeOffset now)
    {
        if (answer.Status is < 200 or >= 300) return NotBrought(answer, now);

        try
        {
            using var document = JsonDocument.Parse(answer.Body, OfStrangers);
            var known = BlueskyPlace.Read(place);
            var isChat = known is { IsChatNext: true } && TakesPrivate(account);
            return document.RootElement.ValueKind != JsonValueKind.Object ? new Polled.Later(ChannelProblem.NotUnderstood())
                : isChat ? LogIn(document.RootElement, known!, account) : PageIn(document.RootElement, known?.At(now), account, now);
        }
        catch (JsonException)
        {
            return new Polled.Later(ChannelProblem.NotUnderstood());
        }
    }

    /// <inheritdoc/>
    public void Read(in Kept kept, Account account, ICollection<Fact> facts)
    {
        var (document, _) = StrictJson.Parse(kept.Body);
        using (document)
        {
            try
            {
                facts.Add(document is null ? Unknown(kept.Key, "unreadable") : FactIn(document.RootElement, kept.Key, account));
            }
            catch (BadField)
            {
                facts.Add(Unknown(kept.Key, "unreadable"));
            }
        }
    }

    static Polled NotBrought(WireAnswer answer, DateTimeOffset now) => BlueskyErrors.Ending(answer, now) switch
    {
        Ending.Disconnected lost => new Polled.Disconnected(lost.Problem),
        Ending.Later later => new Polled.Later(later.Problem, later.After),
        Ending.Rejected refused => new Polled.Later(refused.Problem),
        _ => new Polled.Later(ChannelProblem.Unreachable("Bluesky cannot be reached.", BlueskyErrors.Vendor(answer))),
    };

    static Polled PageIn(JsonElement root, BlueskyPlace? known, Account account, DateTimeOffset now)
    {
        if (!root.TryGetProperty("notifications", out var list) || list.ValueKind != JsonValueKind.Array) return new Polled.Later(ChannelProblem.NotUnderstood());

        var page = list.EnumerateArray().Select(one => (Uri: one.Peek("uri") ?? "", At: At(one, "indexedAt") ?? known?.Until ?? DateTimeOffset.MinValue, Said: one)).Where(one => one.Uri.Length > 0).ToList();
        var told = page.ConvertAll(one => (one.Uri, one.At));
        if (known is null) return Began(told, account, now);

        if (!known.IsReachedBy(told) && root.Peek("cursor") is { Length: > 0 } cursor && cursor != known.Cursor)
            return new Polled.Brought([], known.Deeper(cursor, told[^1].Uri).Write(), TimeSpan.Zero);

        var fresh = page.Where(one => one.At >= known.Horizon && !known.Knows(one.Uri)).Reverse();
        return Brought([.. fresh.DistinctBy(one => one.Uri).Select(one => ItemOf(one.Uri, NotificationField, one.Said, account))], known.Brought(told), known.Back.Count > 0, account);
    }

    /// <summary>What was said before the connection was made is not ours to bring.</summary>
    static Polled.Brought Began(List<(string Uri, DateTimeOffset At)> page, Account account, DateTimeOffset now)
    {
        var newest = page.Count > 0 ? page.Max(one => one.At) : DateTimeOffset.MinValue;
        return Brought([], new BlueskyPlace { From = newest, Looked = now }.Brought(page), false, account);
    }

    static Polled LogIn(JsonElement root, BlueskyPlace known, Account account)
    {
        if (!root.TryGetProperty("logs", out var logs) || logs.ValueKind != JsonValueKind.Array) return new Polled.Later(ChannelProblem.NotUnderstood());

        var next = known with { Chat = root.Peek("cursor") ?? known.Chat ?? "", IsChatNext = false };
        // The first look only learns where the log ends.
        var items = known.Chat is null ? [] : logs.EnumerateArray().Where(IsWanted).Select(one => ItemOf($"{one.Peek("convoId")}/{one.Peek("rev")}", LogField, one, account));
        return new Polled.Brought([.. items], next.Write(), PauseOf(account));
    }

    static bool IsWanted(JsonElement log) => log.Peek("rev") is { Length: > 0 } && log.Peek("$type") is "chat.bsky.convo.defs#logCreateMessage" or "chat.bsky.convo.defs#logDeleteMessage";

    static Polled.Brought Brought(IReadOnlyList<PolledItem> items, BlueskyPlace next, bool hasMore, Account account)
    {
        var asksChat = !hasMore && TakesPrivate(account);
        return new(items, (next with { IsChatNext = asksChat }).Write(), hasMore || asksChat ? TimeSpan.Zero : PauseOf(account));
    }

    static PolledItem ItemOf(string id, string field, JsonElement said, Account account)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body, new() { SkipValidation = true }))
        {
            json.WriteStartObject();
            json.WriteString("us", account[IOpenSession.Who]);
            json.WritePropertyName(field);
            json.WriteRawValue(said.GetRawText(), skipInputValidation: true);
            json.WriteEndObject();
        }
        return new(OutsideKey.Of(field == LogField ? 'l' : 'm', id), body.ToArray());
    }

    static TimeSpan PauseOf(Account account) =>
        int.TryParse(account["every"], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(Math.Clamp(seconds, Shortest.TotalSeconds, Longest.TotalSeconds)) : Usual;

    static Fact FactIn(JsonElement kept, string key, Account account) =>
        kept.Inner(NotificationField) is { } notification ? Said(notification, kept.Peek("us") ?? "", key, account)
        : kept.Inner(LogField) is { } log ? Logged(log, kept.Peek("us") ?? "", key)
        : Unknown(key, kept.EnumerateObject().Select(one => one.Name).FirstOrDefault() ?? "empty");

    static Fact Said(JsonElement notification, string us, string key, Account account)
    {
        var (reason, uri, cid) = (notification.Peek("reason") ?? "", notification.Needed("uri", max: 1000), notification.Needed("cid", max: 200));
        if (reason is not ("mention" or "reply" or "quote")) return Unknown(key, reason.Length > 0 ? reason : "notification");

        var record = notification.Inner("record") ?? throw new BadField("record", "is missing");
        var from = From(notification.Inner("author") ?? throw new BadField("author", "is missing"));
        if (from.Value == us) return Unknown(key, "a post of our own");

        var reply = record.Inner("reply");
        var parent = reply is { } answered ? BlueskyReference.StrongIn(answered, "parent") : null;
        var self = new BlueskyReference.Strong(PlainText.Line(uri, 1000), PlainText.Line(cid));
        var root = (reply is { } thread ? BlueskyReference.StrongIn(thread, "root") : null) ?? parent ?? self;
        var (text, post) = (record.Text("text", "record.") ?? "", OutsideKey.Of('p', root.Uri));
        var words = Words(text, record, uri, account);
        return new MessageReceived(OutsideKey.Of('m', uri), PostsId, At(notification, "indexedAt"), $"{post}:{from.Value}", from, words)
        {
            ReplyToKey = (parent ?? QuotedIn(record)) is { } answers ? OutsideKey.Of('m', answers.Uri) : null,
            Reference = new BlueskyReference(root, self, [.. PeopleIn(notification, text, record, us)]).Write(),
            Post = new PostRef(post) { Url = WebOf(root.Uri, account) },
            Attachments = [.. BlueskyImages.In(record, from.Value)],
            Claims = HandleOf(notification.Inner("author")!.Value) is { } handle ? [new ClaimRef(Kind, $"@{handle}")] : [],
        };
    }

    static Fact Logged(JsonElement log, string us, string key)
    {
        var message = log.Inner("message") ?? throw new BadField("message", "is missing");
        var (convo, id) = (log.Needed("convoId", max: 200), message.Needed("id", max: 200));
        var sender = message.Inner("sender")?.Peek("did") ?? "";
        if (sender.Length == 0 || sender == us) return Unknown(key, "a message of our own");

        var from = new HandleRef(Kind, "", PlainText.Line(sender), IdentityStrength.PlatformAccount);
        var messageKey = OutsideKey.Of('m', $"{convo}/{id}");
        if (log.Peek("$type") == "chat.bsky.convo.defs#logDeleteMessage") return new MessageWithdrawn(OutsideKey.Of('x', $"{convo}/{id}"), PrivateId, At(message, "sentAt"), messageKey, from);

        var text = message.Text("text", "message.") ?? "";
        return text.Length == 0 ? Unknown(key, "a message without words")
            : new MessageReceived(messageKey, PrivateId, At(message, "sentAt"), PlainText.Line(convo), from, Facets.Spelt(text, message));
    }

    /// <summary>A post without words of its own, a video mostly, is at least shown where it stands.</summary>
    static string Words(string text, JsonElement record, string uri, Account account)
    {
        var words = PlainText.Clean(Facets.Spelt(text, record));
        if (LinkedIn(record) is { } link && !words.Contains(link, StringComparison.Ordinal)) words = words.Length > 0 ? $"{words}\n{link}" : link;
        return words.Length > 0 ? words : WebOf(uri, account) ?? PlainText.Line(uri, 1000);
    }

    static string? LinkedIn(JsonElement record) =>
        record.Inner("embed") is { } embed && embed.Peek("$type") == "app.bsky.embed.external" && embed.Inner("external")?.Peek("uri") is { Length: > 0 and <= 2000 } uri ? PlainText.Line(uri, 2000) : null;

    static BlueskyReference.Strong? QuotedIn(JsonElement record) => record.Inner("embed") is not { } embed ? null : embed.Peek("$type") switch
    {
        "app.bsky.embed.record" => BlueskyReference.StrongIn(embed, "record"),
        "app.bsky.embed.recordWithMedia" => embed.Inner("record") is { } inner ? BlueskyReference.StrongIn(inner, "record") : null,
        _ => null,
    };

    static IEnumerable<(string Did, string Handle)> PeopleIn(JsonElement notification, string text, JsonElement record, string us)
    {
        var author = notification.Inner("author")!.Value;
        if (author.Peek("did") is { } did && HandleOf(author) is { } handle) yield return (did, handle);
        foreach (var mentioned in Facets.MentionsIn(text, record))
            if (mentioned.Did != us) yield return mentioned;
    }

    static HandleRef From(JsonElement author)
    {
        var name = PlainText.Line(author.Peek("displayName") ?? "");
        return new(Kind, "", PlainText.Line(author.Needed("did", "author.", 300), 300), IdentityStrength.PlatformAccount, name.Length > 0 ? name : HandleOf(author) is { } handle ? $"@{handle}" : null);
    }

    /// <summary>The name of an account, which can change hands; <c>handle.invalid</c> stands for one that does not lead back to it.</summary>
    static string? HandleOf(JsonElement author) => author.Peek("handle") is { Length: > 0 and <= 253 } handle && handle != "handle.invalid" ? PlainText.Line(handle, 253) : null;

    /// <summary>Where everybody reads it: <c>at://{did}/app.bsky.feed.post/{rkey}</c> is no address for a browser.</summary>
    static string? WebOf(string uri, Account account) => uri.Split('/') is ["at:", "", { Length: > 0 } did, "app.bsky.feed.post", { Length: > 0 } rkey]
        ? $"{Or(account["web"], OwnWeb).TrimEnd('/')}/profile/{Uri.EscapeDataString(did).Replace("%3A", ":", StringComparison.Ordinal)}/post/{Uri.EscapeDataString(rkey)}" : null;

    static DateTimeOffset? At(JsonElement said, string name) =>
        DateTimeOffset.TryParse(said.Peek(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    static Unrecognised Unknown(string key, string kind) => new(key, PostsId, null, PlainText.Line(kind, 60), "notification");
}
