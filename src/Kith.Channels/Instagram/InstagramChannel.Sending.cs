using System.Text;
using System.Text.Json;
using Kith.Channels.Meta;

namespace Kith.Channels.Instagram;

public sealed partial class InstagramChannel : IPrepare, IDeliver, ISettle, IAct, IMedia
{
    const int LargestPicture = 8_000_000;

    /// <inheritdoc/>
    public Prepared Prepare(Draft draft, Account account, DateTimeOffset now)
    {
        var text = PlainText.Clean(draft.Text);
        var isPublic = draft.Surface == CommentsId;
        return RefuseAny(draft, text, account) ?? (isPublic ? RefuseComment(draft, text) : Refuse(draft, text, now)) ?? (Prepared)new Prepared.Ready(
        [
            new(isPublic ? CommentsId : SurfaceId, draft.To, text)
            {
                Attachments = draft.Attachments, ThreadKey = draft.ThreadKey, ReplyToKey = draft.ReplyToKey, PostKey = draft.PostKey, Reference = draft.Reference, AuthorName = draft.AuthorName,
                IsLate = draft.To.Kind == Kind && draft.Situation.LastFromPerson is not null && Window(draft.Situation, now) is WindowState.OpenForHuman,
            },
        ]);
    }

    /// <inheritdoc/>
    public WireRequest Request(Parcel parcel, string attemptKey, Account account, DateTimeOffset now) =>
        parcel.Surface != CommentsId ? Graph.Post(There(account), $"{Me(account)}/messages", "send by Instagram", json => MessagingBody.Write(json, parcel, null, Kind))
        : IsMention(parcel) ? Graph.Post(There(account), $"{Me(account)}/mentions", "answer a mention", json => WriteMention(json, parcel))
        : CommentWire.Instagram.Answer(parcel, There(account), "answer a comment");

    /// <inheritdoc/>
    public Ending Read(WireAnswer answer, DateTimeOffset now) => GraphAnswer.ReadMessage(answer, now);

    /// <inheritdoc/>
    public WireRequest Ask(Parcel parcel, string attemptKey, DateTimeOffset triedAt, Account account) => CommentWire.Instagram.Ask(parcel, There(account), "look for an answer");

    /// <inheritdoc/>
    public Settlement Read(WireAnswer answer, Parcel parcel, DateTimeOffset triedAt, IReadOnlySet<string> taken) =>
        IsMention(parcel) ? new Settlement.CannotTell() : CommentWire.Instagram.Read(answer, parcel, triedAt, taken);

    /// <inheritdoc/>
    public WireRequest Acting(Act act, Account account, DateTimeOffset now) => CommentWire.Instagram.Acting(act, There(account));

    /// <inheritdoc/>
    public ChannelProblem? ReadActing(WireAnswer answer, Act act, DateTimeOffset now) => CommentWire.ReadActing(answer, now);

    /// <summary>Files and stories lie at addresses that let everybody in who has them, for a day at most: no token goes along.</summary>
    public WireRequest? Fetch(MediaRef media, Account account) =>
        Uri.TryCreate(media.Ref, UriKind.Absolute, out var url) && url.Scheme == "https" ? new("GET", media.Ref, "fetch a file") : null;

    static string Me(Account account) => Uri.EscapeDataString(account["account_id"]);

    static bool IsMention(Parcel parcel) => parcel.ReplyToKey is [CommentReading.Mentioned, ':', ..];

    // A mention is answered through the one that it stands under.
    static void WriteMention(Utf8JsonWriter json, Parcel parcel)
    {
        json.WriteString("media_id", CommentWire.Bare(parcel.PostKey ?? ""));
        if (parcel.Reference is { Length: > 0 } comment) json.WriteString("comment_id", comment);
        json.WriteString("message", parcel.Text);
    }

    static Prepared.Refusal? RefuseAny(Draft draft, string text, Account account)
    {
        if (draft.Situation.Stopped)
            return new(ChannelProblem.OptedOut(), "Answer where they still want to hear from you.");
        if (draft.To.Scope != account["account_id"] || draft.To.Kind is not (Kind or CommentReading.Kind))
            return new(ChannelProblem.NoSuchRecipient("This person has said nothing to this account."), "Choose another channel.");
        return string.IsNullOrWhiteSpace(text) && draft.Attachments.Count == 0 ? new(ChannelProblem.Rejected("There is nothing to send."), "Write something.") : null;
    }

    static Prepared.Refusal? RefuseComment(Draft draft, string text)
    {
        if (draft.Attachments.Count > 0)
            return new(ChannelProblem.Rejected("In public only words can be sent here."), "Send files in private.");
        return text.Length > CommentLength.Max ? new(ChannelProblem.TooLarge($"A comment here has {CommentLength.Max} characters at most."), "Say it shorter, or go on in private.") : null;
    }

    static Prepared.Refusal? Refuse(Draft draft, string text, DateTimeOffset now)
    {
        if (draft.To.Kind == Kind && draft.Situation.LastFromPerson is not null && Window(draft.Situation, now) is WindowState.Closed over)
            return new(over.Problem, "Go on by another channel, or wait until they write.");
        if (draft.Attachments.Count > 0 && text.Length > 0)
            return new(ChannelProblem.TooLarge("A message here is words or one file, not both."), "Send the words first and the file after them.");
        if (Encoding.UTF8.GetByteCount(text) > Length.Max)
            return new(ChannelProblem.TooLarge($"A message here has {Length.Max} bytes at most: a letter with an accent counts two, a picture sign four or more."), "Send it in several messages.");
        if (draft.Attachments.Count > Files.MaxCount || draft.Attachments.Any(file => file.Size > (file.Type.StartsWith("image/", StringComparison.Ordinal) ? LargestPicture : Files.MaxBytes)))
            return new(ChannelProblem.TooLarge("A message here carries one file: a picture of up to 8 MB, sound, film or a PDF of up to 25 MB."), "Send the files one by one.");
        return null;
    }
}
