using System.Text.Json;
using Kith.Channels.Meta;

namespace Kith.Channels.Messenger;

public sealed partial class MessengerChannel : IPrepare, IDeliver, IMedia
{
    /// <inheritdoc/>
    public Prepared Prepare(Draft draft, Account account, DateTimeOffset now)
    {
        var text = PlainText.Clean(draft.Text);
        if (draft.Surface == CommentsId) return PrepareComment(draft, text, account);

        return Refuse(draft, text, account, now) ?? (Prepared)new Prepared.Ready(
        [
            new(SurfaceId, draft.To, text)
            {
                Attachments = draft.Attachments, ThreadKey = draft.ThreadKey, ReplyToKey = draft.ReplyToKey,
                IsLate = draft.To.Kind == Kind && draft.Situation.LastFromPerson is not null && Window(draft.Situation, now) is WindowState.OpenForHuman,
            },
        ]);
    }

    /// <inheritdoc/>
    public WireRequest Request(Parcel parcel, string attemptKey, Account account, DateTimeOffset now) => parcel.Surface == CommentsId
        ? CommentWire.Facebook.Answer(parcel, account, "answer a comment")
        : Graph.Post(account, $"{Uri.EscapeDataString(account["page_id"])}/messages", "send by Messenger", json => MessagingBody.Write(json, parcel, attemptKey, Kind));

    /// <inheritdoc/>
    public Ending Read(WireAnswer answer, DateTimeOffset now) => GraphAnswer.ReadMessage(answer, now);

    /// <summary>Files lie at addresses that let everybody in who has them: no token goes along.</summary>
    public WireRequest? Fetch(MediaRef media, Account account) =>
        Uri.TryCreate(media.Ref, UriKind.Absolute, out var url) && url.Scheme == "https" ? new("GET", media.Ref, "fetch a file") : null;

    static Prepared.Refusal? Refuse(Draft draft, string text, Account account, DateTimeOffset now)
    {
        if (draft.Situation.Stopped)
            return new(ChannelProblem.OptedOut(), "Answer where they still want to hear from you.");
        if (draft.To.Kind is not (Kind or FeedReading.Kind) || draft.To.Value.Length == 0 || draft.To.Scope != account["page_id"])
            return new(ChannelProblem.NoSuchRecipient("This person has not written to this page."), "Choose another channel.");
        // Once for each comment nobody asks when they last wrote in private.
        if (draft.To.Kind == Kind && draft.Situation.LastFromPerson is not null && Window(draft.Situation, now) is WindowState.Closed over)
            return new(over.Problem, "Go on by another channel, or wait until they write.");
        if (string.IsNullOrWhiteSpace(text) == (draft.Attachments.Count == 0))
            return draft.Attachments.Count == 0
                ? new(ChannelProblem.Rejected("There is nothing to send."), "Write something.")
                : new(ChannelProblem.TooLarge("A message here is words or one file, not both."), "Send the words first and the file after them.");
        if (text.Length > Length.Max)
            return new(ChannelProblem.TooLarge($"A message here has {Length.Max} characters at most."), "Send it in several messages.");
        if (draft.Attachments.Count > Files.MaxCount || draft.Attachments.Any(file => file.Size > Files.MaxBytes))
            return new(ChannelProblem.TooLarge("A message here carries one file of up to 25 MB."), "Send the files one by one.");
        return null;
    }
}
