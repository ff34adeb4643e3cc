using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Kith.Channels.Telegram;

public sealed partial class TelegramChannel : IProof, IPoll, IReadFacts
{
    const string SecretHeader = "X-Telegram-Bot-Api-Secret-Token";
    const int MostAtOnce = 100, MostSigns = 20;

    /// <summary>Of all kinds of updates, those that something is made of. What is not named is not sent; reactions must be named.</summary>
    static readonly string[] Wanted = ["message", "edited_message", "my_chat_member", "message_reaction"];

    /// <summary>They hold a question this long when there is nothing to tell; a little more until we believe that nobody answers.</summary>
    static readonly TimeSpan Held = TimeSpan.FromSeconds(50), Patience = TimeSpan.FromSeconds(65), WhileElsewhere = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public int MaxBody => 1024 * 1024;

    /// <inheritdoc/>
    public string? WhyForged(RawRequest bare, Account account) =>
        account["secret"].Length == 0 ? "the connection has no secret" : Secrets.Same(bare.Headers[SecretHeader] ?? "", account["secret"]) ? null : "another secret";

    /// <inheritdoc/>
    public Proof Prove(RawRequest request, Account account, DateTimeOffset now)
    {
        if (WhyForged(request, account) is { } why) return new Proof.Forged(why);

        var (document, refused) = StrictJson.Parse(request.Body);
        using (document)
            return document is null ? refused!
                : document.RootElement.Number("update_id") is not { } id ? new BadField("update_id", "is missing").Refused
                : new Proof.Genuine(KeyOf(id), Lanes.Of(TalkIn(document.RootElement)), "", new HookAnswer(200, "text/plain", ""));
    }

    /// <inheritdoc/>
    public WireRequest? Ask(Account account, string? place) => IsTold(account) ? null
        : Call(account, "getUpdates", "ask Telegram for what is new", json =>
        {
            if (place is not null) json.WriteNumber("offset", long.Parse(place, CultureInfo.InvariantCulture));
            json.WriteNumber("limit", MostAtOnce);
            json.WriteNumber("timeout", (int)Held.TotalSeconds);
            WriteWanted(json);
        }) with
        { Patience = Patience };

    /// <inheritdoc/>
    public Polled Read(WireAnswer answer, string? place, Account account, DateTimeOffset now)
    {
        var (document, _) = StrictJson.Parse(answer.Body);
        using (document)
            return document?.RootElement is { } root && root.IsOk() ? Brought(root, place) : NotBrought(answer, document?.RootElement ?? default, now);
    }

    /// <inheritdoc/>
    public void Read(in Kept kept, Account account, ICollection<Fact> facts)
    {
        var (document, _) = StrictJson.Parse(kept.Body);
        using (document)
        {
            try
            {
                facts.Add(document is null ? Unknown(kept.Key, "unreadable") : FactIn(document.RootElement, kept.Key));
            }
            catch (BadField)
            {
                facts.Add(Unknown(kept.Key, "unreadable"));
            }
        }
    }

    static Polled Brought(JsonElement root, string? place)
    {
        if (!root.TryGetProperty("result", out var updates) || updates.ValueKind != JsonValueKind.Array) return new Polled.Later(ChannelProblem.NotUnderstood());

        var items = new List<PolledItem>();
        var last = place is null ? 0 : long.Parse(place, CultureInfo.InvariantCulture) - 1;
        foreach (var update in updates.EnumerateArray())
        {
            if (update.Number("update_id") is not { } id) return new Polled.Later(ChannelProblem.NotUnderstood());
            items.Add(new(KeyOf(id), JsonMarshal.GetRawUtf8Value(update).ToArray()));
            last = Math.Max(last, id);
        }
        // To name the next one confirms all before it: they are not told again.
        return new Polled.Brought(items, items.Count == 0 ? place : (last + 1).ToString(CultureInfo.InvariantCulture), TimeSpan.Zero);
    }

    static Polled NotBrought(WireAnswer answer, JsonElement root, DateTimeOffset now) => answer.Status switch
    {
        401 or 404 => new Polled.Disconnected(ChannelProblem.SignInExpired(Code(answer))),
        409 => new Polled.Later(ChannelProblem.Rejected("Telegram brings the messages of this bot to another program. Press Test to have them brought here, and see that no other one asks for them.", "409"), WhileElsewhere),
        429 => new Polled.Later(ChannelProblem.RateLimited(vendor: "429"), TelegramErrors.WaitIn(root) ?? answer.RetryAfter(now)),
        _ => new Polled.Later(ChannelProblem.Unreachable("Telegram cannot be reached.", Code(answer))),
    };

    static Fact FactIn(JsonElement update, string key) =>
        update.Inner("message") is { } message ? Message(message, key)
        : update.Inner("edited_message") is { } edited ? Edited(edited, key)
        : update.Inner("my_chat_member") is { } membership ? Membership(membership, key)
        : update.Inner("message_reaction") is { } reaction ? Reaction(reaction, key)
        : Unknown(key, update.EnumerateObject().Select(one => one.Name).FirstOrDefault(name => name != "update_id") ?? "empty");

