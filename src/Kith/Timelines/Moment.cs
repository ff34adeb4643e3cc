using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Kith.Timelines;

/// <summary>
/// A recorded fact in a person's life with us. What it says never changes; its place (<see cref="PersonId"/>,
/// <see cref="CaseId"/>) may, by a moment of kind <see cref="MomentKind.Placed"/> that can be undone. Timelines sort by (At, Id).
/// </summary>
public sealed class Moment : IOfWorkspace
{
    public Guid WorkspaceId { get; set; }
    public Guid Id { get; set; }
    /// <summary>Raised by a restore, which starts <see cref="Tx"/> anew; (Epoch, Tx, Id) is the place in the stream.</summary>
    public int Epoch { get; set; }
    public long Tx { get; set; }
    public Guid PersonId { get; set; }
    public DateTime At { get; set; }
    public DateTime RecordedAt { get; set; }
    public MomentKind Kind { get; set; }
    public Direction Direction { get; set; }
    public Visibility Visibility { get; set; }
    public Guid? ConnectionId { get; set; }
    public string? Surface { get; set; }
    /// <summary>The conversation on the platform (phone pair, chat id): what a reply continues.</summary>
    public string? ThreadKey { get; set; }
    /// <summary>The platform's id of this message, or the id its author's browser made; unique on its connection.</summary>
    public string? OutsideKey { get; set; }
    public Guid? ReplyTo { get; set; }
    public Guid? CaseId { get; set; }
    /// <summary>The post under which everybody can read it; only messages have one.</summary>
    public Guid? PostId { get; set; }
    public AuthorKind AuthorKind { get; set; }
    public Guid? AuthorId { get; set; }
    public string? Text { get; set; }
    public JsonObject? Detail { get; set; }
    public List<AttachedFile>? Attachments { get; set; }
}

public enum MomentKind
{
    Message = 0, Note = 1, Edited = 2, Withdrawn = 3, Reaction = 4, Hidden = 5, Shown = 6,
    CaseOpened = 10, CaseClosed = 11, CaseReopened = 12, CaseAssigned = 13, CaseWaiting = 14, CaseSnoozed = 15, CaseMerged = 16, CaseUnmerged = 17, Promised = 18, PublicSettled = 19, PublicOwed = 20,
    WentOn = 30, Merged = 31, Unmerged = 32, Placed = 33, Consent = 34, Blocked = 35, Unblocked = 36, HandleVerified = 37, Copied = 38, MailedOn = 39,
    Gathered = 40, LetGo = 41, Told = 42, HowItWas = 45, Automated = 46,
    Asked = 60, AskedBack = 61, AskedOn = 62, AskAnswered = 63, AskWithdrawn = 64,
    /// <summary>Never kept: what a timeline shows of a moment that the caller may not see.</summary>
    Elsewhere = 90,
    Call = 50, CallStep = 51, Voicemail = 52, Transcript = 53,
}

public enum Direction { None, In, Out }

public enum Visibility { Private, Public, Internal }

public enum AuthorKind { System, Person, Teammate }

/// <summary>A file as a moment names it: its bytes lie under the hash, its name is what the sender called it.</summary>
public sealed record AttachedFile(string Hash, string Name, string Type, long Size)
{
    /// <summary>The document it was sent as; none for a file from somebody's own disk.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SentDocument? Document { get; init; }
}
