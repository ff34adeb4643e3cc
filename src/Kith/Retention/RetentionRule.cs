namespace Kith.Retention;

/// <summary>How long one kind of thing is kept. Without a rule it is kept for good.</summary>
public sealed class RetentionRule : IOfWorkspace
{
    public const int FewestDays = 1, MostDays = 3650;

    public Guid WorkspaceId { get; set; }
    public RetentionKind Kind { get; set; }
    public int Days { get; set; }
    public DateTime ChangedAt { get; set; }
    /// <summary>When it was last looked for what is too old.</summary>
    public DateTime? LookedAt { get; set; }
    /// <summary>How much has gone since the rule was made.</summary>
    public long Gone { get; set; }
}

/// <summary>
/// Voicemails with what was said on them; files of messages in matters that are over; words of cases that are closed; people with whom nothing was
/// said, whole.
/// </summary>
public enum RetentionKind { Recordings, Files, Words, People }
