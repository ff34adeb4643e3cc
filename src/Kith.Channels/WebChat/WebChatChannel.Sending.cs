namespace Kith.Channels.WebChat;

public sealed partial class WebChatChannel : IPrepare
{
    /// <inheritdoc/>
    public Prepared Prepare(Draft draft, Account account, DateTimeOffset now)
    {
        var text = PlainText.Clean(draft.Text);
        if (draft.To.Kind != Kind || draft.To.Scope != account.Connection.ToString("N"))
            return new Prepared.Refusal(ChannelProblem.NoSuchRecipient("This person has never been in this chat."), "Send them a link to the chat by SMS or email.");
        if (string.IsNullOrWhiteSpace(text) && draft.Attachments.Count == 0)
            return new Prepared.Refusal(ChannelProblem.Rejected("There is nothing to send."), "Write something.");
        if (text.Length > Length.Max)
            return new Prepared.Refusal(ChannelProblem.TooLarge($"A chat message has {Length.Max} characters at most."), "Send it in several messages, or as a file.");
        if (draft.Attachments.Count > Files.MaxCount || draft.Attachments.Any(file => file.Size > Files.MaxBytes))
            return new Prepared.Refusal(ChannelProblem.TooLarge("A chat message carries 10 files of up to 25 MB."), "Send fewer or smaller files.");

        return new Prepared.Ready(
        [
            new(SurfaceId, draft.To, text)
            {
                Attachments = draft.Attachments, ReplyToKey = draft.ReplyToKey, ThreadKey = draft.ThreadKey ?? draft.To.Value, AuthorName = draft.AuthorName,
            },
        ]);
    }
}
