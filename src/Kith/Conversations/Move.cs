namespace Kith.Conversations;

/// <summary>Going on elsewhere: a one-time hand-over. Only the hash of its token is kept.</summary>
public sealed class Move : IOfWorkspace
{
    public static readonly TimeSpan Life = TimeSpan.FromHours(48);

    public Guid WorkspaceId { get; set; }
    public Guid Id { get; set; }
    public required byte[] TokenHash { get; set; }
    public Guid PersonId { get; set; }
    public Guid? FromMoment { get; set; }
    public required string ToChannel { get; set; }
    public Guid ToConnection { get; set; }
    public Guid? ToHandle { get; set; }
    public DateTime At { get; set; }
    public DateTime ExpiresAt { get; set; }
    public DateTime? UsedAt { get; set; }

    /// <summary>The token names its workspace and holds 256 random bits; it is told once, in the message that carries it.</summary>
    public static (Move Move, string Token) Offer(Person person, Connection to, DateTime at)
    {
        var token = RecognizeCaller.NewSecret(person.WorkspaceId);
        var move = new Move
        {
            WorkspaceId = person.WorkspaceId,
            Id = Ids.New(at),
            TokenHash = RecognizeCaller.Hash(token),
            PersonId = person.Id,
            ToChannel = to.Channel,
            ToConnection = to.Id,
            At = at,
            ExpiresAt = at + Life,
        };
        return (move, token);
    }

    /// <summary>One line on the timeline, so that a change of channel reads as going on and not as a break.</summary>
    public static Moment WentOn(Guid workspace, Guid person, Connection to, string? fromChannel, Actor by, DateTime at, Guid? move) => new()
    {
        WorkspaceId = workspace,
        Id = Ids.New(at),
        PersonId = person,
        At = at,
        RecordedAt = at,
        Kind = MomentKind.WentOn,
        Visibility = Visibility.Internal,
        ConnectionId = to.Id,
        AuthorKind = by.Kind,
        AuthorId = by.Id,
        Detail = new() { ["channel"] = to.Channel, ["from"] = fromChannel, ["move"] = move },
    };
}
