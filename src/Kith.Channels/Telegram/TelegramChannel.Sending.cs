using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Kith.Channels.Telegram;

public sealed partial class TelegramChannel : IPrepare, IDeliver, IMedia, IInvite
{
    const int LargestPhoto = 10_000_000, LongestToken = 64;

    static readonly string[] Photos = ["image/jpeg", "image/png", "image/webp"];

    /// <inheritdoc/>
    public Prepared Prepare(Draft draft, Account account, DateTimeOffset now)
    {
        var text = PlainText.Clean(draft.Text);
        if (draft.Situation.Stopped) return new Prepared.Refusal(ChannelProblem.OptedOut(), "Answer where they still want to hear from you.");
        if (draft.To.Kind != Kind || !long.TryParse(draft.To.Value, CultureInfo.InvariantCulture, out _))
            return new Prepared.Refusal(ChannelProblem.NoSuchRecipient("This person has not written to us on Telegram."), "Choose another channel, or send them a link to Telegram.");
        if (string.IsNullOrWhiteSpace(text) && draft.Attachments.Count == 0) return new Prepared.Refusal(ChannelProblem.Rejected("There is nothing to send."), "Write something.");
        if (text.Length > Length.Max) return new Prepared.Refusal(ChannelProblem.TooLarge("A message on Telegram has 4,096 characters at most."), "Send it in several messages.");
        if (draft.Attachments.Count > 0 && text.Length > LongestCaption)
            return new Prepared.Refusal(ChannelProblem.TooLarge("Beside files a message on Telegram has 1,024 characters at most."), "Send the words first and the files after them.");
        if (draft.Attachments.Count > Files.MaxCount || draft.Attachments.Any(file => file.Size > Files.MaxBytes))
            return new Prepared.Refusal(ChannelProblem.TooLarge("A message on Telegram carries 10 files of up to 50 MB."), "Send fewer or smaller files.");

        return new Prepared.Ready([new(SurfaceId, draft.To, text) { Attachments = draft.Attachments, ReplyToKey = draft.ReplyToKey, ThreadKey = draft.ThreadKey }]);
    }

    /// <inheritdoc/>
    public WireRequest Request(Parcel parcel, string attemptKey, Account account, DateTimeOffset now) => parcel.Attachments.Count switch
    {
        0 => Call(account, "sendMessage", "send by Telegram", json =>
        {
            json.WriteNumber("chat_id", Chat(parcel));
            json.WriteString("text", parcel.Text);
            if (Answered(parcel) is { } answered) WriteAnswered(json, answered);
        }),
        1 => Upload(account, parcel, IsPhoto(parcel.Attachments[0]) ? "sendPhoto" : "sendDocument", [("caption", parcel.Text)], [IsPhoto(parcel.Attachments[0]) ? "photo" : "document"]),
        _ => Upload(account, parcel, "sendMediaGroup", [("media", Album(parcel))], [.. parcel.Attachments.Select((_, at) => $"file{at}")]),
    };

    /// <inheritdoc/>
    public Ending Read(WireAnswer answer, DateTimeOffset now)
    {
        var (document, _) = StrictJson.Parse(answer.Body);
        using (document)
        {
            if (document is null) return Unreadable(answer);
            if (answer.Status is < 200 or >= 300 || !document.RootElement.IsOk()) return TelegramErrors.Ending(answer, document.RootElement, now);
            return IdIn(document.RootElement) is { } id ? new Ending.Accepted(id) : new Ending.Unsure(ChannelProblem.NotUnderstood());
        }
    }

    /// <inheritdoc/>
    public WireRequest? Fetch(MediaRef media, Account account) => TelegramFiles.IdIn(media) is { } id
        ? Call(account, "getFile", "ask Telegram where a file lies", json => json.WriteString("file_id", id)) : null;

    /// <inheritdoc/>
    public WireRequest? Follow(WireAnswer told, Account account)
    {
        var (document, _) = StrictJson.Parse(told.Body);
        using (document)
        {
            // The address holds the token: it is used here and shown to nobody.
            try { return document?.RootElement is { } root && TelegramFiles.PathIn(root) is { } path ? new("GET", $"{Api(account)}/file/bot{account["token"]}/{path}", "fetch a file from Telegram") : null; }
            catch (BadField) { return null; }
        }
    }

