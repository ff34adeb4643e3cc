using System.Text.Json.Nodes;

namespace Kith.Timelines;

/// <summary>A moment as a timeline shows it: its newest words, who said them, and how far they came.</summary>
public sealed record MomentRow(
    Guid Id, Guid PersonId, long? CaseNumber, DateTime At, DateTime RecordedAt, MomentKind Kind, Direction Direction, Visibility Visibility,
    string? Channel, Guid? ConnectionId, string? ConnectionName, string? Surface, AuthorRow Author, string? Text, QuotedMoment? ReplyTo,
    JsonObject Detail, IReadOnlyList<AttachmentRef> Attachments, IReadOnlyList<DeliveryRow> Deliveries, bool Edited, bool Withdrawn, IReadOnlyList<ReactionRow> Reactions)
{
    /// <summary>The post under which everybody can read it; none for what was said in private.</summary>
    public PostLine? Post { get; init; }

    /// <summary>We like it where it stands.</summary>
    public ActDone? Liked { get; init; }

    /// <summary>We hid it where it stands: there only its author and their friends still read it.</summary>
    public ActDone? Hidden { get; init; }

    /// <summary>What became of it, where it is a telephone call.</summary>
    public CallRow? Call { get; init; }
}

/// <summary>What was done to a message where it stands, and was not undone.</summary>
/// <param name="By">Which of us did it.</param>
/// <param name="Why">Why, where that is said.</param>
public sealed record ActDone(string By, DateTime At, string? Why);

/// <summary>A sign that somebody put to a message and did not take away again.</summary>
public sealed record ReactionRow(string Emoji, string By);

public sealed record AuthorRow(AuthorKind Kind, Guid? Id, string Name, string? PictureUrl);

/// <summary>The beginning of the message that another one answers, as it reads now; without words when its author took it back.</summary>
public sealed record QuotedMoment(Guid Id, string? Text, string AuthorName, bool Public);

/// <param name="Document">Which version of which document it is; none for a file from somebody's own disk.</param>
public sealed record AttachmentRef(string Hash, string Name, string Type, long Size, string Url, SentDocument? Document)
{
    /// <param name="through">The moment by which it is reached, for whoever does not see every case.</param>
    public static AttachmentRef Of(AttachedFile file, Guid? through = null) => new(
        file.Hash, file.Name, file.Type, file.Size, through is { } moment ? $"/api/moments/{moment}/attachments/{file.Hash}/{Uri.EscapeDataString(file.Name)}" : UrlOf(file.Hash, file.Name), file.Document);

    public static string UrlOf(string hash, string name) => $"/api/attachments/{hash}/{Uri.EscapeDataString(name)}";
}

public sealed record DeliveryRow(
    Guid MomentId, Guid HandleId, string To, DeliveryState State, DeliveryProblem? Problem, int Tries, DateTime? NextAt, DateTime At, int Segments, decimal? Cost)
{
    public static DeliveryRow Of(Delivery delivery, Handle? to) => new(
        delivery.MomentId, delivery.HandleId, to is null ? "" : MaskedHandle.Of(to), delivery.State, DeliveryProblem.Of(delivery),
        delivery.Tries, delivery.NextAt, delivery.StateAt, delivery.Segments, delivery.Cost);
}

public sealed record DeliveryProblem(string Code, string Words, bool CanRetry)
{
    public static DeliveryProblem? Of(Delivery delivery) => delivery.ProblemCode is { } code
        ? new(code, delivery.ProblemWords ?? "", delivery.State is DeliveryState.Failed && ProblemWord.MayRetry(code)) : null;
}
