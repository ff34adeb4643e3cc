using System.Globalization;
using System.Text.Json;

namespace Kith.Channels.Http;

public sealed partial class HttpChannel : IPrepare, IDeliver, IMedia
{
    /// <inheritdoc/>
    public Prepared Prepare(Draft draft, Account account, DateTimeOffset now)
    {
        var text = PlainText.Clean(draft.Text);
        if (account["target_url"].Length == 0)
            return new Prepared.Refusal(ChannelProblem.Rejected("This connection only receives: it has no target address."), "Give the connection a target address, or answer on another channel.");
        if (draft.Situation.Stopped)
            return new Prepared.Refusal(ChannelProblem.OptedOut(), "Answer where they still want to hear from you.");
        if (draft.To.Kind != Kind || draft.To.Scope != account.Connection.ToString("N"))
            return new Prepared.Refusal(ChannelProblem.NoSuchRecipient("This person has no handle on this connection."), "Choose another channel.");
        if (string.IsNullOrWhiteSpace(text) && draft.Attachments.Count == 0)
            return new Prepared.Refusal(ChannelProblem.Rejected("There is nothing to send."), "Write something.");
        if (text.Length > Length.Max)
            return new Prepared.Refusal(ChannelProblem.TooLarge($"A message here has {Length.Max} characters at most."), "Send it in several messages.");
        if (draft.Surface == PublicId && draft.Attachments.Count > 0)
            return new Prepared.Refusal(ChannelProblem.Rejected("In public only words can be sent here."), "Send files in private.");
        if (draft.Attachments.Count > Files.MaxCount || draft.Attachments.Any(file => file.Size > Files.MaxBytes))
            return new Prepared.Refusal(ChannelProblem.TooLarge("A message here carries 20 files of up to 25 MB."), "Send fewer or smaller files.");

        return new Prepared.Ready(
        [
            new(draft.Surface == PublicId ? PublicId : SurfaceId, draft.To, text)
            {
                Attachments = draft.Attachments, ReplyToKey = draft.ReplyToKey, ThreadKey = draft.ThreadKey, PostKey = draft.Surface == PublicId ? draft.PostKey : null, Subject = draft.Subject, AuthorName = draft.AuthorName,
            },
        ]);
    }

    /// <inheritdoc/>
    public WireRequest Request(Parcel parcel, string attemptKey, Account account, DateTimeOffset now) =>
        Signed(Body("message.created", json => Write(json, parcel, attemptKey)), attemptKey, account, now, "send by Generic HTTP");

    /// <inheritdoc/>
    public Ending Read(WireAnswer answer, DateTimeOffset now) => answer.Status switch
    {
        >= 200 and < 300 => new Ending.Accepted(OutsideId(answer)),
        401 or 403 or 410 => new Ending.Disconnected(ChannelProblem.SignInExpired(Number(answer))),
        413 => new Ending.Rejected(ChannelProblem.TooLarge("The other side says it is too large.", Number(answer))),
        429 => new Ending.Later(ChannelProblem.RateLimited(vendor: Number(answer)), answer.RetryAfter(now)),
        // The id is the same at every try, so trying again is safe even if they had taken it.
        408 or >= 500 => new Ending.Later(ChannelProblem.Unreachable(vendor: Number(answer)), answer.RetryAfter(now)),
        _ => new Ending.Rejected(ChannelProblem.Rejected("The other side did not take it.", Number(answer))),
    };

    /// <inheritdoc/>
    public WireRequest? Fetch(MediaRef media, Account account) =>
        Uri.TryCreate(media.Ref, UriKind.Absolute, out var url) && url.Scheme == "https" ? new("GET", media.Ref, "fetch a file") : null;

    static WireRequest Signed(byte[] body, string id, Account account, DateTimeOffset now, string label)
    {
        var timestamp = now.ToUnixTimeSeconds();
        return new("POST", account["target_url"], label)
        {
            Headers =
            [
                new("webhook-id", id),
                new("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture)),
                new("webhook-signature", StandardWebhook.SignWithAll(SecretsOf(account), id, timestamp, body)),
            ],
            ContentType = "application/json",
            Body = body,
        };
    }

    static byte[] Body(string type, Action<Utf8JsonWriter> data)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("type", type);
            json.WriteStartObject("data");
            data(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return stream.ToArray();
    }

    static void Write(Utf8JsonWriter json, Parcel parcel, string id)
    {
        json.WriteString("id", id);
        json.WriteStartObject("to");
        json.WriteString("handle", parcel.To.Value);
        json.WriteEndObject();
        if (parcel.AuthorName is { } author)
        {
            json.WriteStartObject("from");
            json.WriteString("name", author);
            json.WriteEndObject();
        }
        json.WriteString("text", parcel.Text);
        if (parcel.Subject is { } subject) json.WriteString("subject", subject);
        if (parcel.PostKey is { } post)
        {
            json.WriteStartObject("post");
            json.WriteString("id", Bare(post));
            json.WriteEndObject();
        }
        else if (parcel.ThreadKey is { } thread) json.WriteString("thread", thread);
        if (parcel.ReplyToKey is { } answered) json.WriteString("reply_to", Bare(answered));
        Write(json, parcel.Attachments);
    }

    // Their own id again, without the letter by which we tell kinds apart.
    static string Bare(string key) => key.Length > 2 && key[1] == ':' && key[0] is 'm' or 'p' ? key[2..] : key;

    static void Write(Utf8JsonWriter json, IReadOnlyList<DraftAttachment> files)
    {
        if (files.Count == 0) return;

        json.WriteStartArray("attachments");
        foreach (var file in files)
        {
            json.WriteStartObject();
            json.WriteString("url", file.Url);
            json.WriteString("name", file.Name);
            json.WriteString("type", file.Type);
            json.WriteNumber("size", file.Size);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    static string? OutsideId(WireAnswer answer)
    {
        var (document, _) = StrictJson.Parse(answer.Body);
        using (document)
            return document?.RootElement.Peek("id") is { Length: > 0 } id ? PlainText.Line(id) : null;
    }

    static string Number(WireAnswer answer) => answer.Status.ToString(CultureInfo.InvariantCulture);
}
