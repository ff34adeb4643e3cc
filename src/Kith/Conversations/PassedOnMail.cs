using System.Text.Json.Nodes;
using Kith.Channels;
using Visibility = Kith.Timelines.Visibility;

namespace Kith.Conversations;

/// <summary>
/// A mail that one of the team passes on stands on the timeline of whoever wrote it, with what the teammate said of it as a note. Everybody else who passes
/// a mail on speaks for themselves: a stranger would otherwise put words into anybody's mouth.
/// </summary>
sealed record PassedOnMail(MessageReceived Said, Guid TeammateId, string Comment)
{
    const string Mark = "passed-on";

    public static PassedOnMail? Find(Incoming incoming, MessageReceived said, Known known) =>
        said.PassedOn is { } passed && known.Teammates.TryGetValue((incoming.WorkspaceId, said.From.Value), out var teammate) ? new(AsWritten(said, passed), teammate, passed.Comment) : null;

    /// <summary>The message as its writer's own. Who else the teammate wrote to is no part of it.</summary>
    public static MessageReceived AsWritten(MessageReceived said, PassedOn passed) => said with
    {
        From = passed.From,
        Text = passed.Text,
        Subject = passed.Subject ?? said.Subject,
        ThreadKey = passed.ThreadKey,
        OwnThreadKey = null,
        ReplyToKey = null,
        Reference = passed.Reference,
        Others = [],
        Claims = [],
        IsFolded = true,
        Marks = [.. said.Marks, Mark],
    };

    /// <summary>The same once more, for a moment that was made of it.</summary>
    public static MessageReceived AsShown(MessageReceived said, Moment moment) =>
        said.PassedOn is { } passed && moment.Detail?["marks"] is JsonArray marks && marks.Any(mark => mark?.ToString() == Mark) ? AsWritten(said, passed) : said;

    public Moment? NoteOn(Moment message) => Comment.Length == 0 ? null : new()
    {
        WorkspaceId = message.WorkspaceId,
        Id = Ids.New(message.RecordedAt),
        PersonId = message.PersonId,
        CaseId = message.CaseId,
        At = message.At,
        RecordedAt = message.RecordedAt,
        Kind = MomentKind.Note,
        Visibility = Visibility.Internal,
        AuthorKind = AuthorKind.Teammate,
        AuthorId = TeammateId,
        Text = Comment,
    };
}