    static Fact Message(JsonElement message, string key)
    {
        if (WhyNotOurs(message) is { } why) return Unknown(key, why);

        var (from, said) = (From(message), TelegramWords.Of(message));
        var file = TelegramFiles.In(message);
        if (said.StartsWith("/start", StringComparison.Ordinal) && (said.Length == 6 || said[6] == ' ')) return Started(message, from, said[6..].Trim(), key);
        if (said.Length == 0 && file is null) return Unknown(key, message.EnumerateObject().Select(one => one.Name).LastOrDefault() ?? "message");

        return new MessageReceived(MessageKey(message), SurfaceId, At(message, "date"), from.Value, from, said)
        {
            ReplyToKey = message.Inner("reply_to_message") is { } answered && answered.Number("message_id") is { } id ? KeyOf(ChatOf(message), id) : null,
            Attachments = file is null ? [] : [file],
            Album = message.Peek("media_group_id") is { Length: > 0 } album ? PlainText.Line(album, 100) : null,
            Claims = [.. Claims(message)],
        };
    }

    /// <summary>Whoever presses the button of a link has said nothing yet; what the link carried tells who they are.</summary>
    static Fact Started(JsonElement message, HandleRef from, string token, string key) =>
        token.Length == 0 ? Unknown(key, "start") : new MoveBrought(OutsideKey.Of('g', key), SurfaceId, At(message, "date"), from, PlainText.Line(token, 64));

    static Fact Edited(JsonElement message, string key) => WhyNotOurs(message) is { } why ? Unknown(key, why)
        : new MessageEdited($"e:{MessageKey(message)[2..]}:{message.Number("edit_date") ?? 0}", SurfaceId, At(message, "edit_date"), MessageKey(message), From(message), TelegramWords.Of(message));

    static Fact Membership(JsonElement changed, string key)
    {
        if (WhyNotOurs(changed) is { } why) return Unknown(key, why);

        return changed.Inner("new_chat_member")?.Peek("status") switch
        {
            "kicked" or "left" => new ConsentChanged($"c:{key[2..]}", SurfaceId, At(changed, "date"), From(changed), false, "They stopped our bot in Telegram."),
            "member" => new ConsentChanged($"c:{key[2..]}", SurfaceId, At(changed, "date"), From(changed), true, "They started our bot again in Telegram."),
            _ => Unknown(key, "membership"),
        };
    }

    /// <summary>All signs of one person are told each time; the last of them counts, and none when they took it away.</summary>
    static Fact Reaction(JsonElement changed, string key)
    {
        if (WhyNotOurs(changed, "user") is { } why) return Unknown(key, why);

        var signs = changed.Items("new_reaction", "reaction.", MostSigns).ToList();
        var emoji = signs.Count == 0 ? null : signs[^1].Peek("emoji");
        return signs.Count > 0 && emoji is null ? Unknown(key, "a sign of their own")
            : new ReactionChanged($"r:{key[2..]}", SurfaceId, At(changed, "date"), MessageKey(changed), From(changed, "user"), emoji is null ? null : PlainText.Line(emoji, 40));
    }

    /// <summary>A bot may sit in groups and channels; Kith speaks with one person at a time.</summary>
    static string? WhyNotOurs(JsonElement message, string by = "from") => message.Inner("chat")?.Peek("type") switch
    {
        "private" => message.Inner(by) is { } from && from.Number("id") is not null ? null : "message of nobody",
        _ => "message in a group",
    };

    static HandleRef From(JsonElement message, string by = "from")
    {
        var from = message.Inner(by)!.Value;
        var name = PlainText.Line($"{from.Peek("first_name")} {from.Peek("last_name")}");
        return new(Kind, "", from.Number("id")!.Value.ToString(CultureInfo.InvariantCulture), IdentityStrength.PlatformAccount, name.Length > 0 ? name : null);
    }

    /// <summary>A name in Telegram can pass to another, and a number in a card is what somebody wrote there.</summary>
    static IEnumerable<ClaimRef> Claims(JsonElement message)
    {
        if (message.Inner("from")?.Peek("username") is { Length: > 0 } name) yield return new("telegram", $"@{PlainText.Line(name, 64)}");
        if (message.Inner("contact") is { } card && card.Number("user_id") == message.Inner("from")?.Number("id") && card.Peek("phone_number") is { Length: > 0 } number)
            yield return new("phone", PlainText.Line(number.StartsWith('+') ? number : $"+{number}", 40));
    }

    static long ChatOf(JsonElement message) => message.Inner("chat")?.Number("id") ?? throw new BadField("chat.id", "is missing");

    static string MessageKey(JsonElement message) => KeyOf(ChatOf(message), message.Number("message_id") ?? throw new BadField("message_id", "is missing"));

    static string KeyOf(long chat, long message) => string.Create(CultureInfo.InvariantCulture, $"m:{chat}_{message}");

    static string KeyOf(long update) => string.Create(CultureInfo.InvariantCulture, $"u:{update}");

    static DateTimeOffset? At(JsonElement message, string name) =>
        message.Number(name) is > 0 and < 253_402_300_800 and var seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    static string TalkIn(JsonElement update)
    {
        foreach (var part in update.EnumerateObject())
            if (part.Value.ValueKind == JsonValueKind.Object && part.Value.TryGetProperty("chat", out var chat) && chat.Number("id") is { } id) return id.ToString(CultureInfo.InvariantCulture);
        return "";
    }

    static void WriteWanted(Utf8JsonWriter json)
    {
        json.WriteStartArray("allowed_updates");
        foreach (var kind in Wanted) json.WriteStringValue(kind);
        json.WriteEndArray();
    }

    static Unrecognised Unknown(string key, string kind) => new(key, SurfaceId, null, PlainText.Line(kind, 60), "update");

    static string Code(WireAnswer answer) => answer.Status.ToString(CultureInfo.InvariantCulture);
}