    /// <inheritdoc/>
    public string? LinkFor(Account account, string token) =>
        NameOf(account).Length > 0 && token.Length is > 0 and <= LongestToken ? $"{LinksOf(account)}/{NameOf(account)}?start={token}" : null;

    static string LinksOf(Account account) => (account["links"] is { Length: > 0 } own ? own : OwnLinks).TrimEnd('/');

    /// <summary>An answer that is no JSON comes from something before Telegram, or is cut off.</summary>
    static Ending Unreadable(WireAnswer answer) => answer.Status switch
    {
        401 or 404 => new Ending.Disconnected(ChannelProblem.SignInExpired(Code(answer))),
        413 => new Ending.Rejected(ChannelProblem.TooLarge("Telegram says that it is too large.", Code(answer))),
        429 => new Ending.Later(ChannelProblem.RateLimited(vendor: "429")),
        >= 400 and < 500 => new Ending.Rejected(ChannelProblem.Rejected("Telegram does not take this message.", Code(answer))),
        _ => new Ending.Unsure(ChannelProblem.NotUnderstood(Code(answer))),
    };

    /// <summary>The first message of an album stands for all of it.</summary>
    static string? IdIn(JsonElement root)
    {
        if (!root.TryGetProperty("result", out var result)) return null;
        var message = result.ValueKind == JsonValueKind.Array ? result.EnumerateArray().FirstOrDefault() : result;
        return message.Number("message_id") is { } id && message.ValueKind == JsonValueKind.Object && message.TryGetProperty("chat", out var chat) && chat.Number("id") is { } at
            ? KeyOf(at, id)[2..] : null;
    }

    static WireRequest Call(Account account, string method, string label, Action<Utf8JsonWriter> write)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        return new("POST", Method(account, method), label) { ContentType = "application/json", Body = body.ToArray() };
    }

    static WireRequest Upload(Account account, Parcel parcel, string method, IEnumerable<(string Name, string Value)> fields, IReadOnlyList<string> names)
    {
        var form = new MultipartWriter();
        form.Field("chat_id", parcel.To.Value);
        foreach (var (name, value) in fields.Where(field => field.Value.Length > 0)) form.Field(name, value);
        if (Answered(parcel) is { } answered) form.Field("reply_parameters", Json(json => WriteReply(json, answered)));
        foreach (var (file, name) in parcel.Attachments.Zip(names)) form.File(name, file);
        var (type, body) = form.Write();
        return new("POST", Method(account, method), "send files by Telegram") { ContentType = type, Body = body };
    }

    /// <summary>Pictures go as pictures when all are; documents and pictures do not mix in one album.</summary>
    static string Album(Parcel parcel)
    {
        var type = parcel.Attachments.All(IsPhoto) ? "photo" : "document";
        return Json(json =>
        {
            json.WriteStartArray();
            foreach (var (at, _) in parcel.Attachments.Index())
            {
                json.WriteStartObject();
                json.WriteString("type", type);
                json.WriteString("media", $"attach://file{at}");
                if (at == 0 && parcel.Text.Length > 0) json.WriteString("caption", parcel.Text);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        });
    }

    static string Json(Action<Utf8JsonWriter> write)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body)) write(json);
        return Encoding.UTF8.GetString(body.ToArray());
    }

    static void WriteAnswered(Utf8JsonWriter json, long answered)
    {
        json.WritePropertyName("reply_parameters");
        WriteReply(json, answered);
    }

    /// <summary>What it answers may be gone meanwhile: the answer is said all the same.</summary>
    static void WriteReply(Utf8JsonWriter json, long answered)
    {
        json.WriteStartObject();
        json.WriteNumber("message_id", answered);
        json.WriteBoolean("allow_sending_without_reply", true);
        json.WriteEndObject();
    }

    static long Chat(Parcel parcel) => long.Parse(parcel.To.Value, CultureInfo.InvariantCulture);

    static long? Answered(Parcel parcel) =>
        parcel.ReplyToKey?.Split('_') is [_, var id] && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    static bool IsPhoto(DraftAttachment file) => Photos.Contains(file.Type) && file.Size <= LargestPhoto;
}
