namespace Kith.Outreach;

/// <summary>What a person said last about one purpose on one channel, and the moment that proves it. What they said before stays on their timeline.</summary>
public sealed class Consent : IOfWorkspace
{
    public Guid WorkspaceId { get; set; }
    public Guid PersonId { get; set; }
    public Purpose Purpose { get; set; }
    public required string Channel { get; set; }
    public ConsentAnswer Answer { get; set; }
    public Guid ProofMoment { get; set; }
    public DateTime At { get; set; }
}

public enum ConsentAnswer { No, Yes }

/// <summary>Why we write: because somebody waits for it, or to reach out to somebody who did not ask.</summary>
public enum Purpose { Service, Outreach }
