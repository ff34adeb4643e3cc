namespace Kith.Api;

/// <summary>What one request holds: who asks, in which workspace, and the unit of work it runs in.</summary>
public sealed class Desk
{
    /// <summary>Set by whoever recognised the caller: a session, a token.</summary>
    public Caller? Caller { get; set; }

    public Teammate? Me { get; set; }

    public Work? Work { get; set; }

    public Teammate MeOrRefuse => Me ?? throw new Refusal("not_signed_in", "Please sign in.", StatusCodes.Status401Unauthorized);

    public Work WorkOrFail => Work ?? throw new InvalidOperationException("This route does not open a unit of work.");
}

/// <summary>A recognised caller. A token may carry a lower role than the teammate in whose name it acts.</summary>
public sealed record Caller(Guid WorkspaceId, Guid TeammateId, Role Role, Guid? SessionId, Guid? TokenId, DateTime ValidUntil)
{
    /// <summary>What the caller may see.</summary>
    public Sight Sight { get; init; } = Sight.All;
}
