using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Kith.Channels.Bluesky;

public sealed partial class BlueskyChannel : IPrepare, IDeliver, IMedia
{
    const string PostType = "app.bsky.feed.post";

    /// <inheritdoc/>
    public Prepared Prepare(Draft draft, Account account, DateTimeOffset now)
    {
        var (text, isPrivate) = (PlainText.Clean(draft.Text), draft.Surface == PrivateId);
        if (draft.Situation.Stopped) return new Prepared.Refusal(ChannelProblem.OptedOut(), "Answer where they still want to hear from you.");
        if (draft.To.Kind != Kind || !draft.To.Value.StartsWith("did:", StringComparison.Ordinal))
            return new Prepared.Refusal(ChannelProblem.NoSuchRecipient("This person has not written to us on Bluesky."), "Choose another channel.");
        if (string.IsNullOrWhiteSpace(text)) return new Prepared.Refusal(ChannelProblem.Rejected("There is nothing to send."), "Write something.");
        if (draft.Attachments.Count > 0) return new Prepared.Refusal(ChannelProblem.Rejected("Files cannot be sent on Bluesky from here."), "Put a link into the text, or send them on another channel.");
        if (WhyTooLong(text, isPrivate ? MessageLength : PostLength, isPrivate ? "A direct message" : "A post") is { } tooLong) return new Prepared.Refusal(tooLong, "Shorten it, or send it in several.");
        if (isPrivate && !TakesPrivate(account)) return new Prepared.Refusal(ChannelProblem.Rejected("Direct messages are off on this connection."), "Answer in public, or switch them on.");
        if (isPrivate) return draft.ThreadKey is { Length: > 0 } talk && IsTalk(talk)
            ? new Prepared.Ready([new(PrivateId, draft.To, text) { ThreadKey = talk }])
            : new Prepared.Refusal(ChannelProblem.WindowClosed("They have not written to us in private on Bluesky."), "Answer in public, and ask them to write to you.");

        return BlueskyReference.Read(draft.Reference) is null
            ? new Prepared.Refusal(ChannelProblem.Rejected("On Bluesky we answer what somebody said to us."), "Choose the post that you answer.")
            : new Prepared.Ready([new(PostsId, draft.To, text) { ReplyToKey = draft.ReplyToKey, ThreadKey = draft.ThreadKey, PostKey = draft.PostKey, Reference = draft.Reference }]);
    }

    /// <inheritdoc/>
    public WireRequest Request(Parcel parcel, string attemptKey, Account account, DateTimeOffset now) =>
        parcel.Surface == PrivateId ? Message(parcel, account) : Post(parcel, attemptKey, account, now);

    /// <inheritdoc/>
    public Ending Read(WireAnswer answer, DateTimeOffset now)
    {
        if (answer.Status is < 200 or >= 300) return BlueskyErrors.Ending(answer, now);

        var (document, _) = StrictJson.Parse(answer.Body);
        using (document)
            return document?.RootElement switch
            {
                { } root when root.Peek("uri") is { Length: > 0 } uri && root.Peek("cid") is { Length: > 0 } => new Ending.Accepted(PlainText.Line(uri, 1000)),
                { } root when root.Peek("id") is { Length: > 0 } id && root.Peek("sentAt") is { Length: > 0 } => new Ending.Accepted(PlainText.Line(id)),
                _ => new Ending.Unsure(ChannelProblem.NotUnderstood(answer.Status.ToString(CultureInfo.InvariantCulture))),
            };
    }

    /// <inheritdoc/>
    public WireRequest? Fetch(MediaRef media, Account account) =>
        BlueskyImages.UrlOf(media, Or(account["images"], OwnImages).TrimEnd('/')) is { } url ? new("GET", url, "fetch a picture from Bluesky") : null;

    /// <summary>
    /// <c>com.atproto.repo.putRecord</c>, never <c>createRecord</c>: put again under the same key it is the same post, while a second creation is
    /// an error that says nothing of the first. All of the record is made of the draft and the key, so that its hash stays the same, too.
    /// </summary>
    static WireRequest Post(Parcel parcel, string attemptKey, Account account, DateTimeOffset now) => Put(account, PostType, Tid.Of(attemptKey), "post on Bluesky", json =>
    {
        json.WriteString("text", parcel.Text);
        json.WriteString("createdAt", Written(Tid.TimeOf(attemptKey) ?? now));
        if (BlueskyReference.Read(parcel.Reference) is not { } answered) return;

        Facets.Write(json, parcel.Text, answered.People);
        json.WriteStartObject("reply");
        BlueskyReference.Write(json, "root", answered.Root);
        BlueskyReference.Write(json, "parent", answered.Parent);
        json.WriteEndObject();
    });

    static WireRequest Message(Parcel parcel, Account account) => ByChat(Procedure(account, "chat.bsky.convo.sendMessage", "send a direct message on Bluesky", json =>
    {
        json.WriteString("convoId", parcel.ThreadKey);
        json.WriteStartObject("message");
        json.WriteString("text", parcel.Text);
        Facets.Write(json, parcel.Text, []);
        json.WriteEndObject();
    }), account);

    static WireRequest Put(Account account, string collection, string key, string label, Action<Utf8JsonWriter> record) => Procedure(account, "com.atproto.repo.putRecord", label, json =>
    {
        json.WriteString("repo", account[IOpenSession.Who]);
        json.WriteString("collection", collection);
        json.WriteString("rkey", key);
        json.WriteStartObject("record");
        json.WriteString("$type", collection);
        record(json);
        json.WriteEndObject();
    });

    static ChannelProblem? WhyTooLong(string text, TextRule rule, string what) =>
        Encoding.UTF8.GetByteCount(text) > rule.MaxBytes ? ChannelProblem.TooLarge(string.Create(CultureInfo.InvariantCulture, $"{what} on Bluesky has {rule.MaxBytes:N0} bytes at most, and signs of many parts take many."))
        : new StringInfo(text).LengthInTextElements > rule.Max ? ChannelProblem.TooLarge(string.Create(CultureInfo.InvariantCulture, $"{what} on Bluesky has {rule.Max:N0} letters at most.")) : null;

    /// <summary>Conversations of the chat have ids of their own; what else may stand here names a post or a person.</summary>
    static bool IsTalk(string thread) => !thread.Contains(':', StringComparison.Ordinal);

    static string Written(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
