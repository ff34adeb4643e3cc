using Kith.Channels.Meta;

namespace Kith.Channels.Messenger;

public sealed partial class MessengerChannel : ISettle, IAct
{
    /// <inheritdoc/>
    public WireRequest Ask(Parcel parcel, string attemptKey, DateTimeOffset triedAt, Account account) => CommentWire.Facebook.Ask(parcel, account, "look for an answer");

    /// <inheritdoc/>
    public Settlement Read(WireAnswer answer, Parcel parcel, DateTimeOffset triedAt, IReadOnlySet<string> taken) => CommentWire.Facebook.Read(answer, parcel, triedAt, taken);

    /// <inheritdoc/>
    public WireRequest Acting(Act act, Account account, DateTimeOffset now) => CommentWire.Facebook.Acting(act, account);

    /// <inheritdoc/>
    public ChannelProblem? ReadActing(WireAnswer answer, Act act, DateTimeOffset now) => CommentWire.ReadActing(answer, now);

    static Prepared PrepareComment(Draft draft, string text, Account account) => RefuseComment(draft, text, account) ?? (Prepared)new Prepared.Ready(
    [
        new(CommentsId, draft.To, text) { ThreadKey = draft.ThreadKey, ReplyToKey = draft.ReplyToKey, PostKey = draft.PostKey, Reference = draft.Reference, AuthorName = draft.AuthorName },
    ]);

    static Prepared.Refusal? RefuseComment(Draft draft, string text, Account account)
    {
        if (draft.Situation.Stopped)
            return new(ChannelProblem.OptedOut(), "Answer where they still want to hear from you.");
        if (draft.To.Kind != FeedReading.Kind || draft.To.Scope != account["page_id"])
            return new(ChannelProblem.NoSuchRecipient("This person has said nothing on this page."), "Choose another channel.");
        if (draft.Attachments.Count > 0)
            return new(ChannelProblem.Rejected("In public only words can be sent here."), "Send files in private.");
        if (string.IsNullOrWhiteSpace(text))
            return new(ChannelProblem.Rejected("There is nothing to send."), "Write something.");
        return text.Length > CommentLength.Max ? new(ChannelProblem.TooLarge($"A comment here has {CommentLength.Max} characters at most."), "Say it shorter, or go on in private.") : null;
    }
}
